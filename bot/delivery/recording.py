"""Recording: what became of a claimed delivery. For a claim that was lost only what was posted is recorded."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.claiming import Claim, held
from bot.delivery.kit import Kit
from bot.delivery.places import place_of, shown
from bot.delivery.states import OPEN, State
from bot.storage.audit import SYSTEM, audit
from bot.storage.editions import live_revision
from bot.storage.tables import Delivery, Part, Revision, Subscription

log = logging.getLogger(__name__)

LONGEST_BUSY = 900.0
"""A platform that asks for more is asked again in a quarter of an hour; look-ups and retries stay alive so."""


async def end(kit: Kit, claim: Claim, state: State, reason: str) -> None:
    """The delivery rests in `state`."""
    async with kit.sessions.begin() as session:
        await _set(session, claim, state=state, reason=reason, retry_at=None)


async def again(kit: Kit, claim: Claim, reason: str, seconds: float | None = None) -> None:
    """Try once more after `seconds`, or after a pause that grows with the attempts."""
    async with kit.sessions.begin() as session:
        attempts = await session.scalar(select(Delivery.attempts).where(held(claim)))
        if attempts is None:
            return
        wait = kit.limits.pause(attempts, kit.chance) if seconds is None else min(seconds, LONGEST_BUSY)
        retry_at = kit.clock() + timedelta(seconds=wait)
        await _set(session, claim, state=State.RETRYING, reason=reason, retry_at=retry_at)


async def failed(kit: Kit, claim: Claim, reason: str) -> None:
    """Readout itself failed: once more, but a fault that stays is handed to a person after some hours."""
    async with kit.sessions() as session:
        attempts = await session.scalar(select(Delivery.attempts).where(held(claim)))
    if attempts is not None and attempts >= kit.limits.failures:
        await end(kit, claim, State.UNCONFIRMED, f"{reason} It failed {attempts} times and may be posted in part.")
    else:
        await again(kit, claim, reason)


async def freeze(kit: Kit, claim: Claim, revision: tuple[int, str], parts: list[Part], **shown: Any) -> bool:
    """Keep the messages as they will be sent, for every attempt to come, and in the delivery what they show.

    False where the claim was lost, or where `revision` (id and state) is no longer what the delivery has to show. The
    claim is renewed first: that holds the row, so `revise` either is seen here or finds these parts.
    """
    until = kit.clock() + timedelta(seconds=kit.limits.lease)
    async with kit.sessions.begin() as session:
        if not await _set(session, claim, release=False, claimed_until=until):
            return False
        delivery = await session.get_one(Delivery, claim.delivery_id)
        current = await wanted_revision(session, delivery)
        if current is None or (current.id, current.state) != revision:
            return False
        delivery.revision_id = current.id
        for name, value in shown.items():
            setattr(delivery, name, value)
        session.add_all(parts)
        return True


async def wanted_revision(session: AsyncSession, delivery: Delivery) -> Revision | None:
    """What a delivery without parts has to show: what is live, or for a shared reply what it was shared from."""
    own = delivery.revision_id if delivery.subscription_id is None else None
    revision_id = own or await live_revision(session, delivery.topic_id)
    return None if revision_id is None else await session.get(Revision, revision_id)


async def tried(kit: Kit, claim: Claim, part: Part, first: datetime | None, last: datetime | None) -> bool:
    """Note an attempt before it is made (or take it back), with the claim renewed. False where the claim was lost."""
    until = kit.clock() + timedelta(seconds=kit.limits.lease)
    async with kit.sessions.begin() as session:
        kept = await _set(session, claim, release=False, claimed_until=until)
        if kept:
            noted = update(Part).where(Part.id == part.id).values(first_tried=first, last_tried=last)
            await session.execute(noted)
        return kept


async def posted(kit: Kit, claim: Claim, part: Part, message: str) -> None:
    """The message is there. When it was the last one, the delivery is posted, and whatever has to change is next."""
    now = kit.clock()
    async with kit.sessions.begin() as session:
        noted = update(Part).where(Part.id == part.id, Part.posted.is_(None)).values(message=message, posted=now)
        await session.execute(noted)
        left = select(Part.id).where(Part.delivery_id == part.delivery_id, Part.posted.is_(None)).limit(1)
        if (await session.execute(left)).first() is None:
            await _finish(session, claim, now)


async def refused(kit: Kit, claim: Claim, reason: str) -> None:
    """The platform will never take it: the subscription stops, and with it what else it owes."""
    now = kit.clock()
    async with kit.sessions.begin() as session:
        if not await _set(session, claim, state=State.REFUSED, reason=reason, retry_at=None):
            return
        delivery = await session.get_one(Delivery, claim.delivery_id)
        if delivery.subscription_id is None:
            return
        stopped = await session.get_one(Subscription, delivery.subscription_id)
        if stopped.state != "active":
            return
        stopped.state, stopped.reason = "stopped", reason
        owed = (Delivery.subscription_id == stopped.id, Delivery.state.in_(OPEN), Delivery.attempts == 0)
        await session.execute(update(Delivery).where(*owed).values(state=State.REFUSED, reason=reason))
        audit(session, now, SYSTEM, "schedule stopped", f"schedule {stopped.id}", reason=reason)
        log.warning("Schedule %s for %s was stopped: %s", stopped.id, shown(place_of(stopped)), reason)


async def withdrawn(kit: Kit, claim: Claim) -> None:
    """The brief was withdrawn while this was on its way: what is not posted never will be."""
    reason = "The brief was withdrawn before this was posted."
    async with kit.sessions.begin() as session:
        if not await _set(session, claim, release=False, state=State.WITHDRAWN, reason=reason, retry_at=None):
            return
        of_this = Part.delivery_id == claim.delivery_id
        await session.execute(delete(Part).where(of_this, Part.posted.is_(None)))
        if (await session.execute(select(Part.id).where(of_this).limit(1))).first() is None:
            await _set(session, claim)
        else:
            await _finish(session, claim, kit.clock())


async def _finish(session: AsyncSession, claim: Claim, now: datetime) -> None:
    first = func.coalesce(Delivery.posted, now, type_=Delivery.posted.type)
    await _set(session, claim, state=State.POSTED, reason="", retry_at=None, posted=first)


async def _set(session: AsyncSession, claim: Claim, *, release: bool = True, **values: Any) -> bool:
    if release:
        values |= {"claimed_by": "", "claimed_until": None}
    changed = update(Delivery).where(held(claim)).values(**values).returning(Delivery.id)
    return (await session.execute(changed)).first() is not None
