"""Refusal: how sure it is that the article answers a question."""

from __future__ import annotations

import math
from itertools import pairwise

from briefs.answers.doubt import doubt_features
from briefs.answers.evidence import Match
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.ranking import NO_SPAN, Ranking, weigh
from briefs.answers.weights import DOUBT, DOUBT_WORDS
from briefs.answers.wording import stand_ins
from briefs.terms import stem

REFUSED, UNSURE = 0.25, 0.5
"""Below the first the article does not say; below the second only the closest passage is given. How these were
chosen stands in docs/answers.md."""
REFUSED_FAR, NEAR = 0.33, 0.8375
"""Below this chance the article does not say either where the sentence's meaning is no nearer than this cosine and
words are asked for: a yes or a no is put in more ways than a name, a day or a sum."""
_PRICING = frozenset(map(stem, "cost price pay spend charge worth fetch sell".split()))


OWN = 0.7
"""The worth of another form of the same word."""
NAMED = 0.15
"""From this chance a sentence is shown that names a thing of the asked sort: “which hospital?” of “Ostby Hospital”."""


def names_thing(laid: Match, i: int) -> bool:
    """Whether sentence `i` has a name that says itself what is asked for."""
    head = laid.question.head[-1:]
    if laid.question.kind is not Kind.WHAT or not head:
        return False
    meant = {s for asked in head for s, worth in laid.worth.get(asked, {}).items() if worth >= OWN}
    words = laid.index.reading(i).words
    return any(b.stem in meant and a.text[0].isupper() and b.text[0].isupper() for a, b in pairwise(words))


def is_refused(laid: Match, chance: float, best: int) -> bool:
    """Whether so little speaks for the best sentence, of that chance, that nobody is given it for an answer."""
    if chance >= NAMED and names_thing(laid, best):
        return False
    if chance < REFUSED or laid.question.kind in (Kind.YES_NO, Kind.EITHER):
        return chance < REFUSED
    return chance < REFUSED_FAR and 0 < laid.near[best] < NEAR and not _is_priced(laid, best)


def _is_priced(laid: Match, best: int) -> bool:
    """Whether the sentence has all that a question for a price names but the price: “widened for $40 million”."""
    named = [s for s in laid.question.stems if s not in _PRICING]
    count = laid.index.counts[best]
    return laid.question.wanted is Wanted.MONEY and bool(named) and all(stand_ins(s, count) for s in named)


def confidence(laid: Match, ranking: Ranking) -> float:
    """The chance, 0 to 1, that the best sentence answers the question."""
    weights = DOUBT if laid.index.vectors is not None else DOUBT_WORDS
    spans = {i: [s.score for s in found] or [NO_SPAN] for i, found in ranking.spans.items()}
    own = ranking.spans.get(ranking.order[0])
    beside = dict(own[0].features) if own else {}
    features = doubt_features(laid, list(ranking.order[:5]), list(ranking.scores), spans, beside)
    return 1 / (1 + math.exp(-weigh(features, weights) - weights[""]))
