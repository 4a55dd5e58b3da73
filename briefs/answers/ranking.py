"""Ranking: which sentences are about what a question asks."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.answers.index import Index

K1, B = 1.2, 0.6
"""Saturation and length weight of BM25, the usual values."""


def bm25(index: Index, stems: Sequence[str]) -> list[float]:
    """One score a sentence of the article, in the text's order."""
    scores = []
    for count, terms in zip(index.counts, index.terms, strict=True):
        norm = K1 * (1 - B + B * len(terms) / index.mean_length)
        scores.append(
            sum(index.idf(s) * count[s] * (K1 + 1) / (count[s] + norm) for s in stems if s in count)
        )
    return scores
