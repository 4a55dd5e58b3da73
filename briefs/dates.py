"""Dates: when something is said to happen, as the text words it, and as a date as far as that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from briefs.patterns import pattern

MONTHS = {
    name: number
    for number, names in enumerate(
        """January,Jan February,Feb March,Mar April,Apr May June,Jun July,Jul August,Aug September,Sept,Sep October,Oct
        November,Nov December,Dec""".split(),
        1,
    )
    for name in names.split(",")
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(WEEKDAYS)
_YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_COUNT = (
    r"(?i:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|(?:a\s)?few|some|many)"
)
_SPAN = r"(?:day|week|month|year|hour|minute|decade|fortnight|season)"
_LEAD = r"(?:(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince|until|from|[Bb]efore|[Aa]fter|[Dd]uring|of|around|through|for)\s)?"
_SOFT = r"(?:(?:early|late|mid|earlier|later|the\s(?:start|end|beginning|middle)\sof)[\s-])?"
_DATE = pattern(
    rf"""(?<![\w.,/$£€-])(?:
      {_LEAD}(?P<iso>(?P<iy>{_YEAR})-(?P<im>0[1-9]|1[0-2])-(?P<id>[0-3][0-9]))
    | {_LEAD}(?:(?P<week>{_WEEKDAY}),?\s(?:the\s)?)?(?:
          (?P<mdm>{_MONTH})\.?\s(?P<mdd>[0-3]?[0-9])(?:st|nd|rd
            |th)?(?:\s?[–-]\s?[0-9]{{1,2}})?(?:,?\s(?P<mdy>{_YEAR}))?(?![0-9:,]\w)
        | (?P<dmd>[0-3]?[0-9])(?:st|nd|rd|th)?\s(?:of\s)?(?P<dmm>{_MONTH})\b(?:\.?,?\s(?P<dmy>{_YEAR}))?)
    | {_LEAD}{_SOFT}(?P<mym>{_MONTH})\.?,?\s(?:of\s)?(?P<myy>{_YEAR})
    | {_LEAD}{_SOFT}(?P<season>spring|summer|autumn|fall|winter|(?:first|second|third|fourth|last)\s(?:quarter
          |half))\s(?:of\s)?(?P<sy>{_YEAR})
    | {_LEAD}(?:the\s)?(?:early\s|late\s|mid-)?(?P<decade>(?:1[5-9]|20)[0-9]0)s
    | [Bb]etween\s(?P<years>{_YEAR})\sand\s{_YEAR}(?![0-9])
    | {_LEAD}{_SOFT}(?P<year>{_YEAR})(?:\s?[–-]\s?[0-9]{{2,4}})?(?![\w%,.]?[0-9])(?!\s?(?:%|percent|per\scent|km|miles
          |people|men|women|votes|tons|tonnes))
    | (?P<relday>(?:(?:early|late|later|earlier)\s(?:on\s)?)?(?:[Yy]esterday|[Tt]oday|[Tt]omorrow
          |[Tt]onight)(?:\s(?:morning|afternoon|evening|night))?)
    | (?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s)?(?P<relspan>(?:[Tt]his|[Ll]ast|[Nn]ext|the\sprevious
          |the\sfollowing|the\spast|the\ssame)\s
          (?:morning|afternoon|evening|night|day|week|weekend|month|year|decade|century|spring|summer|autumn|fall
            |winter|season|quarter
          |{_WEEKDAY}|{_MONTH}))
    | (?P<anchor>(?:(?i:less|more)\sthan\s|about\s|nearly\s|almost\s|just\s)?{_COUNT}\s{_SPAN}s?\s
          (?P<way>ago|earlier|later|before|after|afterwards?|from\snow))
    | (?P<recent>[Ii]n\s(?:recent|the\s(?:past|last|next|coming)(?:\s{_COUNT})?)\s{_SPAN}s?)
    | (?:[Oo]n\s|[Bb]y\s|until\s|[Ss]ince\s|from\s|before\s|after\s|late\s|early\s)?(?P<wd>{_WEEKDAY})(?:\s(?:morning
          |afternoon|evening|night))?(?!s?\b-|\s(?!{_MONTH})[A-Z][a-z]+\b)
    | (?:(?:[Ii]n|[Ss]ince|until|[Bb]y|from|[Dd]uring|before|after|between|for)\s{_SOFT}|(?:early|late
          |mid)[\s-])(?P<mon>{_MONTH})\b
    )(?!\w)""",
    re.VERBOSE,
)
_SPACED = str.maketrans(dict.fromkeys("-–—,.;:!?()[]\"“”‘’'/", " "))
_HINTS = frozenset(
    """day days night week weeks year years month months decade decades hour hours minute minutes fortnight season
    morning evening afternoon weekend yesterday today tomorrow tonight spring summer autumn fall winter quarter
    century seconds""".split()
) | {*MONTHS, *WEEKDAYS, *(word.capitalize() for word in ("yesterday", "today", "tomorrow", "tonight"))}
_YEARLY = pattern(r"[12][0-9]{3}")
_TOKEN = pattern(r"[A-Za-z]+|[0-9]+")
_REACH = 6
"""Words: “in the second half of the year 2025”."""
_THE_ATTACKS = (9, "11")
"""“Sept. 11” without a year is the one of 2001, or is not; it is not this year's."""
_AWAY = {
    "an": 1,
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_AWAY |= {"ten": 10, "eleven": 11, "twelve": 12}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}


