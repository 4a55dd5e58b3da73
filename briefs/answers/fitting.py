"""Fitting: what no answer may be: of another type than asked, the question's own words, the whole of a part."""

from __future__ import annotations

import re

from briefs.answers.evidence import ALIKE, FITTING, Match
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form, Mention
from briefs.answers.nothings import names_nothing
from briefs.answers.tagging import Word
from briefs.answers.towns import asks_for_town, is_no_town, venue_fit
from briefs.lexicon import PLACES
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

NEVER = 4.0
"""What a candidate loses that cannot be the answer: more than its words and place can win back."""
SELDOM = 1.5
"""What it loses where it could be one all the same."""
_DOES = pattern(r"\b(?:do|does|did)\b", re.I)
JOINT = 6.0
"""What two names side by side gain where several are asked for: “which two countries”."""
_FREE = frozenset((Kind.YES_NO, Kind.EITHER, Kind.SAID, Kind.SPEAKER, Kind.DEFINE))
GENERIC = frozenset(map(stem, "people person thing piece unit number other".split()))
_TYPED = frozenset((Wanted.MONEY, Wanted.PERCENT, Wanted.NUMBER, Wanted.AGE))
_COUNTED = frozenset((Form.NUMBER, Form.COUNT))
_LOOSE = {Wanted.MONEY: frozenset((Form.COUNT,))}
"""Forms that may do as well: “41 marks” are money in some country."""
_DECIMAL = pattern(r"^\d+\.\d+$")
_PART = pattern(r"\b(?:\d[\d,]*|[A-Za-z]+)\s+of\s+(?:the\s+|its\s+|their\s+|[A-Z]\w+['’]s\s+)?$")
"""What stands before the whole of which a part is told: “118 of Monday’s 131 crossings”."""
_WHOLE = pattern(r"\s+of\s+(?:the\s+|its\s+|their\s+|[A-Z]\w+['’]s\s+)?\d")
_ENDED = pattern(r"[.?!:;][”’\"')\]]*\s*$")


def misfit(laid: Match, i: int, mention: Mention, row: dict[str, float]) -> float:
    """What the candidate `mention` of sentence `i` loses for not being an answer: `NEVER` and more, or less, or 0."""
    question = laid.question
    if question.kind in _FREE:
        told = question.kind is Kind.DEFINE and mention.form is Form.CLAUSE
        return -HEADED * row.get("fills gap", 0.0) if told else 0.0
    if names_nothing(laid.index.texts[i], mention, question.wanted):
        return NEVER
    typed = question.wanted in _TYPED and mention.form not in FITTING[question.wanted] | _LOOSE.get(
        question.wanted, frozenset()
    )
    unrelated = question.kind is Kind.HOW_MUCH and bool(laid.weights) and not _is_near(laid, i)
    if question.kind is Kind.HOW_LONG and (loses := _no_duration(laid, i, mention)):
        return loses
    if question.kind is Kind.WHEN and mention.form is Form.REASON and _is_purpose(laid, i, mention):
        return NEVER
    if question.wanted is Wanted.PLACE and asks_for_town(question) and mention.form not in FITTING[Wanted.PLACE]:
        return NEVER
    if question.kind is Kind.WHERE and mention.form is Form.PLACE and _is_particle(laid, i, mention):
        return NEVER
    if question.wanted is Wanted.PLACE and _OWNS.match(laid.index.texts[i], mention.end):
        return NEVER  # “Japan’s” is where nothing happens
    if question.wanted is Wanted.PLACE and _NO_PLACE.search(laid.index.texts[i], mention.start, mention.end):
        return NEVER if question.head else SELDOM
    if question.wanted in (Wanted.PLACE, Wanted.NAME) and _only_opens(laid, i, mention):
        return NEVER
    if question.kind is Kind.WHAT and question.wanted is Wanted.PERSON:
        if _has_named(laid, i, mention) or row.get("head next"):
            return NEVER  # “which minister met Doe?” is not told by “Doe”, nor “which aide?” by that of “a Doe aide”
        if _is_called(laid, i, mention):
            return -HEADED
    if question.wanted is Wanted.PLACE and (
        is_no_town(laid.index.texts[i][mention.start : mention.end], question) or _is_somebody(laid, i, mention)
    ):
        return NEVER
    if question.wanted is Wanted.PLACE and mention.form is Form.NAME:
        text = laid.index.texts[i]
        venue = venue_fit(text[mention.start : mention.end], text, question)
        if venue:
            return (-HEADED, SELDOM, NEVER)[abs(venue) - (venue > 0)]
    if _NAMES.match(laid.index.texts[i][mention.start : mention.end]):
        if _asks_several(laid, i, mention):
            return -JOINT
        if question.kind is not Kind.WHO and not row.get("fills gap"):
            return 2 * SELDOM
    if row.get("nothing new") or typed or unrelated or (question.kind is Kind.WHAT and _of_a_name(laid, i, mention)):
        return NEVER
    if question.kind is Kind.HOW_MANY and mention.form in (*_COUNTED, Form.PERCENT, Form.MONEY):
        return _miscounted(laid, i, mention, row)
    if repeats_number(laid, i, mention):
        return NEVER
    if question.kind is Kind.WHAT and question.wanted in _HEADABLE and question.head and row.get("ends in head"):
        return -HEADED
    whole = question.wanted in (Wanted.PLACE, Wanted.GROUP) or mention.form is Form.CLAUSE
    filled = row.get("fills gap", 0.0) if whole else 0.0
    return _wrong_side(laid, i, mention, row) - HEADED * filled


