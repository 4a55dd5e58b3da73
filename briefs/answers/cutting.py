"""Cutting: the found words brought down, or up, to the shortest complete phrase that answers."""

from __future__ import annotations

import re
from itertools import pairwise

from briefs.answers.evidence import Match
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form, Mention
from briefs.answers.modifiers import with_noun
from briefs.model import PersonKind
from briefs.patterns import pattern
from briefs.terms import content_stems

_APART = pattern(r"\s+(?:after|before|later|ago|earlier)$")
_ASKS_APART = pattern(r"\b(?:after|before|later|ago|earlier|when)\b")
_OPENS = pattern(r"(?:on|for|by|about|of)\s+")
_COMPLEMENT = pattern(
    r"(?:\sand\s[a-z]+)?\s(?:of|between|to(?=\s(?:the\s|an?\s|his\s|her\s|its\s|their\s|[A-Z]))|with|toward|towards)"
    r"\s(?:(?:the|an?|his|her|its|their|our)\s)?[\w’'.-]+(?:\s(?:of\s)?[A-Z][\w’'.-]*)*(?:\sand\s(?:[A-Z][\w’'.-]*\s?)+)?(?<![.,\s])"
)
TAKES_COMPLEMENT = frozenset(
    """
    commitment ties link links threat threats access response trust friendship relationship relations support tribute
    gift devotion loyalty opposition attention return answer damage changes contribution resistance connection
    """.split()
)
"""Nouns that say little without what follows them: “commitment to …”, “trust between …”."""


_COUNT = pattern(
    r"(\d[\d,.]*(?:\s(?:million|billion|thousand|hundred|dozen))?|[A-Za-z]+)\s+(?=[A-Za-z])|(\d+)(?=-[A-Za-z])"
)
"""The number of “250 cherry trees”."""
_MEASURE = pattern(
    r"[\s-](?:feet|foot|ft|miles?|km|kilomet(?:re|er)s?|met(?:re|er)s?|yards?|inch(?:es)?|cm|mph|kg|kilos?|pounds|tonnes|tons|degrees?|acres|hectares)\b"
)
_UP_TO = pattern(r"\sand\s[$£€¥]?\d[\d.,]*(?:\s(?:million|billion|trillion|percent|per\scent))?%?")
_DAY_BEFORE = pattern(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\sat\s)$")
_JOINED = pattern(r"\sand\s(?:in|at|around|across|near|throughout)\s(?:the\s)?[\w’'-]+")
"""“in Asia and around the world”."""
_SITE_IN = pattern(r"\b(?:at|in)\s(?:the\s)?((?:[A-Z][\w’'-]*\s){1,3}(?:[a-z]+\s)?in\s(?:the\s)?)$")
"""“Marden airfield in Westshire”: the nearer place belongs to the wider."""
_TITLES = frozenset(
    "mr mrs ms miss dr president minister prime senator judge professor mayor governor chancellor".split()
)
_REGAL = frozenset("queen king pope prince princess emperor".split())
"""What a name is as well known without, and what is part of it."""


