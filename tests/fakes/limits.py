"""Limits: weather in which a loopback server takes no more than its platform would, and counts what it refused."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.weather import Arrival, Trouble


@dataclass
class Window:
    """At most `count` in any `seconds`; what is refused does not count."""

    count: int
    seconds: float
    taken: deque[float] = field(default_factory=deque)

    def full(self, now: float) -> bool:
        while self.taken and self.taken[0] <= now - self.seconds:
            self.taken.popleft()
        return len(self.taken) >= self.count


@dataclass
class Limits:
    """Requests arrive after 20 to 80 ms, in whatever order that makes, and are counted when they do."""

    whole: tuple[int, float]
    channel: tuple[int, float]
    chance: random.Random
    uncounted: tuple[str, ...] = ()
    """Beginnings of names that no limit counts, such as the answers to commands."""
    way: tuple[float, float] = (0.02, 0.08)
    clock: Callable[[], float] = time.monotonic
    pause: float = 1.0
    posts: list[float] = field(default_factory=list)
    """When each message arrived that was taken."""
    refused: int = 0
    busiest: int = 0
    """The most that were taken within one window of the whole."""

    def __post_init__(self) -> None:
        self._whole = Window(*self.whole)
        self._channels: dict[str, Window] = {}

    async def before(self, arrival: Arrival) -> Trouble | None:
        await asyncio.sleep(self.chance.uniform(*self.way))
        if arrival.name.startswith(self.uncounted):
            return None
        now, windows = self.clock(), [self._whole]
        if arrival.place:
            windows.append(self._channels.setdefault(arrival.place, Window(*self.channel)))
        if any(window.full(now) for window in windows):
            self.refused += 1
            return Trouble.LIMITED
        for window in windows:
            window.taken.append(now)
        self.busiest = max(self.busiest, len(self._whole.taken))
        if arrival.posts:
            self.posts.append(now)
        return None

    async def after(self, arrival: Arrival) -> None: ...
