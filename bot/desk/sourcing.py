"""Sourcing: how many of its source's words a brief takes over, and how each quotation stands beside the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.desk.words import Piece, compare_words
from briefs import Article, Brief, Origin, Quote, Span


@dataclass(frozen=True, slots=True)
class Share:
    """Words of the article: all, those that a brief repeats in the article's own wording, those that it quotes."""

    words: int
    repeated: int
    quoted: int

    @property
    def percent(self) -> int:
        return round(100 * self.repeated / self.words) if self.words else 0

    @property
    def percent_quoted(self) -> int:
        return round(100 * self.quoted / self.words) if self.words else 0


@dataclass(frozen=True, slots=True)
class Sourced:
    """A quotation of a brief against the words of its source."""

    by: str
    pieces: tuple[Piece, ...]
    """The source's whole quotation, with what was left out as gone."""
    whole: bool
    named: str
    """How the speaker was found: by the article, or by an editor."""


def share_of(brief: Brief, article: Article) -> Share:
    """The share of the article's words that stand in the brief as the article has them, each counted once."""
    quoted = _covered(article, (span for quote in brief.quotes for span in quote.spans))
    repeated = _covered(article, _own_words(brief))
    starts = list(_word_starts(article.text))
    return Share(len(starts), sum(repeated[at] for at in starts), sum(quoted[at] for at in starts))


def sourced(brief: Brief, article: Article) -> tuple[Sourced, ...]:
    """Each featured quotation beside what its source says, in the brief's order."""
    return tuple(_sourced(quote, brief, article) for quote in brief.quotes)


def _sourced(quote: Quote, brief: Brief, article: Article) -> Sourced:
    source = next((known for known in brief.all_quotes if _holds(known, quote)), quote)
    before = " … ".join(article.cut(span) for span in source.spans)
    pieces = compare_words(before, " … ".join(quote.parts))
    by = " and ".join(quote.speakers) or "nobody named"
    how = "chosen by an editor" if quote.how == "editor" else "as the article says it"
    return Sourced(by, pieces, all(piece.kind == "same" for piece in pieces), how)


def _holds(known: Quote, quote: Quote) -> bool:
    return len(known.spans) == len(quote.spans) and all(
        outer.start <= inner.start and inner.end <= outer.end
        for outer, inner in zip(known.spans, quote.spans, strict=True)
    )


def _own_words(brief: Brief) -> Iterator[Span]:
    """Where the lines stand that nobody reworded."""
    for line in (brief.headline, brief.lede, *brief.key_points, *brief.outlook):
        if line.origin is Origin.EXTRACTED:
            yield from line.spans
    for quote in brief.quotes:
        yield from quote.spans
    for figure in brief.figures:
        yield figure.line_span or figure.span
    for event in brief.timeline:
        yield from event.spans


def _covered(article: Article, spans: Iterable[Span]) -> bytearray:
    covered = bytearray(len(article.text) + 1)
    for span in spans:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    return covered


def _word_starts(text: str) -> Iterator[int]:
    inside = False
    for at, char in enumerate(text):
        begins = char.isalnum() and not inside
        inside = char.isalnum() or (inside and char in "’'-.," and text[at + 1 : at + 2].isalnum())
        if begins:
            yield at
