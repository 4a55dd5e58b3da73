"""Compounds: names that only stand together: “Washington, D.C.”, “the Institute of Trade and Supply (ITS)”."""

from __future__ import annotations

from dataclasses import replace

from briefs.model import PersonKind
from briefs.names import Name
from briefs.patterns import pattern
from briefs.reading import Reading

_SHORT = pattern(r"[A-Z]{2,7}")
_DISTRICT = pattern(r"(?:[A-Z]\.){2}")
_SMALL = frozenset("of and the for on in to at &".split())
LONGEST = 14
"""Tokens of a name that an abbreviation behind it may stand for."""


def put_together(reading: Reading, names: list[Name]) -> list[Name]:
    """`names` in order, with those that belong together made one."""
    spelled = [(_spelled_from(reading, at - 1, reading.lows[at]), at - 1) for at in _bracketed(reading)]
    return _as_one(reading, _with_districts(reading, names), [(start, end) for start, end in spelled if start >= 0])


def abbreviations(reading: Reading, names: list[Name]) -> dict[str, str]:
    """Which body's words each abbreviation among `names` stands for, all in lower case; only where one alone fits."""
    short = {reading.lows[n.first] for n in names if n.last == n.first + 1 and _SHORT.fullmatch(reading.words[n.first])}
    given = {reading.lows[at] for at in _bracketed(reading)}
    meant: dict[str, set[str]] = {}
    for name in names:
        words = reading.lows[name.first : name.last]
        letters = "".join(word[0] for word in words if word not in _SMALL)
        certain = letters in given or (len(letters) > 2 and name.kind is PersonKind.ORGANISATION)
        if name.kind is not PersonKind.PERSON and len(letters) > 1 and certain and letters in short:
            meant.setdefault(letters, set()).add(" ".join(words))
    return {letters: bodies.pop() for letters, bodies in meant.items() if len(bodies) == 1}


def _with_districts(reading: Reading, names: list[Name]) -> list[Name]:
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        district = name.last == name.first + 1 and _DISTRICT.fullmatch(reading.words[name.first])
        if before and district and before.last == name.first - 1 and reading.words[before.last] == ",":
            joined[-1] = replace(before, last=name.last, kind=PersonKind.PLACE)
        else:
            joined.append(name)
    return joined


def _bracketed(reading: Reading) -> list[int]:
    """Tokens that are an abbreviation in brackets of its own."""
    words = reading.words
    return [
        at
        for at in range(2, len(words) - 1)
        if words[at - 1] == "(" and words[at + 1] == ")" and _SHORT.fullmatch(words[at])
    ]


def _spelled_from(reading: Reading, end: int, letters: str) -> int:
    """Where the words before `end` start that `letters` abbreviates, or -1."""
    at, left = end, len(letters)
    while left and at > max(0, end - LONGEST):
        at -= 1
        if reading.lows[at] in _SMALL:
            if at == end - 1:
                return -1
        elif reading.words[at][0].isupper() and reading.lows[at][0] == letters[left - 1]:
            left -= 1
        else:
            return -1
    return at if not left and len(letters) > 1 else -1


def _as_one(reading: Reading, names: list[Name], spans: list[tuple[int, int]]) -> list[Name]:
    """One body for each of `spans` that a name lies in, unless a longer name reaches into it."""
    joined: list[Name] = []
    rest = iter(names)
    name = next(rest, None)
    for start, end in spans:
        while name and name.first < start:
            joined.append(name)
            name = next(rest, None)
        inside: list[Name] = []
        while name and name.first < end:
            inside.append(name)
            name = next(rest, None)
        overlapped = joined and joined[-1].last > start
        alone = len(inside) == 1 and (inside[0].first, inside[0].last) == (start, end)
        if inside and not overlapped and not alone:
            determined = start > 0 and reading.lows[start - 1] in ("the", "a", "an")
            inside = [Name(start, start, end, PersonKind.ORGANISATION, determined=determined)]
        joined.extend(inside)
    return [*joined, *([name] if name else []), *rest]
