"""Refusal: how sure it is that the article answers a question, and what is said when it does not."""

from __future__ import annotations

import math
import re

from briefs.answers import notes
from briefs.answers.doubt import doubt_features
from briefs.answers.evidence import Match
from briefs.answers.kinds import Kind
from briefs.answers.mentions import Form
from briefs.answers.question import Question
from briefs.answers.ranking import NO_SPAN, Ranking, weigh
from briefs.answers.voices import is_asked
from briefs.answers.weights import DOUBT, DOUBT_WORDS
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

REFUSED, UNSURE = 0.44, 0.5
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
    """A hard rule's sentence for refusing, or None: a name or year that the article lacks, a speaker without words."""
    question, index = laid.question, laid.index
    for whole in _whole_names(question):
        if not any(laid.worth.get(stem(part)) for part in whole.split()):
            return notes.UNKNOWN_NAME.format(name=whole)
    for number in question.numbers:
        if _YEAR.fullmatch(number) and number not in laid.index.documents:
            return notes.UNKNOWN_NAME.format(name=number)
    if (
        question.kind is Kind.HOW_MANY
        and question.head
        and question.head[-1] not in GENERIC
        and question.head[-1] in question.stems
        and not laid.worth.get(question.head[-1])
    ):
        return notes.SILENT
    if question.kind is Kind.HOW_OLD and not _ages(laid):
        return notes.NO_TYPE.format(thing="an age")
    if (found := _RELATIVE.search(question.text)) and stem(next(filter(None, found.groups()))) not in index.documents:
        return notes.SILENT
    if question.kind is Kind.SAID:
        asked = _asked_person(laid)
        if asked and not any(is_asked(v, question) for voices in index.voices for v in voices):
            return notes.NO_WORDS.format(name=asked)
    return None


_YEAR = pattern(r"1[0-9]\d\d|20\d\d")
GENERIC = frozenset(map(stem, "people person time year day thing piece unit number".split()))
"""What a count may be of without saying so: “fifty were on the bus”."""


def _ages(laid: Match) -> bool:
    """Whether a sentence about what is asked has an age, or a number that could be one."""
    index = laid.index
    names = [s for s in laid.question.stems if laid.worth.get(s)]
    for i, count in enumerate(index.counts):
        if names and not any(o in count or o in index.carried[i] for s in names for o in laid.worth[s]):
            continue
        for mention in index.reading(i).candidates:
            piece = index.texts[i][mention.start : mention.end]
            if mention.form is Form.AGE or (mention.form is Form.NUMBER and piece.isdigit() and int(piece) < 120):
                return True
    return False


_RELATION = (
    r"(wife|husband|spouse|son|daughter|child|children|baby|mother|father|parents?|brother|sister|uncle|aunt|girlfriend|boyfriend|"
    r"fiancée?|dog|cat|driver|lawyer|teacher|doctor|landlord|neighbou?r)"
)
_RELATIVE = pattern(
    rf"\bnames?\s+of\s+(?:\w+['’]?s?\s+){{0,3}}?{_RELATION}\b|\b{_RELATION}['’]s\s+name\b|\bwho\s+(?:is|was)\s+(?:\w+['’]s|his|her)\s+{_RELATION}\b",
    re.I,
)
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
