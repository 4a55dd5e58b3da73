"""Times and days as people write them."""

from __future__ import annotations

import re
from datetime import time

from bot.rules.describing import DAILY, NAMES, WEEKDAYS, WEEKENDS
from bot.rules.errors import RuleError

MOST_TIMES = 12
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?h?(am|pm)?", re.ASCII)
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_NAMED_DAYS = {
    "daily": DAILY,
    "everyday": DAILY,
    "day": DAILY,
    "all": DAILY,
    "weekdays": WEEKDAYS,
    "weekday": WEEKDAYS,
    "workdays": WEEKDAYS,
    "weekends": WEEKENDS,
    "weekend": WEEKENDS,
}
_FILLERS = frozenset(("and", "&", "at", "on", "every", "each"))


def parse_times(text: str) -> tuple[time, ...]:
    """“09:00”, “9am, 6:30 pm”, “9 and 18h30”, “noon”: local times in order. Raises `RuleError`."""
    plain = text.lower().replace("a.m.", "am").replace("p.m.", "pm")
    joined = re.sub(r"(?<=\d) (?=[ap]m\b)", "", plain)
    words = [word for word in re.split(r"[,;\s]+", joined) if word and word not in _FILLERS]
    if not words:
        raise RuleError("Write at least one time, such as 09:00 or 9am.")
    times = tuple(sorted({_time(word) for word in words}))
    if len(times) > MOST_TIMES:
        raise RuleError(f"A schedule has at most {MOST_TIMES} times a day; this has {len(times)}.")
    return times


def parse_days(text: str) -> frozenset[int]:
    """“daily”, “weekdays”, “mon-fri”, “mon,wed and fri”, “Saturdays”: 0 is Monday. Raises `RuleError`."""
    tidy = re.sub(r" ?[-–] ?| to ", "-", text.lower().strip())
    words = [word for word in re.split(r"[,;\s]+", tidy) if word and word not in _FILLERS]
    if not words:
        raise RuleError("Write the days, such as daily, weekdays, mon-fri or mon,wed.")
    return frozenset().union(*(_days(word) for word in words))


def _time(word: str) -> time:
    if word in _NAMED_TIMES:
        return _NAMED_TIMES[word]
    match = _TIME.fullmatch(word)
    if match is None:
        raise RuleError(f"“{word}” is not a time; write one like 09:00 or 9am.")
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half and not 1 <= hour <= 12:
        raise RuleError(f"“{word}” is not a time: with {half} the hour goes from 1 to 12.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise RuleError(f"“{word}” is not a time: hours go from 0 to 23 and minutes from 00 to 59.")
    return time(hour, minute)


def _days(word: str) -> frozenset[int]:
    if word in _NAMED_DAYS:
        return _NAMED_DAYS[word]
    first, dash, last = word.partition("-")
    if not dash:
        return frozenset((_day(first),))
    start, end = _day(first), _day(last)
    return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1))


def _day(word: str) -> int:
    stem = word.rstrip(".").removesuffix("s") if len(word) > 4 else word.rstrip(".")
    for number, name in enumerate(NAMES):
        if len(stem) >= 2 and name.lower().startswith(stem):
            return number
    raise RuleError(f"“{word}” is not a day; write daily, weekdays, weekends, mon-fri or mon,wed.")
