"""Doubt: signs that the article, however near it comes, does not answer the question."""

from __future__ import annotations

import re

from briefs.answers.contraries import contraries, is_put_after
from briefs.answers.evidence import FITTING, Match
from briefs.answers.gaps import fill, read_gap
from briefs.answers.kinds import Kind
from briefs.answers.predicate import telling_verb
from briefs.answers.question import Question
from briefs.answers.tagging import Word
from briefs.answers.voices import is_asked
from briefs.modality import modality_at
from briefs.model import Modality
from briefs.patterns import pattern
from briefs.terms import stem

_NEGATION = pattern(
    r"\b(?:not|never|no|nor|neither|without|cannot|\w+n['’]t|lack|fail(?:ed|s)?|un(?:able|like\w*|changed|important))\b",
    re.I,
)
NOTHING = -3.0
"""The score of a sentence without a single candidate."""


_OF_SPAN = frozenset(("near", "same clause", "repeats", "fits", "has head", "head beside", "hits before"))


FAR = 0.83
"""The cosine below which, as measured, a question is seldom answered; what lies above tells little."""


def doubt_features(
    laid: Match, order: list[int], ranks: list[float], spans: dict[int, list[float]], beside: dict[str, float]
) -> dict[str, float]:
    """What speaks for and against an answer in the best sentence, by name; the weights are in `weights.py`.

    `order` holds the best sentences, `ranks` every sentence's score, `spans` the scores of candidates per sentence,
    `beside` the best candidate's own features.
    """
    best = order[0]
    question = laid.question
    raw = laid.near[best]
    gap = ranks[best] - ranks[order[1]] if len(order) > 1 else 2.0
    row = {
        "near": (raw - 0.83) / 0.03 if raw else 0.0,
        "nearest": (max(laid.near, default=0.0) - 0.83) / 0.03 if raw else 0.0,
        "context": (laid.near_context[best] - 0.83) / 0.03 if raw else 0.0,
        "far": max(0.0, FAR - max(laid.near)) / 0.03 if raw else 0.0,
        "coverage": laid.coverage[best],
        "reach": max((laid.coverage[i] for i in order), default=0.0),
        "bm25": laid.bm25[best],
        "gap": min(gap, 4.0) / 4,
        "length": min(len(question.stems), 12) / 12,
        "nearest context": (max(laid.near_context, default=0.0) - 0.83) / 0.03 if raw else 0.0,
        "exact": sum(w for s, w in laid.weights.items() if s in laid.index.counts[best]) / laid.total,
    }
    row |= _missing(laid, best)
    row |= _span_features(laid, best, order, spans)
    row |= _contrary(laid, best)
    row |= {f"best {name}": value for name, value in beside.items() if name in _OF_SPAN}
    row |= _relations(laid, best, order)
    row |= _telling(laid, best)
    row["far and lost"] = row["far"] * row["lost"]
    row["far and verb lost"] = max(0.0, 0.87 - max(laid.near)) / 0.03 * row["telling lost"] if raw else 0.0
    row |= _firmness(laid, best)
    return row | _deed(laid, best)


def _deed(laid: Match, best: int) -> dict[str, float]:
    """How well the best sentence tells of the asked deed, and whether it fills the place that the question leaves."""
    gap = read_gap(laid.question)
    found = list(fill(laid, gap, best)) if gap else []
    return {
        "deed": max((filled.fit for filled in found), default=0.0),
        "gap filled": max((filled.fit for filled in found if filled.place), default=0.0),
        "no deed": float(gap is not None and not found),
    }


