"""Finer: answers coarser than what is asked, or of another sort: a month for a year, a state for an industry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from briefs.answers import notes
from briefs.answers.countries import is_country
from briefs.answers.doubt import takes_for_fact
from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.lexicon import is_past_form
from briefs.answers.mentions import Form
from briefs.answers.mismatch import has_word
from briefs.answers.weekdays import asks_weekday
from briefs.lexicon import DEMONYMS
from briefs.modality import modality_at
from briefs.model import Modality, PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems, stem


def coarse(laid: Match, found: Found | None, chance: float) -> str | None:
    """The note of why what was found is too coarse, or of another sort than asked; None where it is neither.

    `chance` is that of the sentence it was found in.
    """
    return next(_faults(laid, found, chance), None) if found and not found.words else None


def _faults(laid: Match, found: Found, chance: float) -> Iterator[str]:
    if thing := _time_lost(laid, found, chance):
        yield notes.NO_TYPE.format(thing=thing)
    if unit := _unit_lost(laid, found):
        yield notes.NO_COUNT.format(word=unit)
    if _counts_known(laid, found) or (chance < _SURE and _counts_others(laid, found)):
        yield notes.OTHER_NUMBERS
    if (
        _is_other_sort(laid, found)
        or _state_for_thing(laid, found)
        or _place_for_person(laid, found)
        or _state_for_spot(laid, found)
    ):
        yield notes.SILENT


def _words(laid: Match, found: Found) -> str:
    return laid.index.texts[found.sentence][found.start : found.end]


_YEAR = pattern(r"\b(?:which|what)\s+year\b", re.I)
_SAYS_YEAR = pattern(r"\b(?:1\d|20)\d\d|\byears?\b|['’]\d\d\b", re.I)
_DATE = pattern(r"\b(?:which|what|exact)\s+(?:exact\s+)?date\b|\bday\s+of\s+the\s+month\b", re.I)
_TO_COME = pattern(
    r"^\W*(?:by\s+)?when\s+(?:will|is|are)\b.*\b(?:will|going|due|planned|set)\b|^\W*when\s+will\b", re.I
)
_GONE = pattern(r"\bago\b|\byesterday\b|\blast\s(?:year|month|week|\w+day)\b", re.I)
_LIKELY, _SURE = 0.9, 0.95
"""The chance from which a month may stand for a year: the year stands beside it somewhere."""


def _time_lost(laid: Match, found: Found, chance: float) -> str:
    """What is asked of a time that the found words do not have: the year, the day of a month, that it is one at all."""
    text, told = laid.question.text, _words(laid, found)
    if _YEAR.search(text) and not _SAYS_YEAR.search(told) and chance < _LIKELY:
        return "a year"
    if _DATE.search(text) and not any(c.isdigit() for c in told):
        return "a date"
    if laid.question.kind is Kind.WHEN and _is_amount(laid, found):
        return "when it was"
    if _LIMIT.search(text) and not _is_limit(laid, found):
        return "by when"
    if laid.question.kind is Kind.WHEN and takes_for_fact(laid.question) and _AHEAD.search(told):
        return "when it was"
    if _MONTH.search(text) and not _SAYS_MONTH.search(told):
        return "a month"
    if asks_weekday(laid) and not _SAYS_DAY.search(told):
        return "a weekday"
    if _SINCE.search(text) and not _SAYS_SINCE.search(laid.index.texts[found.sentence]):
        return "since when it is so"
    to_come = _TO_COME.search(text)
    return "when it will be" if to_come and (_GONE.search(told) or _is_over(laid, found)) else ""


_SAYS_DAY = pattern(r"\b\w+day\b", re.I)
_SINCE = pattern(r"^\W*since\s+(?:when|(?:what|which)\s+(?:year|date|day|month|time))\b", re.I)
_SAYS_SINCE = pattern(
    r"\b(?:since|from|after|until|ago|began|begun|beg[ai]ns?|start\w*|found\w*|establish\w*|creat\w*|becam\w+|becom\w+|first|"
    r"join\w*|open\w*|introduc\w*|form(?:ed|s)|sign(?:ed|s)|elect\w*|appoint\w*|nam(?:ed|es)|took|takes|launch\w*|old|long|"
    r"years|decades|months|weeks|days)\b",
    re.I,
)


def _is_over(laid: Match, found: Found) -> bool:
    """“When will it be paid?” of “they signed a deal in July”: a day of what is done, and not of what is to come."""
    text = laid.index.texts[found.sentence]
    words = [w for w in laid.index.reading(found.sentence).words if w.end <= found.start]
    verb = next((k for k in range(len(words) - 1, -1, -1) if words[k].tag in "VX"), None)
    if (
        verb is None
        or words[-1].lower not in ("in", "on", "last")
        or modality_at(text, found.start) is not Modality.FACT
    ):
        return False
    bare = verb == 0 or (words[verb - 1].tag not in "XV" and words[verb - 1].lower != "to")
    asked = words[verb].stem in laid.question.stems
    return bare and is_past_form(words[verb].lower) and words[verb].lower not in _PLANS and not asked


_PLANS = frozenset("scheduled set planned expected due slated delayed postponed moved intended meant proposed".split())


_AHEAD = pattern(r"\b(?:next|coming|upcoming|tomorrow)\b", re.I)
_MONTH = pattern(r"\b(?:which|what)\s+month\b", re.I)
_SAYS_MONTH = pattern(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b|\bmonth\b", re.I
)


_AMOUNTS = frozenset((Form.NUMBER, Form.COUNT, Form.MONEY, Form.PERCENT))


def _is_amount(laid: Match, found: Found) -> bool:
    own = laid.index.reading(found.sentence).candidates
    forms = {m.form for m in own if (m.start, m.end) == (found.start, found.end)}
    return bool(forms) and forms <= _AMOUNTS


_LIMIT = pattern(r"^\W*by\s+(?:when\b|(?:what|which)\s+(?:year|date|day|month|time)\b)", re.I)
_SAYS_LIMIT = pattern(r"\b(?:by|until|till|before|no\s+later\s+than|within|end\s+of)\s(?:the\s)?(?:\w+\s)?$", re.I)


def _is_limit(laid: Match, found: Found) -> bool:
    """Whether it is told of what is yet to come, or as the last time for it: “by 2030”."""
    text = laid.index.texts[found.sentence]
    return bool(_SAYS_LIMIT.search(text[: found.start])) or modality_at(text, found.start) is not Modality.FACT


_COUNTED = pattern(
    r"\bhow\s+many\s+((?:second|minute|hour|day|night|week|month|kilo|kilogram|kilomet(?:re|er)|mile|met(?:re|er)|lit(?:re|er)|"
    r"tonne|ton|acre|hectare|pound|gram)s?|inch(?:es)?|feet)\b",
    re.I,
)


_BETWEEN = pattern(r"\b(?:days|weeks|months)\s+(?:\w+\s+)?(?:after|before|since|until|ago|later|earlier)\b", re.I)
"""What “one week after” may tell as well."""


def _unit_lost(laid: Match, found: Found) -> str:
    """The unit that is counted in the question, where the sentence has none: “how many minutes?” of “two leaders”."""
    asked = _COUNTED.search(laid.question.text)
    if not asked or _BETWEEN.search(laid.question.text):
        return ""
    unit, i = asked[1].lower(), found.sentence
    said = has_word(laid, i, stem(unit)) or stem(unit) in laid.index.counts[i]
    return "" if said or unit.rstrip("s") in laid.index.texts[i].lower() else unit


_KNOWN = pattern(r"\b(?:the|these|those|between|other)\s(?:[a-z]+\s)?$")
_SMALL = frozenset("two three four five six seven eight nine ten".split())


def _counts_known(laid: Match, found: Found) -> bool:
    """“How many guests came?” of “the two leaders”: who are counted there are others, and known before."""
    if laid.question.kind is not Kind.HOW_MANY or _words(laid, found).lower() not in _SMALL:
        return False
    if _BETWEEN.search(laid.question.text):
        return False
    if not _KNOWN.search(laid.index.texts[found.sentence][: found.start]):
        return False
    meant = {other for head in laid.question.head for other in (head, *laid.worth.get(head, {}))}
    after = [w for w in laid.index.reading(found.sentence).words if w.start >= found.start][:REACH]
    counted = takewhile(lambda word: word.tag in "NMJ#A", after)
    return not any(word.stem in meant for word in counted)


_MEASURES = frozenset(
    map(stem, "degree percent point time year month week day hour minute mile km euro dollar pound".split())
)


def _counts_others(laid: Match, found: Found) -> bool:
    """“How many doctors came?” of “doctors helped 43 people”: the asked ones are named, and others counted."""
    head, i = laid.question.head[-1:], found.sentence
    if laid.question.kind is not Kind.HOW_MANY or not head or not _words(laid, found)[-1:].isalnum():
        return False
    words = laid.index.reading(i).words
    after = (w for w in words if w.start >= found.start)
    run = list(takewhile(lambda w: w.tag in "NMJ#A" or w.text == ",", after))
    if not run:
        return False
    meant = {other for asked in laid.question.head for other in (asked, *laid.worth.get(asked, {}))}
    others = [w for w in run if w.tag == "N" and w.start >= found.end and w.stem not in _MEASURES]
    own = {head[0], *(s for s, worth in laid.worth.get(head[0], {}).items() if worth >= OWN)}
    beyond = [w for w in words if w.start > run[-1].start][1:]  # the next word may be its noun, read as a verb
    named = any(w.stem in own for w in (*(w for w in words if w.start < found.start), *beyond))
    return bool(others) and named and not any(w.stem in meant for w in run)


OWN = 0.7
"""The worth of another form of the same word."""
REACH = 8
"""Words after a number in which its noun stands."""
_MAY_BE_STATE = frozenset(
    map(
        stem,
        """side partner ally friend team government economy power neighbour neighbor member union party delegation
        player market exporter importer buyer seller supplier customer champion winner loser host rival enemy name
        nationality language origin
        passport flag signatory donor recipient kingdom republic""".split(),
    )
)


_WITHIN = frozenset(map(stem, "province county district village town street".split()))
"""What lies within a country."""
_STATES = pattern(
    r"\b(?:which|what)\s+(?:us|u\.s\.|american|german|indian|australian|mexican|federal)\s+states?\b", re.I
)


def _is_state(words: str) -> bool:
    return is_country(words.removeprefix("the ")) or words.lower() in DEMONYMS


def _state_for_thing(laid: Match, found: Found) -> bool:
    """“In which industries?” answered by a country, where the sentence speaks of no industries."""
    question = laid.question
    head = question.head[-1:]
    if question.kind is Kind.WHAT and (set(head) & _WITHIN or _STATES.search(question.text)):
        return _is_state(_words(laid, found))
    if question.kind is not Kind.WHAT or not head:
        return False
    if question.wanted is not Wanted.ANY or set(head) & _MAY_BE_STATE:
        return False
    asks = _ASKS_NOUN.search(question.text)
    named = asks is not None and not is_past_form(asks[1].lower()) and not has_word(laid, found.sentence, head[0])
    return named and _is_state(_words(laid, found))


_ASKS_NOUN = pattern(r"\b(?:which|what)\s+(?!(?:is|are|was|were|did|do|does|has|have|had|will|would)\b)([a-z]+)", re.I)


_ASKS_SORT = pattern(
    r"\b(?:which|what)\s+(?:[\w’'-]+\s+){1,3}?([\w’'-]+)\s+(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could)\b",
    re.I,
)
_SORTS = frozenset(map(stem, "type kind sort class form species group family name model brand make".split()))
"""“What cell type?” is a cell."""


_SORTS = frozenset(map(stem, "type kind sort form group member part name brand class species side".split()))


def _is_other_sort(laid: Match, found: Found) -> bool:
    """“Which harbour treaty?” answered by “old harbour”: what the treaty is about, and no treaty."""
    head = laid.question.head
    told = content_stems(_words(laid, found))
    asks = _ASKS_SORT.search(laid.question.text)  # the verb after it tells its end: “what party leads” has no sort
    if laid.question.kind is not Kind.WHAT or len(head) < 2 or not told or not asks:
        return False
    if stem(asks[1].lower()) != head[-1] or head[-1] in _SORTS:
        return False
    meant = {head[-1], *laid.worth.get(head[-1], {})}
    return head[-1] not in _SORTS and told[-1] in head[:-1] and not meant & set(told)


def _place_for_person(laid: Match, found: Found) -> bool:
    """“Which mayor sent it?” answered by a town."""
    asks = laid.question.kind is Kind.WHAT and laid.question.wanted is Wanted.PERSON and bool(laid.question.head)
    return asks and laid.index.cast.kind(found.sentence, found.start, found.end) is PersonKind.PLACE


_SPOT = pattern(r"^\W*where\s+(?:exactly\s+)?in\s+(?:the\s+)?[A-Z]|^\W*where\s+exactly\b", re.I)


def _state_for_spot(laid: Match, found: Found) -> bool:
    """“Where in Boston?” answered by a country."""
    return (
        laid.question.kind is Kind.WHERE and bool(_SPOT.search(laid.question.text)) and _is_state(_words(laid, found))
    )
