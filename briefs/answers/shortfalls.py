"""Shortfalls: found words that lack what is asked for: no figure, no name, no somebody, a sum of another stuff."""

from __future__ import annotations

import re
from itertools import pairwise

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.gaps import read_gap
from briefs.answers.kin import has_kin
from briefs.answers.kinds import Kind, Wanted, wanted_by_head
from briefs.answers.lexicon import PREPOSITIONS
from briefs.answers.mismatch import GENERIC, has_word
from briefs.answers.predicate import telling_verb
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import stem


def falls_short(laid: Match, found: Found | None, best: int, chance: float) -> bool:
    """Whether what was found, or the best sentence where nothing was, has not what the question asks for."""
    if found is None:
        near = chance >= LIKELY and not _is_of_year(laid, best)
        return is_ageless(laid, best) or (not near and is_figureless(laid, best))
    if found.words:
        return False
    return (
        is_pair(laid, found)
        or is_no_age(laid, found)
        or is_other_stuff(laid, found)
        or is_unitless(laid, found)
        or is_nobody(laid, found)
        or is_nameless(laid, found)
        or is_unaccompanied(laid, found)
        or is_unbeaten(laid, found)
        or is_day(laid, found)
    )


LIKELY = 0.7
"""The chance from which a question for a figure is shown its sentence, though no figure was cut out of it."""


def _words(laid: Match, found: Found) -> str:
    return laid.index.texts[found.sentence][found.start : found.end]


def _has_person(laid: Match, found: Found) -> bool:
    cast = laid.index.cast
    named = (n for n in cast.named[found.sentence] if n.start < found.end and found.start < n.end)
    return any(cast.people[n.person].kind is PersonKind.PERSON for n in named)


_AGE = pattern(r"\bage[ds]?\b|\byears?[\s-]old\b|\bbirth|\bborn\b", re.I)
_AT_TIME = pattern(r"\bwhen\b", re.I)


def is_ageless(laid: Match, best: int) -> bool:
    """“How old is she?” of a sentence that speaks of no age."""
    question = laid.question
    return (
        question.kind is Kind.HOW_OLD and not _AT_TIME.search(question.text) and not _AGE.search(laid.index.texts[best])
    )


def is_no_age(laid: Match, found: Found) -> bool:
    """“How old is the driver?” answered by the 12 of “12 guards”."""
    if laid.question.kind is not Kind.HOW_OLD or not _words(laid, found).isdigit():
        return False
    after = next((w for w in laid.index.reading(found.sentence).words if w.start >= found.end), None)
    return after is not None and after.tag in "NJ" and after.lower not in ("year", "years")


_FIGURES = frozenset((Wanted.PERCENT, Wanted.MONEY, Wanted.NUMBER))
_SMALL = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand "
    "half".split()
)
_UNITS = "second minute hour day week month year decade".split()
_MARKS = "$€£¥"
_DATED = pattern(r"(?:1[5-9]|20)\d\d|\d+(?:st|nd|rd|th)")


def is_figureless(laid: Match, best: int) -> bool:
    """“How many votes did she get?” of a sentence without a number that could be one of votes."""
    question = laid.question
    if question.kind in (Kind.YES_NO, Kind.EITHER) or any(unit in question.text.lower() for unit in _UNITS):
        return False
    asks = question.kind in (Kind.HOW_MANY, Kind.HOW_MUCH) or question.wanted in _FIGURES
    return asks and not any(_may_count(laid, best, k) for k in range(len(laid.index.reading(best).words)))


def _is_of_year(laid: Match, best: int) -> bool:
    """Whether the sentence is of the year that the question names: there or nowhere its count would stand."""
    years = [n for n in laid.question.numbers if _DATED.fullmatch(n)]
    return bool(years) and all(year in laid.index.counts[best] for year in years)