@dataclass(frozen=True, slots=True)
class When:
    """`text[start:end]`, its ISO date as far as certain ("" while only relative), and about how far off it is."""

    start: int
    end: int
    date: str
    precision: str
    away: float | None = None
    """Days from the article's day, negative for the past, where the words give an idea; None for absolute ones."""
    vague: bool = False
    """A stretch and no point in time: “in recent years”, “the past decade”."""


def find_dates(text: str, today: date | None = None, *, ahead: bool = False) -> tuple[When, ...]:
    """The times named in `text` in order. With `today`, the article's own date, relative ones are resolved too;
    `ahead` says that a bare weekday or month is still to come."""
    return tuple(_when(found, today, ahead) for found in _found(text))


@lru_cache(maxsize=256)
def _found(text: str) -> tuple[re.Match[str], ...]:
    if _HINTS.isdisjoint(text.translate(_SPACED).split()) and not _YEARLY.search(text):
        return ()  # most sentences name no time, and the expression for those that do is large
    return tuple(_near_hints(text))


def _near_hints(text: str) -> Iterator[re.Match[str]]:
    """What names a time, looked for only from a few words before one that can."""
    tokens = [(token.start(), token.group()) for token in _TOKEN.finditer(text)]
    done = tried = 0
    for core, (_, word) in enumerate(tokens):
        if word not in _HINTS and not _YEARLY.match(word):
            continue
        for start, _ in tokens[max(tried, core - _REACH) : core + 1]:
            if start >= done and (found := _DATE.match(text, start)):
                done = found.end()
                yield found
        tried = core + 1


def _when(found: re.Match[str], today: date | None, ahead: bool) -> When:
    start = found.start() + len(found.group()) - len(found.group().lstrip())
    end = found.end()
    if absolute := _absolute(found):
        iso = absolute
        return When(start, end, iso, {4: "year", 5: "decade", 7: "month"}.get(len(iso), "day"))
    away, grain = _distance(found)
    if today is None:
        return When(start, end, "", "relative", away, _vague(found))
    iso = _resolved(found, today, ahead, away, grain)
    precision = {0: "relative", 4: "year", 7: "month"}.get(len(iso), "day")
    return When(start, end, iso, precision, away, _vague(found))


def _vague(found: re.Match[str]) -> bool:
    return bool(found["recent"]) or (found["relspan"] or "").lower().startswith("the past")


def _absolute(found: re.Match[str]) -> str:
    """The ISO date of words that name their year; “1990s” for a decade."""
    get = found.groupdict()
    if get["iso"]:
        return found["iso"] if _day(get["iy"], int(get["im"]), get["id"]) else found["iy"]
    for year, month, day in (("mdy", "mdm", "mdd"), ("dmy", "dmm", "dmd")):
        if get[month] and get[year]:
            return _day(get[year], MONTHS[get[month]], get[day]) or f"{get[year]}-{MONTHS[get[month]]:02}"
    if get["mym"]:
        return f"{get['myy']}-{MONTHS[get['mym']]:02}"
    if get["decade"]:
        return f"{get['decade']}s"
    return get["sy"] or get["years"] or get["year"] or ""


def _day(year: str, month: int, day: str) -> str:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:  # “April 31” names no day
        return ""


def _distance(found: re.Match[str]) -> tuple[float | None, str]:
    """About how many days off the words are, and how fine they are: day, week, month, year or nothing."""
    words = found.group().lower()
    if found["relday"]:
        return (-1.0 if "yesterday" in words else 1.0 if "tomorrow" in words else 0.0), "day"
    if found["wd"] or found["week"]:
        return -0.5, "day"
    if found["mon"] or found["mdm"] or found["dmm"]:
        return -100.0, "month"
    if found["anchor"]:
        return _anchored(found, words)
    if found["recent"]:
        return (30.0 if "next" in words or "coming" in words else -30.0), ""
    return _spanned(found["relspan"] or "", words)


