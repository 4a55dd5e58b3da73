"""Unsaid: what a question takes for granted and the article's nearest sentence does not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefs.answers import notes
from briefs.answers.doubt import is_named_beside
from briefs.answers.evidence import Match
from briefs.answers.gaps import fill, read_gap
from briefs.answers.kin import has_kin
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mismatch import GENERIC, has_word
from briefs.answers.predicate import LIGHT, telling_verb
from briefs.answers.question import Question
from briefs.answers.tagging import tag_words
from briefs.lexicon import DEMONYMS
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

FEW, EVEN, UNLIKELY, LIKELY, SURE = 0.43, 0.5, 0.62, 0.75, 0.95
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
    if chance < SURE and thing_lost(laid):
        yield notes.SILENT
    if chance < LIKELY and outcome_lost(laid):
        yield notes.SILENT
    if (chance < EVEN and content_lost(laid)) or (chance < LIKELY and stranger_speaks(laid)):
        yield notes.SILENT
    if chance < LIKELY and aside(laid, best):
        yield notes.SILENT
    if born_away(laid, best) or (chance < LIKELY and (role_unnamed(laid) or other_speaker(laid, best))):
        yield notes.SILENT
    if chance < FEW and only_names(laid, best):
        yield notes.SILENT
    if chance < (UNLIKELY if laid.question.kind is Kind.WHO and not _begins(laid) else LIKELY) and nobody_does(
        laid, best
    ):
        yield notes.SILENT


_LATER = pattern(
    r"\b(?:next|upcoming|second)\s+(?:meeting|summit|visit|round|talks?|match|game|term)\b"
    r"|^\W*(?:who|whom|where|which\s+\w+)\s[^?]{1,80}?\s(?:meet|meeting|visit|visiting|going|go|travel|travelling|heading|play|playing|see"
    r"|seeing)\s(?:with\s|to\s)?next\b",
    re.I,
)
_SAYS_LATER = pattern(
    r"\b(?:next|second|again|another|upcoming|following|later|future|forthcoming|will|due|coming)\b", re.I
)
_EARLIER = pattern(r"\b(?:previous|previously|(?<!than\s)before|beforehand)\W*$", re.I)
_SAYS_EARLIER = pattern(
    r"\b(?:previous|previously|former|before|earlier|used\s+to|had|last|first|until|from(?=\s+(?:an?\s+)?\W?\d))\b",
    re.I,
)


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
    actor actress singer author poet painter architect scientist lawyer doctor nurse coach referee bank
    newspaper university hospital brand treaty law bill book film movie song museum church automaker carmaker airline
    manufacturer retailer negotiator envoy island river lake mountain desert volcano ocean continent""".split()
)
_TRAITS = frozenset(
    "religion faith colour color size height weight salary hobby breed blood shape model fabric language diet".split()
)
_WHICH = pattern(
    r"^\W*(?:which|what)\s+(?:\w+\s){0,2}?(\w+)\s+(?:did|does|do|is|are|was|were|has|have|will|would|[a-z]+ed)\b", re.I
)


_WHICH_OF = pattern(r"^\W*(?:(?:by|for|from|in|to|with)\s+)?(?:which|what)\s+(\w+)\s+of\b", re.I)


def sort_lost(laid: Match) -> bool:
    """“Which emperor did he meet?” where no emperor is spoken of."""
    found = _WHICH.search(laid.question.text) or _WHICH_OF.search(laid.question.text)
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


_OUTCOME = pattern(r"^\W*what(?:['’]?s|\s+(?:is|was))\s+the\s+(?:result|outcome|tally)\s+of\s", re.I)


def outcome_lost(laid: Match) -> bool:
    """“What was the result of the vote in the senate?” where nothing is said of a result, nor of a senate."""
    if not _OUTCOME.match(laid.question.text):
        return False
    return len([s for s in laid.question.stems if s in laid.weights and not laid.worth.get(s)]) > 1


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


def thing_lost(laid: Match) -> bool:
    """“Did they agree on copper?” where nothing is said of copper, nor of anything like it."""
    if laid.question.kind is not Kind.YES_NO or not laid.question.text.isascii():
        return False
    words = [w for w in tag_words(_IDLE.sub("", laid.question.text)) if w.text[0].isalnum()]
    if len(words) < SEVERAL or words[-1].tag != "N" or words[-2].tag not in "VPDJ":
        return False
    thing = words[-1].stem
    return thing in laid.weights and not laid.worth.get(thing) and not has_kin(thing, laid.index.documents)


