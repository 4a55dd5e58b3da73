"""Voices: whose words stand in each sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.answers.question import Question
from briefs.article import Article
from briefs.model import Quote, Span, Statement
from briefs.terms import content_stems


@dataclass(frozen=True, slots=True)
class Voice:
    """Words of somebody's inside one sentence; offsets count from its start."""

    start: int
    end: int
    speakers: tuple[str, ...]
    """Certain ones, else the best guess."""
    certain: bool
    quoted: bool
    """False for indirect speech."""


def find_voices(
    article: Article, quotes: Sequence[Quote], statements: Sequence[Statement]
) -> tuple[tuple[Voice, ...], ...]:
    """Per sentence, the quotations and reported statements in it, in order."""
    starts = [s.span.start for s in article.sentences]
    found: list[list[Voice]] = [[] for _ in starts]
    for quote in quotes:
        for span in quote.spans:
            _lay(found, article, starts, span, quote.speakers or quote.candidates[:1], bool(quote.speakers), True)
    for statement in statements:
        for span in statement.spans:
            _lay(found, article, starts, span, statement.speakers, bool(statement.speakers), False)
    return tuple(tuple(sorted(voices, key=lambda v: v.start)) for voices in found)


def _lay(
    found: list[list[Voice]],
    article: Article,
    starts: Sequence[int],
    span: Span,
    speakers: tuple[str, ...],
    certain: bool,
    quoted: bool,
) -> None:
    """A quotation of several sentences is laid over each of them."""
    i = max(0, bisect_right(starts, span.start) - 1)
    while i < len(starts) and starts[i] < span.end:
        low, high = max(span.start, starts[i]), min(span.end, article.sentences[i].span.end)
        if low < high:
            found[i].append(Voice(low - starts[i], high - starts[i], speakers, certain, quoted))
        i += 1


def is_asked(voice: Voice, question: Question) -> bool:
    """Whether the question names who speaks: “what did Takaichi say?”."""
    stems = set(question.speaker) or {*question.stems, *question.earlier}
    return any(set(content_stems(name)[-1:]) & stems for name in voice.speakers)
