"""Carrying: the embedded sender. Many destinations at the same time, a bounded number; stopping lets them finish."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.delivery.turns import Due
from bot.platform import Destination

log = logging.getLogger(__name__)

Find = Callable[[str, int, Collection[int]], Awaitable[Sequence[Due]]]
"""Deliveries of a platform that may be taken up: at most so many, none of these."""
SOON = 0.5
"""Seconds that a delivery which is taken up may wait for its channel."""
Act = Callable[[int, Destination], Awaitable[None]]


class Carrier:
    """Takes up what `find` names and does `act` with each; two of them never share a delivery in this process.

    While there is more than there is room for, what lands makes room for the next at once.
    """

    def __init__(
        self,
        find: Find,
        act: Act,
        platforms: Iterable[str],
        at_once: Callable[[str], int],
        wait: Callable[[Destination], float] = lambda _: 0.0,
    ) -> None:
        """`at_once` tells how many of a platform fly at the same time.

        `wait` tells for how many seconds a destination takes nothing: what would only wait is not taken up.
        """
        self._find = find
        self._wait = wait
        self._act = act
        self._platforms = platforms
        self._at_once = at_once
        self._flights: dict[int, asyncio.Task[None]] = {}
        self._of_platform: dict[int, str] = {}
        self._more: set[str] = set()
        """Platforms for which the last look found all that there was room for."""
        self._looking: dict[str, asyncio.Task[int]] = {}
        self._closing = False

    async def start(self) -> int:
        """Take up what is due, as far as there is room, and return without waiting for it."""
        started = 0
        for platform in list(self._platforms):
            if platform not in self._looking:
                started += await self._look(platform)
        return started

    async def all(self) -> None:
        """Take up what is due, wait for it, and again, until nothing is due any more."""
        while await self.start() or self._flights or self._looking:
            await asyncio.gather(*self._flights.values(), *self._looking.values())

    async def one(self, delivery_id: int, place: Destination) -> None:
        """This delivery now, if it is its turn; return when that is done."""
        task = self._flights.get(delivery_id) or self._take_up(delivery_id, place)
        if task is not None:
            await asyncio.shield(task)

    async def drain(self, seconds: float) -> int:
        """Take up nothing more; let what flies land, and stop the rest after `seconds`. Returns how many that were."""
        self._closing = True
        await asyncio.gather(*self._looking.values(), return_exceptions=True)
        if not self._flights:
            return 0
        _, flying = await asyncio.wait(self._flights.values(), timeout=seconds)
        for task in flying:
            task.cancel()
        await asyncio.gather(*flying, return_exceptions=True)
        return len(flying)

    async def _look(self, platform: str) -> int:
        room, started = self._room(platform), 0
        if room <= 0 or self._closing:
            return 0
        found = await self._find(platform, room, tuple(self._flights))
        (self._more.add if len(found) >= room else self._more.discard)(platform)
        for due in (due for due in found if self._wait(due.place) <= SOON):
            started += self._take_up(due.id, due.place) is not None
        return started

    def _room(self, platform: str) -> int:
        return self._at_once(platform) - sum(flying == platform for flying in self._of_platform.values())

    def _take_up(self, delivery_id: int, place: Destination) -> asyncio.Task[None] | None:
        if self._closing or delivery_id in self._flights:
            return None
        task = asyncio.create_task(self._guarded(delivery_id, place))
        self._flights[delivery_id] = task
        self._of_platform[delivery_id] = place.platform
        task.add_done_callback(lambda _: self._land(delivery_id))
        return task

    def _land(self, delivery_id: int) -> None:
        del self._flights[delivery_id]
        platform = self._of_platform.pop(delivery_id)
        enough = 2 * self._room(platform) >= self._at_once(platform)  # looking costs the same for one as for many
        if enough and platform in self._more and platform not in self._looking and not self._closing:
            task = asyncio.create_task(self._look_on(platform))
            self._looking[platform] = task
            task.add_done_callback(lambda _: self._looking.pop(platform))

    async def _look_on(self, platform: str) -> int:
        try:
            return await self._look(platform)
        except SQLAlchemyError as error:
            log.error("The database failed while looking for what is due, which is looked for again: %s", error)
            return 0

    async def _guarded(self, delivery_id: int, place: Destination) -> None:
        """The last line: one delivery that fails inside Readout must not stop the others. Its claim lapses."""
        try:
            await self._act(delivery_id, place)
        except SQLAlchemyError as error:
            log.error("The database failed under delivery %s, which is taken up again: %s", delivery_id, error)
        except Exception:
            log.exception("Delivery %s failed inside Readout; it is taken up again.", delivery_id)
