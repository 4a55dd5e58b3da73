"""Sharing: replicas with one token divide its pace among them, by shares that are kept in the database.

A share is so many requests of a window. Who gives some up stops using them first, and nobody takes them before the
window in which they were used is over: so all replicas together stay within the limit, whatever stalls or dies.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.pacing import REFUSALS_IN, Budget
from bot.storage.database import Sessions
from bot.storage.tables import Sender
from bot.storage.turns import alone_until_commit, database_now

log = logging.getLogger(__name__)

EVERY = 1.0
LEASE = 4.0
"""Seconds that a share lasts unless it is renewed; renewing is tried every second."""
IDLE = 2
"""What who has nothing to send keeps, so that a single post does not wait."""
ARRIVING = 1.0
"""Seconds in which what was sent with a share that is given up has arrived."""
LOCK = 7_323_687


class Sharing:
    def __init__(self, sessions: Sessions, budget: Budget, replica: str, monotonic: Callable[[], float]) -> None:
        self._sessions = sessions
        self._budget = budget
        self._replica = replica
        self._monotonic = monotonic
        self._renewing: asyncio.Task[None] | None = None

    def start(self, platforms: Iterable[str]) -> None:
        """Take part from now on; to be called inside the event loop. `platforms` is read each time."""
        self.begin()
        self._renewing = asyncio.create_task(self.run(platforms))

    async def stop(self) -> None:
        """Give all shares back; where the database fails, they lapse by themselves."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
            with suppress(SQLAlchemyError):
                await self.leave()

    def begin(self) -> None:
        """Nothing is this replica's own before its first visit."""
        for line in self._budget.wholes.values():
            line.lend(0, float("-inf"))

    async def run(self, platforms: Iterable[str]) -> None:
        """Renew the shares for ever; `platforms` is read each time. Without the database they lapse."""
        while True:
            for platform in [name for name in platforms if name in self._budget.wholes]:
                try:
                    await self.visit(platform)
                except SQLAlchemyError as error:
                    log.error("The share of %s's pace could not be renewed, so it lapses: %s", platform, error)
            await asyncio.sleep(EVERY)

    async def visit(self, platform: str) -> int:
        """Renew this replica's share of a platform's pace, hear what the others met with, and return the share."""
        line, asked = self._budget.wholes[platform], self._monotonic()
        async with self._sessions.begin() as session:
            await alone_until_commit(session, LOCK)
            now = await database_now(session)
            rows = (await session.execute(select(Sender).where(Sender.platform == platform))).scalars().all()
            mine = next((row for row in rows if row.replica == self._replica), None)
            if mine is None:
                mine = Sender(platform=platform, replica=self._replica, share=0, busy=False, until=now, freed=0)
                session.add(mine)
            others = [row for row in rows if row is not mine]
            mine.busy = line.busy
            settle(mine, others, now, line.rate.count, timedelta(seconds=line.rate.seconds + ARRIVING))
            mine.until = now + timedelta(seconds=LEASE)
            self._tell(mine, platform, now)
            await _forget(session, now)
        line.lend(mine.share, asked + LEASE)
        self._hear(platform, others, now)
        return mine.share

    async def leave(self) -> None:
        """Give all shares back at once."""
        async with self._sessions.begin() as session:
            await alone_until_commit(session, LOCK)
            now = await database_now(session)
            for row in (await session.execute(select(Sender).where(Sender.replica == self._replica))).scalars():
                row.freed, row.freed_at, row.share, row.until, row.busy = row.share, now, 0, now, False

    def _tell(self, mine: Sender, platform: str, now: datetime) -> None:
        mine.refusals = self._budget.refusals(platform)
        held = self._budget.held(platform)
        mine.held_until = now + timedelta(seconds=held) if held else None
        mine.held_reason = self._budget.standing(platform)

    def _hear(self, platform: str, others: Sequence[Sender], now: datetime) -> None:
        self._budget.elsewhere[platform] = sum(row.refusals for row in others)
        for row in others:
            if row.held_until is not None and row.held_until > now:
                self._budget.hold(platform, (row.held_until - now).total_seconds(), row.held_reason)


def settle(mine: Sender, others: Sequence[Sender], now: datetime, total: int, window: timedelta) -> None:
    """Set `mine.share` to what may be had now: its part where all send, what the others leave where they do not."""
    alive = [row for row in others if row.until > now]
    fair = total // (len(alive) + 1)
    if mine.busy:
        wanted = total - sum(fair if row.busy else min(IDLE, fair) for row in alive)
    elif any(row.busy for row in alive):
        wanted = min(IDLE, fair)
    else:
        wanted = total - fair * len(alive)
    used = sum(row.share for row in others if row.until + window > now)
    used += sum(row.freed for row in (mine, *others) if row.freed_at is not None and row.freed_at + window > now)
    granted = max(0, min(wanted, total - used))
    if granted < mine.share:
        cooling = mine.freed if mine.freed_at is not None and mine.freed_at + window > now else 0
        mine.freed, mine.freed_at = cooling + mine.share - granted, now
    mine.share = granted


async def _forget(session: AsyncSession, now: datetime) -> None:
    """Replicas that are gone for so long that not even their refusals count."""
    await session.execute(delete(Sender).where(Sender.until < now - timedelta(seconds=REFUSALS_IN)))
