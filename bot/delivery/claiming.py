"""Claiming: one worker at a time holds a delivery, with a lease that lapses if the worker dies."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Update, and_, exists, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, aliased

from bot.delivery.kit import Kit
from bot.delivery.states import OPEN, State
from bot.storage.tables import Delivery, Part

LONGEST_WAIT = timedelta(minutes=30)
"""A moment further off was set before the clock stepped back: it counts as passed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`token` is this claim's own: who lost the delivery to another worker finds it gone."""

    delivery_id: int
    token: str


async def due_posts(kit: Kit, platform: str, now: datetime, count: int, but: Collection[int]) -> Sequence[int]:
    """Deliveries that may be posted now, oldest first, one for each destination: the one whose turn it is."""
    wanted = (
        select(Delivery.id)
        .where(Delivery.platform == platform, _postable(kit, now), _first_in_line(), Delivery.id.not_in(but))
        .order_by(Delivery.due, Delivery.id)
        .limit(count)
    )
    async with kit.sessions() as session:
        return (await session.execute(wanted)).scalars().all()


async def due_edits(kit: Kit, platform: str, now: datetime, count: int, but: Collection[int]) -> Sequence[int]:
    """Deliveries with posted messages that have to show something else; what is still being posted waits."""
    wanted = (
        select(Delivery.id)
        .where(
            Delivery.platform == platform,
            Delivery.state.not_in(OPEN),
            _lapsed(kit, now),
            Delivery.id.not_in(but),
            exists().where(Part.delivery_id == Delivery.id, *editable(now)),
        )
        .order_by(Delivery.id)
        .limit(count)
    )
    async with kit.sessions() as session:
        return (await session.execute(wanted)).scalars().all()


def editable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Part.edit_state == "wanted", Part.posted.is_not(None), _passed(Part.edit_at, now)


async def claim_post(kit: Kit, delivery_id: int) -> Claim | None:
    """Take a delivery to post it, or None where it is not its turn or somebody else has it."""
    now, claim = kit.clock(), Claim(delivery_id, kit.token())
    wanted = (
        update(Delivery)
        .where(Delivery.id == delivery_id, _postable(kit, now), _first_in_line())
        .values(state=State.CLAIMED, attempts=Delivery.attempts + 1, **_lease(kit, claim, now))
        .returning(Delivery.id)
    )
    async with kit.sessions.begin() as session:
        return claim if (await session.execute(wanted)).first() else None


async def claim_edit(kit: Kit, delivery_id: int) -> Claim | None:
    """Take a delivery to edit its messages; its state stays."""
    now, claim = kit.clock(), Claim(delivery_id, kit.token())
    wanted = (
        update(Delivery)
        .where(Delivery.id == delivery_id, Delivery.state.not_in(OPEN), _lapsed(kit, now))
        .values(**_lease(kit, claim, now))
        .returning(Delivery.id)
    )
    async with kit.sessions.begin() as session:
        return claim if (await session.execute(wanted)).first() else None


def renewal(kit: Kit, claim: Claim) -> Update:
    """The statement that renews a claim; it finds no row when the claim was lost."""
    now = kit.clock()
    return update(Delivery).where(held(claim)).values(**_lease(kit, claim, now)).returning(Delivery.id)


def held(claim: Claim) -> ColumnElement[bool]:
    return and_(Delivery.id == claim.delivery_id, Delivery.claimed_by == claim.token)


async def release(kit: Kit, claim: Claim) -> None:
    """Let go without any change of state."""
    wanted = update(Delivery).where(held(claim)).values(claimed_by="", claimed_until=None)
    async with kit.sessions.begin() as session:
        await session.execute(wanted)


async def forget_claims(kit: Kit) -> None:
    """Drop the claims that a former process left."""
    wanted = update(Delivery).where(Delivery.claimed_until.is_not(None)).values(claimed_by="", claimed_until=None)
    async with kit.sessions.begin() as session:
        await session.execute(wanted)


def _lease(kit: Kit, claim: Claim, now: datetime) -> dict[str, object]:
    return {"claimed_by": claim.token, "claimed_until": now + timedelta(seconds=kit.limits.lease)}


def _postable(kit: Kit, now: datetime) -> ColumnElement[bool]:
    waiting = and_(Delivery.state.in_((State.DUE, State.RETRYING)), _passed(Delivery.retry_at, now))
    return or_(waiting, and_(Delivery.state == State.CLAIMED, _lapsed(kit, now)))


def _lapsed(kit: Kit, now: datetime) -> ColumnElement[bool]:
    """Also a lease that ends too far ahead: the clock was stepped back under it."""
    until = Delivery.claimed_until
    return or_(until.is_(None), until < now, until > now + timedelta(seconds=2 * kit.limits.lease))


def _passed(moment: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    return or_(moment.is_(None), moment <= now, moment > now + LONGEST_WAIT)


def _first_in_line() -> ColumnElement[bool]:
    """No earlier delivery for the same destination is still on its way."""
    earlier = aliased(Delivery)
    return ~exists().where(
        earlier.platform == Delivery.platform,
        earlier.server == Delivery.server,
        earlier.channel == Delivery.channel,
        earlier.state.in_(OPEN),
        or_(earlier.due < Delivery.due, and_(earlier.due == Delivery.due, earlier.id < Delivery.id)),
    )
