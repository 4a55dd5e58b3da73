"""Announcing: a publication owes its posts to the schedules that are “when published”, and wakes those that wait.

All of it happens in the transaction that publishes, so no crash comes between.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.places import columns_of, place_of
from bot.delivery.revising import revise
from bot.delivery.states import State
from bot.rules import Rule, RuleError, describe_date
from bot.storage.database import insert_new
from bot.storage.tables import Correction, Delivery, Revision, Subscription


async def published(session: AsyncSession, topic_id: int, revision_id: int) -> None:
    """What a publication, correction or withdrawal means for what is posted; the desk calls it as it happens."""
    await revise(session, topic_id, revision_id)
    revision = await session.get_one(Revision, revision_id)
    if revision.state != "published" or revision.published is None:
        return
    severity = select(Correction.severity).where(Correction.revision_id == revision_id).limit(1)
    corrected = await session.scalar(severity)
    if corrected != "refile":
        await _wake(session, topic_id, revision.published)
    if corrected is None:
        await _owe(session, topic_id, revision_id, revision.published)


async def _wake(session: AsyncSession, topic_id: int, now: datetime) -> None:
    """Those that had shown everything go on from their next time."""
    waiting = select(Subscription).where(Subscription.topic_id == topic_id, Subscription.state == "waiting")
    for subscription in await session.scalars(waiting.with_for_update()):
        subscription.state, subscription.reason = "active", ""
        if subscription.next_due is not None and subscription.next_due <= now:
            slot = Rule.from_json(subscription.rule).next_slot(now)
            subscription.next_due, subscription.next_slot = (slot.due, slot.key) if slot else (None, "")


async def _owe(session: AsyncSession, topic_id: int, revision_id: int, now: datetime) -> None:
    """One post for each schedule that is “when published”; a day that it leaves out is said to be one."""
    active = select(Subscription).where(
        Subscription.topic_id == topic_id, Subscription.state == "active", Subscription.next_due.is_(None)
    )
    rows = [
        row
        for subscription in await session.scalars(active)
        if "published" in subscription.rule
        for row in _row(subscription, f"published:{revision_id}", now)
    ]
    await insert_new(session, Delivery, rows)


def _row(subscription: Subscription, slot: str, now: datetime) -> list[dict[str, Any]]:
    try:
        rule = Rule.from_json(subscription.rule)
    except RuleError as error:  # a zone that this machine's data no longer has
        subscription.state, subscription.reason = "stopped", str(error)
        return []
    day = rule.today(now)
    runs = rule.runs_on(day)
    return [
        {
            "subscription_id": subscription.id,
            "topic_id": subscription.topic_id,
            "slot": slot,
            "day": day,
            "format": subscription.format,
            "state": State.DUE if runs else State.SKIPPED,
            "reason": "Published just then." if runs else _left_out(day),
            "due": rule.quiet_until(now) or now,
            "made": now,
            **columns_of(place_of(subscription)),
        }
    ]


def _left_out(day: date) -> str:
    return f"The schedule posts nothing on {describe_date(day.isoformat())}."
