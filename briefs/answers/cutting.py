"""Cutting: the found words brought down, or up, to the shortest complete phrase that answers."""

from __future__ import annotations

import re

from briefs.answers.evidence import Match
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.mentions import Form, Mention
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


_COUNT = pattern(r"(\d[\d,.]*(?:\s(?:million|billion|thousand|hundred|dozen))?|[A-Za-z]+)\s+(?=[A-Za-z])")
"""The number of “250 cherry trees”."""
_MEASURE = pattern(
    r"[\s-](?:feet|foot|ft|miles?|km|kilomet(?:re|er)s?|met(?:re|er)s?|yards?|inch(?:es)?|cm|mph|kg|kilos?|pounds|tonnes|tons|degrees|acres|hectares)\b"
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
    if asked.wanted is Wanted.PERSON or asked.kind is Kind.WHO:
        start = _after_title(laid, i, start, end)
    if mention.form is Form.NAME and (asked.wanted is Wanted.GROUP or (asked.kind is Kind.WHERE and not asked.head)):
        start, end = _whole_name(text, start, end)
    if asked.kind is Kind.HOW_MANY and (less := _BEFORE_SUM.search(text[:start])) and _SUM.match(text, start):
        start = less.start(1)
    elif asked.kind is Kind.HOW_MANY and mention.form is Form.COUNT and (number := _COUNT.match(text, start, end)):
        end = number.end(1)
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
        end = _with_complement(laid, text, start, end)
    if asked.kind is Kind.SAID and mention.form is Form.QUOTE and _DESCRIBES.search(asked.text):
        start = _after_copula(laid, text, start, end)
    return start, end - (text[start:end].endswith(",") and mention.form is Form.QUOTE)


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
    told = found is not None and set(content_stems(found[0])) <= set(laid.question.stems)
    return found.end() if found and not told else end
