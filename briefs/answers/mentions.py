"""Mentions: the times, sums, numbers, ages, names and quoted words of a sentence, each with its type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefs.answers.frames import is_capital_of
from briefs.answers.tagging import Word
from briefs.patterns import pattern


class Form(StrEnum):
    """What sort of words a candidate answer is made of."""

    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    AGE = "age"
    NUMBER = "number"
    COUNT = "count"
    """A number with the noun that it counts."""
    NAME = "name"
    NOUN = "noun"
    PLACE = "place"
    """A place with its preposition."""
    VERB = "verb"
    CLAUSE = "clause"
    REASON = "reason"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` of the sentence, and what it is."""

    start: int
    end: int
    form: Form


_N = (
    r"(?:\d+(?:[,.]\d+)*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|an?|several|a few|a couple of|dozens of|hundreds of)"
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|"
    r"Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade|centur(?:y|ie)|season|generation|semester|term)s?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_TIMES = pattern(
    r"(?:\b(?:early|late|mid)[ -]{1,2})?(?:"
    rf"\b(?:between|from)\s(?:{_MONTH}\s)?{_YEAR}\s(?:and|to|until)\s(?:{_MONTH}\s)?{_YEAR}\b"
    rf"|\b{_YEAR}\s?[-–—]\s?\d{{2,4}}\b"
    rf"|\b(?:{_DAY},?\s)?{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!:)(?:,?\s{_YEAR}\b|,?\s(?:last|this|next)\syear)?"
    rf"|\b(?:{_DAY},?\s)?(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b(?:,?\s{_YEAR})?"
    rf"|\b{_MONTH}\s(?:of\s)?{_YEAR}\b"
    rf"|\b(?:last|next|this|late|early|mid|every)\s(?:{_DAY}|{_MONTH})(?:\s(?:morning|afternoon|evening|night))?\b"
    rf"|\b{_DAY}s?(?:\s(?:morning|afternoon|evening|night))?\b"
    r"|\b(?:January|February|April|June|July|August|September|October|November|December)\b"
    r"|(?<=\bin )(?:March|May)\b|\b[Mm]id-[A-Z][a-z]+\b"
    r"|\b(?:the\s)?(?:early\s|late\s|mid-?\s?)?(?:1[0-9]|20)\d0['’]?s\b"
    r"|\b(?:the\s)?(?:early\s|late\s|mid-?\s?)?(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
    r"|twentieth)[ -]century\b(?:\s(?:BC|AD))?"
    rf"|\b{_YEAR}\b(?!\s?(?:people|men|women|km|miles|metres|meters|dollars|pounds))"
    r"|\b\d{1,2}[:.]\d\d\s?(?:a\.?m\.?|p\.?m\.?|AM|PM)?(?:\s(?:GMT|BST|EST|ET|UTC|EDT|PT))?(?=\W|$)|\b\d{1,2}\s?(?:a\.m\.|p\.m\.|am|pm|AM|PM|o['’]clock)(?=\W|$)"
    rf"|\b{_N}\s{_UNIT}\s(?:ago|later|earlier|before|after|into)\b"
    rf"|\b(?:earlier|later|last|next|this|that|the\s(?:following|previous|same|past))\s(?:this\s|that\s|in\sthe\s)?(?:{_UNIT}|spring|summer|autumn|winter|fall)\b"
    r"|\b(?:yesterday|today|tomorrow|tonight|midnight|noon)\b|\bat\sthe\s(?:time|end|start|beginning)\sof\s\w+(?:\s\w+)?"
    r"|\b(?:Christmas|Easter|New\sYear['’]s\s(?:Day|Eve)|Thanksgiving|Ramadan)\b)"
)
_MONEY = pattern(
    r"(?:US|A|C|NZ|HK)?[£$€¥]\s?\d+(?:[.,]\d+)*(?:\s?(?:million|billion|trillion|thousand|bn|tn|m|k)\b)?"
    r"|\b\d+(?:[.,]\d+)*\s(?:(?:million|billion|trillion|thousand|bn)\s)?(?:US\s)?(?:dollars|pounds|euros?|yen|pence|cents|rupees|francs|yuan|roubles|rubles|pesos)\b"
    rf"|\b{_N}\s(?:million|billion|trillion|thousand|hundred)\s(?:US\s)?(?:dollars|pounds|euros?|yen|rupees|francs|yuan)\b"
)
_PERCENT = pattern(
    rf"\b\d+(?:[.,]\d+)*(?:[-–]\d+)?\s?(?:%|per\s?cent\b|percent\b|percentage\spoints?\b|pc\b)|\b{_N}\s(?:per\s?cent|percent)\b"
    r"|(?<=\bby\s)(?:a|one)\s(?:half|third|quarter|fifth|tenth)\b"
    rf"|\b(?:one|{_N})\s(?:in|out\sof)\s(?:every\s)?{_N}\b|\bone\sin\s(?:every\s)?\w+\b"
    r"|\b(?:one|two|three)[- ](?:third|quarter|fifth|half)s?\b|\ba\s(?:third"
    r"|quarter|fifth|tenth)\b(?=\sof)"
    r"|\b(?:nearly|almost|about|over|more\sthan)?\s?half\b(?=\s(?:of|the))"
)
_DURATION = pattern(
    rf"\b(?:(?:nearly|almost|about|over|more\sthan|up\sto|at\sleast)\s)?{_N}(?:\s|-)(?:consecutive\s|straight\s|full\s)?(?:and\sa\shalf\s)?{_UNIT}\b(?!-old)"
    rf"(?:\sand\s(?:a\shalf|{_N}\s{_UNIT}))?(?:\s\d+\sseconds)?"
    r"|\b(?:hours|days|weeks|months|years|decades|centuries)\b(?=\sof\b)"
    r"|(?<=\bfor\s)(?:hours|days|weeks|months|years|decades|centuries)\b"
    r"|(?:\b(?:many|a\sfew|several)\s)?\b(?:hours|days|weeks|months|years|decades)\s(?:yet|away|off)\b",
    re.I,
)
_AGE = pattern(
    r"\b\d{1,3}-(?:year|month|week|day)-olds?\b|\b(?:aged|age)\s\d{1,3}\b|(?<=[a-z],\s)\d{1,3}(?=,)"
    rf"|\b{_N}\s(?:year|month|week|day)s?\sold\b|(?<=\b[Tt]urn\s)\d{{2,3}}\b|(?<=[Tt]urned\s)\d{{2,3}}\b|(?<=\bat\s)\d{{2}}(?=[:,.])",
)
_NUMBER = pattern(
    r"\b(?:(?:at\sleast|more\sthan|about|around|nearly|almost|over|up\sto|some|fewer\sthan|less\sthan|approximately|an?\sestimated)\s)?"
    r"(?:\d+(?:,\d{3})*(?:\.\d+)?(?:\s(?:million|billion|trillion|thousand|hundred|dozen))?|(?:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?(?:\s(?:million|billion|trillion|thousand|hundred|dozen))?"
    r"|(?:an?|several)\s(?:dozen|hundred|thousand|million|billion)|dozens|hundreds|thousands|millions|billions)(?![\w-]*[/:]\d)\b",
    re.I,
)
_QUOTED = pattern(
    r"[“\"«„]([^“”\"«»„]{1,1200})(?:[”\"»]|$)|(?<![\w])[‘']([^‘'’]{3,600}(?:[’'][a-z]{1,3}\b[^‘'’]{1,600})*)(?:[’'](?!\w)|$)"
)


