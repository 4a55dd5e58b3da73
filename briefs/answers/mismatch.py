"""Mismatch: a sentence near the question that tells of another year, direction, owner, thing or type of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.answers import notes
from briefs.answers.evidence import FITTING, Match
from briefs.answers.fitting import NEVER, misfit
from briefs.answers.index import LONGEST_READ
from briefs.answers.kin import has_kin
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form, Mention
from briefs.answers.predicate import LIGHT
from briefs.answers.question import Question
from briefs.answers.wording import stand_ins
from briefs.lexicon import DEMONYMS
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

GENERIC = frozenset(map(stem, "people person time year day thing piece unit number".split()))
"""What a count may be of without saying so: “fifty were on the bus”."""
DOUBTED, OWNED, DATED, NUMBERED = 0.7, 0.75, 0.9, 0.6
"""Chances below which a number of another thing, words of another deed, a number of another year and a number of which
nothing is asked are no answer."""


def mismatches(laid: Match, chance: float, best: int) -> Iterator[str]:
    """Why the best sentence, of that chance, tells of something else; each with the note for the reader."""
    if _before_lost(laid) or (_things_lost(laid) and chance < DOUBTED) or _turned(laid, best):
        yield notes.SILENT
    if (_only_names(laid, best) and chance < OWNED) or (_year_away(laid, best) and chance < DATED):
        yield notes.SILENT
    if thing := _type_lost(laid, best):
        yield notes.NO_TYPE.format(thing=thing)
    if _company_lost(laid, best) and chance < DATED:
        yield notes.SILENT
    if chance < NUMBERED and number_of_others(laid, best):
        yield notes.OTHER_NUMBERS


def lacking(laid: Match, asked: str, note: str = notes.NO_WORD) -> str:
    """The note that the article lacks the stem `asked`, as the question spells it."""
    word = next((t.text for t in laid.question.terms if t.stem == asked), "")
    return note.format(word=word) if word else notes.SILENT


def has_word(laid: Match, i: int, asked: str) -> bool:
    """Whether sentence `i` has the stem `asked` or one that stands for it, names left to pronouns included."""
    return any(o in laid.index.counts[i] or o in laid.index.carried[i] for o in laid.worth.get(asked, {}))


_BEFORE = pattern(
    r"^\W*who\s+(?:was|is|will\s+be|became|had\s+been|served\s+as|led|headed|ran|chaired|governed|ruled|managed|captained|held)\s+"
    r".{0,60}\b(?:before|after|prior\s+to)\s+(?!the\b)\w+\W*$"
    r"|\bwho(?:m)?\s+(?:did|does|will)\s+\w+\s+(?:succeed|replace)\b|^\W*who\s+(?:\w+\s+)?(?:succeed|replace)(?:s|ed|d)?\b|\b(?:predecessor|successor)\b",
    re.I,
)
_SUCCESSION = tuple("succeed successor predecessor replace replacement".split())


def _before_lost(laid: Match) -> bool:
    """“Who was mayor before Doe?” where nobody succeeds or replaces anybody."""
    return bool(_BEFORE.search(laid.question.text)) and not any(stem(s) in laid.index.documents for s in _SUCCESSION)


_OF_WHAT = pattern(r"\b(?:on|for|of)\s+(?:the\s+|an?\s+|(?:its|their|his|her)\s+)?(?:[\w’'-]+\s+)?([\w-]+)\W*$", re.I)


def _things_lost(laid: Match) -> bool:
    """“What tariff is there on cars?” where the article has a share or a sum, but nothing of cars."""
    question = laid.question
    found = _OF_WHAT.search(question.text) if question.wanted in (Wanted.PERCENT, Wanted.MONEY) else None
    thing = stem(found[1].lower()) if found else ""
    return thing in laid.weights and thing not in GENERIC and thing not in LIGHT and not laid.worth.get(thing)


def _only_names(laid: Match, best: int) -> bool:
    """Whether the best sentence has whom a question is about and none of several words of what it asks about them."""
    question, index = laid.question, laid.index
    names = {stem(name) for name in question.names}
    dull = names | LIGHT | GENERIC | set(question.head)
    words = [s for s in question.stems if s.isalpha() and s not in dull]
    typed = question.kind in (Kind.WHEN, Kind.WHERE, Kind.HOW_MUCH, Kind.HOW_LONG)
    if not typed or not names or len(words) < SEVERAL or not question.text.isascii():
        return False
    return not any(has_word(laid, best, s) or has_kin(s, index.counts[best]) for s in words)


SEVERAL = 2


def number_of_others(laid: Match, best: int) -> bool:
    """“How many soldiers are in Japan?” of a sentence that has Japan and a number, and nothing else of the question."""
    question, count = laid.question, laid.index.counts[best]
    if question.kind not in (Kind.HOW_MANY, Kind.HOW_MUCH) or not question.text.isascii():
        return False
    dull = {stem(name) for name in question.names} | laid.index.names | LIGHT | GENERIC
    words = [s for s in question.stems if s in laid.weights and s not in dull]
    return bool(words) and not any(has_word(laid, best, s) or has_kin(s, count) for s in words)


def _year_away(laid: Match, best: int) -> bool:
    """“How many trees in 1912?” where the best sentence's number is not of that year, which another sentence has."""
    if laid.question.kind not in (Kind.HOW_MANY, Kind.HOW_MUCH):
        return False
    years = [n for n in laid.question.numbers if _YEAR.fullmatch(n)]
    return len(years) == 1 and years[0] not in laid.index.counts[best]


