"""Rotation: the parts that a channel is shown one after the other while nothing new is published."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Card, LineKind, line
from bot.compose.front import footer
from bot.storage.editions import Edition
from briefs import QuoteKind

ROTATION = ("quotes", "figures", "timeline", "people", "answer")
"""In this order; “answer” is a question and its answer."""
NAMES = {
    "full": "the whole brief",
    "short": "the short brief",
    "quotes": "the quotes",
    "figures": "the figures",
    "timeline": "the timeline",
    "people": "who is who",
    "sources": "the sources",
    "changes": "what is new",
    "answer": "a question and its answer",
}
"""As a sentence names them."""


def has_part(edition: Edition, format: str) -> bool:  # noqa: A002 - the word that people use for it
    """Whether there is anything to show in a format; an answer depends on the questions there are."""
    brief = edition.brief
    match format:
        case "quotes":
            return bool(brief.statements) or any(quote.kind is not QuoteKind.SCARE for quote in brief.all_quotes)
        case "figures":
            return bool(brief.figures)
        case "timeline":
            return bool(brief.timeline)
        case "people":
            return bool(brief.people)
    return True


def under_headline(edition: Edition, card: Card) -> Card:
    """A part as a post of its own: the headline says what it belongs to, the part's name stands below."""
    foot = footer(edition)[0]
    lines = card.lines if foot in card.lines else (*card.lines, foot)
    return replace(
        card,
        title=edition.brief.headline.text,
        lines=(line(card.title, LineKind.HEADING), *lines),
        url=edition.article.url or "",
        private=False,
    )
