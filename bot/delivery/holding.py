"""Holding: a claimed delivery that is not posted now: quiet hours, or a schedule that has shown everything."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from bot.delivery import notices
from bot.delivery.claiming import Claim, held
from bot.delivery.kit import Kit
from bot.delivery.states import State
from bot.rules import Rule
from bot.storage.audit import SYSTEM, audit
from bot.storage.tables import Delivery, Subscription

LOOK = timedelta(minutes=15)
"""What is held is looked at again so often; a clock that was set does no harm then."""


async def hold(kit: Kit, claim: Claim, until: datetime, rule: Rule) -> None:
    """Let go until quiet hours are over; it counts as due then, and others for the same place go before it."""
    reason = f"Quiet hours ({rule.quiet}, {rule.zone}): it is posted when they are over."
    again = min(until, kit.clock() + LOOK)
    values = {"state": State.DUE, "reason": reason, "due": until, "retry_at": again, "attempts": 0}
    wanted = update(Delivery).where(held(claim)).values(claimed_by="", claimed_until=None, **values)
    async with kit.sessions.begin() as session:
        await session.execute(wanted)


async def wait(kit: Kit, claim: Claim, subscription_id: int, reason: str) -> None:
    """Everything was shown: the schedule waits for something new, and who made it is told once."""
    now = kit.clock()
    wanted = (
        update(Delivery)
        .where(held(claim))
        .values(state=State.SKIPPED, reason=reason, retry_at=None, claimed_by="", claimed_until=None)
    )
    async with kit.sessions.begin() as session:
        if (await session.execute(wanted.returning(Delivery.id))).first() is None:
            return
        subscription = await session.get_one(Subscription, subscription_id, with_for_update=True)
        if subscription.state != "active":
            return
        subscription.state, subscription.reason = "waiting", reason
        audit(session, now, SYSTEM, "schedule waiting", f"schedule {subscription.id}", reason=reason)
        await notices.waiting(session, now, subscription)
