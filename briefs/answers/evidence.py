"""Evidence: what speaks for each sentence as the place of the answer, as numbers between about 0 and 1."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.answers.index import Index
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form, Mention
from briefs.answers.question import Question
from briefs.answers.voices import is_asked
from briefs.answers.wording import stand_ins
from briefs.meaning import nearness
from briefs.model import PersonKind
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
    near_context: list[float]

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
    weights = {s: index.idf(s) for s in question.stems}
    weights |= {s: EARLIER * index.idf(s) for s in question.earlier if s in index.documents}
    names = {stem(name) for name in question.names}
    worth = {s: stand_ins(s, index.documents, name=s in names) for s in weights}
    bm25, coverage = _by_words(index, weights, worth)
    near, context = _by_meaning(question, index)
    return Match(question, index, weights, worth, bm25, coverage, near, context)


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


def _by_meaning(question: Question, index: Index) -> tuple[list[float], list[float]]:
    nothing = [0.0] * len(index.texts)
    if index.vectors is None or index.contexts is None or index.embedder is None:
        return nothing, nothing
    asked = index.embedder((question.text,), asks=True)
    if asked is None:
        return nothing, nothing
    return nearness(asked, index.vectors), nearness(asked, index.contexts)


def centred(values: Sequence[float], spread: float) -> list[float]:
    """Each value's distance from the mean, in units of `spread`."""
    mean = sum(values) / len(values) if values else 0.0
    return [(value - mean) / spread for value in values]


SPREAD = 0.03
"""The usual distance of a question's cosines to the sentences of one article from their mean."""


def sentence_features(laid: Match) -> list[dict[str, float]]:
    """What speaks for each sentence, by name; the weights are in `weights.py`."""
    index, question = laid.index, laid.question
    near, context = centred(laid.near, SPREAD), centred(laid.near_context, SPREAD)
    wanted = FITTING.get(question.wanted)
    stems = laid.stem_weights()
    rows = []
    for i, cover in enumerate(laid.coverage):
        row = {
            "bm25": laid.bm25[i],
            "coverage": cover,
            "near": near[i],
            "context": context[i],
            "before": laid.coverage[i - 1] if i else 0.0,
            "after": laid.coverage[i + 1] if i + 1 < len(index.texts) else 0.0,
            "pairs": _pairs(index, i, stems),
            "first": float(i == 0),
            "lead": 1 / (1 + i),
            "length": min(len(index.terms[i]), 40) / 40,
            "short": float(len(index.terms[i]) < 5),
            "asks": float(index.texts[i].endswith("?")),
        }
        row |= _type_features(laid, i, wanted, stems)
        rows.append(row)
    return rows


def _pairs(index: Index, i: int, stems: dict[str, float]) -> float:
    """Matched words that stand close together count more than scattered ones."""
    at = [(k, stems[t.stem]) for k, t in enumerate(index.terms[i]) if t.stem in stems]
    close = sum(min(a[1], b[1]) for a, b in itertools.pairwise(at) if b[0] - a[0] <= 3 and a[1] and b[1])
    total = sum(stems.values()) or 1.0
    return min(1.0, close / total * 2)


_KINDS = {
    Wanted.PERSON: PersonKind.PERSON,
    Wanted.PLACE: PersonKind.PLACE,
    Wanted.GROUP: PersonKind.ORGANISATION,
}


def _kind_fits(laid: Match, i: int, mention: Mention) -> float:
    """Half for a name of another kind than the question wants: the kinds are guesses."""
    kind = _KINDS.get(laid.question.wanted)
    if kind is None or mention.form is not Form.NAME:
        return 1.0
    return 1.0 if laid.index.cast.kind(i, mention.start, mention.end) is kind else 0.5


def _type_features(laid: Match, i: int, wanted: frozenset[Form] | None, stems: dict[str, float]) -> dict[str, float]:
    question = laid.question
    if wanted is None:
        return {}
    asked = set(question.stems)
    reading = laid.index.reading(i)
    text = laid.index.texts[i]
    fresh = max(
        (
            _kind_fits(laid, i, mention)
            for mention in reading.candidates
            if mention.form in wanted
            and any(mention.start <= w.start < mention.end and w.stem not in asked for w in reading.words)
        ),
        default=0.0,
    )
    row = {"type": fresh}
    if question.kind in (Kind.SAID, Kind.SPEAKER):
        row["marks"] = float(any(c in text for c in '“”"‘'))
        voices = laid.index.voices[i]
        row["words"] = float(bool(voices))
        row["their words"] = float(any(is_asked(voice, question) for voice in voices))
    if question.wanted is Wanted.REASON:
        low = text.lower()
        row["because"] = float(
            any(c in low for c in ("because", "due to", "after", "so that", "in order", "as a result", "blam"))
        )
    return row
