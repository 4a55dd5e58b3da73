"""Crowds: subscriptions that are due together, read as groups that owe the same, some thousands at a time.

Nothing is locked by reading: who writes what is owed asks again whether it still is. So the next batch can be read
while the one before it is written.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Text, cast, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules import Slot
from bot.storage.database import Sessions
from bot.storage.tables import Subscription

BATCH = 25_000
"""Subscriptions in one transaction. Each touches most pages of the indexes, so few large ones cost less than many."""
MOST_GROUPS = 500
"""In one transaction: a crowd in which everybody has a rule of their own must not hold the writer for long."""

Place = tuple[datetime, int]
"""Where a batch ended, in the order of `next_due` and id."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Subscriptions that owe the same at the same time."""

    rule: str
    """As JSON."""
    slot: Slot
    late_hours: int
    ids: str
    """As the database wrote them, with commas, for it alone to read: as numbers they would hold up the event loop."""
    count: int
    last: int
    """The largest id."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The earliest that are due after some place."""

    groups: Sequence[Alike]
    is_all: bool = False
    """Whether nothing came before it and nothing comes after."""
    is_mixed: bool = False
    """Whether it is a small one of a crowd with many rules, of which too much would have to be remembered."""

    def __len__(self) -> int:
        return sum(group.count for group in self.groups)

    def end(self) -> Place:
        return max((group.slot.due, group.last) for group in self.groups)


@dataclass(slots=True)
class Crowd:
    """All that are due at `now`, each in one batch, whoever takes it."""

    sessions: Sessions
    now: datetime
    size: int
    after: Place | None = None
    _over: bool = False
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def next(self) -> Batch | None:
        async with self._reading:
            return None if self._over else await self._read()

    async def _read(self) -> Batch | None:
        first = self.after is None
        async with self.sessions() as session:
            groups = await read_groups(session, self.now, self.after, self.size)
            if len(groups) > MOST_GROUPS:
                self.size = MOST_GROUPS
                groups = await read_groups(session, self.now, self.after, self.size)
        found = Batch(groups)
        self._over = len(found) < self.size
        if not groups:
            return None
        self.after = found.end()
        return Batch(groups, is_all=first and self._over, is_mixed=self.size == MOST_GROUPS)


async def read_groups(session: AsyncSession, now: datetime, after: Place | None, size: int) -> Sequence[Alike]:
    """Of the `size` subscriptions that are due and come next; no more than one group beyond `MOST_GROUPS`."""
    due = (
        select(
            Subscription.id,
            cast(Subscription.rule, Text).label("rule"),
            Subscription.next_due,
            Subscription.next_slot,
            Subscription.late_hours,
        )
        .where(Subscription.state == "active", Subscription.next_due <= now)
        .order_by(Subscription.next_due, Subscription.id)
        .limit(size)
    )
    if after is not None:
        due = due.where(Subscription.next_due >= after[0], tuple_(Subscription.next_due, Subscription.id) > after)
    found = due.cte("due")
    alike = (found.c.rule, found.c.next_due, found.c.next_slot, found.c.late_hours)
    is_postgres = session.get_bind().dialect.name == "postgresql"
    ids = cast(func.json_agg(found.c.id), Text) if is_postgres else func.json_group_array(found.c.id, type_=Text)
    grouped = select(*alike, ids, func.count(), func.max(found.c.id)).group_by(*alike).order_by(found.c.next_due)
    rows = await session.execute(grouped.limit(MOST_GROUPS + 1))
    return [
        Alike(rule, Slot(next_due, key, date.fromisoformat(key[:10])), late_hours, listed[1:-1], count, last)
        for rule, next_due, key, late_hours, listed, count, last in rows
    ]
