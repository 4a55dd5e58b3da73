"""Figures: the numbers of an article, what they count, who says so, and how firmly they are said."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from briefs.article import Article
from briefs.boilerplate import story
from briefs.clauses import Clause, clause_at
from briefs.context import opens_back, standing, with_marks
from briefs.counted import what_is_counted
from briefs.dates import When, find_dates
from briefs.modality import modality_at
from briefs.model import Figure, Quote, Sentence, Span, Statement
from briefs.numbers import Number, find_numbers
from briefs.patterns import pattern
from briefs.units import LENGTHS_OF_TIME, MONEY

_COMPARES = pattern(
    r"\b(?:while|compared|versus|vs|against|than|whereas|from|up|down|but|and|to|or|instead|before|after|followed|only)\b|[;,–—-]"
)
_NAME_BEFORE = pattern(r"\b[A-Z][\w’'-]+,\s$")
_CAPITAL = pattern(r"\s[A-Z]")
_NUMBERED = pattern(
    r"\b(?:[Rr]oute|[Pp]age|[Ll]ine|[Rr]oom|[Gg]ate|[Pp]latform|[Ff]light|[Cc]hapter|[Ll]evel|[Ww]ard|[Nn]umber|Radio|Channel|Category|Flight|Route|Article|Section|Chapter|Title|Room|Gate|Platform|Terminal|Formula|Area|Group"
    r"|Grade|Phase|Level|Type|Highway|Interstate|Junction|BBC|ITV|Apollo|Boeing|Airbus|Windows|PlayStation|War|Proposition"
    r"|No\.?|Number|Euro|Pier|Bus|Line|Page|Unit|Station|Ward|District|Block)\s$"
)
_DIGIT = pattern(r"[0-9]")
_LEADS = pattern(r"(?:(?:on|in|by|since|until|from|before|after|during|of|around|through|for)\s)?", re.IGNORECASE)
_LEANS = 1.2
"""What a figure loses whose line opens on words that an earlier sentence explains."""
_LONE = frozenset(["date", "year", "ordinal", "years old", "score"])
"""Units of figures that nothing is compared with."""


def find_figures(article: Article, said: Sequence[Quote | Statement] = ()) -> tuple[Figure, ...]:
    """Every number and date in `article`, in reading order; spans index `article.text`.

    `said`, its quotations and statements, tells whose figure one is.
    """
    found: list[Figure] = []
    for sentence in story(article):
        found += _compared(_in_sentence(sentence), sentence, len(found) + 1)
    return _sourced([_with_marks(article, figure) for figure in found], said)


def _with_marks(article: Article, figure: Figure) -> Figure:
    """`figure` with a line whose quotation marks are whole."""
    span = figure.line_span or figure.span
    start, end = with_marks(article, span.start, span.end)
    if (start, end) == (span.start, span.end) or not start <= figure.span.start < end:
        return figure
    return replace(figure, line=article.text[start:end], line_span=replace(span, start=start, end=end))


def rank_figures(figures: Sequence[Figure], article: Article) -> tuple[Figure, ...]:
    """`figures` by how much they matter, each said once; those compared stand together, as in the text."""
    again = Counter(_same(figure) for figure in figures)
    first: dict[object, Figure] = {}
    for figure in figures:
        same = _same(figure)
        if same not in first or (opens_back(first[same].line) and not opens_back(figure.line)):
            first[same] = figure
    length = max(1, len(article.text))
    weight = {key: _weight(figure, again[key], figure.span.start / length) for key, figure in first.items()}
    lead: dict[int, float] = {}
    for key, figure in first.items():
        lead[figure.group] = max(lead.get(figure.group, -9.0), weight[key])

    def place(key: object) -> tuple[float, int, float]:
        figure = first[key]
        return (-lead[figure.group], figure.group, figure.span.start) if figure.group else (-weight[key], 0, 0.0)

    return tuple(first[key] for key in sorted(first, key=place))


def _in_sentence(sentence: Sentence) -> list[Figure]:
    dates = [
        when
        for when in find_dates(sentence.text)
        if when.date or any(c.isdigit() for c in sentence.text[when.start : when.end])
    ]
    ends = [when.end for when in dates]
    found = []
    for number in find_numbers(sentence.text):
        near = bisect_right(ends, number.start)
        dated = near < len(dates) and dates[near].start < number.end
        if (not dated or number.unit in LENGTHS_OF_TIME) and not _names(sentence.text, number):
            found.append(_figure(sentence, number))
    found = [figure for figure in found if figure.counts or not _loose(figure)]
    found += [_date(sentence, when) for when in dates if when.date or when.away == -100.0]
    return sorted(found, key=lambda figure: figure.span.start)


def _names(text: str, number: Number) -> bool:
    """Whether a number is part of a name and counts nothing: “Radio 4”, “First Minister”."""
    if number.spelled:
        return text[number.start].isupper() and number.unit == "ordinal" and bool(_CAPITAL.match(text, number.end))
    return not number.unit and bool(_NUMBERED.search(text, max(0, number.start - 24), number.start))


def _figure(sentence: Sentence, number: Number) -> Figure:
    text, start = sentence.text, sentence.span.start
    clause = clause_at(text, number.start)
    counts = _counts(text, number, clause)
    clause = standing(text, clause)
    return Figure(
        text[number.start : number.end],
        Span(sentence.span.article, start + number.start, start + number.end),
        number.value,
        "years old" if _is_age(text, number) else number.unit,
        counts,
        modality_at(text, number.start),
        number.approximate,
        number.high,
        text[clause.start : clause.end],
        Span(sentence.span.article, start + clause.start, start + clause.end),
    )


def _counts(text: str, number: Number, clause: Clause) -> str:
    """What is counted; an age or a score counts nothing, nor does “six weeks”, though “a six-week strike” does."""
    if number.unit in ("score", "years old"):
        return ""
    if number.unit in LENGTHS_OF_TIME and "-" not in text[number.start : number.end]:
        return ""
    measured = number.unit.startswith("percent") or number.unit.split(" ")[0] in MONEY
    return what_is_counted(text, number.start, number.end, clause, measured=measured)


def _is_age(text: str, number: Number) -> bool:
    """“Claudia Soriano, 25,” is as old as that."""
    if number.unit or number.high or number.spelled or not 0 < number.value < 120:
        return False
    return (
        bool(_NAME_BEFORE.search(text, max(0, number.start - 24), number.start))
        and text[number.end : number.end + 1] in ",."
    )


def _loose(figure: Figure) -> bool:
    """“one” and “first” alone are no figures."""
    return figure.text.isalpha() and (figure.unit == "ordinal" or figure.text.lower() == "one")


def _date(sentence: Sentence, when: When) -> Figure:
    text, start = sentence.text, sentence.span.start
    begin = when.start + _LEADS.match(text[when.start : when.end]).end()  # type: ignore[union-attr]  # matches ""
    clause = standing(text, clause_at(text, when.start))
    digits = "".join(c for c in when.date if c.isdigit())
    value = (
        Decimal(digits[:4] if when.precision != "day" else digits) if digits else _day_of(text[when.start : when.end])
    )
    return Figure(
        text[begin : when.end],
        Span(sentence.span.article, start + begin, start + when.end),
        value,
        "year" if when.precision in ("year", "decade") else "date",
        modality=modality_at(text, when.start),
        line=text[clause.start : clause.end],
        line_span=Span(sentence.span.article, start + clause.start, start + clause.end),
    )


def _day_of(words: str) -> Decimal:
    return Decimal(next(iter(re.findall(r"[0-9]{1,2}", words)), "0"))


def _compared(figures: list[Figure], sentence: Sentence, group: int) -> list[Figure]:
    """Figures of one sentence in one unit, or of one kind of thing, get a group where words set them side by side."""
    grouped = list(figures)
    last: dict[str, int] = {}
    for at, figure in enumerate(figures):
        kind = figure.unit if figure.unit not in _LONE else ""
        kind = kind or (figure.counts.rsplit(None, 1)[-1:] or [""])[0] if figure.unit not in _LONE else ""
        before = last.get(kind) if kind else None
        if kind:
            last[kind] = at
        if before is None or not _beside(sentence, figures[before], figure):
            continue
        number = grouped[before].group or group + before
        grouped[before] = replace(grouped[before], group=number)
        grouped[at] = replace(figure, group=number)
    return grouped


def _beside(sentence: Sentence, one: Figure, other: Figure) -> bool:
    start = sentence.span.start
    between = sentence.text[one.span.end - start : other.span.start - start]
    return len(between) < 160 and bool(_COMPARES.search(between))


def _sourced(figures: list[Figure], said: Iterable[Quote | Statement]) -> tuple[Figure, ...]:
    """Figures inside somebody's words get that somebody as their source."""
    spoken = sorted(
        (span.start, span.end, ", ".join(one.speakers)) for one in said for span in one.spans if one.speakers
    )
    result, at = [], 0
    for figure in figures:
        while at < len(spoken) and spoken[at][1] <= figure.span.start:
            at += 1
        within = [who for start, end, who in spoken[at : at + 4] if start <= figure.span.start < end]
        result.append(replace(figure, source=within[-1]) if within else figure)
    return tuple(result)


def _same(figure: Figure) -> object:
    return figure.value, figure.high, figure.unit, figure.counts.lower() if figure.unit in ("", "ordinal") else ""


def _weight(figure: Figure, times: int, place: float) -> float:
    size = math.log10(1 + abs(float(figure.value))) if figure.unit != "date" else 0.0
    kind = 1.0 + min(size, 6.0) / 4
    if figure.unit.split(" ")[0] in MONEY:
        kind = 2.5 + min(size, 13.0) / 8
    elif figure.unit.startswith("percent") or figure.unit == "fraction":
        kind = 2.9
    elif figure.unit in ("date", "year"):
        kind = 0.2
    elif figure.unit == "ordinal" or figure.unit == "score":
        kind = 0.5 if figure.text.isalpha() else 1.2
    elif figure.unit in LENGTHS_OF_TIME or figure.unit == "years old":
        kind = 0.8
    elif abs(figure.value) < 4:
        kind = 0.3
    if opens_back(figure.line):
        kind -= _LEANS
    return kind + (0.3 if figure.counts else 0.0) + 0.3 * math.log2(times) + 0.8 * (1 - place)
