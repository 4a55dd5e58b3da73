"""Numbers: every number of a line must be the article's, with its unit, for what it counts there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.answers.index import LONGEST_READ
from briefs.answers.tagging import Word
from briefs.checks.alignment import Line
from briefs.checks.anchors import MARGIN, Anchors, anchors, likeness
from briefs.checks.quotation import find_quoted
from briefs.model import Problem
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
    r"(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen)\b)?(?:[\s-](?P<unit>per\s?cent|percent|dollars|pounds|euros|yen|{_MEASURES})\b)?(?![\w-]*\w\w)",
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
_PERIODS = pattern(r"\b(?:hour|dai|day|week|month|quarter|annual|year)(?:ly|s)?\b|\bannual(?:ly)?\b", re.I)
_YEAR = pattern(r"(?:1[0-9]|20)\d\d")


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


MOST = 30
"""Numbers of one line that are checked."""


def check_numbers(line: Line) -> Iterator[Problem]:
    """Numbers that the article lacks, gives to something else, or gives only roughly."""
    quoted = list(find_quoted(line.text))
    dates = [m.span() for m in _DATED.finditer(line.text)]
    own = [n for n in read_numbers(line.text) if not any(a <= n.start < b for a, b in (*quoted, *dates))][:MOST]
    known = [(i, n) for i, text in enumerate(line.index.texts) for n in read_numbers(text)]
    for number in own:
        written = line.text[number.start : number.end].strip()
        span = line.span(number.start, number.end)
        same = [(i, n) for i, n in known if _equal(number, n)]
        if not same:
            yield Problem("number", f"The number {written} is not in the article.", span, line.evidence())
        elif (wrong := _misplaced(line, own, number, same)) is not None:
            yield Problem("number", f"The article gives {written} for something else.", span, line.evidence(wrong))
        elif all(n.about for _, n in same) and not number.about and not _hedged(line, number):
            yield Problem(
                "number", f"The article gives {written} only as approximate.", span, line.evidence(same[0][0]), "minor"
            )
    yield from _check_periods(line)


_DATED = pattern(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2}\b(?!,\d)|\b(?:1[0-9]|20)\d\d(?:-\d\d)?\b"
)


def _equal(one: Number, other: Number) -> bool:
    if abs(one.value - other.value) > 1e-6 * max(1.0, abs(one.value)):
        return one.unit == "clock" == other.unit and abs(one.value - other.value) % 12 == 0
    if one.ordinal != other.ordinal:
        return False
    return one.unit == other.unit or not one.unit or not other.unit


def _hedged(line: Line, number: Number) -> bool:
    around = line.text[max(0, number.start - 40) : number.start] + " " + line.text[number.end : number.end + 12]
    return bool(
        re.search(
            r"\b(?:about|around|approximately|nearly|almost|roughly|some|close|more|over|estimated|least"
            r"|up to|or so|just|only)\b",
            around,
        )
    )


def _misplaced(line: Line, own: Sequence[Number], number: Number, same: Sequence[tuple[int, Number]]) -> int | None:
    """The source in which another number of the sort fits this one's words better, if there is one."""
    places = [i for i, _ in same if i in line.sources]
    if not places:
        return (
            line.sources[0] if line.sources and line.coverage > 0.5 and _rivals(line, line.sources[0], number) else None
        )
    mine = _anchors(line.words, own, number)
    for i in places[:1]:
        theirs = read_numbers(line.index.texts[i][:LONGEST_READ])[:MOST]
        words = line.index.reading(i).words
        right = max((likeness(mine, _anchors(words, theirs, n)) for n in theirs if _equal(number, n)), default=0.0)
        others = [n for n in theirs if not _equal(n, number) and n.unit == number.unit and n.ordinal == number.ordinal]
        wrong = max((likeness(mine, _anchors(words, theirs, n)) for n in others), default=0.0)
        if others and wrong > right + MARGIN * 0.4 and _swapped(line, own, number, others, words, theirs):
            return i
        return None
    return None


def _swapped(
    line: Line,
    own: Sequence[Number],
    number: Number,
    others: Sequence[Number],
    words: Sequence[Word],
    theirs: Sequence[Number],
) -> bool:
    """Whether the line has the other number too, and both fit better the other way round; alone, fit decides."""
    for rival in others:
        twin = next((n for n in own if n is not number and _equal(n, rival)), None)
        if twin is None:
            continue
        original = next((n for n in theirs if _equal(n, number)), number)
        straight = likeness(_anchors(line.words, own, number), _anchors(words, theirs, original))
        straight += likeness(_anchors(line.words, own, twin), _anchors(words, theirs, rival))
        crossed = likeness(_anchors(line.words, own, number), _anchors(words, theirs, rival))
        crossed += likeness(_anchors(line.words, own, twin), _anchors(words, theirs, original))
        return crossed > straight
    return True


def _anchors(words: Sequence[Word], numbers: Sequence[Number], number: Number) -> Anchors:
    spots = [k for k, w in enumerate(words) if number.start <= w.start < number.end]
    rivals = {k for k, w in enumerate(words) for n in numbers if n is not number and n.start <= w.start < n.end}
    if not spots:
        return {}
    return anchors(words, spots[0], spots[-1], lambda k: k in rivals)


def _rivals(line: Line, i: int, number: Number) -> bool:
    """Whether the line's main source has a number of the same sort, so that this one took its place."""
    theirs = read_numbers(line.index.texts[i][:LONGEST_READ])[:MOST]
    own = read_numbers(line.text)[:MOST]
    free = [
        n
        for n in theirs
        if n.unit == number.unit and n.ordinal == number.ordinal and not any(_equal(n, o) for o in own)
    ]
    return bool(free) and bool(number.unit or number.value > 12)


def _check_periods(line: Line) -> Iterator[Problem]:
    """“monthly” for “quarterly”: a period beside a number that its source has otherwise."""
    if not line.sources:
        return
    source = line.index.texts[line.sources[0]]
    for found in re.finditer(r"\b(hourly|daily|weekly|monthly|quarterly|annual|annually|yearly)\b", line.text, re.I):
        word = found.group().lower()
        theirs = {
            m.group().lower()
            for m in re.finditer(r"\b(?:hourly|daily|weekly|monthly|quarterly|annual|annually|yearly)\b", source, re.I)
        }
        if theirs and word not in theirs and not re.search(rf"\b{word}\b", line.article.text, re.I):
            yield Problem(
                "number",
                f"The article says {sorted(theirs)[0]}, not {word}.",
                line.span(found.start(), found.end()),
                line.evidence(),
            )
