"""Numbers: every number of a line must be the article's, with its unit, for what it counts there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.answers.index import LONGEST_READ
from briefs.answers.tagging import Word
from briefs.checks.alignment import Line
from briefs.checks.anchors import MARGIN, Anchors, anchors, likeness
from briefs.checks.numerals import Number, read_numbers, same_number
from briefs.checks.quotation import find_quoted
from briefs.model import Problem
from briefs.patterns import pattern

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
        same = [(i, n) for i, n in known if same_number(number, n)]
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
        right = max((likeness(mine, _anchors(words, theirs, n)) for n in theirs if same_number(number, n)), default=0.0)
        others = [
            n for n in theirs if not same_number(n, number) and n.unit == number.unit and n.ordinal == number.ordinal
        ]
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
        twin = next((n for n in own if n is not number and same_number(n, rival)), None)
        if twin is None:
            continue
        original = next((n for n in theirs if same_number(n, number)), number)
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
        if n.unit == number.unit and n.ordinal == number.ordinal and not any(same_number(n, o) for o in own)
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
