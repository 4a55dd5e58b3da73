"""Impossible: short answers that cannot be one: a place for who does it, a number of trees for a price."""

from __future__ import annotations

import re

from briefs.answers import notes
from briefs.answers.countries import is_country
from briefs.answers.evidence import FITTING, Match
from briefs.answers.found import Found
from briefs.answers.gaps import fill, read_gap
from briefs.answers.kin import has_kin
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form
from briefs.answers.mismatch import has_word
from briefs.answers.predicate import telling_verb
from briefs.answers.premises import is_unfounded
from briefs.answers.shortfalls import falls_short
from briefs.lexicon import DEMONYMS
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

_PRICE = pattern(r"\b(?:costs?|price[ds]?|pay|pays|paid|spend|spent|fees?|fare|worth)\b", re.I)
_DATE = pattern(r"\b(?:on\s+(?:what|which)\s+(?:exact\s+)?(?:date|day)|what\s+date)\b", re.I)
_TIMES = pattern(r"\bhow\s+many\s+times\b", re.I)
_SAYS_TIMES = pattern(
    r"\b(?:times|once|twice|thrice|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|again|every|each|"
    r"occasions?|\d+(?:nd|rd|th))\b",
    re.I,
)
_YEAR = pattern(r"(?:1[5-9]|20)\d\d")
_FOR_STATE = pattern(
    r"\b[Ww]ho\s+(?:signed|spoke|negotiated|played|voted|agreed)\b.{1,80}\b(?:for|on\s+behalf\s+of)\s+(?:the\s+)?[A-Z]"
)
_STATES = frozenset(map(stem, "country nation side government state town city company firm party".split()))


LIKELY = 0.8
"""The chance from which a place may be who did it, and a year a number: it is seldom that surely wrong."""


def impossible(laid: Match, found: Found | None, best: int, chance: float) -> str | None:
    """The note of why nothing that was found can answer; None where it may. `chance` is that of the best sentence."""
    if note := _typeless(laid, best):
        return note
    if is_unfounded(laid, found, best) or falls_short(laid, found, best, chance):
        return notes.SILENT
    if found is None or found.words:
        return None
    kind = laid.question.kind
    if kind is Kind.HOW_MANY and (_joined(laid, found) or (chance < LIKELY and _is_year(laid, found))):
        return notes.OTHER_NUMBERS
    asks_who = kind in (Kind.WHO, Kind.SPEAKER) and laid.question.wanted is Wanted.PERSON
    if asks_who and (_acted_for(laid, found) or (chance < LIKELY and _is_nobody(laid, found))):
        return notes.SILENT
    return None


def _typeless(laid: Match, best: int) -> str | None:
    """What the best sentence has none of: a price, a day, how often."""
    question, text = laid.question, laid.index.texts[best]
    forms = {m.form for m in laid.index.reading(best).candidates}
    if question.wanted is Wanted.MONEY and _PRICE.search(question.text) and Form.MONEY not in forms:
        return notes.NO_TYPE.format(thing="a price")
    if _DATE.search(question.text) and not _dated(laid, best):
        return notes.NO_TYPE.format(thing="a date")
    if _TIMES.search(question.text) and not _SAYS_TIMES.search(text):
        return notes.NO_COUNT.format(word="times")
    return None


def _dated(laid: Match, i: int) -> bool:
    """Whether the sentence has a day that the question does not give itself."""
    text = laid.index.texts[i]
    times = (text[m.start : m.end] for m in laid.index.reading(i).candidates if m.form in FITTING[Wanted.TIME])
    return any(time not in laid.question.text for time in times)


def _joined(laid: Match, found: Found) -> bool:
    """“How many visitors?” of “a 45-year wait”."""
    text = laid.index.texts[found.sentence]
    mark, after = text[found.end : found.end + 1], text[found.end + 1 : found.end + 2]
    joined = text[found.start : found.end].isdigit() and mark in ("-", "–") and after.isalpha()
    counted = _AFTER_MARK.match(text, found.end)  # “its 28-member union”
    return joined and not (
        counted and any(stem(counted[1].lower()) in laid.worth.get(s, {}) for s in laid.question.head)
    )


_AFTER_MARK = pattern(r"[-–]([A-Za-z]+)")


def _is_year(laid: Match, found: Found) -> bool:
    """“How many visitors?” of “a 2012 report”."""
    return bool(_YEAR.fullmatch(laid.index.texts[found.sentence][found.start : found.end]))


_AMOUNT = pattern(r"[$£€¥]?\d[\d.,]*(?:\s?(?:percent|per\scent|%|million|billion|trillion))?")


def _is_nobody(laid: Match, found: Found) -> bool:
    """Whether a place, or the people of one, is found for somebody, and does not do what is asked."""
    index, i = laid.index, found.sentence
    piece = index.texts[i][found.start : found.end]
    place = index.cast.kind(i, found.start, found.end) is PersonKind.PLACE or is_country(piece)
    if _AMOUNT.fullmatch(piece):
        return True
    gap = read_gap(laid.question)
    if laid.question.kind is Kind.WHO and (gap is None or gap.slot != "subject"):
        own = gap is not None and gap.slot == "object" and _own_words(laid, found)
        return own or ((gap is None or gap.verb == "be") and piece.lower() in DEMONYMS)
    return (place or piece.lower() in DEMONYMS) and not _does(laid, found)


def _own_words(laid: Match, found: Found) -> bool:
    """“Whom did she beat?” answered by “the leadership of the party”: words of the question, or of another deed.

    A person who is named in them may be meant all the same.
    """
    text, cast = laid.index.texts[found.sentence], laid.index.cast
    named = [n for n in cast.named[found.sentence] if n.start < found.end and found.start < n.end]
    if any(cast.people[n.person].kind is PersonKind.PERSON for n in named):
        return False
    if text[found.start : found.end].lower() in DEMONYMS:
        return False  # “the Swiss”
    verb = telling_verb(laid.question.terms)
    told = has_word(laid, found.sentence, verb) or has_kin(verb, laid.index.counts[found.sentence])
    if named and verb and verb in laid.weights and not told:
        return True
    first = next(iter(content_stems(text[found.start : found.end])), "")
    return any(first in laid.worth.get(s, {}) for s in laid.question.stems)


def _acted_for(laid: Match, found: Found) -> bool:
    """“Who signed it for Peru?” answered by “the two countries”: who acts for a country is a person."""
    if not _FOR_STATE.search(laid.question.text):
        return False
    words = [w for w in laid.index.reading(found.sentence).words if found.start <= w.start < found.end]
    gap = read_gap(laid.question)
    if gap and gap.slot == "subject" and not _does(laid, found):
        return True
    place = laid.index.cast.kind(found.sentence, found.start, found.end) is PersonKind.PLACE
    return place or any(w.stem in _STATES for w in words[-1:])


def _does(laid: Match, found: Found) -> bool:
    """Whether what was found fills the place beside the asked verb."""
    gap = read_gap(laid.question)
    words = laid.index.reading(found.sentence).words
    places = (filled.place for filled in fill(laid, gap, found.sentence) if filled.place) if gap else ()
    return any(words[a].start <= found.start and found.end <= words[b - 1].end for a, b in places)