def _missing(laid: Match, best: int) -> dict[str, float]:
    index, question = laid.index, laid.question
    count, carried = index.counts[best], index.carried[best]
    vocabulary = index.documents
    absent = [s for s in question.stems if s not in vocabulary]
    lost = [s for s in absent if not laid.worth.get(s)]
    away = [s for s in question.stems if not any(o in count or o in carried for o in laid.worth.get(s, {}))]
    names = {stem(n) for n in question.names}
    total = laid.total
    verb = question.verb
    return {
        "absent": sum(laid.weights[s] for s in absent) / total,
        "lost": sum(laid.weights[s] for s in lost) / total,
        "lost any": float(bool(lost)),
        "away": sum(laid.weights[s] for s in away) / total,
        "heaviest away": max((laid.weights[s] for s in away), default=0.0) / 4,
        "name lost": float(any(s in names for s in lost)),
        "name away": float(any(s in names for s in away)),
        "number lost": float(any(stem(n) not in vocabulary for n in question.numbers)),
        "number away": float(any(stem(n) not in count for n in question.numbers)),
        "verb away": float(bool(verb) and verb in away),
        "head away": float(any(s in away for s in question.head)),
    }


def _telling(laid: Match, best: int) -> dict[str, float]:
    """Whether the verb that a question hangs on is nowhere in the article, or not in its best sentence."""
    verb = telling_verb(laid.question.terms)
    asked = verb in laid.weights
    others = laid.worth.get(verb, {}) if asked else {}
    return {
        "telling lost": float(asked and not others),
        "telling away": float(asked and not any(o in laid.index.counts[best] for o in others)),
    }


def _span_features(laid: Match, best: int, order: list[int], spans: dict[int, list[float]]) -> dict[str, float]:
    own = sorted(spans.get(best, []), reverse=True)
    others = [max(spans[i]) for i in order[1:3] if spans.get(i)]
    fitting = FITTING.get(laid.question.wanted)
    reading = laid.index.reading(best)
    typed = fitting is None or any(m.form in fitting for m in reading.candidates)
    return {
        "span": (own[0] if own else NOTHING) / 3,
        "span gap": min(own[0] - own[1], 3.0) / 3 if len(own) > 1 else 0.0,
        "span elsewhere": ((own[0] if own else NOTHING) - max(others, default=NOTHING)) / 3,
        "type missing": float(not typed),
    }


def _contrary(laid: Match, best: int) -> dict[str, float]:
    question, words = laid.question, laid.index.reading(best).words
    denied = bool(_NEGATION.search(question.text)), bool(_NEGATION.search(laid.index.texts[best]))
    stems = {w.stem for w in words}
    asked = {t.stem for t in question.terms}
    contrary = any(stems & contraries(s) and s not in stems for s in asked) or is_put_after(question, words)
    return {
        "asks negative": float(denied[0]),
        "denies": float(denied[1] and not denied[0]),
        "denial missing": float(denied[0] and not denied[1]),
        "contrary": float(contrary),
        "superlative away": float(_superlative(question.text) and not any(_superlative(w.lower) for w in words)),
        "scattered": _scattered(laid, words),
    }


_ROLE_OF_NAME = pattern(
    r"\bname\s+of\s+(?:the\s+|his\s+|her\s+|an?\s+)?(?:\w+\s+){0,2}?(\w+)|(\w+)['’]s\s+name\b|\bwho\s+(?:is|was)\s+(?:the|his|her|\w+['’]s)\s+(\w+)",
    re.I,
)
_NEAR_NAME = 3
"""Words between a role and the name of who has it."""


def _relations(laid: Match, best: int, order: list[int]) -> dict[str, float]:
    """A role without a name beside it, somebody asked for words who never speaks."""
    question, index = laid.question, laid.index
    row = {"role unnamed": 0.0, "never speaks": 0.0, "words away": 0.0}
    if found := _ROLE_OF_NAME.search(question.text):
        role = stem(next(filter(None, found.groups())))
        meant = {role, *(s for s, worth in laid.worth.get(role, {}).items() if worth > 0.55)}
        row["role unnamed"] = float(not any(is_named_beside(laid, i, meant) for i in order))
    if question.kind is Kind.SAID and any(s.isascii() for s in question.stems):
        row["never speaks"] = float(not any(is_asked(v, question) for voices in index.voices for v in voices))
        row["words away"] = float(not any(is_asked(v, question) for v in index.voices[best]))
    return row


