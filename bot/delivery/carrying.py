"""Carrying: the embedded sender. Many destinations at the same time, a bounded number; stopping lets them finish."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence

from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger(__name__)

Find = Callable[[str, int, Collection[int]], Awaitable[Sequence[int]]]
"""Deliveries of a platform that may be taken up: at most so many, none of these."""
Act = Callable[[int], Awaitable[None]]


class Carrier:
    """Takes up what `find` names and does `act` with each; two of them never share a delivery in this process."""

    def __init__(self, find: Find, act: Act, platforms: Iterable[str], at_once: int) -> None:
        self._find = find
        self._act = act
        self._platforms = platforms
        self._at_once = at_once
        self._flights: dict[int, asyncio.Task[None]] = {}
        self._of_platform: dict[int, str] = {}
        self._closing = False

    async def start(self) -> int:
        """Take up what is due, as far as there is room, and return without waiting for it."""
        started = 0
        for platform in list(self._platforms):
            busy = sum(flying == platform for flying in self._of_platform.values())
            room = self._at_once - busy
            if room > 0 and not self._closing:
                for delivery_id in await self._find(platform, room, tuple(self._flights)):
                    started += self._take_up(delivery_id, platform) is not None
        return started

    async def all(self) -> None:
        """Take up what is due, wait for it, and again, until nothing is due any more."""
        while await self.start() or self._flights:
            await asyncio.gather(*self._flights.values())

    async def one(self, delivery_id: int, platform: str) -> None:
        """This delivery now, if it is its turn; return when that is done."""
        task = self._flights.get(delivery_id) or self._take_up(delivery_id, platform)
        if task is not None:
            await asyncio.shield(task)

    async def drain(self, seconds: float) -> int:
        """Take up nothing more; let what flies land, and stop the rest after `seconds`. Returns how many that were."""
        self._closing = True
        if not self._flights:
            return 0
        _, flying = await asyncio.wait(self._flights.values(), timeout=seconds)
        for task in flying:
            task.cancel()
        await asyncio.gather(*flying, return_exceptions=True)
        return len(flying)

    def _take_up(self, delivery_id: int, platform: str) -> asyncio.Task[None] | None:
        if self._closing or delivery_id in self._flights:
            return None
        task = asyncio.create_task(self._guarded(delivery_id))
        self._flights[delivery_id] = task
        self._of_platform[delivery_id] = platform
        task.add_done_callback(lambda _: self._land(delivery_id))
        return task

    def _land(self, delivery_id: int) -> None:
        del self._flights[delivery_id]
        del self._of_platform[delivery_id]

    async def _guarded(self, delivery_id: int) -> None:
        """The last line: one delivery that fails inside Readout must not stop the others. Its claim lapses."""
        try:
            await self._act(delivery_id)
        except SQLAlchemyError as error:
            log.error("The database failed under delivery %s, which is taken up again: %s", delivery_id, error)
        except Exception:
            log.exception("Delivery %s failed inside Readout; it is taken up again.", delivery_id)
