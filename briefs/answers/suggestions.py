"""Suggestions: questions that a brief can answer."""

from __future__ import annotations

from briefs.article import Article
from briefs.model import Brief


def suggest_questions(brief: Brief, article: Article) -> tuple[str, ...]:
    """Questions that `article` answers, most telling first; for autocomplete and refusals."""
    asked = []
    for figure in brief.figures:
        if figure.counts and not figure.unit:
            asked.append(f"How many {figure.counts}?")
    for quote in brief.quotes:
        if quote.speakers:
            asked.append(f"What did {quote.speakers[0]} say?")
    return tuple(dict.fromkeys(asked))
