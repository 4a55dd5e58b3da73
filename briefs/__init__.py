"""Readout's engine: text in, data out. No network, clock, database, settings or chat library."""

from briefs.answers import answer
from briefs.article import Article
from briefs.check import check
from briefs.condense import condense, summarize
from briefs.model import (
    Answer,
    Brief,
    Erratum,
    Event,
    Figure,
    Line,
    Modality,
    Origin,
    Person,
    PersonKind,
    Problem,
    Quote,
    QuoteKind,
    Sentence,
    Span,
    Statement,
)

__all__ = [
    "Answer",
    "Article",
    "Brief",
    "Erratum",
    "Event",
    "Figure",
    "Line",
    "Modality",
    "Origin",
    "Person",
    "PersonKind",
    "Problem",
    "Quote",
    "QuoteKind",
    "Sentence",
    "Span",
    "Statement",
    "answer",
    "check",
    "condense",
    "summarize",
]
