"""Repeating: a line must not say again what the desk has marked as wrong in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefs.checks.alignment import Line
from briefs.checks.dating import is_date
from briefs.checks.numerals import Number, read_numbers, same_number
from briefs.checks.quotation import find_quoted
from briefs.errata import Corrected
from briefs.model import Erratum, Problem, Span
from briefs.terms import Term, find_terms


@dataclass(frozen=True)
class Mistake:
    """An erratum with what it takes out of the article: numbers, and the stems of words."""

    erratum: Erratum
    says: str
    numbers: tuple[Number, ...]
    stems: frozenset[str]
    kind: str
    sentences: tuple[int, ...]
    """Where it stands, as sentences of the corrected article."""

    @property
    def message(self) -> str:
        why = self.erratum.why.strip().rstrip(".")
        told = f"The article’s “{self.says}” is marked as wrong; right is “{self.erratum.right}”"
        return f"{told}{f': {why}' if why else ''}{f' ({self.erratum.by})' if self.erratum.by else ''}."

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where `text` says what was taken out."""
        numbers = read_numbers(text) if self.numbers else ()
        yield from ((n.start, n.end) for n in numbers if any(same_number(n, own) for own in self.numbers))
        yield from ((t.start, t.end) for t in find_terms(text) if t.stem in self.stems)


def find_mistakes(reading: Corrected) -> tuple[Mistake, ...]:
    """What each erratum takes out of its article, and where that stood."""
    return tuple(_mistake(reading, erratum) for erratum in reading.errata)


def check_repeated(line: Line, mistakes: Sequence[Mistake]) -> Iterator[Problem]:
    """A line that retells a corrected sentence with words that were taken out of it; evidence is the original's."""
    for mistake in mistakes:
        if not any(i in line.sources for i in mistake.sentences):
            continue
        first = line.sources[:1] if line.sources[0] in mistake.sentences else line.sources
        kept = " ".join(line.index.texts[i] for i in first)
        known = {kept[a:b].lower() for a, b in mistake.places(kept)}
        for start, end in mistake.places(line.text):
            if line.text[start:end].lower() not in known:
                yield Problem(mistake.kind, mistake.message, line.span(start, end), mistake.erratum.span)
                break


def name_corrections(
    problems: Sequence[Problem], text: str, reading: Corrected, mistakes: Sequence[Mistake]
) -> tuple[Problem, ...]:
    """The problems of `text`, with those that come from an erratum said to do so, and evidence in the original."""
    told: list[Problem] = []
    for problem in problems:
        evidence = reading.back(problem.evidence) if problem.evidence else None
        mistake = _behind(problem, evidence, text, mistakes)
        if mistake is not None:
            problem = replace(problem, message=mistake.message, evidence=mistake.erratum.span, severity="major")
        elif problem.evidence and problem.evidence.article == reading.article.id:
            problem = replace(problem, evidence=evidence)
        told.append(problem)
    return _once(told)


def _mistake(reading: Corrected, erratum: Erratum) -> Mistake:
    says, right = reading.original.cut(erratum.span), erratum.right
    kept = read_numbers(right)
    numbers = tuple(n for n in read_numbers(says) if not any(same_number(n, own) for own in kept))
    stems = _stems(says) - _stems(right)
    place = reading.forth(erratum.span)
    sentences = tuple(
        s.index for s in reading.article.sentences if s.span.start < place.end and place.start < s.span.end
    )
    return Mistake(erratum, says, numbers, stems, _kind(reading, erratum, numbers), sentences)


def _stems(text: str) -> frozenset[str]:
    return frozenset(term.stem for term in find_terms(text) if not term.stops and not _is_number(term))


def _is_number(term: Term) -> bool:
    return bool(read_numbers(term.text))


def _kind(reading: Corrected, erratum: Erratum, numbers: Sequence[Number]) -> str:
    span, text = erratum.span, reading.original.text
    sentence = next((s for s in reading.original.sentences if s.span.start <= span.start < s.span.end), None)
    if sentence and any(
        a <= span.start - sentence.span.start and span.end - sentence.span.start <= b
        for a, b in find_quoted(sentence.text)
    ):
        return "quotation"
    says = text[span.start : span.end]
    if is_date(says):
        return "date"
    if numbers:
        return "number"
    return "name" if any(word[:1].isupper() for word in says.split()) else "unsupported"


def _behind(problem: Problem, evidence: Span | None, text: str, mistakes: Sequence[Mistake]) -> Mistake | None:
    """The erratum that a problem comes from: its words are taken out there, and nothing else in them is wrong."""
    said = text[problem.span.start : problem.span.end]
    for mistake in mistakes:
        wrong = mistake.erratum.span
        if problem.message == mistake.message:
            return mistake
        near = evidence is not None and evidence.start < wrong.end and wrong.start < evidence.end
        if near and any(mistake.places(said)):
            return mistake
    return None


def _once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """One problem for each erratum, at the narrowest place; the order of the text."""
    first: dict[str, Problem] = {}
    for problem in sorted(problems, key=lambda p: p.span.end - p.span.start):
        first.setdefault(problem.message, problem)
    kept = set(map(id, first.values()))
    return tuple(p for p in problems if id(p) in kept)
