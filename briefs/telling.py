"""Telling: which of an article's quotations tell most."""

from __future__ import annotations

from collections import Counter

from briefs.article import Article
from briefs.model import Quote, QuoteKind

SHORTEST, BEST, LONGEST = 5, 25, 70
"""Words: shorter is a phrase; the best can be read at a glance; longer is a passage."""
TRUST = {
    "after": 1.0,
    "before": 0.95,
    "closing": 1.0,
    "dash": 1.0,
    "transcript": 1.0,
    "label": 1.0,
    "according": 0.95,
    "participle": 0.95,
    "colon": 0.9,
    "by": 0.8,
}
"""How often a sieve names the right speaker (docs/quotes.md); others are not featured while these have any."""
REPEAT = 0.75
"""What a speaker's next quotation counts beside the one before."""


def rank_quotes(quotes: tuple[Quote, ...], article: Article) -> tuple[Quote, ...]:
    """The featured quotations, most telling first: with a sure speaker, whole, short enough to read at a glance.

    Title marks, bare phrases and quotations without a speaker are not featured.
    """
    common = Counter(word for word in _content(article.text) if len(word) > 4)
    scored = [(_score(quote, place, common), quote) for place, quote in enumerate(quotes) if _can_be_featured(quote)]
    scored.sort(key=lambda pair: (-pair[0], pair[1].spans[0].start))
    heard: Counter[str] = Counter()
    ranked: list[tuple[float, Quote]] = []
    for score, quote in scored:
        ranked.append((score * REPEAT ** heard[quote.speakers[0]], quote))
        heard[quote.speakers[0]] += 1
    ranked.sort(key=lambda pair: (-pair[0], pair[1].spans[0].start))
    return tuple(quote for _, quote in ranked)


def _can_be_featured(quote: Quote) -> bool:
    return bool(quote.speakers) and quote.kind is not QuoteKind.SCARE and len(quote.text.split()) >= SHORTEST


def _content(text: str) -> list[str]:
    return [word.strip(".,;:!?“”‘’\"'()—").lower() for word in text.split()]


def _score(quote: Quote, place: int, common: Counter[str]) -> float:
    words = _content(quote.text)
    size = len(words)
    length = min(size / BEST, 1.0) if size <= LONGEST else LONGEST / size
    themes = sum(common[word] > 1 for word in words) / size
    whole = 0.8 if quote.kind is QuoteKind.PARTIAL else 1.0
    return TRUST.get(quote.how, 0.7) * whole * length * (1 + themes) / (1 + 0.05 * place)