def cut_to_size(laid: Match, i: int, mention: Mention) -> tuple[int, int]:
    """Where the answer `mention` of sentence `i` begins and ends: a name without its title, a duration without “after”,
    the object of a stranded preposition without the preposition, a noun with the complement that it cannot lack."""
    text, asked = laid.index.texts[i], laid.question
    start, end = mention.start, mention.end
    if asked.wanted is Wanted.DURATION and not _ASKS_APART.search(asked.text.lower().split(" when ")[0]):
        found = _APART.search(text[start:end])
        end = start + found.start() if found else end
    if asked.kind is Kind.HOW_MUCH and mention.form is Form.COUNT and (unit := _DEGREES.match(text, start, end)):
        end = unit.end()
    if asked.plural and asked.wanted is Wanted.PERSON and mention.form is Form.NAME:
        return _with_partner(laid, i, start, end)
    if asked.wanted is Wanted.PERSON or asked.kind is Kind.WHO:
        start = _after_title(laid, i, start, end)
    if mention.form is Form.NAME and (asked.wanted is Wanted.GROUP or (asked.kind is Kind.WHERE and not asked.head)):
        start, end = _whole_name(text, start, end)
    if asked.kind is Kind.HOW_MANY and (less := _BEFORE_SUM.search(text[:start])) and _SUM.match(text, start):
        start = less.start(1)
    elif asked.kind is Kind.HOW_MANY and mention.form is Form.COUNT and (number := _COUNT.match(text, start, end)):
        end = number.end(number.lastindex or 0)
    if asked.kind in (Kind.HOW_MUCH, Kind.WHAT) and mention.form is Form.NUMBER and (unit := _MEASURE.match(text, end)):
        end = unit.end()
    if (
        mention.form in (Form.MONEY, Form.PERCENT)
        and (both := _UP_TO.match(text, end))
        and text[:start].endswith("between ")
    ):
        return start - len("between "), both.end()
    if mention.form is Form.TIME and (day := _DAY_BEFORE.search(text[:start])):
        start = day.start(1)
    if asked.kind is Kind.WHERE and not asked.head and (site := _SITE_IN.search(text[:start])):
        start = site.start(1)
    if asked.kind is Kind.WHERE and (joined := _JOINED.match(text, end)):
        end = joined.end()
    if asked.kind is Kind.WHAT and mention.form is Form.REASON and (opens := _OPENS.match(text, start, end)):
        start = opens.end()
    if asked.kind is Kind.WHAT and mention.form is Form.NOUN:
        start, end = _with_pair(laid, text, start, end), _with_complement(laid, text, start, end)
    if asked.kind is Kind.SAID and mention.form is Form.QUOTE and _DESCRIBES.search(asked.text):
        start = _after_copula(laid, text, start, end)
    if asked.kind is Kind.WHAT and _SORT.search(asked.text) and (number := _COUNT.match(text, start, end)):
        start = number.end() if number[1][0].isdigit() else start
    if asked.kind is Kind.WHAT and _SORT.search(asked.text) and (owner := _OWNER.match(text, start, end)):
        start = owner.end()
    if asked.kind in (Kind.WHAT, Kind.LIST) and mention.form is Form.NOUN:
        start = _after_asked_name(laid, text, start, end)
    if asked.kind is Kind.WHY and (opens := _IN_HONOUR.search(text, start + 1, end)):
        start = opens.start()
    start, end = with_noun(laid, i, mention, start, end)
    return start, end - (text[start:end].endswith(",") and mention.form is Form.QUOTE)


_PAIRED = pattern(r"\b(?:an?|the|its|their|his|her)\s((?:[a-z-]+\s){1,2}and\s)$")
_ONE_OF = pattern(r"\b(one\sof\s(?:[A-Z][\w.-]*[’']s?\s|the\s|its\s|their\s)?)$")
_WHAT_IS = pattern(r"^\W*what\s+(?:is|was|are|were)\s", re.I)


def _with_pair(laid: Match, text: str, start: int, end: int) -> int:
    """Where the words begin with the trait that “and” joins to theirs, “a strong social and cultural tie” for “which
    tie?”, or with “one of the”, where something is told to be one of several."""
    if _WHAT_IS.match(laid.question.text) and text[start:end].endswith("s") and (one := _ONE_OF.search(text[:start])):
        return one.start(1)
    stems, head = content_stems(text[start:end]), laid.question.head[-1:]
    paired = _PAIRED.search(text[:start]) if head and len(stems) > 1 and stems[-1:] == tuple(head) else None
    return paired.start(1) if paired else start


_OWNER = pattern(r"(?:his|her|its|their|our|my)\s")
_NAMED_FOR = pattern(r"((?:[A-Z][\w.’'-]*\s){1,4})(?:for|on|over)\s")


def _after_asked_name(laid: Match, text: str, start: int, end: int) -> int:
    """Where the words begin after a name that the question gives, or whose “for” brings what it asks for: “Doe for
    his efforts” of “praised Doe for …”."""
    found = _NAMED_FOR.match(text, start, end)
    if not found:
        return start
    head = {s for one in laid.question.head[-1:] for s in laid.worth.get(one, {})}
    asked = set(content_stems(found[1])) <= set(laid.question.stems)
    return found.end() if asked or head & set(content_stems(text[found.end() : end])) else start


_PAIRS = (("“", "”"), ("‘", "’"))


