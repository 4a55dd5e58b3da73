"""Rules: when a subscription is due, by the clock on the wall of its zone.

A slot is a local date and time, not an instant: where clocks go forward, a time that does not exist is due as much
later as they jump (02:30 becomes 03:30); where they go back, a time that comes twice is due the first time only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.rules.errors import RuleError

DAILY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKENDS = frozenset((5, 6))
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence of a rule."""

    due: datetime
    """The instant, in UTC."""
    key: str
    """The local date and time, “2026-11-23T09:00”: a rule has each key once, whatever the clocks do."""
    day: date
    """The local date."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Local times on some weekdays."""

    times: tuple[time, ...]
    """At least one; to the minute, without zone."""
    zone: str
    """IANA, such as Europe/Paris."""
    days: frozenset[int] = DAILY
    """0 is Monday."""

    def __post_init__(self) -> None:
        if not self.times or not self.days or not self.days <= DAILY:
            raise RuleError("A schedule needs at least one time and one day of the week.")
        object.__setattr__(self, "times", tuple(sorted({t.replace(second=0, microsecond=0) for t in self.times})))
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise RuleError(f"“{self.zone}” is not a time zone; write one like Europe/Paris.") from None

    def to_json(self) -> dict[str, Any]:
        return {
            "times": [t.strftime("%H:%M") for t in self.times],
            "zone": self.zone,
            "days": sorted(self.days),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        return cls(tuple(time.fromisoformat(t) for t in kept["times"]), kept["zone"], frozenset(kept["days"]))

    def describe(self) -> str:
        """“weekdays at 09:00 and 18:00, Europe/Paris”."""
        *before, last = [t.strftime("%H:%M") for t in self.times]
        times = f"{', '.join(before)} and {last}" if before else last
        return f"{describe_days(self.days)} at {times}, {self.zone}"

    def today(self, now: datetime) -> date:
        """The date in the rule's zone."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def slots(self, after: datetime, *, from_day: date | None = None) -> Iterator[Slot]:
        """The slots due later than `after`, in order, none on a local date before `from_day`. Endless.

        Two local times that the clocks bring to the same instant are one slot, the earlier one.
        """
        day = self.today(after) - timedelta(days=1)  # yesterday's last slot may be late, when clocks jump at midnight
        day = max(day, from_day) if from_day else day
        last = after
        while True:
            for slot in self._on(day):
                if slot.due > last:
                    last = slot.due
                    yield slot
            day += timedelta(days=1)

    def next_slot(self, after: datetime, *, from_day: date | None = None) -> Slot:
        """The first slot due later than `after`, on the local date `from_day` at the earliest."""
        return next(self.slots(after, from_day=from_day))

    def _on(self, day: date) -> list[Slot]:
        if day.weekday() not in self.days:
            return []
        zone = ZoneInfo(self.zone)
        local = [datetime.combine(day, t) for t in self.times]
        slots = [Slot(at.replace(tzinfo=zone).astimezone(UTC), at.strftime("%Y-%m-%dT%H:%M"), day) for at in local]
        return sorted(slots, key=lambda slot: slot.due)


def next_slots(rule: Rule, after: datetime, count: int, *, from_day: date | None = None) -> tuple[Slot, ...]:
    """The next `count` slots."""
    return tuple(islice(rule.slots(after, from_day=from_day), count))


def describe_days(days: frozenset[int]) -> str:
    """“daily”, “weekdays”, “weekends”, “Mondays”, or “Mon, Wed and Fri”."""
    known = {DAILY: "daily", WEEKDAYS: "weekdays", WEEKENDS: "weekends"}
    if days in known:
        return known[days]
    if len(days) == 1:
        return NAMES[min(days)] + "s"
    *before, last = [NAMES[day][:3] for day in sorted(days)]
    return f"{', '.join(before)} and {last}"
