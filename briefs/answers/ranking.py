"""Ranking: which sentences are about what a question asks, and which of their words answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefs.answers.doubt import asks_for_plans
from briefs.answers.evidence import FITTING, Match
from briefs.answers.fitting import NEVER, is_headline, misfit
from briefs.answers.kinds import Wanted
from briefs.answers.mentions import Mention
from briefs.answers.mismatch import asks_clock, tells_clock
from briefs.answers.signs import sentence_features
from briefs.answers.span import span_features
from briefs.answers.voices import is_asked
from briefs.answers.weights import RANK, RANK_WORDS, SPAN
from briefs.answers.whose import gifts_of_others
from briefs.modality import modality_at
from briefs.model import Modality

LOOKED_INTO = 4
"""Best sentences whose words are weighed one by one."""
NO_SPAN = -3.0
"""The score of a sentence without a single candidate."""


REASONED = {"ordered": 1.0, "ends in head": 1.0, "asks object next": 0.8, "stranded": 1.5, "fills gap": 1.5}
"""Added to the learnt weights: too rare in the questions that they were learnt on, common about news."""
THREATENED = 0.8
"""What a sentence loses whose answer is only threatened, where the question does not ask for that."""
OTHERS = 1.5
"""What a sentence without the words of whom the question asks loses, where there are such words."""
TYPED = (Wanted.PLACE, Wanted.TIME, Wanted.PERSON, Wanted.DURATION, Wanted.MONEY, Wanted.NUMBER, Wanted.PERCENT)
UNTYPED = 0.7
"""What a sentence loses whose best words are of another type than such a question asks for."""
CLOCKLESS = 4.0
"""What a sentence loses that has no time of day, where one is asked for and told somewhere."""
HEADLINE = 3.0
"""What a headline loses: the story says the same with its place and time."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate answer and how well it fits."""

    mention: Mention
    score: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sentences of an article for one question."""

    order: tuple[int, ...]
    """Places of sentences, best first."""
    scores: tuple[float, ...]
    """One a sentence, in the text's order."""
    spans: dict[int, tuple[Scored, ...]]
    """The candidates of the best sentences, best first."""


def weigh(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of the features, each times its weight; one without a weight counts nothing."""
    total = 0.0
    for name, value in features.items():  # most are zero; a sum over all of them was a tenth of an answer's time
        if value and name in weights:
            total += weights[name] * value
    return total


def rank(laid: Match) -> Ranking:
    """Order the sentences by words, meaning and type of answer, then by how well their best candidate fits."""
    weights = RANK if laid.index.vectors is not None else RANK_WORDS
    scores = [weigh(row, weights) for row in sentence_features(laid)]
    first = sorted(range(len(scores)), key=lambda i: -scores[i])
    spans = {i: _spans(laid, i) for i in first[:LOOKED_INTO]}
    plans = asks_for_plans(laid.question)
    theirs = _sentences_of_asked(laid)
    typed = FITTING.get(laid.question.wanted) if laid.question.wanted in TYPED else None
    clock = asks_clock(laid.question) and any(map(tells_clock, laid.index.texts))
    for i in range(len(scores)):
        found = spans.get(i)
        scores[i] += weights["span"] * (found[0].score if found else NO_SPAN)
        if found and not plans and modality_at(laid.index.texts[i], found[0].mention.start) is Modality.THREAT:
            scores[i] -= THREATENED
        if found and typed is not None and found[0].mention.form not in typed:
            scores[i] -= UNTYPED
        if clock and not tells_clock(laid.index.texts[i]):
            scores[i] -= CLOCKLESS
        if theirs and i not in theirs:
            scores[i] -= OTHERS
        if len(scores) > 1 and is_headline(laid.index.texts[i], i):
            scores[i] -= HEADLINE
    for i in gifts_of_others(laid, first[:LOOKED_INTO]):
        scores[i] -= OTHERS
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    return Ranking(tuple(order), tuple(scores), spans)


def _sentences_of_asked(laid: Match) -> set[int]:
    """Where the person speaks whose words are asked for; empty for any other question."""
    if not laid.question.speaker:
        return set()
    return {i for i, voices in enumerate(laid.index.voices) if any(is_asked(v, laid.question) for v in voices)}


def _spans(laid: Match, i: int) -> tuple[Scored, ...]:
    mentions, rows = span_features(laid, i)
    found = []
    for mention, row in zip(mentions, rows, strict=True):
        loses = misfit(laid, i, mention, row)
        if loses < NEVER:
            found.append(Scored(mention, weigh(row, SPAN) + weigh(row, REASONED) - loses, row))
    return tuple(sorted(found, key=lambda scored: -scored.score))
