"""Ticking: slots that have come become deliveries, once each; what was missed for too long is skipped with a reason."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, false, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import notices
from bot.delivery.crowds import BATCH, Alike, Batch, Crowd
from bot.delivery.fanning import Debts, move, move_on, of_group, write
from bot.delivery.limits import Limits
from bot.delivery.planning import plan
from bot.delivery.states import OPEN, State
from bot.rules import RuleError
from bot.storage.audit import SYSTEM, audit
from bot.storage.database import Sessions, glance
from bot.storage.tables import Delivery, Part, Subscription
from bot.storage.turns import alone_until_commit, if_alone
from bot.words import counted

log = logging.getLogger(__name__)

WRITERS = 2
"""Transactions under way together: PostgreSQL works on both, and on SQLite one is read while the other is written."""
EXPIRING = timedelta(minutes=1)
LOCK = 7_323_689
"""Held by the replica that makes what is due."""


@dataclass(frozen=True, slots=True)
class Tick:
    made: int
    """Deliveries."""
    is_open: bool
    """Whether something waits to be posted or changed, on any platform."""


class Ticker:
    """Makes what is due; remembers which subscriptions of a crowd still have to be moved to their next slots.

    What it remembers may be lost: they are due as before then, and nothing is owed for a slot twice.
    """

    def __init__(self, sessions: Sessions, limits: Limits, platforms: Collection[str]) -> None:
        """`platforms`, by name, are those that run here; they may still become more."""
        self._sessions = sessions
        self._limits = limits
        self._platforms = platforms
        self._expired: datetime | None = None
        """When it was last looked for what no platform here will post."""
        self._moves: list[list[dict[str, Any]]] = []

    async def tick(self, now: datetime) -> Tick:
        """Make the deliveries that are due at `now`."""
        await self._move_on()
        is_due, is_open = await _look(self._sessions, now)
        made = await self._make(now) if is_due else 0
        if self._expired is None or abs(now - self._expired) >= EXPIRING:
            await expire_unserved(self._sessions, tuple(self._platforms), now, self._limits)
            self._expired = now
        return Tick(made, is_due or is_open)

    async def _make(self, now: datetime) -> int:
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
        """What the tick before left, a batch at a time, so that posts find their turn in between."""
        while self._moves:
            async with self._sessions.begin() as session:
                await alone_until_commit(session, LOCK)
                await move_on(session, self._moves[0])
            del self._moves[0]


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


async def _look(sessions: Sessions, now: datetime) -> tuple[bool, bool]:
    """Whether a slot has come, and whether anything waits to be posted or changed: one question, and not in the
    writer's place, since most seconds there is nothing."""
    async with glance(sessions) as session:
        is_due, is_open = (await session.execute(_question(), {"now": now})).one()
    return is_due, is_open


@cache  # each second, and to put it together takes longer than to run it
def _question() -> Select[bool, bool]:
    """Each part asks for the first row in the order of an index: PostgreSQL, which plans a prepared question without
    its values, would else read a table of a hundred thousand from its start in the hope of an early hit."""
    now = bindparam("now", type_=Subscription.__table__.c.next_due.type)
    next_due = select(Subscription.next_due).where(Subscription.state == "active").order_by(Subscription.next_due)
    is_due = func.coalesce(next_due.limit(1).scalar_subquery() <= now, false())
    posts = (select(Delivery.id).where(Delivery.state == state).order_by(Delivery.platform) for state in OPEN)
    edits = select(Part.id).where(Part.edit_state == "wanted").order_by(Part.edit_at)
    return select(is_due, or_(*(found.limit(1).scalar_subquery().is_not(None) for found in (*posts, edits))))


async def _stop(session: AsyncSession, group: Alike, now: datetime, reason: str) -> None:
    """Those who made them are told. Whoever was given another rule since they were read is left alone."""
    log.warning("Stopped %s: %s", counted(group.count, "schedule"), reason)
    standing = (Subscription.state == "active", Subscription.next_slot == group.slot.key)
    found = select(Subscription).where(of_group(session), *standing).with_for_update(skip_locked=True)
    for subscription in (await session.scalars(found, {"ids": f"[{group.ids}]"})).all():
        subscription.state, subscription.reason = "stopped", reason
        audit(session, now, SYSTEM, "schedule stopped", f"schedule {subscription.id}", reason=reason)
        await notices.stopped(session, now, subscription)
