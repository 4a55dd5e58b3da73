"""Describing: days, dates and times in the words in which people write them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time
from itertools import pairwise

DAILY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKENDS = frozenset((5, 6))
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SERIES = 4
"""So many times the same hours apart read better as “every two hours”."""


def describe_days(days: frozenset[int]) -> str:
    """“daily”, “weekdays”, “weekends”, “Mondays”, or “Mon, Wed and Fri”."""
    known = {DAILY: "daily", WEEKDAYS: "weekdays", WEEKENDS: "weekends"}
    if days in known:
        return known[days]
    if len(days) == 1:
        return NAMES[min(days)] + "s"
    return _joined([NAMES[day][:3] for day in sorted(days)])


def describe_date(kept: str) -> str:
    """“24 Dec” for the one of every year, “25 Dec 2026” for a single one."""
    if kept.startswith("--"):
        return f"{int(kept[5:7])} {MONTHS[int(kept[2:4]) - 1]}"
    day = date.fromisoformat(kept)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def describe_times(times: Sequence[time]) -> str:
    """“at 09:00 and 18:00”; a long series in one step is “every 2 hours between 08:00 and 18:00”."""
    steps = {later.hour * 60 + later.minute - now.hour * 60 - now.minute for now, later in pairwise(times)}
    if len(times) < SERIES or len(steps) > 1 or min(steps) % 60:
        return f"at {_joined([f'{t:%H:%M}' for t in times])}"
    hours = min(steps) // 60
    every = "every hour" if hours == 1 else f"every {hours} hours"
    between = f"{every} between {times[0]:%H:%M} and {times[-1]:%H:%M}"
    return every if hours * len(times) == 24 else between


def describe_skipped(skip: Collection[str]) -> str:
    """“24 Dec and 25 Dec 2026”, in the order of the year."""
    return _joined([describe_date(kept) for kept in sorted(skip, key=_by_date)])


def _by_date(kept: str) -> tuple[str, str]:
    return (kept[2:], "") if kept.startswith("--") else (kept[5:], kept[:4])


def _joined(words: Sequence[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last
