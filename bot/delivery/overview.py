"""Overview: how a newsroom's posts stand, for whoever watches over them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.states import State
from bot.storage.tables import Delivery, Subscription, Topic

TROUBLE = (State.UNCONFIRMED, State.RETRYING, State.REFUSED, State.EXPIRED)
"""States that somebody may want to do something about."""


@dataclass(frozen=True, slots=True)
class Post:
    """One delivery with the name of its topic."""

    delivery: Delivery
    topic: str


@dataclass(frozen=True, slots=True)
class NextPost:
    """A subscription with the name of its topic, and when it posts next."""

    subscription: Subscription
    topic: str
    due: datetime


async def posts(
    session: AsyncSession, newsroom_id: int, count: int, *, states: Collection[State] = (), before: int = 0
) -> Sequence[Post]:
    """The newsroom's deliveries, the newest first; `before` is the number of a delivery to go on from."""
    wanted = (
        select(Delivery, Topic.name)
        .join(Topic, Delivery.topic_id == Topic.id)
        .where(Topic.newsroom_id == newsroom_id)
        .order_by(Delivery.id.desc())
        .limit(count)
    )
    if states:
        wanted = wanted.where(Delivery.state.in_(states))
    if before:
        wanted = wanted.where(Delivery.id < before)
    return [Post(delivery, topic) for delivery, topic in await session.execute(wanted)]


async def counts(session: AsyncSession, newsroom_id: int) -> dict[State, int]:
    """How many of the newsroom's deliveries are in each state."""
    found = await session.execute(
        select(Delivery.state, func.count())
        .join(Topic, Delivery.topic_id == Topic.id)
        .where(Topic.newsroom_id == newsroom_id)
        .group_by(Delivery.state)
    )
    return {State(state): count for state, count in found}


async def next_posts(session: AsyncSession, newsroom_id: int, count: int) -> Sequence[NextPost]:
    """What goes out next, the soonest first."""
    found = await session.execute(
        select(Subscription, Topic.name)
        .join(Topic, Subscription.topic_id == Topic.id)
        .where(Topic.newsroom_id == newsroom_id, Subscription.state == "active", Subscription.next_due.is_not(None))
        .order_by(Subscription.next_due, Subscription.id)
        .limit(count)
    )
    return [NextPost(one, topic, one.next_due) for one, topic in found if one.next_due is not None]


async def owner_of(session: AsyncSession, delivery_id: int) -> int | None:
    """The newsroom whose delivery it is, or None where there is none such."""
    return await session.scalar(
        select(Topic.newsroom_id).join(Delivery, Delivery.topic_id == Topic.id).where(Delivery.id == delivery_id)
    )
