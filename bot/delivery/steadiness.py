"""Steadiness: how long ago something was, whatever became of the wall's clock meanwhile.

Leases and attempts are noted by the wall's clock, which other processes and the next start can read. It may be set
under them: then what it says of others is not believed until whatever was under way has ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

SET = 2.0
"""Seconds by which wall and monotonic time part when the clock was set; what NTP does by and by is less."""


@dataclass(frozen=True, slots=True)
class Moment:
    wall: datetime
    monotonic: float


class Steadiness:
    """`monotonic` counts seconds and is never set; where it is not given the wall's clock is believed."""

    def __init__(self, clock: Callable[[], datetime], monotonic: Callable[[], float] | None) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._last = self.now()
        self._set_at = float("-inf")

    def now(self) -> Moment:
        wall = self._clock()
        return Moment(wall, wall.timestamp() if self._monotonic is None else self._monotonic())

    def since(self, moment: Moment) -> float:
        """Seconds, by the clock that says more: monotonic time stands still while a machine sleeps."""
        now = self.now()
        return max(abs((now.wall - moment.wall).total_seconds()), now.monotonic - moment.monotonic)

    def believed(self, seconds: float) -> float:
        """Seconds until the clock has gone evenly for so long, as far as this process has seen; 0 where it has."""
        now = self.now()
        by_wall = (now.wall - self._last.wall).total_seconds()
        if abs(by_wall - (now.monotonic - self._last.monotonic)) > SET:
            self._set_at = now.monotonic
        self._last = now
        return max(0.0, self._set_at + seconds - now.monotonic)