def is_named_beside(laid: Match, i: int, roles: set[str]) -> bool:
    """Whether a name stands beside one of `roles` in sentence `i`."""
    words = laid.index.reading(i).words
    at = [k for k, w in enumerate(words) if w.stem in roles]
    return any(
        w.tag == "M" for k in at for w in (*words[max(0, k - _NEAR_NAME) : k], *words[k + 1 : k + 1 + _NEAR_NAME])
    )


_ASKS_FACT = pattern(r"\b(?:did|was|were|has|have|had)\b", re.I)
_ASKS_PLAN = pattern(
    r"\b(?:will|would|expect\w*|plan\w*|threat\w*|promis\w*|pledg\w*|going\s+to|due|could|might|may|hop\w+|propos\w*|"
    r"vow\w*|intend\w*|announc\w*|offer\w*|agree\w*|want\w*|ask\w*)\b",
    re.I,
)


def asks_for_plans(question: Question) -> bool:
    """Whether the question itself speaks of a threat, a plan or an expectation."""
    return bool(_ASKS_PLAN.search(question.text))


def takes_for_fact(question: Question) -> bool:
    """Whether the question takes for done what it asks about."""
    return bool(_ASKS_FACT.search(question.text)) and not asks_for_plans(question)


def only_planned(laid: Match, best: int) -> Modality | None:
    """How the article says it, where the question takes for done what is only threatened, planned or promised."""
    if not takes_for_fact(laid.question):
        return None
    stems, text = laid.stem_weights(), laid.index.texts[best]
    verbs = [w for w in laid.index.reading(best).words if w.tag == "V" and w.stem in stems]
    firmness = [modality_at(text, verb.start) for verb in verbs]
    return firmness[0] if firmness and Modality.FACT not in firmness else None


def _denied(laid: Match, best: int) -> float:
    """The share of the question's words that the sentence says under a negation."""
    stems, words = laid.stem_weights(), laid.index.reading(best).words
    share = 0.0
    for k, word in enumerate(words):
        if (
            word.stem in stems
            and word.tag in "VNJ"
            and any(_NEGATION.fullmatch(w.lower) for w in words[max(0, k - 4) : k])
        ):
            share += stems[word.stem] / laid.total
    return min(1.0, share)


def contradicts(laid: Match, best: int) -> bool:
    """Whether the sentence says the contrary of what is asked: a negation on one side only, or an opposite."""
    asks_denial = bool(_NEGATION.search(laid.question.text))
    denies = _denied(laid, best) > 0.1 or bool(_FLAT_DENIAL.search(laid.index.texts[best]))
    return denies != asks_denial or (not asks_denial and _contrary(laid, best)["contrary"] > 0)


_FLAT_DENIAL = pattern(
    r"\b(?:did|does|do|has|have|had|was|were|is|are|would|will|could)(?:\s+not|n['’]t)\b|\bdenie[sd]\b|\bno\s+\w+", re.I
)


def _firmness(laid: Match, best: int) -> dict[str, float]:
    asks_denial = bool(_NEGATION.search(laid.question.text))
    return {
        "only planned": float(only_planned(laid, best) is not None),
        "denied": 0.0 if asks_denial else _denied(laid, best),
    }


_MOST = pattern(
    r"\b(?:most|least|first|last|only|(?!interest|forest|arrest|request|suggest|protest|invest|west|east|test|rest|best\b)\w{3,}est)\b",
    re.I,
)


def _superlative(text: str) -> bool:
    return bool(_MOST.search(text))


def _scattered(laid: Match, words: tuple[Word, ...]) -> float:
    """How far apart the question's words stand in the sentence: verb and noun of one statement stand together."""
    stems = laid.stem_weights()
    at = [k for k, w in enumerate(words) if w.stem in stems and w.tag not in ".DPCXSR"]
    if len(at) < 2:
        return 1.0 if len(laid.question.stems) > 1 else 0.0
    return min(1.0, (at[-1] - at[0]) / (4 * len(at)))