_PARTICLE = pattern(r"\b(off|out|up|on|down|over|away)\W*$", re.I)


def _is_particle(laid: Match, i: int, mention: Mention) -> bool:
    """“Where did she show it off?” is not told by “off her new boat”."""
    found = _PARTICLE.search(laid.question.text)
    return found is not None and laid.index.texts[i][mention.start : mention.end].lower().startswith(found[1].lower())


def _is_purpose(laid: Match, i: int, mention: Mention) -> bool:
    """Whether it is what somebody means “to do”, which is no time."""
    words = laid.index.reading(i).words
    at = next((k for k, w in enumerate(words) if w.start >= mention.start), len(words))
    at += at < len(words) and words[at].lower == "to"
    return 0 < at < len(words) and words[at - 1].lower == "to" and words[at].tag == "V"


_HEADABLE = frozenset((Wanted.ANY, Wanted.PLACE, Wanted.GROUP))
HEADED = 1.5
"""What a phrase gains whose noun is the one asked for: “what views”: “conservative views”."""


def repeats_number(laid: Match, i: int, mention: Mention) -> bool:
    """Whether it gives a number back that the question has: “how much of the $550 billion was spent?”."""
    if laid.question.kind not in (Kind.HOW_MANY, Kind.HOW_MUCH) or mention.form not in _GIVEN:
        return False
    digits = re.findall(r"\d[\d,.]*\d|\d", laid.index.texts[i][mention.start : mention.end])
    return bool(digits) and all(d in laid.question.numbers or d in laid.question.text for d in digits)


_GIVEN = frozenset((Form.MONEY, Form.PERCENT, Form.NUMBER, Form.COUNT))


_NAME = r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*"
_NAMES = pattern(rf"^{_NAME}(?:,\s{_NAME})*,?\sand\s{_NAME}$")


def _asks_several(laid: Match, i: int, mention: Mention) -> bool:
    """Whether names joined by “and” answer the question as no single one does."""
    if laid.question.wanted is Wanted.ANY and not _NOUN_ASKED.search(laid.question.text):
        return False  # “what are the boats worth?” asks for no names
    if laid.question.wanted is Wanted.ANY and _told_by_head(laid, i, mention):
        return False
    return laid.question.plural and laid.question.wanted in (Wanted.PLACE, Wanted.PERSON, Wanted.GROUP, Wanted.ANY)


def _told_by_head(laid: Match, i: int, mention: Mention) -> bool:
    """Whether the asked noun stands in the sentence elsewhere than right before these names: “which tests must they
    pass?” is told by “medical tests”, not by the two who must."""
    words = laid.index.reading(i).words
    meant = {o for s in laid.question.head[-1:] for o, worth in laid.worth.get(s, {}).items() if worth >= ALIKE}
    told = [w for w in words if w.tag in "NV" and w.text.islower() and w.stem in meant]
    return bool(told) and not any(0 < mention.start - w.end < BESIDE for w in told)


