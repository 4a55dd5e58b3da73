"""An edition made by hand, so that a test of cards needs no engine: every offset is computed from the text."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from bot.storage.editions import CorrectionNote, Edition
from briefs import Article, Brief, Event, Figure, Line, Modality, Person, Quote, QuoteKind, Span, Statement

TEXT = (
    "The harbour council voted on Tuesday to widen the northern channel for $40 million.\n"
    "“We have waited long enough,” said council chair Mara Lindqvist. “Ships will pass safely.”\n"
    "The work is expected to take two years. Lindqvist and Tom Abara called it a “shared duty”.\n"
    "Critics spoke of a “vanity project”."
)
ARTICLE = Article.from_text(
    TEXT, headline="Channel to be widened", url="https://news.example/channel", outlet="Harbour News"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(ARTICLE.id, start, start + len(words))


def line(words: str, modality: Modality = Modality.FACT) -> Line:
    return Line(words, (span(words),), modality=modality)


VOTE = "The harbour council voted on Tuesday to widen the northern channel for $40 million."
SPLIT = Quote(
    ("We have waited long enough,", "Ships will pass safely."),
    (span("We have waited long enough,"), span("Ships will pass safely.")),
    ("Mara Lindqvist",),
    role="council chair",
)
JOINT = Quote(("shared duty",), (span("shared duty"),), ("Mara Lindqvist", "Tom Abara"), kind=QuoteKind.PARTIAL)
NOBODY = Quote(("vanity project",), (span("vanity project"),), candidates=("Tom Abara",), kind=QuoteKind.PARTIAL)
BRIEF = Brief(
    ARTICLE.id,
    Line("Channel to be widened"),
    line(VOTE),
    (line("The work is expected to take two years.", Modality.EXPECTATION),),
    (SPLIT, JOINT),
    (SPLIT, JOINT, NOBODY),
    (Statement(VOTE, (span(VOTE),), ("The council",)),),
    (
        Figure(
            "$40 million", span("$40 million"), Decimal(40_000_000), "USD", line="the northern channel for $40 million"
        ),
    ),
    (Event(VOTE, (span(VOTE),), "on Tuesday", span("on Tuesday")),),
    (Person("Mara Lindqvist", roles=("council chair",), said=(SPLIT.spans[0],)),),
    (line("The work is expected to take two years.", Modality.EXPECTATION),),
)
EDITION = Edition(
    1, "Harbour", 7, 3, BRIEF, ARTICLE, "Approved by Ann Lee", datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "Europe/Paris"
)
CORRECTED = Edition(
    1,
    "Harbour",
    8,
    4,
    BRIEF,
    ARTICLE,
    "Approved by Ann Lee",
    datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
    "Europe/Paris",
    corrections=(CorrectionNote(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "The sum was wrong."),),
)