_IDLE = pattern(
    r"\s(?:in\s+the\s+(?:end|meantime|future|past|process)|at\s+(?:all|stake|first|last|least|once|present|the\s+(?:moment|time|end))|"
    r"in\s+(?:fact|general|public|person|particular|advance|return|turn|vain)|so\s+far|for\s+sure|on\s+purpose)\W*$",
    re.I,
)
"""What a question may end with without asking for it."""


def stranger_speaks(laid: Match) -> bool:
    """Whether words are asked of somebody whom the article does not have: “the opposition leader”."""
    question = laid.question
    if question.kind is not Kind.SAID or not question.speaker:
        return False
    return any(s in laid.weights and not laid.worth.get(s) for s in question.speaker)


def nobody_does(laid: Match, best: int) -> bool:
    """“Who founded it?”, “by how much did it grow?” of a sentence where nothing is founded, nor grows."""
    kind = laid.question.kind
    grown = kind is Kind.HOW_MUCH and laid.question.wanted is not Wanted.MONEY  # a sum tells a price without a verb
    gap = read_gap(laid.question) if kind is Kind.WHO or grown else None
    if gap is None or (kind is Kind.WHO and gap.slot != "subject") or telling_verb(laid.question.terms) != gap.verb:
        return False
    return next(fill(laid, gap, best), None) is None


_BORN = pattern(r"\b(?:when|where)\b.*\bborn\b", re.I)
_SAYS_BORN = pattern(r"\b(?:born|birth\w*|native|hails?|aged?|years?[\s-]old)\b", re.I)


def born_away(laid: Match, best: int) -> bool:
    """“Where was he born?” of a sentence that tells of no birth."""
    asks = _BORN.search(laid.question.text) if laid.question.kind in (Kind.WHEN, Kind.WHERE) else None
    return bool(asks) and not _SAYS_BORN.search(laid.index.texts[best])


_ROLE = pattern(
    r"\b(?:who(?:['’]?s|\s+(?:is|was|are|were))|what(?:['’]?s|\s+(?:is|was))(?:\s+the\s+names?\s+of)?)\s+"
    r"(?:the|his|her|their|[\w ]{2,40}['’]s?)\s+(?:\w+\s+){0,2}?(minister|president|leader|chief|chancellor|king|queen|"
    r"emperor|pope|head|director|secretary|mayor|governor|chair\w*|coach|captain|spokes\w+|judge|senator|ambassador|"
    r"manager|boss|ceo|pm|premier|negotiator|envoy|driver|lawyer|doctor|teacher|trainer|assistant|officer)\b",
    re.I,
)
NAMED = 0.55
"""The worth of a word from which it names the same role."""


def role_unnamed(laid: Match) -> bool:
    """“Who is the governor?” where no name stands beside a governor."""
    found = _ROLE.search(laid.question.text)
    if not found:
        return False
    role = stem(found[1].lower())
    meant = {role, *(s for s, worth in laid.worth.get(role, {}).items() if worth > NAMED)}
    return not any(is_named_beside(laid, i, meant) for i in range(len(laid.index.texts)))


def other_speaker(laid: Match, best: int) -> bool:
    """“What did the driver of the lorry say?” of the words of another driver."""
    question = laid.question
    if question.kind is not Kind.SAID or not question.text.isascii():
        return False
    spoken = _called(laid, best)
    meant = {s: {s, *laid.worth.get(s, {})} for s in question.speaker if s not in laid.index.names}
    other = [s for s, ways in meant.items() if not ways & spoken and not has_word(laid, best, s)]
    same = any(ways & spoken for ways in meant.values()) if spoken else len(other) < len(meant)
    return bool(other) and same


def _called(laid: Match, i: int) -> set[str]:
    """The stems of what they are called, by name and by office, who speak in sentence `i`."""
    names = {name for voice in laid.index.voices[i] if voice.certain for name in voice.speakers}
    roles = (role for person in laid.index.cast.people if person.name in names for role in person.roles)
    return {s for called in (*names, *roles) for s in content_stems(called)}


SEVERAL = 2


def only_names(laid: Match, best: int) -> bool:
    """“What did Doe promise on defence?” of a sentence that has her, and neither a promise nor defence."""
    question, index = laid.question, laid.index
    names = {stem(name) for name in question.names} | index.names
    words = [s for s in question.stems if s in laid.weights and s.isalpha() and s not in names | LIGHT | GENERIC]
    if question.kind is not Kind.WHAT or len(words) < SEVERAL or not question.text.isascii():
        return False
    return not any(has_word(laid, best, s) or has_kin(s, index.counts[best]) for s in words)


_BEGINS = frozenset(map(stem, "founded establish create invent discover write compose design build".split()))
"""Deeds that an article tells in their own word, where it tells who did them."""


def _begins(laid: Match) -> bool:
    return telling_verb(laid.question.terms) in _BEGINS


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