BESIDE = 8
"""Characters between the asked noun and names that it introduces."""
_NOUN_ASKED = pattern(r"\b(?:what|which)\s+(?!(?:is|are|was|were|did|do|does|has|have|had|will|would)\b)\w", re.I)


def _is_named(laid: Match, i: int, mention: Mention) -> bool:
    """Whether it ends with a name that the question has: “who did Trump meet?” is not told by “Donald Trump”."""
    last = laid.index.texts[i][mention.start : mention.end].split()[-1]
    return stem(last) in laid.question.stems and any(stem(name) == stem(last) for name in laid.question.names)


def _only_opens(laid: Match, i: int, mention: Mention) -> bool:
    """Whether it has its capital from opening the sentence: “Magistrates” is no name."""
    piece = laid.index.texts[i][mention.start : mention.end]
    opens = mention.form is Form.NAME and not mention.start and piece.isalpha() and piece.endswith("s")
    return opens and piece.lower() not in PLACES and laid.index.cast.kind(i, 0, mention.end) is None


_CALLED = pattern(r",\s(?:an?|the|his|her|its|their)\s([^,.;]{2,80})")


def _is_called(laid: Match, i: int, mention: Mention) -> bool:
    """Whether what follows the name between commas is the asked noun: “Ann Doe, a former aide, …”."""
    found = _CALLED.match(laid.index.texts[i], mention.end)
    return found is not None and bool(laid.question.head) and laid.question.head[-1] in content_stems(found[1])


_NO_PLACE = pattern(
    r"\b(?:Mrs?|Ms|Dr|Party|Ltd|Company|Union|Association|Committee|Commission|Executive|Ministry|Council"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October"
    r"|November|December|year|month|week)\b"
)
"""What names a body or a day, which are no places."""
_OWNS = pattern(r"[’']s?\s")


def _has_named(laid: Match, i: int, mention: Mention) -> bool:
    """Whether a person of the question's is in it."""
    asked = {stem(name) for name in laid.question.names}
    cast = laid.index.cast
    return any(
        name.start < mention.end
        and mention.start < name.end
        and cast.people[name.person].kind is PersonKind.PERSON
        and bool(asked & cast.stems[name.person])
        for name in cast.named[i]
    )


_COURTESY = ("Mr ", "Mrs ", "Ms ", "Miss ", "Dr ", "Mr. ", "Mrs. ", "Ms. ", "Dr. ")
_STANDS_IN = pattern(r"\b(?:in|at|near)\s(?:the\s)?$")


def _is_somebody(laid: Match, i: int, mention: Mention) -> bool:
    """Whether it is the name of a person whose full name is known: a bare “Brent” may as well be a town."""
    cast, before = laid.index.cast, laid.index.texts[i][: mention.start]
    if mention.form is not Form.NAME or _STANDS_IN.search(before):
        return False
    if before.endswith(_COURTESY):
        return True
    return any(
        name.start < mention.end
        and mention.start < name.end
        and cast.people[name.person].kind is PersonKind.PERSON
        and " " in cast.people[name.person].name
        for name in cast.named[i]
    )


def _wrong_side(laid: Match, i: int, mention: Mention, row: dict[str, float]) -> float:
    """A place for “who”, what somebody did for who did it, and who did it for what they did."""
    question = laid.question
    if mention.form is not Form.NAME:
        return 0.0
    if question.kind is Kind.WHO:
        if _is_named(laid, i, mention):
            return NEVER
        place = laid.index.cast.kind(i, mention.start, mention.end) is PersonKind.PLACE
        if _is_home(laid, i, mention):
            return 2 * SELDOM
        if row.get("fills gap"):
            return 0.0
        return SELDOM * (1 + place) if place or row.get("asks subject next") else 0.0
    unfilled = not (row.get("fills gap") or row.get("in gap"))
    anything = question.kind is Kind.WHAT and question.wanted is Wanted.ANY and not question.head and unfilled
    if anything and _is_somebody(laid, i, mention):
        return SELDOM  # “what did it fetch?” is told by no person
    acts = question.kind is Kind.WHAT and question.wanted is Wanted.ANY and bool(_DOES.search(question.text))
    return SELDOM if acts and not question.head and not row.get("asks object object") else 0.0


_HOME = pattern(r"\s(?:from|of|at)\s(?:the\s)?$")


