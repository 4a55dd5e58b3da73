"""Ticking: slots that have come become deliveries, once each; what was missed for too long is skipped with a reason."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import notices
from bot.delivery.crowds import BATCH, Alike, Batch, Crowd
from bot.delivery.fanning import Debts, move, move_on, of_group, write
from bot.delivery.limits import Limits
from bot.delivery.planning import plan
from bot.delivery.states import OPEN, State
from bot.rules import RuleError
from bot.storage.audit import SYSTEM, audit
from bot.storage.database import Sessions
from bot.storage.tables import Delivery, Part, Subscription
from bot.storage.turns import alone_until_commit, if_alone
from bot.words import counted

log = logging.getLogger(__name__)

WRITERS = 2
"""Transactions under way together: PostgreSQL works on both, and on SQLite one is read while the other is written."""
LOCK = 7_323_689
"""Held by the replica that makes what is due."""


class Ticker:
    """Makes what is due; remembers which subscriptions of a crowd still have to be moved to their next slots.

    What it remembers may be lost: they are due as before then, and nothing is owed for a slot twice.
    """

    def __init__(self, sessions: Sessions, limits: Limits) -> None:
        self._sessions = sessions
        self._limits = limits
        self._moves: list[list[dict[str, Any]]] = []

    async def tick(self, now: datetime) -> int:
        """Make the deliveries that are due at `now`. Returns how many."""
        await self._move_on()
        if not await self._is_due(now):
            return 0
        async with if_alone(self._sessions, LOCK) as alone:
            return await self._fan_out(now) if alone else 0

    async def _fan_out(self, now: datetime) -> int:
        crowd = Crowd(self._sessions, now, BATCH)
        made = await asyncio.gather(*(self._take(crowd) for _ in range(WRITERS)), return_exceptions=True)
        for failure in made:
            if isinstance(failure, BaseException):
                raise failure
        return sum(rows for rows in made if isinstance(rows, int))

    async def _take(self, crowd: Crowd) -> int:
        """One batch after the other, until the crowd is through. What is left of one that fails is due as before."""
        made = 0
        while (batch := await crowd.next()) is not None:
            at_once = batch.is_mixed or (batch.is_all and not self._moves)
            async with self._sessions.begin() as session:
                rows, moves = await self._owe(session, crowd.now, batch)
                if moves and at_once:
                    await move_on(session, moves)
            if moves and not at_once:
                self._moves.append(moves)
            made += rows
        return made

    async def _owe(self, session: AsyncSession, now: datetime, batch: Batch) -> tuple[int, list[dict[str, Any]]]:
        """How many deliveries were made, and where the subscriptions go next."""
        debts, moves = Debts(), []
        for group in batch.groups:
            try:
                slots, following = plan(group.rule, group.slot, group.late_hours, now, self._limits)
            except RuleError as error:  # a zone that this machine's data no longer has must not stop all the others
                await _stop(session, group, now, str(error))
                continue
            for slot in slots:
                debts.add(slot, group)
            moves.append(move(group, slots, following))
        return await write(session, now, debts), moves

    async def _move_on(self) -> None:
        """A batch at a time, so that posts find their turn in between."""
        while self._moves:
            async with self._sessions.begin() as session:
                await alone_until_commit(session, LOCK)
                await move_on(session, self._moves[0])
            del self._moves[0]

    async def _is_due(self, now: datetime) -> bool:
        """Most ticks find nothing; they must not take the writer's place to know it."""
        async with self._sessions() as session:
            return (await session.execute(_due(), {"now": now})).first() is not None


async def expire_unserved(sessions: Sessions, platforms: Collection[str], now: datetime, limits: Limits) -> None:
    """Give up what is owed on a platform that does not run here, once it is too late for it."""
    stale = (
        Delivery.state == State.DUE,
        Delivery.attempts == 0,
        Delivery.platform.not_in(platforms),
        Delivery.due < now - timedelta(hours=limits.late_hours),
    )
    async with sessions() as session:
        found = (await session.execute(select(Delivery.id).where(*stale).limit(1))).first()
    if found is not None:
        reason = "Its platform was not connected in time. Check its token, then use `schedule now`."
        async with sessions.begin() as session:
            await session.execute(update(Delivery).where(*stale).values(state=State.EXPIRED, reason=reason))


async def is_open(sessions: Sessions) -> bool:
    """Whether anything waits to be posted or changed, on any platform: most seconds nothing does."""
    async with sessions() as session:
        return bool(await session.scalar(_open()))


@cache  # each second, and to put it together takes longer than to run it
def _due() -> Select[int]:
    now = bindparam("now", type_=Subscription.__table__.c.next_due.type)
    return select(Subscription.id).where(Subscription.state == "active", Subscription.next_due <= now).limit(1)


@cache
def _open() -> Select[bool]:
    posts = select(Delivery.id).where(Delivery.state.in_(OPEN)).exists()
    edits = select(Part.id).where(Part.edit_state == "wanted").exists()
    return select(posts | edits)


async def _stop(session: AsyncSession, group: Alike, now: datetime, reason: str) -> None:
    """Those who made them are told."""
    log.warning("Stopped %s: %s", counted(group.count, "schedule"), reason)
    found = select(Subscription).where(of_group(session))
    for subscription in (await session.scalars(found, {"ids": f"[{group.ids}]"})).all():
        subscription.state, subscription.reason = "stopped", reason
        audit(session, now, SYSTEM, "schedule stopped", f"schedule {subscription.id}", reason=reason)
        await notices.stopped(session, now, subscription)
