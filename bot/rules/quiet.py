"""Quiet hours: when nothing is posted by itself, and when they end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from bot.rules.errors import RuleError


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `start` to before `end` by the clock on the wall, over midnight where `end` is the earlier one."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise RuleError("Quiet hours that end when they begin would be the whole day; `schedule pause` does that.")

    def until(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """When the quiet hours that `at` lies in are over, in UTC; None where it lies in none."""
        local = at.astimezone(zone)
        now, over_midnight = local.time(), self.end < self.start
        if not (now >= self.start or now < self.end if over_midnight else self.start <= now < self.end):
            return None
        day = local.date() + timedelta(days=now >= self.end)
        ends = (datetime.combine(day, self.end, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
        return next((end for end in ends if end > at), at)  # clocks that go back show the end twice

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @classmethod
    def from_text(cls, kept: str) -> Self:
        start, _, end = kept.partition("-")
        return cls(time.fromisoformat(start), time.fromisoformat(end))