def _may_count(laid: Match, i: int, k: int) -> bool:
    """Whether the word at `k` is a figure of the asked sort, and none of the question's own."""
    words, wanted = laid.index.reading(i).words, laid.question.wanted
    bare = words[k].text.strip(_MARKS + "%")
    if not (bare[:1].isdigit() or words[k].lower in _SMALL) or _DATED.fullmatch(bare):
        return False
    if any(bare == number.strip(_MARKS + "%") for number in laid.question.numbers):
        return False
    after = next((w.lower for w in words[k + 1 :] if w.text not in "-–"), "")
    share = words[k].text.endswith("%") or after in ("percent", "%", "per") or words[k].lower == "half"
    money = words[k].text[0] in _MARKS or (k > 0 and words[k - 1].text in _MARKS)
    if wanted is Wanted.PERCENT:
        return share
    if wanted is Wanted.MONEY:
        return money
    return not (share or money or after.rstrip("s") in _UNITS)


_PAIR = pattern(
    r"(?:the\s|both\s)?(?:two|three|both)\s(?:\w+\s)?(?P<who>countries|leaders|sides|nations|governments|ministers)|(?:the\s)?leaders",
    re.I,
)


def is_pair(laid: Match, found: Found) -> bool:
    """“How much did they pay?” answered by “two countries”: who they are tells nothing that they did."""
    question = laid.question
    if question.kind in (Kind.WHO, Kind.LIST, Kind.HOW_MANY) or not _PAIR.fullmatch(_words(laid, found)):
        return False
    return not question.head or question.head[-1] not in map(stem, _words(laid, found).lower().split())


_STUFF = pattern(
    r"\bhow\s+much\s+(?:[a-z]+\s+)?([a-z]+)\s+(?:did|does|do|will|would|has|have|is|are|was|were|can)\b", re.I
)
_SUMS = frozenset(map(stem, "money cash damage time longer more of it this that stuff fund aid debt tax".split()))


def is_other_stuff(laid: Match, found: Found) -> bool:
    """“How much natural gas do they sell?” of a sentence about fish."""
    asked = _STUFF.search(laid.question.text)
    head = stem(asked[1].lower()) if asked else ""
    return head in laid.weights and head not in GENERIC | _SUMS and not has_word(laid, found.sentence, head)


_SPAN = pattern(r"\bhow\s+many\s+(?:more\s+)?(year|month|week|day|hour|minute)s?\b", re.I)
_APART = pattern(r"\b(?:ago|after|before|since|from|later|earlier|until|between)\b", re.I)
_OF_JUBILEE = pattern(r"(?:st|nd|rd|th)?\s?\w*\s*anniv", re.I)
BESIDE = 25
"""Characters after a number within which its unit stands."""


def is_unitless(laid: Match, found: Found) -> bool:
    """“How many years did he get?” answered by the 19 of “19 charges”."""
    asked, text = _SPAN.search(laid.question.text), laid.index.texts[found.sentence]
    if not asked or _APART.search(laid.question.text) or _OF_JUBILEE.match(text, found.end):
        return False
    return asked[1].lower() not in text[found.start : found.end + BESIDE].lower()


_OWNER = r"(?:the|his|her|their|its|(?:[\w.]+\s){0,3}?[\w.]+['’]s?)\s+"
_WHO_IS = pattern(
    rf"^\W*who(?:['’]?s|\s+(?:is|was|are|were))\s+{_OWNER}(?:[\w-]+\s+){{0,2}}?([a-z]+)(?=\W*$|\s+(?:of|in|at|for)\b)",
    re.I,
)
_NAME_OF = pattern(
    rf"(?<!\b[Ii]n\sthe\s)\bnames?\s+of\s+(?:an?\s+|{_OWNER})?(?:[a-z-]+\s+){{0,2}}?([a-z-]+)"
    r"(?=\W*$|\s+(?:in|of|at|on|for|to|from|with|where|who|that|which|they|he|she|[A-Z]\w+|did|was|is)\b)"
)


