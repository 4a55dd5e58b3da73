"""Tokens: which words are a time, days, a zone, a channel, a number or a choice; each given back in one spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from zoneinfo import available_timezones

from bot.commands.clauses import is_publishing, times_apart
from bot.commands.declare import Argument, Kind
from bot.rules import PUBLISHED

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = {
    name: day
    for day, names in zip(
        DAYS,
        (
            "mon monday mondays",
            "tue tues tuesday tuesdays",
            "wed weds wednesday wednesdays",
            "thu thur thurs thursday thursdays",
            "fri friday fridays",
            "sat saturday saturdays",
            "sun sunday sundays",
        ),
        strict=True,
    )
    for name in names.split()
}
SETS = {
    "daily": "daily", "everyday": "daily", "weekdays": "weekdays", "weekday": "weekdays", "workdays": "weekdays",
    "weekends": "weekends", "weekend": "weekends",
}  # fmt: skip
EVERY = {"day": "daily", "weekday": "weekdays", "weekend": "weekends", "morning": "daily"}
JOINING = frozenset(("and", ",", "&"))
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s?([ap])?\.?(m)?\.?", re.IGNORECASE)
CHANNEL = re.compile(r"<#\w{1,40}(\|[^>]{0,100})?>|#[^\s#|<>]{1,100}", re.IGNORECASE)


def recognised(argument: Argument, words: Sequence[str]) -> tuple[int, str]:
    """How many of the leading words belong to `argument`, and what they say; 0 where the first does not."""
    if argument.kind is Kind.CHOICE:
        word = choice_meant(argument, words[0])
        return (1, word) if word in argument.choices else (0, "")
    if argument.kind is Kind.CLAUSE:
        return _clause(argument, words)
    reader = _READERS.get(argument.kind)
    return reader(words) if reader is not None else (0, "")


def choice_meant(argument: Argument, word: str) -> str:
    """The choice that a word stands for, else the word itself in lower case."""
    plain = word.lower().strip(",.!")
    return argument.also.get(plain, plain)


def _clause(argument: Argument, words: Sequence[str]) -> tuple[int, str]:
    """“skip 24 dec”: the words behind the first; a flag such as “plain” needs none."""
    if words[0].lower().rstrip(":,") not in argument.words:
        return 0, ""
    count, value = clause_value(argument, words[1:])
    return (1 + count, value) if count or argument.choices else (0, "")


def clause_value(argument: Argument, words: Sequence[str]) -> tuple[int, str]:
    """How many words a clause has behind its first one, and what they say; a flag that says nothing more is “yes”."""
    count = argument.takes(words) if argument.takes is not None else 0
    return count, " ".join(words[:count]) or ("yes" if argument.choices else "")


def read_clock(word: str) -> str:
    """“09:00” for 9am, 9:00, 09.00, 9h00 or noon; empty for anything else, also a bare number."""
    word = word.lower().rstrip(",;")
    if word in ("noon", "midday"):
        return "12:00"
    if word == "midnight":
        return "00:00"
    found = CLOCK.fullmatch(word)
    if found is None or not (found[2] or (found[3] and found[4])) or bool(found[3]) != bool(found[4]):
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}"


def _times(words: Sequence[str]) -> tuple[int, str]:
    """“9am”, “09:00,18:00”, “9:00 and 18:00”, “every 2 hours between 8 and 18”, “when published”.

    Out of range, a time is kept as typed.
    """
    if is_publishing(words):
        more = _times(words[2:])[0] if len(words) > 2 else 0  # which its reader refuses in a sentence
        return 2 + more, " ".join((PUBLISHED, *words[2 : 2 + more]))
    if apart := times_apart(words):
        return apart, " ".join(words[:apart])
    found: list[str] = []
    used = 0
    i = 0
    while i < len(words):
        if found and words[i].lower() in JOINING:
            i += 1
            continue
        two = read_clock(words[i] + words[i + 1]) if _splits(words, i) else ""
        times = [two] if two else [read_clock(part) for part in words[i].split(",") if part]
        if not times or not all(times):
            break
        found += times
        i += 2 if two else 1
        used = i
    return used, ",".join(found)


def _splits(words: Sequence[str], i: int) -> bool:
    """“9 am” and “7:30 pm” come as two words."""
    clock = words[i].replace(":", "").replace(".", "")
    return i + 1 < len(words) and clock.isdecimal() and words[i + 1].lower().strip(".,")[:1] in ("a", "p")


def _days(words: Sequence[str]) -> tuple[int, str]:
    """“weekdays”, “every day”, “mon-fri”, “monday to friday”, “mon, wed and fri”."""
    first = words[0].lower().rstrip(",")
    if first in SETS:
        return 1, SETS[first]
    second = words[1].lower().rstrip(",") if len(words) > 1 else ""
    if first in ("every", "each") and second in EVERY:
        return 2, EVERY[second]
    if first in DAY_NAMES and second in ("to", "through", "until", "-", "–") and len(words) > 2:
        end = words[2].lower().rstrip(",")
        if end in DAY_NAMES:
            return 3, f"{DAY_NAMES[first]}-{DAY_NAMES[end]}"
    found: list[str] = []
    used = 0
    for count, word in enumerate(words, 1):
        if found and word.lower() in JOINING:
            continue
        part = _day_list(word.lower())
        if not part:
            break
        found.append(part)
        used = count
    return used, ",".join(found)


def _day_list(word: str) -> str:
    parts: list[str] = []
    for part in word.strip(",").split(","):
        ends = re.split(r"[-–]", part)
        if len(ends) > 2 or not all(end in DAY_NAMES for end in ends):
            return ""
        parts.append("-".join(DAY_NAMES[end] for end in ends))
    return ",".join(parts)


def _zone(words: Sequence[str]) -> tuple[int, str]:
    """A zone's name, a city alone, also “Tokyo time”, or anything of a zone's shape, which `parse_zone` then judges."""
    for count in (3, 2, 1):
        typed = " ".join(words[:count]).strip(",.")
        if len(words) >= count and typed.lower().replace(" ", "_") in _zones():
            return count + (words[count : count + 1] in (["time"], ["Time"])), typed
    return (1, words[0]) if re.fullmatch(r"[A-Za-z_+\-]{2,40}/[\w+\-/]{1,60}", words[0]) else (0, "")


@cache
def _zones() -> frozenset[str]:
    """Lower-case names of zones and their cities."""
    zones = [zone.lower() for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")]
    return frozenset((*zones, *(zone.rsplit("/", 1)[-1] for zone in zones), "utc", "gmt"))


def _channel(words: Sequence[str]) -> tuple[int, str]:
    word = words[0].rstrip(",")
    return (1, word) if CHANNEL.fullmatch(word) or word.lower() == "here" else (0, "")


def _number(words: Sequence[str]) -> tuple[int, str]:
    word = words[0].removeprefix("#")
    return (1, word) if word.isdecimal() and len(word) < 10 else (0, "")


_READERS: dict[Kind, Callable[[Sequence[str]], tuple[int, str]]] = {
    Kind.TIMES: _times,
    Kind.DAYS: _days,
    Kind.ZONE: _zone,
    Kind.CHANNEL: _channel,
    Kind.NUMBER: _number,
}
