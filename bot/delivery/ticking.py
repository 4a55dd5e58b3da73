"""Ticking: slots that have come become deliveries, once each; what was missed for too long is skipped with a reason."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.limits import Limits
from bot.delivery.places import columns_of, place_of
from bot.delivery.states import State
from bot.rules import Rule, RuleError, Slot
from bot.storage.database import Sessions, insert_new
from bot.storage.tables import Delivery, Subscription

BATCH = 500
LONGEST_GAP = timedelta(days=8)
"""Any rule has a slot in this time: to find the newest one missed it is enough to look so far back."""


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


@dataclass(frozen=True, slots=True)
class Owed:
    """One slot that has come, and what becomes of it."""

    slot: Slot
    state: State
    reason: str = ""


@lru_cache(maxsize=1000)  # thousands of subscriptions share a rule, and come due together
def plan(
    rule: str, current: Slot, late_hours: int, now: datetime, limits: Limits
) -> tuple[tuple[Owed, ...], Slot | None]:
    """What a subscription to `rule` (as JSON), whose next slot is `current`, owes at `now`, and its next slot, if any.

    At most one of the slots owed is to be posted. Raises `RuleError`.
    """
    read = Rule.from_json(json.loads(rule))
    newest = _newest(read, current, now)
    allowed = max(timedelta(hours=late_hours), timedelta(seconds=limits.grace))
    owed = []
    if newest != current:
        why = f"Missed together with what followed, until {newest.key.replace('T', ' ')}: Readout was not running."
        owed.append(Owed(current, State.SKIPPED, why))
    if now - newest.due <= allowed:
        owed.append(Owed(newest, State.DUE))
    else:
        hours = (now - newest.due).total_seconds() / 3600
        why = f"Missed by {hours:.0f} hours, with {late_hours} allowed: Readout was not running."
        owed.append(Owed(newest, State.SKIPPED, why))
    return tuple(owed), read.next_slot(max(now, newest.due))


def _newest(rule: Rule, current: Slot, now: datetime) -> Slot:
    newest = current
    for slot in rule.slots(max(current.due, now - LONGEST_GAP)):
        if slot.due > now:
            break
        newest = slot if slot.key != current.key else newest
    return newest


async def _is_due(sessions: Sessions, now: datetime) -> bool:
    """Most ticks find nothing; they must not take the writer's place to know it."""
    due = select(Subscription.id).where(Subscription.state == "active", Subscription.next_due <= now).limit(1)
    async with sessions() as session:
        return (await session.execute(due)).first() is not None


async def _batch(session: AsyncSession, now: datetime, limits: Limits) -> int | None:
    """How many deliveries were made; None where no subscription could be had."""
    due = (
        select(Subscription)
        .where(Subscription.state == "active", Subscription.next_due <= now)
        .order_by(Subscription.next_due, Subscription.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    found = (await session.execute(due)).scalars().all()
    rows: list[dict[str, Any]] = []
    for subscription in found:
        assert subscription.next_due is not None
        key = subscription.next_slot
        current = Slot(subscription.next_due, key, date.fromisoformat(key[:10]))
        try:
            owed, following = plan(json.dumps(subscription.rule), current, subscription.late_hours, now, limits)
        except RuleError as error:  # a zone that this machine's data no longer has must not stop all the others
            subscription.state, subscription.reason = "stopped", str(error)
            continue
        rows += [_row(subscription, one, now) for one in owed]
        subscription.next_due = following.due if following else None
        subscription.next_slot = following.key if following else ""
    await insert_new(session, Delivery, rows)
    return len(rows) if found else None


def _row(subscription: Subscription, owed: Owed, now: datetime) -> dict[str, Any]:
    return {
        "subscription_id": subscription.id,
        "topic_id": subscription.topic_id,
        "slot": owed.slot.key,
        "day": owed.slot.day,
        "format": subscription.format,
        "state": owed.state,
        "reason": owed.reason,
        "due": owed.slot.due,
        "made": now,
        **columns_of(place_of(subscription)),
    }
