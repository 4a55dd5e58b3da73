"""Fanning out: thousands of subscriptions that come due together by few rules are owed and moved on by few statements.

What a subscription owes depends on its rule and slot alone, so it is planned once for all that are alike. A large crowd
is first owed everything, some thousands in a transaction, and moved to its next slots afterwards: posts need the
first, nobody waits for the second. After a crash in between the unique slot keeps what was owed from being owed again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    literal,
    select,
    true,
    update,
    values,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.crowds import Alike
from bot.delivery.planning import Owed
from bot.delivery.states import State
from bot.rules import Slot
from bot.storage.audit import SYSTEM, audit
from bot.storage.database import insert_selected
from bot.storage.tables import Delivery, Subscription
from bot.words import counted

COPIED = ("topic_id", "platform", "server", "channel", "kind", "name", "format", "plain")
"""What a delivery takes over from its subscription."""
BY_PLACE = (Subscription.platform, Subscription.server, Subscription.channel)
"""Written in the order of the largest indexes, each of whose pages is then touched once."""
GIVEN = ("slot", "day", "state", "reason", "due")
COLUMNS = ("subscription_id", *COPIED, *GIVEN, "made")

Debt = tuple[Slot, Owed]
"""The slot that a subscription stands at, and what is owed by whoever still stands there."""


@dataclass(slots=True)
class Debts:
    """What is owed, by groups. Those that owe the same are told apart no more, whatever their rules."""

    groups: dict[Debt, list[Alike]] = field(default_factory=dict)

    def add(self, owed: Owed, group: Alike) -> None:
        self.groups.setdefault((group.slot, owed), []).append(group)


async def write(session: AsyncSession, now: datetime, debts: Debts) -> int:
    """Make the deliveries, except for slots that have theirs; returns how many. What is left out is audited.

    Whoever was paused, removed or given another slot since they were read owes nothing.
    """
    left_out = {debt: groups for debt, groups in debts.groups.items() if debt[1].state == State.SKIPPED}
    to_post = {debt: groups for debt, groups in debts.groups.items() if debt[1].state != State.SKIPPED}
    made = 0
    for debt, groups in left_out.items():
        skipped = await _insert(session, now, {debt: groups})
        if skipped:
            alone = sum(group.count for group in groups) == 1
            what = f"schedule {groups[0].last}" if alone else counted(skipped, "schedule")
            audit(session, now, SYSTEM, "delivery skipped", what, reason=debt[1].reason, slot=debt[1].slot.key)
        made += skipped
    return made + (await _insert(session, now, to_post) if to_post else 0)


async def _insert(session: AsyncSession, now: datetime, debts: Mapping[Debt, Sequence[Alike]]) -> int:
    """One statement, however many debts there are: it takes each index's pages in hand once."""
    owed, copied = _given(list(debts)), [getattr(Subscription, name) for name in COPIED]
    made = literal(now, Delivery.__table__.c.made.type)
    wanted = _standing(session, owed).with_only_columns(
        Subscription.id, *copied, *(owed.c[name] for name in GIVEN), made
    )
    if _is_postgres(session):  # whoever is being changed at this moment is left for the next tick
        wanted = wanted.with_for_update(of=Subscription, skip_locked=True)
    numbers = ",".join(f"[{','.join(group.ids for group in groups)}]" for groups in debts.values())
    return await insert_selected(session, Delivery, COLUMNS, wanted, {"numbers": f"[{numbers}]"})


def _given(debts: Sequence[Debt]) -> Subquery:
    """The debts as rows with their number, and the slot at which a subscription has to stand."""
    types = {name: Delivery.__table__.c[name].type for name in GIVEN}
    types |= {"its_due": Subscription.__table__.c.next_due.type, "its_slot": Subscription.__table__.c.next_slot.type}
    rows = [
        (n, o.slot.key, o.slot.day, o.state, o.reason, o.slot.due, slot.due, slot.key)
        for n, (slot, o) in enumerate(debts)
    ]
    given = values(column("number", Integer), *(column(name, kind) for name, kind in types.items()), name="given")
    return select(given.data(rows).cte("given", nesting=True)).subquery("owed")


def _standing(session: AsyncSession, owed: Subquery) -> Select[Any]:
    """Subscriptions of the lists in the parameter `numbers`, one for each row of `owed`, that still stand there.

    The text that is added to the state keeps both databases from going through all that is due for each list.
    """
    ids = _listed(session)
    return (
        select(Subscription.id)
        .select_from(ids)
        .join(owed, owed.c.number == ids.c.number)
        .join(Subscription, Subscription.id == ids.c.id)
        .where(Subscription.state + "" == "active")
        .where(Subscription.next_due == owed.c.its_due, Subscription.next_slot == owed.c.its_slot)
        .order_by(*BY_PLACE)
    )


def _listed(session: AsyncSession) -> Subquery:
    """The ids in the lists, each with its list's number. By the offset PostgreSQL carries these two from row to row
    where it locks rows, and not the whole list."""
    if _is_postgres(session):
        lists = func.json_array_elements(cast(bindparam("numbers", type_=Text), JSON))
        listed = lists.table_valued("value", with_ordinality="number", name="listed").render_derived()
        one = func.json_array_elements_text(listed.c.value).table_valued("value", name="one").render_derived()
        each = select(cast(one.c.value, Integer).label("id"), (listed.c.number - 1).label("number"))
        return each.select_from(listed.join(one, true())).offset(0).subquery("ids")
    listed = func.json_each(bindparam("numbers", type_=Text)).table_valued("key", "value", name="listed")
    one = func.json_each(listed.c.value).table_valued("value", name="one")
    each = select(cast(one.c.value, Integer).label("id"), listed.c.key.label("number"))
    return each.select_from(listed.join(one, true())).subquery("ids")


def move(group: Alike, owed: Sequence[Owed], following: Slot | None) -> dict[str, Any]:
    """What `move_on` has to know of a group."""
    due, key = (following.due, following.key) if following else (None, "")
    return {
        "ids": f"[{group.ids}]",
        "its_due": group.slot.due,
        "its_slot": owed[-1].slot.key,
        "its_next_due": due,
        "its_next_slot": key,
    }


async def move_on(session: AsyncSession, moves: Sequence[dict[str, Any]]) -> None:
    """To the next slots: those that were owed their last one, unless somebody gave them another one meanwhile."""
    table = Subscription.__table__
    assert isinstance(table, Table)
    values = {name: bindparam(f"its_{name}", type_=table.c[name].type) for name in ("next_due", "next_slot")}
    still = table.c.next_due <= bindparam("its_due", type_=table.c.next_due.type)
    owed = select(Delivery.id).where(Delivery.subscription_id == table.c.id, Delivery.slot == bindparam("its_slot"))
    await session.execute(update(table).where(of_group(session), still, owed.exists()).values(values), list(moves))


def of_group(session: AsyncSession) -> ColumnElement[bool]:
    """The subscriptions in the parameter `ids`, a JSON list as text: one parameter however many they are."""
    ids = bindparam("ids", type_=Text)
    listed = func.json_array_elements_text(cast(ids, JSON)) if _is_postgres(session) else func.json_each(ids)
    return Subscription.id.in_(select(cast(listed.table_valued("value").c.value, Integer)))


def _is_postgres(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
