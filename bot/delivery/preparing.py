"""Preparing: what a claimed delivery has to show, frozen before the first attempt, or why it is not posted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import recording
from bot.delivery.claiming import Claim
from bot.delivery.kit import Kit
from bot.delivery.places import place_of
from bot.delivery.states import State
from bot.platform import Destination
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
    shown_before: int | None
    """The revision that the subscription's last post shows, where that decides about this one."""

    @property
    def withdrawn(self) -> bool:
        return self.revision is not None and self.revision.state == "withdrawn"

    def late(self, now: datetime, kit: Kit) -> bool:
        hours = self.subscription.late_hours if self.subscription else kit.limits.late_hours
        allowed = max(timedelta(hours=hours), timedelta(seconds=kit.limits.grace))
        return now - self.delivery.due > allowed


async def place(kit: Kit, delivery_id: int) -> Destination:
    """Where it goes; that never changes. Raises `NoResultFound`."""
    async with kit.sessions() as session:
        return place_of(await session.get_one(Delivery, delivery_id))


async def read(kit: Kit, delivery_id: int) -> Work:
    async with kit.sessions() as session:
        return await read_in(session, delivery_id)


async def prepare(kit: Kit, claim: Claim, work: Work) -> Work | None:
    """`work` with its parts frozen, or None where it is not to be posted and that is recorded."""
    if work.parts:
        return work
    if (ending := _ending(work, kit.clock(), kit)) is not None:
        await recording.end(kit, claim, *ending)
        return None
    assert work.revision is not None
    async with kit.sessions() as session:
        edition = await kit.edition(session, work.revision)
    messages = await kit.messages(edition, work.delivery)
    if not messages:
        await recording.end(kit, claim, State.SKIPPED, "There is nothing to show in this format.")
        return None
    parts = [
        Part(
            id=kit.token(), delivery_id=claim.delivery_id, position=n, payload=dict(m), revision_id=edition.revision_id
        )
        for n, m in enumerate(messages)
    ]
    if not await recording.freeze(kit, claim, (work.revision.id, work.revision.state), parts):
        await recording.again(kit, claim, "The brief changed while this was made ready.", 0)
        return None
    return replace(work, parts=tuple(parts))


def _ending(work: Work, now: datetime, kit: Kit) -> tuple[State, str] | None:
    """Why a delivery that was never attempted is not to be posted; None where it is."""
    subscription, delivery = work.subscription, work.delivery
    if work.late(now, kit):
        hours = (now - delivery.due).total_seconds() / 3600
        why = f" The last attempt said: {delivery.reason}" if delivery.attempts > 1 and delivery.reason else ""
        return State.EXPIRED, f"It could not be posted for {hours:.0f} hours, which is too late for it.{why}"
    if subscription is not None and subscription.state != "active":
        return State.SKIPPED, f"The schedule was {subscription.state} before this was posted."
    if work.revision is None:
        return State.SKIPPED, "Nothing is published on this topic."
    if work.withdrawn:
        return State.WITHDRAWN, "The brief was withdrawn before this was posted."
    by_rule = delivery.slot[:4].isdigit()
    if by_rule and subscription and subscription.unchanged == "skip" and work.shown_before == work.revision.id:
        return State.SKIPPED, "Nothing changed since the last post here."
    return None


async def read_in(session: AsyncSession, delivery_id: int) -> Work:
    """As `read`, within the caller's transaction: a wave claims and reads many at once."""
    delivery = await session.get_one(Delivery, delivery_id)
    subscription = None
    if delivery.subscription_id is not None:
        subscription = await session.get(Subscription, delivery.subscription_id)
    wanted = select(Part).where(Part.delivery_id == delivery_id).order_by(Part.position)
    parts = tuple((await session.execute(wanted)).scalars())
    if parts and delivery.revision_id is not None:
        revision = await session.get(Revision, delivery.revision_id)
    else:
        revision = await recording.wanted_revision(session, delivery)
    shown_before = None
    if subscription is not None and not parts and subscription.unchanged == "skip":
        shown_before = await last_shown(session, subscription.id, delivery.format, but=delivery.id)
    return Work(delivery, subscription, revision, parts, shown_before)


async def last_shown(
    session: AsyncSession,
    subscription_id: int,
    format: str,  # noqa: A002 - the word that people use for it
    *,
    but: int | None = None,
) -> int | None:
    """The revision that a subscription's last post in a format shows by now; `but` leaves one delivery out."""
    posts = select(Delivery.revision_id).where(
        Delivery.subscription_id == subscription_id, Delivery.state == State.POSTED, Delivery.format == format
    )
    if but is not None:
        posts = posts.where(Delivery.id != but)
    newest = posts.order_by(Delivery.due.desc(), Delivery.id.desc()).limit(1)
    return (await session.execute(newest)).scalar_one_or_none()
