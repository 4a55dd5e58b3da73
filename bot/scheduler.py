"""Scheduler: one tick. Each second it makes the deliveries that are due and lets the outbox take them up."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bot.delivery import Outbox
from bot.words import counted

log = logging.getLogger(__name__)
logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # it warns each second of a tick that takes longer

TICK = "tick"
SECONDS = 1.0
STEP = 2.0
"""Wall and monotonic time that part by more within a second mean that the clock was set."""
SLOW = 10
"""A tick that is still under way when so many more were due is told of."""
DRAIN = 5.0
"""What is under way may finish in this time; the whole stop takes less than ten seconds."""


class Scheduler:
    """One job for everything: a thousand jobs would miss their moments together, in silence."""

    def __init__(
        self,
        outbox: Outbox,
        clock: Callable[[], datetime],
        *,
        before: Callable[[datetime], Awaitable[object]] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`before` is done with each tick, before posts are made: what the desk publishes then is posted with it."""
        self._outbox = outbox
        self._clock = clock
        self._before = before
        self._monotonic = monotonic
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._watch: asyncio.Task[None] | None = None
        self._offset = self._apart()
        self._failing = False
        self._held_up = 0
        self._ticking = asyncio.Lock()

    def start(self) -> None:
        """Tick from now on; to be called inside the event loop."""
        self._outbox.begin()
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=SECONDS,
            id=TICK,
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.add_listener(self.hold_up, EVENT_JOB_MAX_INSTANCES)
        self._scheduler.start()
        self._watch = asyncio.create_task(self._watch_clock())

    async def stop(self, seconds: float = DRAIN) -> None:
        """No more ticks; what is under way may finish, all within `seconds`."""
        ends = asyncio.get_running_loop().time() + seconds
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._scheduler.running:
            self._scheduler.pause()
            await self._last_tick(seconds)
            self._scheduler.shutdown(wait=False)
            await asyncio.sleep(0)  # APScheduler shuts down in the loop's next turn
        cut = await self._outbox.drain(max(0.0, ends - asyncio.get_running_loop().time()))
        if cut:
            log.warning(
                "Stopping cut off %s; the next start looks before it repeats.",
                counted(cut, "post or edit", "posts or edits"),
            )

    async def tick(self) -> None:
        """What the job does. A database that fails is said once, and asked again with the next tick."""
        try:
            async with self._ticking:
                if self._before is not None:
                    await self._before(self._clock())
                await self._outbox.turn(self._clock())
        except SQLAlchemyError as error:
            self._complain(error)
            return
        finally:
            self._held_up = 0
        if self._failing:
            log.warning("The database answers again; nothing that was owed is lost.")
        self._failing = False

    def hold_up(self, _event: JobSubmissionEvent) -> None:
        """A tick was due while the last one is under way. It is said once of a tick that takes long."""
        self._held_up += 1
        if self._held_up == SLOW:
            log.warning(
                "A tick has been under way for about %.0f seconds: the database or the machine is slow. "
                "What is due waits for it; nothing is lost.",
                SLOW * SECONDS,
            )

    def heed_clock(self) -> bool:
        """Rewind the tick if the clock was set. True if it was."""
        apart = self._apart()
        was_set = abs(apart - self._offset) > STEP
        if was_set:
            log.warning("The clock was set by %+.0f seconds; schedules go by the new time.", apart - self._offset)
            self._scheduler.modify_job(TICK, next_run_time=datetime.now(UTC))
        self._offset = apart
        return was_set

    async def _last_tick(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._ticking:
                pass

    def _complain(self, error: SQLAlchemyError) -> None:
        """Once, not each second."""
        if not self._failing:
            log.error(
                "The database fails, so nothing is posted until it answers again; it is asked each second: %s", error
            )
        self._failing = True

    def _apart(self) -> float:
        return self._clock().timestamp() - self._monotonic()

    async def _watch_clock(self) -> None:
        """After the clock steps back an hour the next tick lies an hour ahead; this loop goes by monotonic time."""
        while True:
            await asyncio.sleep(SECONDS)
            self.heed_clock()
