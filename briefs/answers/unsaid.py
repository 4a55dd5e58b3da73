"""Unsaid: what a question takes for granted and the article's nearest sentence does not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefs.answers import notes
from briefs.answers.evidence import Match
from briefs.answers.gaps import fill, read_gap
from briefs.answers.kin import has_kin
from briefs.answers.kinds import Kind
from briefs.answers.mismatch import has_word
from briefs.answers.predicate import LIGHT, telling_verb
from briefs.answers.question import Question
from briefs.lexicon import DEMONYMS
from briefs.patterns import pattern
from briefs.terms import stem

EVEN, UNLIKELY, LIKELY, SURE = 0.5, 0.62, 0.75, 0.95
"""Chances from which a rule that is often, now and then, or seldom wrong no longer refuses."""


def unsaid(laid: Match, chance: float, best: int) -> Iterator[str]:
    """Why the best sentence, of that chance, does not bear the question out; each with the note for the reader."""
    if chance < SURE and (
        another_time(laid, best)
        or other_nation(laid, best)
        or sort_lost(laid)
        or day_lost(laid, best)
        or end_lost(laid, best)
    ):
        yield notes.SILENT
    if (chance < EVEN and content_lost(laid)) or (chance < LIKELY and stranger_speaks(laid)):
        yield notes.SILENT
    if chance < LIKELY and aside(laid, best):
        yield notes.SILENT
    if chance < UNLIKELY and nobody_does(laid, best):
        yield notes.SILENT


_LATER = pattern(r"\b(?:next|upcoming|second)\s+(?:meeting|summit|visit|round|talks?|match|game|term)\b", re.I)
_SAYS_LATER = pattern(
    r"\b(?:next|second|again|another|upcoming|following|later|future|forthcoming|will|due|coming)\b", re.I
)
_EARLIER = pattern(r"\b(?:previous|previously|before|beforehand)\W*$", re.I)
_SAYS_EARLIER = pattern(r"\b(?:previous|previously|former|before|earlier|used\s+to|had|last|first|until|from)\b", re.I)


def another_time(laid: Match, best: int) -> bool:
    """“Where is the next summit?” of a sentence about this one; “what was it before?” of one about now."""
    text = laid.index.texts[best]
    later = _LATER.search(laid.question.text) and not _SAYS_LATER.search(text)
    return bool(later or (_EARLIER.search(laid.question.text) and not _SAYS_EARLIER.search(text)))


def other_nation(laid: Match, best: int) -> bool:
    """“Tariffs on American goods” of a sentence about Japanese goods."""
    words = laid.index.reading(best).words
    for one, two in pairwise(laid.question.terms):
        if one.lower not in DEMONYMS or two.stops or not two.lower.endswith("s") or two.text[0].isupper():
            continue
        meant = laid.worth.get(one.stem, {})
        beside = [a for a, b in pairwise(words) if b.stem == two.stem and a.tag == "M"]
        if beside and not any(a.stem in meant for a in beside):
            return True
    return False


_SORTS = frozenset(
    """emperor king queen prince princess pope senator governor mayor judge ambassador general colonel captain professor
    actor actress singer author poet painter architect scientist lawyer doctor nurse coach referee airline bank
    newspaper university hospital brand treaty law bill book film movie song museum church""".split()
)
_TRAITS = frozenset(
    "religion faith colour color size height weight salary hobby breed blood shape model fabric language diet".split()
)
_WHICH = pattern(
    r"^\W*(?:which|what)\s+(?:\w+\s){0,2}?(\w+)\s+(?:did|does|do|is|are|was|were|has|have|will|would|[a-z]+ed)\b", re.I
)


def sort_lost(laid: Match) -> bool:
    """“Which emperor did he meet?” where no emperor is spoken of."""
    found = _WHICH.search(laid.question.text)
    head = found[1].lower() if found else ""
    return head in _SORTS | _TRAITS and not laid.worth.get(stem(head))


_DAY = pattern(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|tomorrow)\b", re.I)


def day_lost(laid: Match, best: int) -> bool:
    """“Did they sign it on Monday?” of a sentence that names no day, or another one."""
    asked = {day.lower() for day in _DAY.findall(laid.question.text)}
    if laid.question.kind is not Kind.YES_NO or not asked:
        return False
    return not asked & {day.lower() for day in _DAY.findall(laid.index.texts[best])}


_ALIVE = pattern(r"\b(?:alive|living|dead|died|deceased)\b", re.I)


def asks_if_alive(question: Question) -> bool:
    """Whether “the late …” may tell it."""
    return bool(_ALIVE.search(question.text))


_ENDS = frozenset(map(stem, "expire end finish close conclude stop".split()))


def end_lost(laid: Match, best: int) -> bool:
    """“When does it expire?” of a sentence in which nothing ends."""
    question = laid.question
    ends = question.stems[-1:] if question.kind is Kind.WHEN else ()
    return any(s in _ENDS and not has_word(laid, best, s) and not has_kin(s, laid.index.counts[best]) for s in ends)


_HEDGES = frozenset(map(stem, "first last ever still already really actually yet now establish established".split()))


def content_lost(laid: Match) -> bool:
    """Whether all that a yes-or-no question asks of somebody named is nowhere in the article: “is Doe married?”."""
    question = laid.question
    names = {stem(name) for name in question.names} | laid.index.names
    about = any(s in names for s in question.stems)
    if question.kind is not Kind.YES_NO or not question.text.isascii() or not about or asks_if_alive(question):
        return False
    told = [s for s in question.stems if s in laid.weights and s not in names | LIGHT | _HEDGES and s.isalpha()]
    lost = [s for s in told if not laid.worth.get(s) and not has_kin(s, laid.index.documents)]
    return bool(lost) and len(lost) == len(told)


def stranger_speaks(laid: Match) -> bool:
    """Whether words are asked of somebody whom the article does not have: “the opposition leader”."""
    question = laid.question
    if question.kind is not Kind.SAID or not question.speaker:
        return False
    return any(s in laid.weights and not laid.worth.get(s) for s in question.speaker)


def nobody_does(laid: Match, best: int) -> bool:
    """“Who founded it?” of a sentence where nothing is founded, nor told of in any other word."""
    gap = read_gap(laid.question) if laid.question.kind is Kind.WHO else None
    if gap is None or gap.slot != "subject" or telling_verb(laid.question.terms) != gap.verb:
        return False
    return next(fill(laid, gap, best), None) is None


_WHEN_WHERE = pattern(r"^\W*(?:when|where)\b", re.I)


def aside(laid: Match, best: int) -> bool:
    """“When was the alliance founded?” of a sentence where something else is: nothing beside the verb is met."""
    question = laid.question
    gap = read_gap(question) if _WHEN_WHERE.match(question.text) else None
    around = (*gap.subject, *gap.others) if gap and telling_verb(question.terms) == gap.verb else ()
    return bool(around) and not any(has_word(laid, best, s) for s in around)


def is_undone(laid: Match, best: int) -> bool:
    """“Did she visit the city?” of a sentence that has her and the city, and no visit."""
    question = laid.question
    verb = telling_verb(question.terms) if question.kind is Kind.YES_NO else ""
    if not verb or verb not in laid.weights or asks_if_alive(question):
        return False
    return not has_word(laid, best, verb) and not has_kin(verb, laid.index.counts[best])
