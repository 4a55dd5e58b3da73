"""Ticking: slots that have come become deliveries, once each; what was missed for too long is skipped with a reason.

Thousands of subscriptions come due in the same minute by few rules, so nothing is done for each of them here: those
with the same rule and slot are planned once and written together, some thousands in a transaction, so that posts find
their turn in between.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Integer,
    Select,
    Table,
    Text,
    Update,
    bindparam,
    cast,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import notices
from bot.delivery.limits import Limits
from bot.delivery.planning import Owed, plan
from bot.delivery.states import OPEN, State
from bot.rules import RuleError, Slot
from bot.storage.audit import SYSTEM, audit
from bot.storage.database import Sessions, insert_selected
from bot.storage.tables import Delivery, Part, Subscription
from bot.words import counted

log = logging.getLogger(__name__)

BATCH = 10_000
"""Subscriptions in one transaction, which takes the writer for about a tenth of a second."""
MOST_GROUPS = 500
"""In one transaction: a crowd in which everybody has a rule of their own must not hold the writer either."""
COPIED = ("topic_id", "platform", "server", "channel", "kind", "name", "format", "plain")
"""What a delivery takes over from its subscription."""
BY_PLACE = (Subscription.platform, Subscription.server, Subscription.channel)
"""Written in the order of the largest indexes, each of whose pages is then touched once."""
GIVEN = ("slot", "day", "state", "reason", "due")
COLUMNS = ("subscription_id", *COPIED, *GIVEN, "made")


async def tick(sessions: Sessions, now: datetime, limits: Limits) -> int:
    """Make the deliveries that are due at `now` and move each subscription to its next slot. Returns how many."""
    made = 0
    while await _is_due(sessions, now):
        async with sessions.begin() as session:
            rows = await _batch(session, now, limits)
        if rows is None:
            break  # another replica has them
        made += rows
    return made


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
    posts = select(Delivery.id).where(Delivery.state.in_(OPEN)).exists()
    edits = select(Part.id).where(Part.edit_state == "wanted").exists()
    async with sessions() as session:
        return bool(await session.scalar(select(posts | edits)))


@dataclass(frozen=True, slots=True)
class Alike:
    """Subscriptions that owe the same at the same time."""

    rule: str
    """As JSON."""
    slot: Slot
    late_hours: int
    ids: Sequence[int]


async def _is_due(sessions: Sessions, now: datetime) -> bool:
    """Most ticks find nothing; they must not take the writer's place to know it."""
    due = select(Subscription.id).where(Subscription.state == "active", Subscription.next_due <= now).limit(1)
    async with sessions() as session:
        return (await session.execute(due)).first() is not None


async def _batch(session: AsyncSession, now: datetime, limits: Limits) -> int | None:
    """How many deliveries were made; None where no subscription could be had."""
    groups = await _groups(session, now)
    owed: list[dict[str, Any]] = []
    moves: list[dict[str, Any]] = []
    for group in groups:
        try:
            slots, following = plan(group.rule, group.slot, group.late_hours, now, limits)
        except RuleError as error:  # a zone that this machine's data no longer has must not stop all the others
            await _stop(session, group, now, str(error))
            continue
        owed += [_owed(group, slot) for slot in slots]
        moves.append({"ids": group.ids} | _moved(following))
    made = await insert_selected(session, Delivery, COLUMNS, _wanted(session, now), owed) if owed else 0
    if moves:
        await session.execute(_move(session), moves)
    return made if groups else None


async def _groups(session: AsyncSession, now: datetime) -> Sequence[Alike]:
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
        .limit(BATCH)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    alike = (due.c.rule, due.c.next_due, due.c.next_slot, due.c.late_hours)
    gather = func.json_agg if _is_postgres(session) else func.json_group_array
    grouped = select(*alike, gather(due.c.id, type_=JSON)).group_by(*alike).order_by(due.c.next_due).limit(MOST_GROUPS)
    return [
        Alike(rule, Slot(next_due, key, date.fromisoformat(key[:10])), late_hours, ids)
        for rule, next_due, key, late_hours, ids in await session.execute(grouped)
    ]


def _owed(group: Alike, owed: Owed) -> dict[str, Any]:
    slot = owed.slot
    values = {"slot": slot.key, "day": slot.day, "state": owed.state, "reason": owed.reason, "due": slot.due}
    return {"ids": group.ids} | {f"its_{name}": values[name] for name in GIVEN}


def _wanted(session: AsyncSession, now: datetime) -> Select[Any]:
    """The rows of `COLUMNS` for the subscriptions of a group, given what `_owed` says of it."""
    types = {name: Delivery.__table__.c[name].type for name in (*GIVEN, "made")}
    given = [bindparam(f"its_{name}", type_=types[name]) for name in GIVEN]
    copied = [getattr(Subscription, name) for name in COPIED]
    rows = select(Subscription.id, *copied, *given, literal(now, types["made"])).where(_of_group(session))
    return rows.order_by(*BY_PLACE)


def _move(session: AsyncSession) -> Update:
    table = Subscription.__table__
    assert isinstance(table, Table)
    names = ("next_due", "next_slot")
    values = {name: bindparam(f"its_{name}", type_=table.c[name].type) for name in names}
    return update(table).where(_of_group(session)).values(values)


def _moved(following: Slot | None) -> dict[str, Any]:
    due, key = (following.due, following.key) if following else (None, "")
    return {"its_next_due": due, "its_next_slot": key}


async def _stop(session: AsyncSession, group: Alike, now: datetime, reason: str) -> None:
    """Those who made them are told."""
    log.warning("Stopped %s: %s", counted(len(group.ids), "schedule"), reason)
    found = select(Subscription).where(_of_group(session))
    for subscription in (await session.scalars(found, {"ids": group.ids})).all():
        subscription.state, subscription.reason = "stopped", reason
        audit(session, now, SYSTEM, "schedule stopped", f"schedule {subscription.id}", reason=reason)
        await notices.stopped(session, now, subscription)


def _of_group(session: AsyncSession) -> ColumnElement[bool]:
    """The subscriptions in the parameter `ids`, which is one however many they are."""
    each = func.json_array_elements_text if _is_postgres(session) else func.json_each
    listed = each(bindparam("ids", type_=JSON)).table_valued("value")
    return Subscription.id.in_(select(cast(listed.c.value, Integer)))


def _is_postgres(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
