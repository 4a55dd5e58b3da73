"""Limits: weather in which a loopback server takes no more than its platform would, and counts what it refused."""

from __future__ import annotations

import asyncio
import random
import time
from bisect import bisect, bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.weather import Arrival, Trouble

EDITS = ("PATCH /channels/", "chat.update")
"""Beginnings of the names of requests that change a message."""


@dataclass
class Window:
    """At most `count` in any `seconds`; what is refused does not count."""

    count: int
    seconds: float
    taken: list[float] = field(default_factory=list)
    """In order."""

    def fits(self, at: float) -> bool:
        """Whether one more at this moment makes too many in no window, before or after it."""
        here = bisect(self.taken, at)
        with_it = [*self.taken[max(0, here - self.count) : here], at, *self.taken[here : here + self.count]]
        spans = zip(with_it, with_it[self.count :], strict=False)
        return all(last - first >= self.seconds for first, last in spans)

    def busiest(self) -> int:
        return max((bisect_left(self.taken, at + self.seconds) - n for n, at in enumerate(self.taken)), default=0)


@dataclass
class Limits:
    """Requests arrive after 20 to 80 ms, in whatever order that makes, and are counted when they do.

    They count at the moment of their arrival, also where this process is too busy to look at them just then.
    """

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
    edits: list[float] = field(default_factory=list)
    """When each change of a message arrived that was taken."""
    refused: int = 0

    def __post_init__(self) -> None:
        self._whole = Window(*self.whole)
        self._channels: dict[str, Window] = {}

    async def before(self, arrival: Arrival) -> Trouble | None:
        way = self.chance.uniform(*self.way)
        at = self.clock() + way
        await asyncio.sleep(way)
        if arrival.name.startswith(self.uncounted):
            return None
        windows = [self._whole]
        if arrival.place:
            windows.append(self._channels.setdefault(arrival.place, Window(*self.channel)))
        if not all(window.fits(at) for window in windows):
            self.refused += 1
            return Trouble.LIMITED
        for window in windows:
            insort(window.taken, at)
        if arrival.posts:
            self.posts.append(at)
        elif arrival.name.startswith(EDITS):
            self.edits.append(at)
        return None

    @property
    def busiest(self) -> int:
        """The most that were taken within one window of the whole."""
        return self._whole.busiest()

    async def after(self, arrival: Arrival) -> None: ...
