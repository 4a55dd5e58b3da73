"""Findings: what the lines that people edited say that the article does not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefs import Article, Brief, Line, Origin, Problem, check

BLOCKING = frozenset({"quotation", "speaker", "number", "date"})
"""Kinds that stop approval when they are major."""


@dataclass(frozen=True, slots=True)
class Finding:
    where: str
    """“Headline”, “Point 2”."""
    text: str
    problem: Problem

    @property
    def blocks(self) -> bool:
        return self.problem.severity == "major" and self.problem.kind in BLOCKING


def findings(brief: Brief, article: Article) -> tuple[Finding, ...]:
    """Every problem of the edited lines, in the brief's order. Extracted lines are the article's own words."""
    return tuple(
        Finding(where, line.text, problem)
        for where, line in worded(brief)
        if line.origin is Origin.EDITED
        for problem in check(line.text, article)
    )


def worded(brief: Brief) -> Iterator[tuple[str, Line]]:
    """The lines that an editor may word, with what each is called."""
    yield "Headline", brief.headline
    yield "Summary", brief.lede
    for number, point in enumerate(brief.key_points, 1):
        yield f"Point {number}", point
