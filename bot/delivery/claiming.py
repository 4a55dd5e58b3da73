"""Claiming: one worker at a time holds a delivery, with a lease that lapses if the worker dies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Update, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
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


def editable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Part.edit_state == "wanted", Part.posted.is_not(None), _passed(Part.edit_at, now)


async def claim_posts(kit: Kit, session: AsyncSession, wanted: Sequence[int]) -> dict[int, Claim]:
    """Take those whose turn it is and that nobody else has, to post them; the others are left out."""
    now, token = kit.clock(), kit.token()
    mine = _free(session, Delivery.id.in_(wanted), _postable(kit, now), first_in_line(Delivery))
    taken = update(Delivery).where(Delivery.id.in_(mine))
    return await _taken(session, taken.values(state=State.CLAIMED, attempts=Delivery.attempts + 1), kit, token, now)


async def claim_edits(kit: Kit, session: AsyncSession, wanted: Sequence[int]) -> dict[int, Claim]:
    """Take those whose messages can be edited; their state stays."""
    now, token = kit.clock(), kit.token()
    mine = _free(session, Delivery.id.in_(wanted), Delivery.state.not_in(OPEN), unclaimed(kit, now))
    return await _taken(session, update(Delivery).where(Delivery.id.in_(mine)), kit, token, now)


def _free(session: AsyncSession, *conditions: ColumnElement[bool]) -> Select[int]:
    """Rows that another replica is just claiming are passed over instead of waited for."""
    free = select(Delivery.id).where(*conditions)
    on_postgres = session.get_bind().dialect.name == "postgresql"
    return free.with_for_update(skip_locked=True, of=Delivery) if on_postgres else free


async def _taken(session: AsyncSession, taken: Update, kit: Kit, token: str, now: datetime) -> dict[int, Claim]:
    until = now + timedelta(seconds=kit.limits.lease)
    changed = taken.values(claimed_by=token, claimed_until=until).returning(Delivery.id)
    rows = await session.execute(changed, execution_options={"synchronize_session": False})
    return {row.id: Claim(row.id, token) for row in rows}


def held(claim: Claim) -> ColumnElement[bool]:
    return and_(Delivery.id == claim.delivery_id, Delivery.claimed_by == claim.token)


async def forget_claims(kit: Kit) -> None:
    """Drop the claims that a former process left."""
    wanted = update(Delivery).where(Delivery.claimed_until.is_not(None)).values(claimed_by="", claimed_until=None)
    async with kit.sessions.begin() as session:
        await session.execute(wanted)


def _postable(kit: Kit, now: datetime) -> ColumnElement[bool]:
    waiting = and_(Delivery.state.in_((State.DUE, State.RETRYING)), may_try(Delivery, now, now + LONGEST_WAIT))
    return or_(waiting, lapsed(kit, now))


def unclaimed(kit: Kit, now: datetime) -> ColumnElement[bool]:
    """Or the lease has run out. Also one that ends too far ahead: the clock was stepped back under it.

    After the clock was set no lease of another process can be read by it, until whatever was under way is over.
    """
    until = Delivery.claimed_until
    if kit.steadiness.believed(kit.limits.lands) > 0:
        return until.is_(None)
    return or_(until.is_(None), until < now, until > now + timedelta(seconds=2 * kit.limits.lease))


def _passed(moment: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    return or_(moment.is_(None), moment <= now, moment > now + LONGEST_WAIT)


def may_try(row: type[Delivery], now: Any, ahead: Any) -> ColumnElement[bool]:
    """`ahead` lies `LONGEST_WAIT` after `now`."""
    return or_(row.retry_at.is_(None), row.retry_at <= now, row.retry_at > ahead)


def lapsed(kit: Kit, now: datetime) -> ColumnElement[bool]:
    """Claimed by somebody who died."""
    return and_(Delivery.state == State.CLAIMED, unclaimed(kit, now))


@cache
def first_in_line(row: type[Delivery]) -> ColumnElement[bool]:
    """No earlier delivery for the same destination is still on its way.

    It is asked row by row, by the index of places: the offset keeps PostgreSQL from joining all rows, and the text that
    is added to the state from going through all that is due, which it would where it has no statistics yet.
    """
    earlier = aliased(Delivery)
    found = select(earlier.id).where(
        earlier.platform == row.platform,
        earlier.server == row.server,
        earlier.channel == row.channel,
        (earlier.state + "").in_(OPEN),
        or_(earlier.due < row.due, and_(earlier.due == row.due, earlier.id < row.id)),
    )
    return ~found.offset(0).exists()
