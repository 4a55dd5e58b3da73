"""Preparing: what a claimed delivery has to show, frozen before the first attempt, or why it is not posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import holding, recording
from bot.delivery.choosing import Asked, Left, choose, pasts_of
from bot.delivery.claiming import Claim
from bot.delivery.kit import Kit
from bot.delivery.notices import LATE_HOURS
from bot.delivery.places import place_of
from bot.delivery.showing import NOTICE, Showing
from bot.delivery.states import State
from bot.platform import Destination
from bot.rules import Rule, RuleError
from bot.storage.editions import Edition
from bot.storage.tables import Delivery, Part, Revision, Subscription


@dataclass(frozen=True, slots=True)
class Work:
    """A claimed delivery with what decides about it, as read together."""

    delivery: Delivery
    subscription: Subscription | None
    revision: Revision | None
    """What it has to show: its own where it has one, else what is live."""
    parts: tuple[Part, ...]
    """In order; empty before the first attempt."""

    @property
    def withdrawn(self) -> bool:
        return self.revision is not None and self.revision.state == "withdrawn" and not self.is_notice

    @property
    def is_notice(self) -> bool:
        return self.delivery.format == NOTICE

    @property
    def asked(self) -> bool:
        """Somebody wanted it now, whatever the schedule would do."""
        return self.delivery.slot.startswith("demand:")

    @property
    def begun(self) -> bool:
        """A message of it may be there: it is seen through."""
        return any(part.first_tried is not None or part.posted is not None for part in self.parts)

    def late(self, now: datetime, kit: Kit) -> bool:
        return now - self.delivery.due > self.allowed(kit)

    def allowed(self, kit: Kit) -> timedelta:
        """How late it may come."""
        hours = (
            self.subscription.late_hours
            if self.subscription
            else LATE_HOURS
            if self.is_notice
            else kit.limits.late_hours
        )
        return max(timedelta(hours=hours), timedelta(seconds=kit.limits.grace))


async def place(kit: Kit, delivery_id: int) -> Destination:
    """Where it goes; that never changes. Raises `NoResultFound`."""
    async with kit.sessions() as session:
        return place_of(await session.get_one(Delivery, delivery_id))


async def read(kit: Kit, delivery_id: int) -> Work:
    async with kit.sessions() as session:
        return await read_in(session, delivery_id)


async def prepare(kit: Kit, claim: Claim, work: Work) -> Work | None:
    """`work` with its parts frozen, or None where it is not to be posted now and that is recorded."""
    if work.begun:
        return work
    if not work.parts and (ending := _ending(work, kit.clock(), kit)) is not None:
        await recording.end(kit, claim, *ending)
        return None
    if await _is_quiet(kit, claim, work):
        return None
    return work if work.parts else await _frozen(kit, claim, work)


async def _frozen(kit: Kit, claim: Claim, work: Work) -> Work | None:
    assert work.revision is not None
    async with kit.sessions() as session:
        edition = await kit.edition(session, work.revision)
    showing = await _showing(kit, claim, work, edition)
    if showing is None:
        return None
    messages = await kit.draw(edition, work.delivery.platform, showing)
    if not messages:
        await recording.end(kit, claim, State.SKIPPED, "There is nothing to show in this format.")
        return None
    parts = [
        Part(
            id=kit.token(), delivery_id=claim.delivery_id, position=n, payload=dict(m), revision_id=edition.revision_id
        )
        for n, m in enumerate(messages)
    ]
    shown = {"format": showing.format, "subject": showing.subject, "plain": showing.plain}
    made_from = {"from_revision_id": edition.revision_id}
    if not await recording.freeze(kit, claim, (work.revision.id, work.revision.state), parts, **shown, **made_from):
        await recording.again(kit, claim, "The brief changed while this was made ready.", 0)
        return None
    return replace(work, parts=tuple(parts))


async def _showing(kit: Kit, claim: Claim, work: Work, edition: Edition) -> Showing | None:
    """What it shows, or None where nothing is left to show and that is recorded."""
    if work.subscription is None:
        return Showing.of(work.delivery)
    asked = Asked(work.subscription.id, edition.revision_id, work.delivery.id)
    past = await kit.reads(pasts_of, pasts_of, asked)
    chosen = await choose(kit, work.subscription, edition, past, asked=work.asked)
    if not isinstance(chosen, Left):
        return replace(chosen.showing, silent=work.subscription.silent)
    if chosen.waits:
        await holding.wait(kit, claim, work.subscription, edition.revision_id, chosen.why)
    else:
        await recording.end(kit, claim, State.SKIPPED, chosen.why)
    return None


async def _is_quiet(kit: Kit, claim: Claim, work: Work) -> bool:
    """In the schedule's quiet hours it is held until they are over, or left out where that is too late."""
    if work.subscription is None or "quiet" not in work.subscription.rule or work.asked:
        return False
    try:
        rule = Rule.from_json(work.subscription.rule)
    except RuleError:  # its zone is gone: the next tick stops it
        return False
    until = rule.quiet_until(kit.clock())
    if until is None:
        return False
    if until - work.delivery.due > work.allowed(kit):
        hours = (until - work.delivery.due).total_seconds() / 3600
        why = f"The quiet hours ({rule.quiet}, {rule.zone}) end {hours:.0f} hours after it was due: too late for it."
        await recording.end(kit, claim, State.SKIPPED, why)
    else:
        await holding.hold(kit, claim, until, rule)
    return True


def _ending(work: Work, now: datetime, kit: Kit) -> tuple[State, str] | None:
    """Why a delivery that was never attempted is not to be posted; None where it is."""
    subscription, delivery = work.subscription, work.delivery
    if work.late(now, kit):
        hours = (now - delivery.due).total_seconds() / 3600
        why = f" The last attempt said: {delivery.reason}" if delivery.attempts > 1 and delivery.reason else ""
        return State.EXPIRED, f"It could not be posted for {hours:.0f} hours, which is too late for it.{why}"
    if subscription is not None and subscription.state not in ("active", "waiting"):
        return State.SKIPPED, f"The schedule was {subscription.state} before this was posted."
    if work.revision is None:
        return State.SKIPPED, "Nothing is published on this topic."
    if work.withdrawn:
        return State.WITHDRAWN, "The brief was withdrawn before this was posted."
    return None


async def read_in(session: AsyncSession, delivery_id: int, known: Sequence[Part] | None = None) -> Work:
    """As `read`, within the caller's transaction: a wave claims and reads many at once, and knows their parts."""
    delivery = await session.get_one(Delivery, delivery_id)
    subscription = None
    if delivery.subscription_id is not None:
        subscription = await session.get(Subscription, delivery.subscription_id)
    if known is None:
        wanted = select(Part).where(Part.delivery_id == delivery_id).order_by(Part.position)
        known = (await session.execute(wanted)).scalars().all()
    parts = tuple(known)
    if parts and delivery.revision_id is not None:
        revision = await session.get(Revision, delivery.revision_id)
    else:
        revision = await recording.wanted_revision(session, delivery)
    return Work(delivery, subscription, revision, parts)
