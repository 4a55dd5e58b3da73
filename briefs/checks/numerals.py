"""Numerals: the numbers of a sentence, in digits or words, each with its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.patterns import pattern

_ONES = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split()
)}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ORDINALS = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "m": 10**6, "bn": 10**9, "tn": 10**12, "k": 1000,
}  # fmt: skip
_MEASURES = r"(?:second|minute|hour|day|week|month|year|decade|mile|kilomet(?:er|re)|met(?:er|re)|point)s?|feet|km|mph"
_NUMBER = pattern(
    r"(?P<sign>[£$€¥])?\s?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<clock>[:.]\d\d)?"
    r"(?P<tail>st|nd|rd|th|bn\b|tn\b|m\b|k\b|%)?(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen|bn|tn|m)\b)?"
    r"(?:[\s-](?P<unit>per\s?cent|percent(?:age\spoints?)?|dollars|pounds|euros|yen|a\.m\.|p\.m\.|am|pm|"
    + _MEASURES
    + r")\b)?(?P<pm>am\b|pm\b)?",
    re.I,
)
_SPELLED = pattern(
    rf"\b(?P<word>{'|'.join([*_TENS, *_ONES, *_ORDINALS])})(?:-(?P<one>{'|'.join([*_ONES, *_ORDINALS])}))?"
    r"(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen)\b)?"
    rf"(?:[\s-](?P<unit>per\s?cent|percent|dollars|pounds|euros|yen|{_MEASURES})\b)?(?![\w-]*\w\w)",
    re.I,
)
_UNITS = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "£": "pounds",
    "$": "dollars",
    "€": "euros",
    "¥": "yen",
}
_ABOUT = pattern(
    r"\b(?:about|around|approximately|nearly|almost|roughly|some|close to|more than|over|at least|up to"
    r"|less than|fewer than|under|"
    r"an? estimated|or so|just|only|as (?:many|much|little|few) as)\s*[£$€¥]?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: a value, a unit where one is written, and its offsets in the sentence."""

    value: float
    unit: str
    start: int
    end: int
    ordinal: bool = False
    about: bool = False


def read_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a sentence, digits and words, in order; years and clock times are numbers too."""
    found = [_digits(text, m) for m in _NUMBER.finditer(text)]
    taken = [(n.start, n.end) for n in found]
    spelled = [m for m in _SPELLED.finditer(text) if not any(a < m.end() and m.start() < b for a, b in taken)]
    found += [_spelled(text, m) for m in spelled if not _idle(text, m)]
    return tuple(sorted(found, key=lambda n: n.start))


def _idle(text: str, m: re.Match[str]) -> bool:
    """“one of”, “no one”, “one another”, “first” as an adverb: words that count nothing."""
    if m.group("word").lower() not in ("one", "second"):
        return False
    if m.group("scale") or m.group("one") or m.group("unit"):
        return False
    if text[: m.start()].endswith(" in "):
        return False  # “five in one”
    after = text[m.end() : m.end() + 10].lower()
    return m.group("word").lower() == "one" and not re.match(
        r"\s(?:million|person|man|woman|year|month|week|day|hour|in\s)", after
    )


def _unit(written: str) -> str:
    if written.startswith("per"):
        return "points" if "point" in written else "percent"
    known = _UNITS.get(written, written)
    return (
        known
        if known in ("dollars", "pounds", "euros", "feet")
        else known.rstrip("s").replace("metre", "meter") or known
    )


def _digits(text: str, m: re.Match[str]) -> Number:
    value = float(m.group("digits").replace(",", ""))
    tail = (m.group("tail") or "").lower()
    scale = (m.group("scale") or (tail if tail in _SCALES else "")).lower()
    unit = (
        (m.group("unit") or m.group("pm") or m.group("sign") or ("%" if tail == "%" else "")).lower().replace(".", "")
    )
    unit = _unit(unit)
    if m.group("clock") or unit in ("am", "pm"):
        minutes = int((m.group("clock") or ":0")[1:])
        value = (value % 12 + 12 if unit == "pm" else value) + minutes / 60
        unit = "clock"
    start = m.start() + len(m.group()) - len(m.group().lstrip())
    return Number(
        value * _SCALES.get(scale, 1), unit, start, m.end(), tail in ("st", "nd", "rd", "th"), _is_about(text, start)
    )


def _spelled(text: str, m: re.Match[str]) -> Number:
    word, one = m.group("word").lower(), (m.group("one") or "").lower()
    value = _TENS.get(word, _ONES.get(word, _ORDINALS.get(word, 0))) + _ONES.get(one, _ORDINALS.get(one, 0))
    unit = (m.group("unit") or "").lower()
    unit = _unit(unit)
    ordinal = word in _ORDINALS or one in _ORDINALS
    return Number(
        value * _SCALES.get((m.group("scale") or "").lower(), 1),
        unit,
        m.start(),
        m.end(),
        ordinal,
        _is_about(text, m.start()),
    )


def _is_about(text: str, start: int) -> bool:
    return bool(_ABOUT.search(text[max(0, start - 20) : start]))


def same_number(one: Number, other: Number) -> bool:
    """Whether two numbers say the same, as far as both say it: a unit that only one has does not count."""
    if abs(one.value - other.value) > 1e-6 * max(1.0, abs(one.value)):
        return one.unit == "clock" == other.unit and abs(one.value - other.value) % 12 == 0
    if one.ordinal != other.ordinal:
        return False
    return one.unit == other.unit or not one.unit or not other.unit