def _is_home(laid: Match, i: int, mention: Mention) -> bool:
    """Whether it only says where a person comes from who stands right before: “Ann Doe from Marden Council”."""
    before = _HOME.search(laid.index.texts[i][: mention.start])
    cast = laid.index.cast
    if before is None or cast.kind(i, mention.start, mention.end) is PersonKind.PERSON:
        return False
    return any(
        name.end == before.start() and cast.people[name.person].kind is PersonKind.PERSON for name in cast.named[i]
    )


_APART = pattern(r"\s+(?:after|before|later|ago|earlier)\b")
_BOUNDS = pattern(r"\b(?:since|until|till|from|through|between|by|for)\s+(?:\w+\s+)?$", re.I)
"""“Until Friday” may tell how long."""
_ASKS_APART = pattern(r"\b(?:after|before|later|ago|earlier|between|until|when|been)\b", re.I)


def _no_duration(laid: Match, i: int, mention: Mention) -> float:
    """“How long did it last?” is not told by “one week after”, nor by a date; “until Friday” may tell it."""
    if mention.form not in FITTING[Wanted.DURATION]:
        return NEVER
    apart = mention.form is Form.DURATION and _APART.match(laid.index.texts[i], mention.end)
    if apart or mention.form is Form.TIME:
        if _ASKS_APART.search(laid.question.text):
            return 0.0
        bounds = _BOUNDS.search(laid.index.texts[i][: mention.start])
        return NEVER if apart or not bounds else SELDOM
    return 0.0


def _is_near(laid: Match, i: int) -> bool:
    """Whether the sentence shares a word with the question: a sum of something else is no answer."""
    return laid.coverage[i] > 0 or laid.question.wanted is not Wanted.NUMBER or not laid.question.text.isascii()


def _miscounted(laid: Match, i: int, mention: Mention, row: dict[str, float]) -> float:
    """“How many crossings were cancelled” of “118 of Monday’s 131 crossings had been cancelled”: 118, not 131."""
    text, verb = laid.index.texts[i], laid.question.verb
    piece = text[mention.start : mention.end]
    measured = mention.form is Form.MONEY or (mention.form is Form.PERCENT and piece[0].isdigit())
    if _DECIMAL.search(piece.split()[0]) or (measured and not _SUMS & set(laid.question.head)):
        return NEVER  # “2.3 times as likely” and “9 percent” count nobody
    told = bool(verb) and verb not in laid.question.head
    if told and (found := _PART.search(text[: mention.start])) and _is_number(found[0].split()[0]):
        return NEVER
    if told and _WHOLE.match(text, mention.end):
        return -SELDOM
    if not row.get("counts head") and _measures(laid.index.reading(i).words, mention):
        return NEVER
    other = mention.form is Form.COUNT and not row.get("counts head") and not row.get("has head")
    return SELDOM if other and not GENERIC & set(laid.question.head) else 0.0


_NUMBER_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve most some half none".split())


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word.lower() in _NUMBER_WORDS


_UNITS = frozenset(
    "degrees degree km kilometres kilometers miles metres meters a.m p.m a.m. p.m. o'clock years seconds minutes hours "
    "days weeks months decades times percent tonnes tons".split()
)
_SUMS = frozenset(map(stem, "percent percentage point dollar pound euro yen cent".split()))


def _measures(words: tuple[Word, ...], mention: Mention) -> bool:
    """Whether the number is one of a unit: “33 degrees” are no adults."""
    if mention.form is Form.COUNT:
        return any(w.lower in _UNITS for w in words if mention.start <= w.start < mention.end)
    after = next((w for w in words if w.start >= mention.end), None)
    return after is not None and after.lower in _UNITS


def _of_a_name(laid: Match, i: int, mention: Mention) -> bool:
    """Whether it is half of a name whose other half is asked about: “Port Workers” of the Port Workers’ Union."""
    if mention.form is not Form.NAME:
        return False
    asked = {stem(part) for part in laid.question.stems}
    words = laid.index.reading(i).words
    beside = [w for w in words if w.start >= mention.end and w.text[:1].isalnum()][:1]
    return any(w.text[:1].isupper() and w.stem in asked for w in beside)


def is_headline(text: str, i: int) -> bool:
    """Whether sentence `i` is a headline: the first line, without an end."""
    return i == 0 and not _ENDED.search(text)
