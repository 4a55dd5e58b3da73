"""Rules: when a subscription is due, by the clock on the wall of its zone.

A slot is a local date and time, not an instant: where clocks go forward, a time that does not exist is due as much
later as they jump (02:30 becomes 03:30); where they go back, a time that comes twice is due the first time only.
“Every two hours between 08:00 and 18:00” is a way to write six such times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.rules.describing import DAILY, describe_date, describe_days, describe_skipped, describe_times
from bot.rules.errors import RuleError
from bot.rules.quiet import Quiet

MOST_SKIPPED = 100
BEFORE = timedelta(days=3)
"""A slot is due at most so long after its date begins: a day that a zone left out, clocks at midnight, quiet hours."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence of a rule."""

    due: datetime
    """The instant, in UTC; for a time in quiet hours, their end."""
    key: str
    """The local date and time, “2026-11-23T09:00”: a rule has each key once, whatever the clocks do."""
    day: date
    """The local date."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Local times on some days; or, with `published`, whenever something is published."""

    times: tuple[time, ...]
    """To the minute, without zone; at least one, and none with `published`."""
    zone: str
    """IANA, such as Europe/Paris."""
    days: frozenset[int] = DAILY
    """0 is Monday."""
    skip: frozenset[str] = frozenset()
    """Dates left out: “2026-12-25” that one, “--12-25” every year's."""
    start: date | None = None
    """The first local date, and `end` the last."""
    end: date | None = None
    quiet: Quiet | None = None
    published: bool = False

    def __post_init__(self) -> None:
        if bool(self.times) == self.published or not self.days or not self.days <= DAILY:
            raise RuleError("A schedule needs at least one time and one day of the week, or is “when published”.")
        if self.start and self.end and self.end < self.start:
            raise RuleError(f"A schedule from {self.start} until {self.end} would be over before it begins.")
        if len(self.skip) > MOST_SKIPPED:
            raise RuleError(f"A schedule leaves out at most {MOST_SKIPPED} dates; this one {len(self.skip)}.")
        object.__setattr__(self, "times", tuple(sorted({t.replace(second=0, microsecond=0) for t in self.times})))
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise RuleError(f"“{self.zone}” is not a time zone; write one like Europe/Paris.") from None

    def to_json(self) -> dict[str, Any]:
        """All that decides its slots, the same for equal rules: what a rule does not have is left out."""
        more = {
            "skip": sorted(self.skip),
            "start": self.start.isoformat() if self.start else "",
            "end": self.end.isoformat() if self.end else "",
            "quiet": str(self.quiet) if self.quiet else "",
            "published": self.published,
        }
        return {
            "times": [t.strftime("%H:%M") for t in self.times],
            "zone": self.zone,
            "days": sorted(self.days),
            **{name: value for name, value in more.items() if value},
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Raises `RuleError` for a zone that this machine does not know."""
        return cls(
            tuple(time.fromisoformat(t) for t in kept["times"]),
            kept["zone"],
            frozenset(kept["days"]),
            frozenset(kept.get("skip", ())),
            date.fromisoformat(kept["start"]) if "start" in kept else None,
            date.fromisoformat(kept["end"]) if "end" in kept else None,
            Quiet.from_text(kept["quiet"]) if "quiet" in kept else None,
            kept.get("published", False),
        )

    def describe(self) -> str:
        """“weekdays at 09:00 and 18:00, Europe/Paris, until 20 Mar 2027, not on 24 Dec, quiet 22:00-07:00”."""
        days = describe_days(self.days)
        when = f"{days} {describe_times(self.times)}" if self.times else "when published"
        parts = [
            f"{when} on {days}" if self.published and self.days != DAILY else when,
            self.zone,
            f"from {describe_date(self.start.isoformat())}" if self.start else "",
            f"until {describe_date(self.end.isoformat())}" if self.end else "",
            f"not on {describe_skipped(self.skip)}" if self.skip else "",
            f"quiet {self.quiet}" if self.quiet else "",
        ]
        return ", ".join(part for part in parts if part)

    def today(self, now: datetime) -> date:
        """The date in the rule's zone."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def clock(self, at: datetime) -> str:
        """“07:00 (Europe/Paris)”."""
        return f"{at.astimezone(ZoneInfo(self.zone)):%H:%M} ({self.zone})"

    def is_ahead(self, now: datetime) -> bool:
        """Whether its first day is still to come."""
        return self.start is not None and self.today(now) < self.start

    def runs_on(self, day: date) -> bool:
        """Whether anything may fall due on this local date."""
        within = (self.start is None or self.start <= day) and (self.end is None or day <= self.end)
        if not within or day.weekday() not in self.days:
            return False
        return not self.skip or self.skip.isdisjoint((f"{day}", f"--{day:%m-%d}"))

    def quiet_until(self, at: datetime) -> datetime | None:
        """The end of the quiet hours that `at` lies in; None outside them."""
        return self.quiet.until(at, ZoneInfo(self.zone)) if self.quiet else None

    def slots(self, after: datetime, *, from_day: date | None = None) -> Iterator[Slot]:
        """The slots due later than `after`, in order, none on a local date before `from_day`.

        Endless, unless the rule ends; none for one that is “when published”. Two local times that the clocks bring to
        the same instant are one slot, the earlier one; of those that wait for the end of the same quiet hours only the
        newest is one.
        """
        waiting: Slot | None = None
        for slot in self._by_the_wall(after, from_day):
            end = self.quiet_until(slot.due)
            moved = replace(slot, due=end) if end is not None else slot
            if waiting is not None and after < waiting.due < moved.due:
                yield waiting
            waiting = moved
        if waiting is not None and after < waiting.due:
            yield waiting

    def next_slot(self, after: datetime, *, from_day: date | None = None) -> Slot | None:
        """The first slot due later than `after`, on the local date `from_day` at the earliest.

        None where there is none: the rule is over, or it is “when published”. Then `next_due` is NULL and `next_slot`
        empty, and the tick leaves the subscription alone.
        """
        return next(self.slots(after, from_day=from_day), None)

    def _by_the_wall(self, after: datetime, from_day: date | None) -> Iterator[Slot]:
        """Slots in order of strictly growing instants, from some days before `after`, as if there were no quiet."""
        if not self.times:
            return
        zone = ZoneInfo(self.zone)
        day = max(found for found in (self.today(after) - BEFORE, from_day, self.start) if found)
        last: datetime | None = None
        while self.end is None or day <= self.end:
            for slot in self._on(day, zone):
                if last is None or slot.due > last:
                    last = slot.due
                    yield slot
            day += timedelta(days=1)

    def _on(self, day: date, zone: ZoneInfo) -> list[Slot]:
        if not self.runs_on(day):
            return []
        local = [datetime.combine(day, t) for t in self.times]
        slots = [Slot(at.replace(tzinfo=zone).astimezone(UTC), at.isoformat(timespec="minutes"), day) for at in local]
        return sorted(slots, key=lambda slot: slot.due)


def next_slots(rule: Rule, after: datetime, count: int, *, from_day: date | None = None) -> tuple[Slot, ...]:
    """The next `count` slots; fewer where the rule ends."""
    return tuple(islice(rule.slots(after, from_day=from_day), count))