_YEAR = pattern(r"1[0-9]\d\d|20\d\d")
_CLOCK = pattern(r"\d[:.]\d\d|\d\s?(?:[ap]\.?m\b|o['’]clock)|\b(?:noon|midnight|midday)\b", re.I)
_ASKS_CLOCK = pattern(r"^\W*(?:at\s+)?what\s+time\b(?!\s+of\s+(?:the\s+)?year)", re.I)


def asks_clock(question: Question) -> bool:
    """Whether a time of day is asked for: “what time did it start?”."""
    return bool(_ASKS_CLOCK.search(question.text))


def tells_clock(text: str) -> bool:
    """Whether a sentence has a time of day."""
    return bool(_CLOCK.search(text[:LONGEST_READ]))


def _type_lost(laid: Match, best: int) -> str:
    """What type of words the article lacks: a time of day anywhere, a length of time in the best sentence."""
    if asks_clock(laid.question) and not any(tells_clock(text) for text in laid.index.texts):
        return "a time of day"
    if laid.question.kind is Kind.WHEN and laid.question.text.isascii() and not _tells_when(laid, best):
        return "when it was"
    lasts = laid.question.kind is Kind.HOW_LONG and laid.question.text.isascii()
    forms = FITTING[Wanted.DURATION]
    return "" if not lasts or any(m.form in forms for m in _lasting(laid, best)) else "how long it was"


_WHEN = pattern(
    r"\b(?:after|before|when|once|during|following|since|until|as|while|ahead|prior|anniversary|ago|soon)\b", re.I
)


def _tells_when(laid: Match, best: int) -> bool:
    """Whether the sentence has a time, or words that lead to one."""
    timed = any(m.form in FITTING[Wanted.TIME] for m in laid.index.reading(best).candidates)
    return timed or bool(_WHEN.search(laid.index.texts[best][:LONGEST_READ]))


def _lasting(laid: Match, best: int) -> Iterator[Mention]:
    return (m for m in laid.index.reading(best).candidates if misfit(laid, best, m, {}) < NEVER)


_FIRMS = r"compan(?:y|ies)|firms?|banks?|brands?|hotels?|airlines?|newspapers?|universit(?:y|ies)|broadcasters?"
_ASKS_FIRM = pattern(rf"\b(?:which|what)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{_FIRMS})\b", re.I)


def _company_lost(laid: Match, best: int) -> bool:
    """“Which companies will invest?” where the best sentence names countries and people alone."""
    if not _ASKS_FIRM.search(laid.question.text) or any(laid.worth.get(s) for s in laid.question.head[-1:]):
        return False
    names = [m for m in laid.index.reading(best).candidates if m.form is Form.NAME]
    text = laid.index.texts[best]
    names = [m for m in names if text[m.start : m.end].lower() not in DEMONYMS]
    kinds = {laid.index.cast.kind(best, m.start, m.end) for m in names}
    return bool(kinds) and not kinds - {PersonKind.PLACE, PersonKind.PERSON}


_GIVES = pattern(
    r"\b(?:did|does|do|will|would|has|have)\s+(?:the\s+)?([A-Z][\w.]*(?:\s[A-Z]\w*)?)\s+[a-z]\w+\s(?:[a-z]\w+\s){0,3}?"
    r"(in|to)\s+(?:the\s+)?([A-Z][\w.]*(?:\s[A-Z]\w*)?)"
)


def _turned(laid: Match, best: int) -> bool:
    """“How much did A give to B?” where the best sentence has it go to A."""
    found = _GIVES.search(laid.question.text) if laid.question.kind is Kind.HOW_MUCH else None
    if not found:
        return False
    words = laid.index.reading(best).words
    one, two = (_stands(laid, found[k]) for k in (1, 3))
    goes = [
        {w.stem for w in words[k + 1 : k + 4] if w.text[0].isupper()}
        for k, word in enumerate(words)
        if word.lower == found[2]
    ]
    return any(one & to for to in goes) and not any(two & to for to in goes)


def _stands(laid: Match, name: str) -> set[str]:
    stems = content_stems(name.replace("United States", "US").replace("U.S.", "US"))
    return {
        other for s in stems for other in (s, *stand_ins(s, laid.index.documents, name=True, names=laid.index.names))
    }
