"""Roles: what an article calls somebody beside a name: “Mencap president”, “a tax lawyer”."""

from __future__ import annotations

from briefs.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    DEMONYMS,
    DETERMINERS,
    HONORIFICS,
    PREPOSITIONS,
    ROLE_NOUNS,
    TITLE_HEADS,
)
from briefs.names import Name
from briefs.reading import Reading
from briefs.saying import REPORTING

LONGEST_ROLE = 14
_ENDS_ROLE = frozenset("who which said told says also was is were are has had have will he she they and,".split())
_POSSESSIVES = frozenset("his her their its my our your".split())
_LINKS = frozenset("of for at in and the on to a its with by 's".split())


def role_of(text: str, reading: Reading, name: Name) -> str:
    """The role beside this mention, as worded, without article or honorific; empty where there is none."""
    return _before(text, reading, name) or _after(text, reading, name)


def _cut(text: str, reading: Reading, first: int, last: int) -> str:
    while first < last and (reading.lows[first] in DETERMINERS or reading.lows[first].rstrip(".") in HONORIFICS):
        first += 1
    return text[reading.starts[first] : reading.ends[last - 1]] if first < last else ""


def _before(text: str, reading: Reading, name: Name) -> str:
    """“Japanese Prime Minister”, “former campaign manager”: the words up to the name."""
    first = name.first
    if name.title == name.first and (not first or reading.lows[first - 1] not in ROLE_NOUNS):
        return ""
    first = name.title
    while first < name.first and reading.lows[first].rstrip(".") in HONORIFICS:
        first += 1
    if first == name.first and (not first or reading.lows[name.title - 1] not in ROLE_NOUNS):
        return ""
    first = name.title
    low_limit = max(0, first - 6)
    while first > low_limit and _describes(reading, first - 1, name):
        first -= 1
    return _cut(text, reading, first, name.first)


def _describes(reading: Reading, token: int, name: Name) -> bool:
    low, word = reading.lows[token], reading.words[token]
    if reading.inside[token] != reading.inside[name.first] or not word[0].isalpha():
        return False
    if low in DETERMINERS or low in _LINKS:
        return False
    if word[0].isupper():
        return low in DEMONYMS or low.rstrip(".") in TITLE_HEADS or word.isupper()
    if low in PREPOSITIONS or low in AUXILIARIES or low in CONJUNCTIONS or low in REPORTING or low.endswith("ing"):
        return False
    return (
        low in ROLE_NOUNS
        or low in DEMONYMS
        or (reading.lows[token + 1] in ROLE_NOUNS and reading.lows[token + 1].rstrip(".") not in HONORIFICS)
        or low in ("former", "late", "then", "vice", "deputy", "acting", "outgoing")
    )


def _after(text: str, reading: Reading, name: Name) -> str:
    """“, the attorney general of Oklahoma,”: an apposition that holds a role noun."""
    size = len(reading.words)
    at = name.last
    if at + 1 < size and reading.words[at] == "," and reading.lows[at + 1].isdigit():
        at += 2
    if at >= size or reading.words[at] != ",":
        return ""
    start = at + 1
    end = start
    held = False
    if start < size and reading.lows[start] in REPORTING and reading.lows[start] not in ROLE_NOUNS:
        return ""
    while end < size and end - start < LONGEST_ROLE:
        word, low = reading.words[end], reading.lows[end]
        if not (word[0].isalnum() or low == "'s") or reading.inside[end] != reading.inside[name.first]:
            break
        if low in _ENDS_ROLE or (low in REPORTING and low not in ROLE_NOUNS and low.endswith("ed")):
            return "" if not held else _cut(text, reading, start, end)
        if low in ROLE_NOUNS and not held:
            held = end - start < 5 and not any(reading.lows[at] in _POSSESSIVES for at in range(start + 1, end))
        end += 1
    closed = end < size and reading.words[end][0] in ",.;—–\n"
    return (
        _cut(text, reading, start, end) if held and closed and reading.lows[start] not in ("and", "but", "as") else ""
    )
