"""Fanning out: thousands of subscriptions that come due together by few rules are owed and moved on by few statements.

What a subscription owes depends on its rule and slot alone, so it is planned once for all that are alike. A large crowd
is first owed everything, some thousands in a transaction, and moved to its next slots afterwards: posts need the
first, nobody waits for the second. After a crash in between the unique slot keeps what was owed from being owed again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Integer,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    literal,
    select,
    tuple_,
    update,
    values,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.planning import Owed
from bot.delivery.states import State
from bot.rules import Slot
from bot.storage.audit import SYSTEM, audit
from bot.storage.database import insert_selected
from bot.storage.tables import Delivery, Subscription
from bot.words import counted

MOST_GROUPS = 500
"""In one transaction: a crowd in which everybody has a rule of their own must not hold the writer for long."""
COPIED = ("topic_id", "platform", "server", "channel", "kind", "name", "format", "plain")
"""What a delivery takes over from its subscription."""
BY_PLACE = (Subscription.platform, Subscription.server, Subscription.channel)
"""Written in the order of the largest indexes, each of whose pages is then touched once."""
GIVEN = ("slot", "day", "state", "reason", "due")
COLUMNS = ("subscription_id", *COPIED, *GIVEN, "made")

Place = tuple[datetime, int]
"""Where a batch ended, in the order of `next_due` and id."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Subscriptions that owe the same at the same time."""

    rule: str
    """As JSON."""
    slot: Slot
    late_hours: int
    ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """The earliest that are due after some place."""

    groups: Sequence[Alike]
    complete: bool
    """Whether the groups are all that was read; else the rest is due as before once these have moved on."""

    def __len__(self) -> int:
        return sum(len(group.ids) for group in self.groups)

    def end(self) -> Place:
        return max((group.slot.due, max(group.ids)) for group in self.groups)


@dataclass(slots=True)
class Debts:
    """What is owed, by subscription. Those that owe the same are told apart no more, whatever their rules."""

    ids: dict[Owed, list[int]] = field(default_factory=dict)

    def add(self, owed: Owed, ids: Sequence[int]) -> None:
        self.ids.setdefault(owed, []).extend(ids)


async def read_batch(session: AsyncSession, now: datetime, after: Place | None, size: int) -> Batch:
    """Subscriptions that are due, the earliest first, and kept from everybody else until the transaction ends."""
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
        .with_for_update(skip_locked=True)
    )
    if after is not None:
        due = due.where(Subscription.next_due >= after[0], tuple_(Subscription.next_due, Subscription.id) > after)
    found = due.cte("due")
    alike = (found.c.rule, found.c.next_due, found.c.next_slot, found.c.late_hours)
    gather = func.json_agg if _is_postgres(session) else func.json_group_array
    grouped = select(*alike, gather(found.c.id, type_=JSON)).group_by(*alike).order_by(found.c.next_due)
    rows = (await session.execute(grouped.limit(MOST_GROUPS + 1))).all()
    groups = [
        Alike(rule, Slot(next_due, key, date.fromisoformat(key[:10])), late_hours, ids)
        for rule, next_due, key, late_hours, ids in rows[:MOST_GROUPS]
    ]
    return Batch(groups, len(rows) <= MOST_GROUPS)


async def write(session: AsyncSession, now: datetime, debts: Debts) -> int:
    """Make the deliveries, except for slots that have theirs; returns how many. What is left out is audited."""
    left_out = {owed: ids for owed, ids in debts.ids.items() if owed.state == State.SKIPPED}
    to_post = {owed: ids for owed, ids in debts.ids.items() if owed.state != State.SKIPPED}
    made = 0
    for owed, ids in left_out.items():
        skipped = await _insert(session, now, {owed: ids})
        if skipped:
            what = f"schedule {ids[0]}" if len(ids) == 1 else counted(skipped, "schedule")
            audit(session, now, SYSTEM, "delivery skipped", what, reason=owed.reason, slot=owed.slot.key)
        made += skipped
    return made + (await _insert(session, now, to_post) if to_post else 0)


async def _insert(session: AsyncSession, now: datetime, debts: Mapping[Owed, Sequence[int]]) -> int:
    """One statement, however many debts there are: it takes each index's pages in hand once."""
    types = {name: Delivery.__table__.c[name].type for name in (*GIVEN, "made")}
    rows = [(n, o.slot.key, o.slot.day, o.state, o.reason, o.slot.due) for n, o in enumerate(debts)]
    given = values(column("number", Integer), *(column(name, types[name]) for name in GIVEN), name="given")
    owed = select(given.data(rows).cte("given", nesting=True)).subquery("owed")
    each = func.json_each_text if _is_postgres(session) else func.json_each
    numbers = {str(one): number for number, ids in enumerate(debts.values()) for one in ids}
    listed = each(bindparam("numbers", type_=JSON)).table_valued("key", "value")
    copied = [getattr(Subscription, name) for name in COPIED]
    wanted = (
        select(Subscription.id, *copied, *(owed.c[name] for name in GIVEN), literal(now, types["made"]))
        .select_from(listed)
        .join(Subscription, Subscription.id == cast(listed.c.key, Integer))
        .join(owed, owed.c.number == cast(listed.c.value, Integer))
        .order_by(*BY_PLACE)
    )
    return await insert_selected(session, Delivery, COLUMNS, wanted, {"numbers": numbers})


def move(group: Alike, following: Slot | None) -> dict[str, Any]:
    """What `move_on` has to know of a group."""
    due, key = (following.due, following.key) if following else (None, "")
    return {"ids": group.ids, "its_due": group.slot.due, "its_next_due": due, "its_next_slot": key}


async def move_on(session: AsyncSession, moves: Sequence[dict[str, Any]]) -> None:
    """To the next slots, unless somebody was given another one meanwhile."""
    table = Subscription.__table__
    assert isinstance(table, Table)
    values = {name: bindparam(f"its_{name}", type_=table.c[name].type) for name in ("next_due", "next_slot")}
    still = table.c.next_due <= bindparam("its_due", type_=table.c.next_due.type)
    await session.execute(update(table).where(of_group(session), still).values(values), list(moves))


def of_group(session: AsyncSession) -> ColumnElement[bool]:
    """The subscriptions in the parameter `ids`, which is one however many they are."""
    each = func.json_array_elements_text if _is_postgres(session) else func.json_each
    listed = each(bindparam("ids", type_=JSON)).table_valued("value")
    return Subscription.id.in_(select(cast(listed.c.value, Integer)))


def _is_postgres(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
