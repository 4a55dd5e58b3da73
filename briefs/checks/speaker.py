"""Speaker: words, quoted or reported, must be given to whom the article gives them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefs.checks.alignment import Line
from briefs.checks.quotation import find_quoted, said_by
from briefs.model import PersonKind, Problem, Quote
from briefs.terms import content_stems

SAME = 0.5
"""The share of a reported statement that a source must hold to be its source."""


def check_speakers(line: Line) -> Iterator[Problem]:
    """Quotations and statements whose named speaker is not the article's."""
    told = list(_tellers(line))
    for start, end in find_quoted(line.text):
        quote = said_by(line, line.text[start:end])
        named = [name for name, low, high in told if low < end and start < high]
        if quote is None or not named:
            continue
        right = quote.speakers
        if right and not _same(named, right) and not _employer(line, right) and not _misread(line, quote, named):
            span = line.span(*_place(line, named[0], start, end))
            message = f"“{line.text[start:end]}” is given to {named[0]}; the article gives it to {' and '.join(right)}."
            yield Problem("speaker", message, span, quote.spans[0])
            return
    yield from _reported(line)


def _misread(line: Line, quote: Quote, named: Sequence[str]) -> bool:
    """Whether article and line name the same person beside the quotation: then only the line was read otherwise."""
    starts = [s.span.start for s in line.article.sentences]
    i = bisect_right(starts, quote.spans[0].start) - 1
    beside = {s for name in named for s in _stems(name)}
    return bool(beside & set(line.index.counts[i])) and not any(
        s in line.index.counts[i] for name in quote.speakers for s in _stems(name)
    )


def _employer(line: Line, right: Sequence[str]) -> bool:
    """Whether the article's speaker is an organisation that the line names beside its own: “EEF’s Lee Hopley”."""
    kinds = {person.name: person.kind for person in line.index.cast.people}
    low = line.text.lower()
    return any(kinds.get(name) is not PersonKind.PERSON and name.lower() in low for name in right)


def _tellers(line: Line) -> Iterator[tuple[str, int, int]]:
    """(speaker, start, end) of each quotation of the line whose speaker it names."""
    for quote in line.quotes:
        names = quote.speakers or quote.candidates[:1]
        if names:
            for span in quote.spans:
                yield names[0], span.start, span.end


def _reported(line: Line) -> Iterator[Problem]:
    """Indirect speech: the source's own speaker must be among the line's names."""
    if not line.sources or line.coverage < SAME:
        return
    i = line.sources[0]
    right = [name for voice in line.index.voices[i] if voice.certain for name in voice.speakers]
    for statement in line.statements:
        if not statement.speakers or not right or _same(statement.speakers, right) or _employer(line, right):
            continue
        if _named_in(line, i, statement.speakers) or not _known(line, statement.speakers[0]):
            continue
        start, end = _place(line, statement.speakers[0], 0, 0)
        message = f"This is given to {statement.speakers[0]}; the article gives it to {right[0]}."
        yield Problem("speaker", message, line.span(start, end), line.evidence(i))
        return


def _same(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two lists of names share a person: a surname, or an organisation's words."""
    return any(_stems(a) & _stems(b) for a in some for b in others)


def _stems(name: str) -> set[str]:
    return set(content_stems(name)[-1:]) | {s for s in content_stems(name) if name.isupper()}


def _named_in(line: Line, i: int, names: Sequence[str]) -> bool:
    """Whether the source names them or has a pronoun for them."""
    return any(s in line.index.counts[i] or s in line.index.carried[i] for name in names for s in _stems(name))


def _known(line: Line, name: str) -> bool:
    return any(_stems(name) & _stems(person.name) for person in line.index.cast.people)


def _place(line: Line, name: str, start: int, end: int) -> tuple[int, int]:
    at = line.text.find(name)
    if at < 0:
        name = name.split()[-1]
        at = line.text.find(name)
    return (at, at + len(name)) if at >= 0 else (start, max(end, start))
