"""Clauses: how far the words reach that follow “skip”, “from”, “until”, “quiet”, “late” or “plain” in a typed line.

Each function says how many of the words are its own; what they mean, the schedule's own readers say, in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.rules import NONE, RuleError
from bot.rules.dates import TO, dated, read_date, read_range, weekday
from bot.rules.writing import BETWEEN, HOURS, read_step

SOME_DAY = date(2024, 1, 1)
"""Which day it is does not matter for how many words a date takes."""
HOLIDAYS = frozenset("christmas xmas easter thanksgiving ramadan diwali holiday holidays".split())
"""No dates: their reader says so, before a zone such as Indian/Christmas is found in them."""
YES = frozenset(("yes", "on", "true"))
NO = frozenset(("no", "off", "false"))
_JOINING = frozenset(("and", "&", "on", "also"))
_TIME = re.compile(r"\d{1,2}(?:[:.h]\d{2})?h?(?:[ap]\.?m\.?)?|noon|midday|midnight", re.ASCII | re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?m\.?,?", re.ASCII | re.IGNORECASE)
_TOGETHER = re.compile(r"([^-–—]{1,8})[-–—]([^-–—]{1,8})")


def dates_taken(words: Sequence[str]) -> int:
    """“24 dec, 2026-12-25 and 1 may”, or “none”; 0 where no date begins."""
    if words and (words[0].lower().strip(",") in NONE | HOLIDAYS or _is_weekly(words[0])):
        return 1
    used = at = 0
    while at < len(words):
        if words[at].lower() in _JOINING:
            at += 1
            continue
        length = _one_taken(words[at:], ranges=True)
        if not length:
            break
        at += length
        used = at
    return used


def date_taken(words: Sequence[str]) -> int:
    """One date, or “none”; 0 where none begins."""
    if words and words[0].lower() in NONE:
        return 1
    if len(words) > 2 and words[1].lower() in TO and _is_weekly(words[0]) and _is_weekly(words[2]):
        return 0  # “from monday to friday” says on which days
    return _one_taken(words, ranges=False)


def quiet_taken(words: Sequence[str]) -> int:
    """“22:00-07:00”, “hours from 10 pm to 7 am”, “off”; anything else takes one word, to be answered."""
    lead = next((n for n, word in enumerate(words) if word.lower() not in ("hours", *BETWEEN)), len(words))
    if lead < len(words) and words[lead].lower() in NONE:
        return lead + 1
    return lead + (ends_taken(words[lead:]) or 1) if lead < len(words) else 0


def late_taken(words: Sequence[str]) -> int:
    """“2h”, “2 hours”, “by 2 hours”, “never”; anything else takes one word, to be answered."""
    lead = 1 if words and words[0].lower() in ("by", "max") else 0
    rest = words[lead:]
    if not rest:
        return 0
    has_unit = len(rest) > 1 and rest[0].isdecimal() and rest[1].lower().strip(",") in (*HOURS, *_MINUTES)
    return lead + (2 if has_unit else 1)


def flag_taken(words: Sequence[str]) -> int:
    return 1 if words and words[0].lower() in YES | NO else 0


def times_apart(words: Sequence[str]) -> int:
    """“every 2 hours between 08:00 and 18:00”, “hourly from 9 to 17”; 0 for anything else."""
    plain = [word.lower().strip(",") for word in words]
    try:
        step = read_step(plain)
    except RuleError:
        return min(3 if plain[1].isdecimal() else 2, len(words))  # its reader says what is wrong
    if step is None:
        return 0
    used = step[1]
    lead = 1 if used < len(words) and plain[used] in BETWEEN else 0
    ends = ends_taken(plain[used + lead :])
    return (
        used + lead + ends if ends else used + (2 if lead and plain[used] == "between" and used + 1 < len(words) else 0)
    )


def ends_taken(words: Sequence[str]) -> int:
    """Two times: “8-18”, “22:00 to 07:00”, “8 am and 6 pm”; 0 where there are none."""
    if not words:
        return 0
    together = _TOGETHER.fullmatch(words[0].strip(","))
    if together and all(_TIME.fullmatch(end) for end in together.groups()):
        return 1
    first = _time_taken(words)
    if not first or first >= len(words) or words[first].lower() not in (*TO, "and", "&"):
        return 0
    second = _time_taken(words[first + 1 :])
    return first + 1 + second if second else 0


def is_publishing(words: Sequence[str]) -> bool:
    """“when published”, “on publication”."""
    return (
        len(words) > 1
        and words[0].lower() in ("when", "whenever", "on", "once")
        and words[1].lower().startswith("publi")
    )


def _is_weekly(word: str) -> bool:
    plain = word.lower().strip(",")
    return weekday(plain) or plain in ("weekend", "weekends")


_MINUTES = ("m", "min", "mins", "minute", "minutes")


def _time_taken(words: Sequence[str]) -> int:
    if not words or not _TIME.fullmatch(words[0].strip(",")):
        return 0
    return 2 if len(words) > 1 and words[0].isdecimal() and _HALF.fullmatch(words[1]) else 1


def _one_taken(words: Sequence[str], *, ranges: bool) -> int:
    """How many words the date or range takes that begins the line; what is no date of any year still is one."""
    for count in range(min(len(words), 8), 0, -1):
        spelled = dated(" ".join(words[:count]))
        try:
            found = read_range(spelled, 0, SOME_DAY) if ranges else read_date(spelled, 0, SOME_DAY)
        except RuleError:
            return count
        if found is not None and found[1] == len(spelled):
            return count
    return 0
