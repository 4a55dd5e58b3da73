"""Restored: after a backup was put back, nothing that may have been posted since it was taken is posted again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import exists, select, update

from bot.delivery.places import columns_of, place_of
from bot.delivery.states import OPEN, State
from bot.delivery.using import move
from bot.rules import Rule
from bot.storage.audit import SYSTEM, audit
from bot.storage.database import Sessions, insert_new
from bot.storage.tables import Delivery, Part, Subscription


async def settle(sessions: Sessions, now: datetime, taken: datetime) -> int:
    """Close what the backup of `taken` thought was still to be posted by `now`; returns how many posts that were.

    A post of which a part was written waits for a person's word; any other is skipped, with the reason.
    """
    since = f"The database was restored from a backup of {taken:%Y-%m-%d %H:%M} UTC; this may have been posted since."
    async with sessions.begin() as session:
        begun = exists().where(Part.delivery_id == Delivery.id)
        closed = 0
        for condition, state, hint in (
            (begun, State.UNCONFIRMED, "Say “post again” or “it is there”."),
            (~begun, State.SKIPPED, "If it was not: `schedule now`."),
        ):
            values = {"state": state, "reason": f"{since} {hint}", "claimed_by": "", "claimed_until": None}
            ended = update(Delivery).where(Delivery.state.in_(OPEN), condition).values(values).returning(Delivery.id)
            closed += len((await session.execute(ended)).all())
        due = select(Subscription).where(Subscription.next_due <= now, Subscription.state != "removed")
        rows = []
        for subscription in await session.scalars(due):
            rows.append(_skipped(subscription, now, f"{since} If it was not: `schedule now`."))
            move(subscription, Rule.from_json(subscription.rule).next_slot(now))
        await insert_new(session, Delivery, rows)
        audit(session, now, SYSTEM, "database restored", f"backup of {taken:%Y-%m-%d %H:%M} UTC", closed=closed)
    return closed + len(rows)


def _skipped(subscription: Subscription, now: datetime, reason: str) -> dict[str, object]:
    return {
        "subscription_id": subscription.id,
        "topic_id": subscription.topic_id,
        "slot": subscription.next_slot,
        "day": date.fromisoformat(subscription.next_slot[:10]),
        "format": subscription.format,
        "state": State.SKIPPED,
        "reason": reason,
        "due": subscription.next_due,
        "made": now,
        **columns_of(place_of(subscription)),
    }
