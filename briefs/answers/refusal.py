"""Refusal: how sure it is that the article answers a question, and what is said when it does not."""

from __future__ import annotations

import math

from briefs.answers import notes
from briefs.answers.doubt import doubt_features
from briefs.answers.evidence import Match
from briefs.answers.question import Kind, Question
from briefs.answers.ranking import NO_SPAN, Ranking, weigh
from briefs.answers.voices import is_asked
from briefs.answers.weights import DOUBT, DOUBT_WORDS
from briefs.terms import content_stems, stem

REFUSED, UNSURE = 0.3, 0.5
"""Below the first the article does not say; below the second only the closest passage is given. How the two were
chosen stands in docs/answers.md."""


def confidence(laid: Match, ranking: Ranking) -> float:
    """The chance, 0 to 1, that the best sentence answers the question."""
    weights = DOUBT if laid.index.vectors is not None else DOUBT_WORDS
    spans = {i: [s.score for s in found] or [NO_SPAN] for i, found in ranking.spans.items()}
    own = ranking.spans.get(ranking.order[0])
    beside = dict(own[0].features) if own else {}
    features = doubt_features(laid, list(ranking.order[:5]), list(ranking.scores), spans, beside)
    return 1 / (1 + math.exp(-weigh(features, weights) - weights[""]))


def reason(laid: Match, ranking: Ranking) -> str | None:
    """A hard rule's sentence for refusing, or None: a name or number that the article lacks, a speaker without words."""
    question, index = laid.question, laid.index
    for whole in _whole_names(question):
        if not any(laid.worth.get(stem(part)) for part in whole.split()):
            return notes.UNKNOWN_NAME.format(name=whole)
    if question.kind is Kind.SAID:
        asked = _asked_person(laid)
        if asked and not any(is_asked(v, question) for voices in index.voices for v in voices):
            return notes.NO_WORDS.format(name=asked)
    return None


SHORTEST_NAME = 3
"""Letters: “Jr”, “IL” and “UK” may be written otherwise in the article."""


def _whole_names(question: Question) -> list[str]:
    """The question's names, words that stand side by side together: “Emmanuel Macron”."""
    found: list[str] = []
    last = -2
    for k, term in enumerate(question.terms):
        if term.text not in question.names or term.stem not in question.stems or len(term.text) < SHORTEST_NAME:
            continue
        if last == k - 1 and question.text[question.terms[last].end : term.start] in (" ", "-", " '"):
            found[-1] += f" {term.text}"
        else:
            found.append(term.text)
        last = k
    return [name for name in found if not any(c.isdigit() for c in name)]


def _asked_person(laid: Match) -> str:
    """The person of the article that the question names."""
    stems = set(laid.question.stems)
    for person in laid.index.cast.people:
        if set(content_stems(person.name)[-1:]) & stems and person.kind == "person":
            return person.name
    return ""
