"""Storm: the network of a loopback server in a campaign, which also kills senders at the moments that only it knows."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.crash.plan import LATENCY, RATION, SPEED, Point
from tests.fakes.weather import Arrival, Trouble

ODDS = (
    (0.05, Trouble.LOST),
    (0.03, Trouble.LIMITED),
    (0.01, Trouble.BROKEN),
    (0.01, Trouble.BROKEN_AFTER),
    (0.01, Trouble.DROPPED),
)
PAUSE = 3.0
"""Seconds of the run's clock that a limited request is told to wait."""
TAKES_EFFECT = 0.5
"""How often a request whose sender died on the way still takes effect."""
LATEST = 0.8
"""A request that this machine was too busy for takes no effect after so many seconds: it is half of what settles."""
BEAT = 0.02
HISTORY = "conversations.history"


@dataclass
class Trap:
    """A sender that is to be killed at its nth request that makes a message."""

    pid: int
    point: Point
    nth: int
    count: int = 0


@dataclass
class Pulse:
    """For how long a request may have lain in this process's buffers before it was looked at."""

    last: float = field(default_factory=time.monotonic)
    _stall: float = 0.0

    async def beat(self) -> None:
        """For ever, while the loop is free to."""
        while True:
            self._feel()
            await asyncio.sleep(BEAT)

    def behind(self) -> float:
        """Seconds. What was received in the loop's first round after a stall may have come at its beginning."""
        return max(time.monotonic() - self.last, self._stall)

    def _feel(self) -> None:
        now = time.monotonic()
        self._stall, self.last = now - self.last, now


@dataclass
class Storm:
    """`weather` of a fake server. What goes wrong is drawn for each place's nth request, whatever comes between."""

    seed: str
    say: Callable[[dict[str, Any]], None]
    rationed: bool = False
    pause: float = PAUSE
    calm: bool = False
    traps: dict[int, Trap] = field(default_factory=dict)
    """By door."""
    commits: list[tuple[float, int]] = field(default_factory=list)
    """When a message was made, by the wall, and by which door it came in."""
    troubles: Counter[str] = field(default_factory=Counter)
    latency: tuple[float, float] = LATENCY
    pulse: Pulse = field(default_factory=Pulse)
    _counts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    _places: dict[str, int] = field(default_factory=dict)
    _looked: dict[str, float] = field(default_factory=dict)

    async def before(self, arrival: Arrival) -> Trouble | None:
        chance, arrived = self._chance(arrival), time.monotonic() - self.pulse.behind()
        await asyncio.sleep(chance.uniform(*(self.latency if arrival.posts else LATENCY)))
        if time.monotonic() - arrived > LATEST:
            self.troubles["late"] += 1
            return Trouble.DROPPED
        if arrival.posts and self._springs(arrival, Point.SENT):
            return None if chance.random() < TAKES_EFFECT else Trouble.DROPPED
        trouble = Trouble.LIMITED if self._rations(arrival) else None if self.calm else _drawn(chance)
        if trouble is not None:
            self.troubles[trouble.name.lower()] += 1
        return trouble

    async def after(self, arrival: Arrival) -> None:
        if arrival.posts:
            self.commits.append((time.time(), arrival.door))
            self._springs(arrival, Point.COMMITTED)

    def _springs(self, arrival: Arrival, point: Point) -> bool:
        trap = self.traps.get(arrival.door)
        if trap is None or trap.point is not point:
            return False
        trap.count += 1
        if trap.count < trap.nth:
            return False
        del self.traps[arrival.door]
        os.kill(trap.pid, signal.SIGKILL)
        self.say({"killed": point, "pid": trap.pid})
        return True

    def _rations(self, arrival: Arrival) -> bool:
        """Whether Slack's history was looked into too short a time ago."""
        if not self.rationed or arrival.name != HISTORY:
            return False
        now = time.time() * SPEED
        if now - self._looked.get(HISTORY, 0.0) < RATION:
            return True
        self._looked[HISTORY] = now
        return False

    def _chance(self, arrival: Arrival) -> Random:
        place = self._places.setdefault(arrival.place, len(self._places))
        self._counts[arrival.place, arrival.posts] += 1
        return Random(f"{self.seed} {place} {arrival.posts} {self._counts[arrival.place, arrival.posts]}")


def _drawn(chance: Random) -> Trouble | None:
    drawn = chance.random()
    for odds, trouble in ODDS:
        if drawn < odds:
            return trouble
        drawn -= odds
    return None