def without_half_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The words without a quotation mark whose other half stands outside them."""
    closed = text.find("”", start, end)
    if closed > start and "“" not in text[start:closed]:
        end = closed - (text[closed - 1] == ",")  # “it is ready,” she said
    for opens, closes in _PAIRS:
        if text[start:end].startswith(opens) and closes not in text[start:end]:
            start += 1
        elif closes == "”" and text[start:end].endswith(closes) and opens not in text[start:end]:
            end -= 1
    return start, end


_SORT = pattern(r"\b(?:kinds?|types?|sorts?|species|breeds?|varieties|variety)\s+of\b", re.I)
"""“What kind of trees?” asks for no number of them."""
_IN_HONOUR = pattern(
    r"(?<=\s)(?:in\s(?:celebration|hono(?:u)?r|memory|protest|response|return|exchange|recognition)\s(?:of|to|for|at)"
    r"|because|due\sto)\s"
)
"""What tells the reason for sure, within words that “to” or “for” seemed to open as one."""
_DESCRIBES = pattern(r"\b(?:describe|characteri[sz]e|rate|assess)\w*\b", re.I)
_IS = pattern(r"([\w .’'-]{2,60}?)\s(?:is|are|was|were|remains?)\s")


def _after_copula(laid: Match, text: str, start: int, end: int) -> int:
    """Where what is said of the asked thing begins: “stronger than ever” of “the friendship is stronger than ever”."""
    found = _IS.match(text, start, end)
    told = found is not None and set(content_stems(found[1])) <= set(laid.question.stems)
    return found.end() if found and told and content_stems(found[1]) else start


_HEADS = r"(?:University|Bank|Ministry|Department|College|Institute|House|Museum|Port|Bishop|City|Isle|Church|Court)"
_OF = pattern(rf"\b({_HEADS}\sof\s(?:the\s)?)$")
_SITE = pattern(
    r"(?:\s(?:[a-z]+\s)?(?:station|airport|hospital|road|street|school|university|college|prison|jail|court|church|museum"
    r"|stadium|park|bridge|hotel|harbou?r|port|square|hall|library|factory|island|beach))(?![\w’'-])"
)
_BEFORE_SUM = pattern(r"\b((?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|an?|half\sa)\s)$", re.I)
_SUM = pattern(r"(?:million|billion|trillion|hundred|thousand|dozen)\b")


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """A place or a body with the noun that it is half of: “Marden police station”, “University of Marden”."""
    before = _OF.search(text[:start])
    site = _SITE.match(text, end)
    return before.start(1) if before else start, site.end() if site else end


def with_unit(text: str, start: int, end: int) -> int:
    """Where a bare number ends with its unit: “15” of “15 percent”."""
    found = _UNIT.match(text, end) if text[start:end].replace(",", "").replace(".", "").isdigit() else None
    return found.end() if found else end


_UNIT = pattern(r"\s(?:percent|per\scent|(?:m|b|tr)illion)\b|\s?%")


_DEGREES = pattern(r"(?:minus\s)?\d[\d.,]*[\s-]degrees?(?:\s(?:C|F|Celsius|Fahrenheit))?\b")
_PARTNER = pattern(r"\sand\s(?:(?:the|his|her|its|their)\s)?(?:[\w’'.-]+\s){0,5}")


def _with_partner(laid: Match, i: int, start: int, end: int) -> tuple[int, int]:
    """“Ann Doe and the Belgian envoy Luc Roe” for “Ann Doe”, where several are asked for."""
    start, text, cast = _after_title(laid, i, start, end), laid.index.texts[i], laid.index.cast
    people = [n for n in cast.named[i] if cast.people[n.person].kind is PersonKind.PERSON]
    for one, two in pairwise(people):
        if _PARTNER.fullmatch(text, one.end, two.start) and (start, end) in (
            (one.start, one.end),
            (two.start, two.end),
        ):
            return one.start, two.end
    return start, end


def _after_title(laid: Match, i: int, start: int, end: int) -> int:
    """Where the name of a person begins that ends the words: “Mayor Ann Doe” is “Ann Doe”."""
    for name in laid.index.cast.named[i]:
        person = laid.index.cast.people[name.person]
        if start < name.start and name.end == end and person.kind is PersonKind.PERSON:
            known = {word.lower() for role in person.roles for word in role.split()} - _REGAL | _TITLES
            before = laid.index.texts[i][start : name.start].lower().replace(".", "").split()
            return name.start if all(word in known for word in before) else start
    return start


def _with_complement(laid: Match, text: str, start: int, end: int) -> int:
    words = text[start:end].split()
    if not words or words[-1].lower() not in TAKES_COMPLEMENT:
        return end
    found = _COMPLEMENT.match(text, end)
    brings = content_stems(found[0]) if found else ()
    told = bool(brings) and set(brings) <= set(laid.question.stems)
    return found.end() if found and not told else end
