"""Holding: a claimed delivery that is not posted now: quiet hours, or a schedule that has shown everything."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Update, update

from bot.delivery import notices
from bot.delivery.claiming import Claim, held
from bot.delivery.kit import Kit
from bot.delivery.states import State
from bot.rules import Rule
from bot.storage.audit import SYSTEM, audit
from bot.storage.editions import live_revision
from bot.storage.tables import Delivery, Subscription, Topic

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


async def wait(kit: Kit, claim: Claim, subscription: Subscription, revision_id: int, reason: str) -> None:
    """Everything of a revision was shown: the schedule waits for something new, and who made it is told once.

    Publishing locks the topic as well, and first: either it finds this schedule waiting, or this finds what is new.
    """
    now = kit.clock()
    async with kit.sessions.begin() as session:
        await session.get_one(Topic, subscription.topic_id, with_for_update=True)
        if await live_revision(session, subscription.topic_id) != revision_id:
            await session.execute(_resting(claim, State.RETRYING, "The brief changed while this was made ready.", now))
            return
        if (await session.execute(_resting(claim, State.SKIPPED, reason).returning(Delivery.id))).first() is None:
            return
        row = await session.get_one(Subscription, subscription.id, with_for_update=True)
        if row.state != "active":
            return
        row.state, row.reason = "waiting", reason
        audit(session, now, SYSTEM, "schedule waiting", f"schedule {row.id}", reason=reason)
        await notices.waiting(session, now, row)


def _resting(claim: Claim, state: State, reason: str, retry_at: datetime | None = None) -> Update:
    values = {"state": state, "reason": reason, "retry_at": retry_at, "claimed_by": "", "claimed_until": None}
    return update(Delivery).where(held(claim)).values(**values)
