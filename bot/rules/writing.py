"""Times and days as people write them."""

from __future__ import annotations

import re
from datetime import time

from bot.rules.describing import DAILY, NAMES, WEEKDAYS, WEEKENDS
from bot.rules.errors import RuleError
from bot.rules.quiet import Quiet

MOST_TIMES = 12
LONGEST_STEP = 12
MOST_LATE = 72
PUBLISHED = "when published"
NONE = frozenset(("none", "off", "no", "never", "nothing", "-"))
"""What takes something out of a schedule."""
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
_COUNTS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"other": 2, "second": 2, "third": 3, "fourth": 4}
HOURS = frozenset(("h", "hr", "hrs", "hour", "hours"))
_MINUTES = frozenset(("m", "min", "mins", "minute", "minutes"))
BETWEEN = frozenset(("between", "from"))
_TO = frozenset(("and", "to", "until", "till", "through", "-", "&"))


def parse_times(text: str) -> tuple[time, ...]:
    """“09:00”, “9am, 6:30 pm”, “9 and 18h30”, “noon”, “every 2 hours between 8 and 18”: local times in order.

    Raises `RuleError`.
    """
    words = _spelled(text)
    if (step := read_step(words)) is not None:
        return _series(step[0], words[step[1] :])
    words = [word for word in words if word not in _FILLERS]
    if not words:
        raise RuleError("Write at least one time, such as 09:00 or 9am.")
    times = tuple(sorted({_time(word) for word in words}))
    if len(times) > MOST_TIMES:
        raise RuleError(f"A schedule has at most {MOST_TIMES} times a day; this has {len(times)}.")
    return times


def is_published(text: str) -> bool:
    """Whether a schedule is to post when something is published: “when published”, “on publication”.

    Raises `RuleError` where times of the day are said besides.
    """
    words = text.lower().split()
    if len(words) < 2 or words[0] not in ("when", "whenever", "on", "once") or not words[1].startswith("publi"):
        return False
    if rest := " ".join(text.split()[2:])[:40]:
        raise RuleError(f"A schedule posts when something is published, or at times; leave “{rest}” or the other out.")
    return True


def parse_days(text: str) -> frozenset[int]:
    """“daily”, “weekdays”, “mon-fri”, “mon,wed and fri”, “Saturdays”: 0 is Monday. Raises `RuleError`."""
    tidy = re.sub(r" ?[-–] ?| to ", "-", text.lower().strip())
    words = [word for word in re.split(r"[,;\s]+", tidy) if word and word not in _FILLERS]
    if not words:
        raise RuleError("Write the days, such as daily, weekdays, mon-fri or mon,wed.")
    return frozenset().union(*(_days(word) for word in words))


def parse_quiet(text: str) -> Quiet | None:
    """“22:00-07:00”, “10pm to 7am”; None for “off”. Raises `RuleError`."""
    if text.strip().lower() in NONE:
        return None
    ends = _ends(_spelled(text))
    if ends is None:
        raise RuleError(f"“{text.strip()[:40]}” are no quiet hours; write them like 22:00-07:00, or off.")
    return Quiet(*ends)


def parse_late(text: str) -> int:
    """How late a missed post may come, in hours: “2h”, “2 hours”, “2”; “never” is 0. Raises `RuleError`."""
    plain = " ".join(text.lower().split())
    if plain in NONE:
        return 0
    found = re.fullmatch(r"(\d{1,4}) ?([a-z]*)", plain, re.ASCII)
    if found is None or found[2] not in ("", *HOURS):
        raise RuleError(f"“{text.strip()[:40]}” is no number of whole hours; write how late a post may come, like 2h.")
    if int(found[1]) > MOST_LATE:
        raise RuleError(f"A missed post may come 0 to {MOST_LATE} hours late; {found[1]} is more.")
    return int(found[1])


def read_step(words: list[str]) -> tuple[int, int] | None:
    """“every 2 hours”, “every other hour”, “hourly”: the hours, and how many words say so. None for anything else.

    Raises `RuleError` for a step that no schedule can take.
    """
    if words[:1] == ["hourly"]:
        return 1, 1
    if words[:1] not in (["every"], ["each"]) or len(words) < 2:
        return None
    joined = re.fullmatch(r"(\d{1,3})([a-z]+)", words[1], re.ASCII)
    number, unit, used = (joined[1], joined[2], 2) if joined else (words[1], words[2] if len(words) > 2 else "", 3)
    if words[1] in HOURS:
        return 1, 2
    count = int(number) if number.isdecimal() and len(number) < 4 else _COUNTS.get(number, 0)
    if unit in _MINUTES and (count or number.isdecimal()):
        raise RuleError("A schedule goes by whole hours; for others write the times, such as 09:00 and 09:30.")
    if unit not in HOURS or not (count or number.isdecimal()):
        return None
    if not 1 <= count <= LONGEST_STEP:
        raise RuleError(f"Every {count} hours is not possible: 1 to {LONGEST_STEP} hours are. Or write the times.")
    return count, used


def _series(hours: int, words: list[str]) -> tuple[time, ...]:
    """Every so many hours from the first time to the last, over midnight where the last is the earlier one."""
    if not words:
        return tuple(time(hour) for hour in range(0, 24, hours))
    ends = _ends(words[1:] if words[0] in BETWEEN else words)
    if ends is None:
        said = " ".join(words)[:40]
        raise RuleError(
            f"“{said}” does not say between which times; write: every {hours} hours between 08:00 and 18:00."
        )
    first, last = (end.hour * 60 + end.minute for end in ends)
    last += 24 * 60 if last < first else 0
    minutes = {at % (24 * 60) for at in range(first, last + 1, hours * 60)}
    return tuple(time(at // 60, at % 60) for at in sorted(minutes))


def _ends(words: list[str]) -> tuple[time, time] | None:
    """“8 and 18”, “22:00 - 07:00”."""
    for at, word in enumerate(words):
        if word in _TO:
            before, after = "".join(words[:at]), "".join(words[at + 1 :])
            return (_time(before), _time(after)) if before and after else None
    return None


def _spelled(text: str) -> list[str]:
    """Words, “6 pm” as one and a dash as one of its own."""
    plain = text.lower().replace("a.m.", "am").replace("p.m.", "pm")
    joined = re.sub(r"(?<=\d) (?=[ap]m\b)", "", re.sub(r"[-–—]", " - ", plain))
    return [word for word in re.split(r"[,;\s]+", joined) if word]


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