def find_mentions(text: str, words: Sequence[Word]) -> tuple[Mention, ...]:
    """Every typed mention of a sentence and its tagged words, in no special order; they may overlap."""
    found: list[Mention] = []
    for form, shape in (
        (Form.TIME, _TIMES),
        (Form.MONEY, _MONEY),
        (Form.PERCENT, _PERCENT),
        (Form.DURATION, _DURATION),
        (Form.AGE, _AGE),
        (Form.NUMBER, _NUMBER),
    ):
        found += [Mention(m.start(), m.end(), form) for m in shape.finditer(text) if m.group().strip()]
    found += _names(words)
    found += _joint(words)
    found += [
        Mention(m.start(1 if m.group(1) else 2), m.end(1 if m.group(1) else 2), Form.QUOTE)
        for m in _QUOTED.finditer(text)
    ]
    return _without_nested(_trimmed(text, mention) for mention in found)


def _without_nested(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """A bare number inside a sum, a date or an age is no answer of its own; of two readings the first stands."""
    kept: list[Mention] = []
    for mention in mentions:
        if mention.form is Form.NUMBER and any(m.start <= mention.start < m.end and m.form in _NUMERIC for m in kept):
            continue
        if mention.form is Form.NAME and any(
            m.start <= mention.start and mention.end <= m.end and m.form is Form.TIME for m in kept
        ):
            continue
        kept.append(mention)
    return tuple(kept)


_NUMERIC = frozenset((Form.TIME, Form.MONEY, Form.PERCENT, Form.AGE))


def _trimmed(text: str, mention: Mention) -> Mention:
    piece = text[mention.start : mention.end]
    lead = len(piece) - len(piece.lstrip())
    return Mention(mention.start + lead, mention.start + len(piece.rstrip()), mention.form)


_NAMED_FOR = frozenset(
    "Hospital Stadium College School Church Cathedral University Hall Theatre Park Square Bank Market Street".split()
)
"""What is named after somebody: “Saint Anne's Hospital”."""
_JOINS = frozenset("of the de la da di van von bin al el and for & le du des y".split())


def _names(words: Sequence[Word]) -> Iterator[Mention]:
    i = 0
    while i < len(words):
        if words[i].tag != "M":
            i += 1
            continue
        last = j = i
        while j < len(words):
            if words[j].tag == "M" or (words[j].text[0].isdigit() and j == last + 1 and len(words[j].text) < 3):
                last = j
            elif is_capital_of(words, j) and j == last + 1:
                last = j = j + 1
            elif (
                words[j].lower not in _JOINS
                or j - last > 2
                or (words[j].lower in ("and", "for", "&") and not _one(words, i, j))
            ):
                break
            j += 1
            if words[last].lower.endswith(("'s", "’s")) and not (j < len(words) and words[j].text in _NAMED_FOR):
                break
        end = words[last].end
        if words[last].lower.endswith(("'s", "’s")):
            end -= 2
        yield Mention(words[i].start, end, Form.NAME)
        if last > i:
            yield from _parts(words[i : last + 1], end)
        i = last + 1


def _joint(words: Sequence[Word]) -> Iterator[Mention]:
    """Names joined by “and”: “Ann Doe and Bob Roe”, “Lyon, Nice and Metz”."""
    k = 0
    while k < len(words):
        if words[k].tag != "M":
            k += 1
            continue
        first, joined = k, False
        while k < len(words) and (words[k].tag == "M" or (_links_names(words, k) and not joined)):
            joined = joined or words[k].lower == "and"
            owned = words[k].lower.endswith(("'s", "’s"))
            k += 1
            if owned:
                break
        modifies = k < len(words) and words[k].tag == "N"  # “Botley and Milton roads” are roads
        if joined and not owned and not modifies:
            yield Mention(words[first].start, words[k - 1].end, Form.NAME)


def _links_names(words: Sequence[Word], k: int) -> bool:
    """Whether a comma or “and” stands between two names here."""
    return words[k].lower in (",", "and") and k + 1 < len(words) and words[k + 1].tag == "M"


def _one(words: Sequence[Word], start: int, at: int) -> bool:
    """Whether “and” or “for” may be inside a name: after an institution's head (“Ministry of Finance and Trade”)."""
    return any(word.lower == "of" for word in words[start:at])


def _parts(words: Sequence[Word], end: int) -> Iterator[Mention]:
    """A name after a title, and the pieces around “of”."""
    if words[0].lower in _TITLES and words[1].tag == "M":
        yield Mention(words[1].start, end, Form.NAME)
    for k, word in enumerate(words[1:-1], 1):
        if word.lower == "of":
            yield Mention(words[0].start, words[k - 1].end, Form.NAME)
            after = words[k + 2] if words[k + 1].lower == "the" and k + 2 < len(words) else words[k + 1]
            yield Mention(after.start, end, Form.NAME)


_TITLES = frozenset(
    """mr mrs ms miss dr sir lord lady dame president minister senator judge professor prof king queen prince princess
    pope captain colonel general governor mayor secretary chancellor director coach""".split()
)
