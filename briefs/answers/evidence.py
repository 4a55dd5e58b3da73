"""Evidence: a question laid over an article: which of its words each sentence has, and how near it is in meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefs.answers.index import Index
from briefs.answers.japanese import english_stems, is_japanese
from briefs.answers.kinds import Wanted
from briefs.answers.mentions import Form
from briefs.answers.question import Question
from briefs.answers.wording import stand_ins
from briefs.meaning import apartness, nearness
from briefs.terms import stem

K1, B = 1.2, 0.6
"""Saturation and length weight of BM25, the usual values."""

FITTING: dict[Wanted, frozenset[Form]] = {
    Wanted.PERSON: frozenset({Form.NAME}),
    Wanted.PLACE: frozenset({Form.NAME, Form.PLACE}),
    Wanted.GROUP: frozenset({Form.NAME}),
    Wanted.NAME: frozenset({Form.NAME, Form.QUOTE}),
    Wanted.TIME: frozenset({Form.TIME}),
    Wanted.DURATION: frozenset({Form.DURATION, Form.TIME}),
    Wanted.AGE: frozenset({Form.AGE}),
    Wanted.MONEY: frozenset({Form.MONEY}),
    Wanted.PERCENT: frozenset({Form.PERCENT}),
    Wanted.NUMBER: frozenset({Form.NUMBER, Form.COUNT, Form.PERCENT, Form.MONEY}),
    Wanted.QUOTE: frozenset({Form.QUOTE}),
    Wanted.REASON: frozenset({Form.REASON}),
}
"""The forms that a wanted type may have; anything fits where a type is missing here."""


ALIKE = 0.55
"""What a word of the article must be worth to be the asked one."""


@dataclass(frozen=True, slots=True)
class Match:
    """A question laid over an article."""

    question: Question
    index: Index
    weights: dict[str, float]
    """What each of the question's stems counts: its rarity, less for what a follow-up inherits."""
    worth: dict[str, dict[str, float]]
    """Per stem of the question, the article's stems that stand for it and their worth."""
    bm25: list[float]
    coverage: list[float]
    near: list[float]
    """The cosine of the question with each sentence."""
    near_context: list[float]
    """… with each sentence and the one before it."""
    near_apart: list[float]
    """… of what sets the question apart from the article with what sets the sentence in its place apart from it."""

    @property
    def total(self) -> float:
        return sum(self.weights.values()) or 1.0

    def stem_weights(self) -> dict[str, float]:
        """What a stem of the article counts as a match of the question."""
        found: dict[str, float] = {}
        for asked, others in self.worth.items():
            for other, worth in others.items():
                found[other] = max(found.get(other, 0.0), worth * self.weights[asked])
        return found


EARLIER = 0.45
"""The weight of a word inherited from the question before, beside one of its own."""


def match(question: Question, index: Index) -> Match:
    """Lay `question` over the article of `index`: words, stand-ins of words and, where there are vectors, meaning."""
    question = _in_english(question, index)
    weights = {s: index.idf(s) for s in question.stems}
    weights |= {s: EARLIER * index.idf(s) for s in question.earlier if s in index.documents}
    names = {stem(name) for name in question.names}
    worth = {s: stand_ins(s, index.documents, name=s in names, names=index.names) for s in weights}
    bm25, coverage = _by_words(index, weights, worth)
    return Match(question, index, weights, worth, bm25, coverage, *_by_meaning(question, index))


def _in_english(question: Question, index: Index) -> Question:
    """A question in Japanese by what its known words are in English, unless the article is in Japanese as well."""
    if not is_japanese(question.text) or any(s in index.documents for s in question.stems if is_japanese(s)):
        return question
    stems = english_stems(question.text, index.names)
    return replace(question, stems=stems, names=(), head=(), verb="") if stems else question


def _by_words(
    index: Index, weights: dict[str, float], worth: dict[str, dict[str, float]]
) -> tuple[list[float], list[float]]:
    scores, covers = [], []
    total = sum(weights.values()) or 1.0
    for count, terms, carried in zip(index.counts, index.terms, index.carried, strict=True):
        norm = K1 * (1 - B + B * len(terms) / index.mean_length)
        score = cover = 0.0
        for asked, others in worth.items():
            best = 0.0
            seen = 0.0
            for other, value in others.items():
                if other in count:
                    best = max(best, value)
                    seen += value * count[other]
                elif other in carried:
                    best = max(best, carried[other] * value)
                    seen += carried[other] * value
            if best:
                score += weights[asked] * seen * (K1 + 1) / (seen + norm)
                cover += weights[asked] * best
        scores.append(score / total / (K1 + 1))
        covers.append(cover / total)
    return scores, covers


def _by_meaning(question: Question, index: Index) -> tuple[list[float], list[float], list[float]]:
    nothing = [0.0] * len(index.texts)
    if index.vectors is None or index.contexts is None or index.embedder is None:
        return nothing, nothing, nothing
    asked = index.embedder((question.text,), asks=True)
    if asked is None:
        return nothing, nothing, nothing
    return nearness(asked, index.vectors), nearness(asked, index.contexts), apartness(asked, index.contexts)
