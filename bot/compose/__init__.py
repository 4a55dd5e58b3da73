"""Compose: an edition, or a part of one, becomes a card. One function serves a post, a reply and a preview."""

from __future__ import annotations

from bot.cards import Card
from bot.compose.answering import answer_card, evidence_card
from bot.compose.changes import changes_card, new_since
from bot.compose.front import full_card, short_card, withdrawn_card
from bot.compose.lines import LINE_KEYS, line_of, spans_of
from bot.compose.parts import figures_card, people_card, quotes_card, sources_card, timeline_card
from bot.compose.rotation import ROTATION, has_part, under_headline
from bot.storage.editions import Edition

FORMATS = ("full", "short", "quotes", "figures", "timeline", "people", "sources")
"""What an edition can be shown as by itself."""
POSTED = (*FORMATS, "changes")
"""What a schedule can post: “changes” is what is new since its last post there."""


def compose(edition: Edition, format: str = "full") -> Card:  # noqa: A002 - the word that people use for it
    """The public card of an edition in one of `FORMATS`; a withdrawn edition shows its note instead."""
    if edition.withdrawn:
        return withdrawn_card(edition)
    match format:
        case "full":
            return full_card(edition)
        case "short":
            return short_card(edition)
        case "quotes":
            return quotes_card(edition)
        case "figures":
            return figures_card(edition)
        case "timeline":
            return timeline_card(edition)
        case "people":
            return people_card(edition)
        case "sources":
            return sources_card(edition)
    raise ValueError(f"There is no format “{format}”; the formats are {', '.join(FORMATS)}.")


__all__ = [
    "FORMATS",
    "LINE_KEYS",
    "POSTED",
    "ROTATION",
    "answer_card",
    "changes_card",
    "compose",
    "evidence_card",
    "figures_card",
    "full_card",
    "has_part",
    "line_of",
    "new_since",
    "people_card",
    "quotes_card",
    "short_card",
    "sources_card",
    "spans_of",
    "timeline_card",
    "under_headline",
    "withdrawn_card",
]