def _anchored(found: re.Match[str], words: str) -> tuple[float | None, str]:
    if found["way"] not in ("ago", "from now"):
        return None, ""
    span = next(name for name in _DAYS if name in words) if any(name in words for name in _DAYS) else ""
    count = next((w for w in words.split() if w in _AWAY or w.isdigit()), "")
    if not span or not count:
        return -10.0, ""
    days = (_AWAY.get(count) or int(count)) * _DAYS[span]
    exact = not any(w in words for w in ("than", "about", "nearly", "almost"))
    return (float(days) if found["way"] == "from now" else -float(days)), (span if exact else "")


def _spanned(span: str, words: str) -> tuple[float | None, str]:
    unit = span.rsplit(None, 1)[-1] if span else ""
    if unit.capitalize() in WEEKDAYS or unit in ("morning", "afternoon", "evening", "night", "day", "weekend"):
        size = 3.0
    else:
        size = {"week": 7.0, "month": 30.0, "year": 365.0, "decade": 3650.0, "century": 36500.0}.get(unit, 150.0)
    if "last" in words or "previous" in words or "past" in words:
        return -size, unit
    if "next" in words or "following" in words:
        return size, unit
    return (-size / 3 if "earlier" in words or "early" in words else size / 4 if "late" in words else -0.2), unit


def _resolved(found: re.Match[str], today: date, ahead: bool, away: float | None, grain: str) -> str:
    words = found.group().lower()
    if found["relday"] and away is not None:
        return (today + timedelta(days=away)).isoformat()
    ahead = ahead or words.startswith(("by ", "until "))
    if month := found["mdm"] or found["dmm"]:
        if (MONTHS[month], found["mdd"] or found["dmd"]) == _THE_ATTACKS:
            return ""
        return _in_year(today, MONTHS[month], found["mdd"] or found["dmd"], ahead)
    if found["wd"]:
        return _weekday(today, WEEKDAYS.index(found["wd"]), ahead, strict=False)
    if found["mon"]:
        return _in_year(today, MONTHS[found["mon"]], "", ahead)
    if found["anchor"] and away is not None and grain:
        return _counted(today, away, grain)
    if found["relspan"]:
        return _in_span(found["relspan"], words, today)
    return ""


def _weekday(today: date, weekday: int, ahead: bool, *, strict: bool) -> str:
    if ahead:
        return (today + timedelta(days=(weekday - today.weekday() - strict) % 7 + strict)).isoformat()
    return (today - timedelta(days=(today.weekday() - weekday - strict) % 7 + strict)).isoformat()


def _in_year(today: date, month: int, day: str, ahead: bool) -> str:
    """The nearest such month or day that is not on the wrong side of `today`."""
    year = today.year
    if day:
        iso = _day(str(year), month, day)
        late = bool(iso) and iso > today.isoformat()
        year += (1 if not late and iso != today.isoformat() else 0) if ahead else (-1 if late else 0)
        return _day(str(year), month, day)
    year += (1 if month < today.month else 0) if ahead else (-1 if month > today.month else 0)
    return f"{year}-{month:02}"


def _counted(today: date, away: float, span: str) -> str:
    if span in ("day", "week", "fortnight"):
        day = (today + timedelta(days=away)).isoformat()
        return day if span == "day" else day[:7]
    if span == "month":
        months = today.year * 12 + today.month - 1 + round(away / 30)
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{today.year + round(away / 365):04}" if span == "year" else ""


def _in_span(span: str, words: str, today: date) -> str:
    span = span.lower() if span.rsplit(None, 1)[-1].islower() else span[0].lower() + span[1:]
    unit = span.rsplit(None, 1)[-1]
    step = -1 if span.startswith(("last", "the previous", "the past")) else 1 if span.startswith("next") else 0
    if unit in WEEKDAYS:
        return _weekday(today, WEEKDAYS.index(unit), step > 0, strict=step != 0)
    if unit in MONTHS:
        return _in_year(today, MONTHS[unit], "", step > 0)
    if span.startswith(("the following", "the same")):
        return ""
    if unit in ("morning", "afternoon", "evening", "night") and not step:
        return today.isoformat()
    if unit == "night":
        return (today - timedelta(days=1)).isoformat() if step < 0 else ""
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{today.year + step:04}" if unit in ("year", "spring", "summer") else ""