def is_nobody(laid: Match, found: Found) -> bool:
    """“Who is her coach?” answered by a tournament: nobody is named in it."""
    asked = _WHO_IS.match(laid.question.text) or _NAME_OF.search(laid.question.text)
    role = asked[1].lower() if asked else ""
    person = bool(role) and wanted_by_head((stem(role),), Wanted.ANY) is Wanted.PERSON
    return person and role.rstrip("s") not in _MAY_BE_GROUP and not _has_person(laid, found)


_MAY_BE_GROUP = frozenset("partner ally friend player member winner loser champion host rival enemy owner".split())


_THINGS = frozenset(
    map(
        stem,
        "hotel palace building ship boat vessel restaurant cafe bar pub school hospital museum church street road "
        "river bridge island airport station newspaper magazine book film song party treaty law bill operation".split(),
    )
)


def is_nameless(laid: Match, found: Found) -> bool:
    """“What is the name of the hotel?” answered by somebody who spoke there, or by words without any name."""
    asked = _NAME_OF.search(laid.question.text)
    if asked is None:
        return False
    person = laid.index.cast.kind(found.sentence, found.start, found.end) is PersonKind.PERSON
    words = laid.index.reading(found.sentence).words
    named = any(w.tag == "M" and w.stem == stem(asked[1]) for w in words)
    if person and stem(asked[1]) in _THINGS and not named:
        return True
    return not any(w.tag == "M" for w in words if found.start <= w.start < found.end)


def is_unaccompanied(laid: Match, found: Found) -> bool:
    """“Which minister came along with her?” where the sentence tells of no such deed, and so of nobody who did it."""
    question = laid.question
    verb, head = telling_verb(question.terms), question.head[-1:]
    if question.kind is not Kind.WHAT or not verb or wanted_by_head(head, Wanted.ANY) is not Wanted.PERSON:
        return False
    terms = question.terms
    at = next((k for k, (a, b) in enumerate(pairwise(terms)) if b.stem == verb and a.stem == head[0]), None)
    if at is None or (at + 2 < len(terms) and terms[at + 2].lower in PREPOSITIONS):
        return False
    lost = verb in laid.weights and not laid.worth.get(verb)
    return lost and not has_kin(verb, laid.index.counts[found.sentence])


_CONTESTS = frozenset(map(stem, "beat defeat oust topple outpoll outvote challenge".split()))
_TELLS_CONTEST = frozenset(
    map(stem, "win lose lost won victory defeat beat beaten oust topple knock challenge rival".split())
)


def is_unbeaten(laid: Match, found: Found) -> bool:
    """“Who beat her in the vote?” of a sentence in which nobody wins or loses."""
    gap = read_gap(laid.question) if laid.question.kind is Kind.WHO else None
    if gap is None or gap.slot != "subject" or gap.verb not in _CONTESTS:
        return False
    count = laid.index.counts[found.sentence]
    return not has_word(laid, found.sentence, gap.verb) and not any(s in count for s in _TELLS_CONTEST)


_YEAR = pattern(r"(?:1[5-9]|20)\d\d")
_ASKS_DATE = pattern(r"\b(?:which|what|exact)\s+(?:exact\s+)?date\b|\b(?:which|what)\s+day\b", re.I)
_DAY = pattern(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|July|August|September|October|November|December"
    r"|(?:1[5-9]|20)\d\d"
)


def is_day(laid: Match, found: Found) -> bool:
    """“Who has to approve it?” answered by “March”, or “on which date?” by a bare year."""
    if _ASKS_DATE.search(laid.question.text) and _YEAR.fullmatch(_words(laid, found)):
        return True
    asks = laid.question.kind in (Kind.WHO, Kind.SPEAKER) and laid.question.wanted is Wanted.PERSON
    return asks and bool(_DAY.fullmatch(_words(laid, found))) and not _has_person(laid, found)
