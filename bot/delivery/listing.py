"""Listing: what is subscribed, and what became of what was owed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.states import State
from bot.storage.tables import Delivery, Subscription, Topic


async def subscriptions(
    session: AsyncSession,
    *,
    newsroom_id: int | None = None,
    topic_id: int | None = None,
    platform: str | None = None,
    server: str | None = None,
    channel: str | None = None,
) -> Sequence[Subscription]:
    """Those that match all that is given, in the order they were made, without the removed ones."""
    wanted = select(Subscription).where(Subscription.state != "removed").order_by(Subscription.id)
    given = {"topic_id": topic_id, "platform": platform, "server": server, "channel": channel}
    wanted = wanted.filter_by(**{name: value for name, value in given.items() if value is not None})
    if newsroom_id is not None:
        wanted = wanted.where(Subscription.topic_id.in_(select(Topic.id).where(Topic.newsroom_id == newsroom_id)))
    return (await session.execute(wanted)).scalars().all()


async def recent(
    session: AsyncSession,
    *,
    states: Collection[State] = (),
    subscription_id: int | None = None,
    topic_id: int | None = None,
    count: int = 10,
) -> Sequence[Delivery]:
    """Deliveries, the newest first, each with its state and reason."""
    wanted = select(Delivery).order_by(Delivery.due.desc(), Delivery.id.desc()).limit(count)
    given = {"subscription_id": subscription_id, "topic_id": topic_id}
    wanted = wanted.filter_by(**{name: value for name, value in given.items() if value is not None})
    if states:
        wanted = wanted.where(Delivery.state.in_(states))
    return (await session.execute(wanted)).scalars().all()
