"""Strangers: names of a question that the sentence found for it is not about: “exports to Peru” of exports to Chile."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.answers.countries import is_country
from briefs.answers.evidence import FITTING, Match
from briefs.answers.found import Found
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form
from briefs.answers.mismatch import has_word
from briefs.answers.naming import whole_names
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

_TYPED = frozenset((Wanted.TIME, Wanted.DURATION, Wanted.MONEY, Wanted.PERCENT, Wanted.NUMBER))
"""What says nothing by itself: whose figure or day it is stands beside it."""
_SUMS = frozenset((Form.MONEY, Form.PERCENT))
_ELSEWHERE = frozenset((Kind.WHERE, Kind.YES_NO, Kind.EITHER, Kind.SPEAKER, Kind.HOW_OLD))
_OF_PERSON = pattern(r"\b(?:he|she|him|his|her|hers|I|me|my|you|your|we|our|us)\b", re.I)
_OF_THING = pattern(r"\b(?:it|its|they|them|their|there)\b", re.I)
_SORT = pattern(
    r"\b(?:the|this|that)\s+(?:\w+\s)?(?:country|nation|city|town|island|state|company|firm|club|"
    r"team|side|market|union|group|party|bank|school|university|government|agency|court|council|prison|ship|plane|craft|"
    r"fish|bird|animal|species|plant|fruit|crop|grain|metal|fuel|drug|vaccine|virus|disease)\b",
    re.I,
)
_TOGETHER = pattern(
    r"\b(?:the\s+two|two|both|the\s+three|three)\s+(?:\w+\s)?(?:countries|nations|governments|states|leaders|sides|partners|allies|companies|"
    r"firms|clubs|teams|parties|cities|towns|villages|islands|unions|groups|men|women|capitals|neighbou?rs)\b|\bboth\s+of\s+them\b|\beach\s+other\b",
    re.I,
)
_BESIDE = pattern(r"\s(?:when|while|as|after|before|since|until)\s.*", re.I)
"""What only dates a question: “how long had she been mayor when Doe came?”."""
_SEATS = {
    "Tokyo": "japan", "Beijing": "china", "Moscow": "russia", "London": "britain", "Paris": "france",
    "Berlin": "germany", "Kyiv": "ukraine", "Seoul": "korea", "Ottawa": "canada", "Delhi": "india", "Rome": "italy",
    "Washington": "america", "Brussels": "eu", "Tehran": "iran", "Jerusalem": "israel", "Madrid": "spain",
}  # fmt: skip
"""Capitals, and the countries that they stand for: “how much did Tokyo pledge?”."""
NEAR, REACH = 2, 5
"""Sentences that “it”, and “the two countries”, look back for names; “the company” may be any before."""


LIKELY = 0.8
"""The chance from which only a day or a sum of somebody else's is no answer: a count may be told of “the workers”."""


def stranger(laid: Match, found: Found, chance: float) -> str:
    """A name of the question that its figure, day or speaker is not told of; empty where each may be meant.

    A name that the article lacks is not looked at: other rules speak of it.
    """
    question = laid.question
    if question.kind is Kind.SAID and chance < LIKELY:
        return next((n for n in _away(laid, found.sentence) if _part_of(n, question.speaker) and is_country(n)), "")
    own = question.kind is Kind.WHEN or question.wanted is Wanted.MONEY
    if question.kind in _ELSEWHERE or (chance >= LIKELY and not own) or not _tells_figure(laid, found):
        return ""
    return next((n for n in _away(laid, found.sentence) if not _part_of(n, question.speaker)), "")


def _part_of(name: str, stems: tuple[str, ...]) -> bool:
    return any(s in stems for s in content_stems(name))


def _tells_figure(laid: Match, found: Found) -> bool:
    forms = FITTING[laid.question.wanted] if laid.question.wanted in _TYPED else _SUMS
    mentions = laid.index.reading(found.sentence).candidates
    return any(m.form in forms and m.start < found.end and found.start < m.end for m in mentions)


def _away(laid: Match, i: int) -> Iterator[str]:
    """Names of the question that the article has, and sentence `i` neither has nor may mean."""
    beside = _BESIDE.search(laid.question.text, 1)
    for name in (*whole_names(laid.question), *_in_small_letters(laid)):
        parts = [stem(part) for part in name.split()]
        parts += [stem(_SEATS[name])] if name in _SEATS else []
        parts += [stem(seat) for seat, country in _SEATS.items() if country == name.lower()]
        known = any(laid.worth.get(s) for s in parts) and not (beside and name in beside[0])
        if known and not any(_has(laid, i, s) for s in parts) and not _speaks(laid, i, parts):
            yield from () if _meant(laid, i, parts) else (name,)


def _in_small_letters(laid: Match) -> Iterator[str]:
    """The people of the article whom a question names as in a chat: “when was doe mayor”."""
    if laid.question.kind is not Kind.WHEN:
        return
    people = zip(laid.index.cast.people, laid.index.cast.stems, strict=True)
    called = {s for person, stems in people if person.kind is PersonKind.PERSON for s in stems}
    for term in laid.question.terms:
        if term.text.islower() and not term.stops and term.stem in called & laid.index.names:
            yield term.text


def _has(laid: Match, i: int, part: str) -> bool:
    return has_word(laid, i, part) or part in laid.index.counts[i]


def _speaks(laid: Match, i: int, parts: list[str]) -> bool:
    spoken = {s for voice in laid.index.voices[i] for name in voice.speakers for s in content_stems(name)}
    return any(s in spoken for s in parts)


def _meant(laid: Match, i: int, parts: list[str]) -> bool:
    """Whether a pronoun or “the two countries” in sentence `i` may stand for the name."""
    text = laid.index.texts[i]
    person = any(laid.index.cast.people[p].kind is PersonKind.PERSON for p in _bearers(laid, parts))
    if person and not laid.index.cast.meant[i] and _OF_PERSON.search(text):
        return True
    reach = i if _SORT.search(text) else NEAR if _OF_THING.search(text) else 0
    if not person and any(has_word(laid, k, s) for k in range(max(0, i - reach), i) for s in parts):
        return True
    pair = _pair_before(laid, i) if _TOGETHER.search(text) else None
    return pair is not None and any(has_word(laid, pair, s) for s in parts)


def _bearers(laid: Match, parts: list[str]) -> Iterator[int]:
    meant = {other for s in parts for other in laid.worth.get(s, {})}
    return (p for p, stems in enumerate(laid.index.cast.stems) if stems & meant)


def _pair_before(laid: Match, i: int) -> int | None:
    """The nearest sentence before with two names that “the two …” may be."""
    named = laid.index.cast.named
    return next((k for k in range(i - 1, max(-1, i - 1 - REACH), -1) if len({n.person for n in named[k]}) > 1), None)
