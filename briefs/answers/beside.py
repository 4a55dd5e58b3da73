"""Beside: which sentences are shown next to the one that answers.

The first place asks what answers; the second and third are there for when that was wrong, so they are worth most where
they are found by other means. Each sentence has two ranks: ours, and that of the plain sum of BM25 over all words as
they are written (“in”, “how” and “again” among them) with the nearness in meaning. What stands high in either is shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from briefs.answers.evidence import Match

K1, B = 1.5, 0.75
"""BM25's usual values for words as they stand."""
DAMPED = 4
"""What the first rank counts above the second: 1/4, 1/5, 1/6, … (reciprocal rank fusion; 2 and 6 find as many)."""


def beside(laid: Match, order: Sequence[int]) -> tuple[int, ...]:
    """Places of all sentences, those first that stand high in `order` or in the plain sum of words and meaning.

    What is worth as much by both goes by the plain sum: the first place is ours already.
    """
    plain = _plain_sum(laid)
    other = sorted(range(len(plain)), key=lambda i: -plain[i])
    worth = [0.0] * len(plain)
    for ranked in (order, other):
        for place, i in enumerate(ranked):
            worth[i] += 1 / (DAMPED + place)
    return tuple(sorted(other, key=lambda i: -worth[i]))


def _plain_sum(laid: Match) -> list[float]:
    words = _as_written(laid)
    most = max(words, default=0.0) or 1.0
    low, high = min(laid.near, default=0.0), max(laid.near, default=0.0)
    return [w / most + (n - low) / ((high - low) or 1.0) for w, n in zip(words, laid.near, strict=True)]


def _as_written(laid: Match) -> list[float]:
    """BM25 of each sentence over the question's words as they are written, common ones too."""
    written, total = laid.index.written, len(laid.index.written)
    scores = [0.0] * total
    for word in (term.lower for term in laid.question.terms):
        at = [i for i in range(total) if word in written[i]]
        rare = math.log(1 + (total - len(at) + 0.5) / (len(at) + 0.5))
        for i in at:
            often = written[i][word]
            norm = K1 * (1 - B + B * len(laid.index.terms[i]) / laid.index.mean_length)
            scores[i] += rare * often * (K1 + 1) / (often + norm)
    return scores
