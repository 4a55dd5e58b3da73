"""Possessors: whose the thing is that a question asks about: the mayor, where “her views” answer “whose views?”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.standing import named_before
from briefs.answers.tagging import Word
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import stem

LOOKED_INTO = 3
"""Best sentences in which the thing is looked for."""
REACH = 5
"""Words between the possessor and the thing at most."""
_WHOSE = pattern(r"\b[Ww]hose\s+(?!names?\b|behalf\b|words?\b|quotes?\b)\w")
_HIS = frozenset(("his", "her"))
_OWNS = ("’s", "'s", "s’", "s'")


def name_possessor(laid: Match, order: Sequence[int]) -> Found | None:
    """The name before the thing that “whose” asks about, or the one that “his” or “her” stands for."""
    question = laid.question
    if not question.head or not _WHOSE.search(question.text):
        return None
    meant = {s for s, worth in laid.worth.get(question.head[-1], {}).items() if worth >= ALIKE}
    for i in order[:LOOKED_INTO]:
        words = laid.index.reading(i).words
        for k, word in enumerate(words):
            at = _possessor(words, k) if word.stem in meant and word.tag in "NJ" else None
            if at is not None:
                return _named(laid, i, words, at)
    return None


def _possessor(words: Sequence[Word], k: int) -> int | None:
    """Where “her”, “his” or a name with “’s” stands before the thing at `k`, nothing but its own words between."""
    for at in range(k - 1, max(-1, k - 1 - REACH), -1):
        word = words[at]
        if word.lower in (*_HIS, "that") or _owns(word):
            return at
        if word.tag not in "JNAMV#":
            return None
    return None


def _told_before(laid: Match, i: int) -> Found | None:
    """The first somebody of the sentence before, whose thing “that” takes up."""
    people = laid.index.cast.people
    for name in laid.index.cast.named[i - 1] if i else ():
        if people[name.person].kind is PersonKind.PERSON:
            return Found(i - 1, name.start, name.end, proof=i)
    return None


def _owns(word: Word) -> bool:
    return word.text.endswith(_OWNS)


def _named(laid: Match, i: int, words: Sequence[Word], at: int) -> Found | None:
    word = words[at]
    if word.lower in _HIS:
        found = next(named_before(laid, i, word), None)
        return replace(found, proof=i) if found else None
    if word.lower == "that":
        return _told_before(laid, i)
    first = at
    while first and words[first - 1].tag in ("M" if word.tag == "M" else "DJN#") and not _owns(words[first - 1]):
        first -= 1
    first += first < at and words[first].lower in ("the", "a", "an")
    asked = {stem(w.text.lower().removesuffix("’s").removesuffix("'s")) for w in words[first : at + 1]}
    if asked & set(laid.question.stems):
        return None
    return Found(i, words[first].start, word.end - (2 if word.text.endswith(("’s", "'s")) else 1))
