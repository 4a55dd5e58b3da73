"""Listing: what is subscribed, what comes next, and what became of what was owed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import Card
from bot.delivery.kit import Kit
from bot.delivery.preparing import last_shown
from bot.delivery.states import State
from bot.delivery.subscriptions import one
from bot.rules import Rule, Slot, next_slots
from bot.storage.editions import live_revision
from bot.storage.tables import Delivery, Subscription, Topic

SLOTS = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What a subscription posts next, and when."""

    subscription: Subscription
    slots: tuple[Slot, ...]
    """The next ones; none while it is not active."""
    card: Card | None
    """As it would be posted now; None while nothing is published."""
    why: str
    """What decides about the next post, in a sentence."""


async def preview(kit: Kit, subscription_id: int) -> Preview:
    """Raises `DeliveryError` where there is no such subscription."""
    async with kit.sessions() as session:
        found = await one(session, subscription_id)
        revision_id = await live_revision(session, found.topic_id)
        edition = None if revision_id is None else await kit.load(session, revision_id)
        shown = await last_shown(session, found.id, found.format)
    slots = _slots(found) if found.state == "active" else ()
    card = None if edition is None or edition.withdrawn else kit.compose(edition, found.format)
    return Preview(found, slots, card, _why(found, card is not None, shown == revision_id))


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


def _slots(subscription: Subscription) -> tuple[Slot, ...]:
    if subscription.next_due is None:
        return ()
    key = subscription.next_slot
    following = Slot(subscription.next_due, key, datetime.fromisoformat(key).date())
    return following, *next_slots(Rule.from_json(subscription.rule), following.due, SLOTS - 1)


def _why(subscription: Subscription, is_live: bool, unchanged: bool) -> str:
    if subscription.state != "active":
        return f"It is {subscription.state}" + (f": {subscription.reason}" if subscription.reason else ".")
    if not is_live:
        return "Nothing is published on this topic, so nothing is posted until something is."
    if unchanged and subscription.unchanged == "skip":
        return "Nothing changed since the last post there: it is left out unless something new is published by then."
    return "This is the published brief; if a newer one is published by then, that one is posted."
