"""Findings: what the lines that people edited say that the article does not bear out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs import Article, Brief, Erratum, Line, Origin, Problem, check

BLOCKING = frozenset({"quotation", "speaker", "number", "date"})
"""Kinds that stop approval when they are major."""


@dataclass(frozen=True, slots=True)
class Finding:
    where: str
    """“Headline”, “Point 2”."""
    text: str
    problem: Problem
    marked: bool = False
    """It says what the desk has marked as wrong in the article."""
    overruled: str = ""
    """Who answers for the wording all the same, and why."""

    @property
    def objects(self) -> bool:
        """Whether somebody has to answer for it."""
        return self.problem.severity == "major" and (self.marked or self.problem.kind in BLOCKING)

    @property
    def blocks(self) -> bool:
        return self.objects and not self.overruled

    @property
    def standing(self) -> str:
        """What it means for approval, in words that follow a line's name."""
        if self.overruled:
            return f"overruled by {self.overruled}"
        return "stops approval" if self.objects else "to consider"


def findings(brief: Brief, article: Article, errata: Sequence[Erratum] = ()) -> tuple[Finding, ...]:
    """Every problem of the edited lines, in the brief's order.

    Extracted lines are the article's own words; of them, only those are found that say what `errata` mark as wrong.
    """
    wrong = {erratum.span for erratum in errata}
    return tuple(
        Finding(where, line.text, problem, problem.evidence in wrong)
        for where, line in worded(brief)
        if line.origin is Origin.EDITED or wrong
        for problem in check(line.text, article, errata)
        if line.origin is Origin.EDITED or problem.evidence in wrong
    )


def worded(brief: Brief) -> Iterator[tuple[str, Line]]:
    """The lines that an editor may word, with what each is called."""
    yield "Headline", brief.headline
    yield "Summary", brief.lede
    for number, point in enumerate(brief.key_points, 1):
        yield f"Point {number}", point


def is_extracted(brief: Brief) -> bool:
    """Whether nobody has reworded or annotated a line, named a speaker or shortened a quotation of it."""
    lines = (*(line for _, line in worded(brief)), *brief.outlook)
    shaped = any(quote.how == "editor" or quote.cut_before or quote.cut_after for quote in brief.quotes)
    noted = any(quote.note for quote in brief.quotes) or any(figure.note for figure in brief.figures)
    noted = noted or any(event.note for event in brief.timeline) or any(line.note for line in lines)
    return not shaped and not noted and all(line.origin is Origin.EXTRACTED for line in lines)
