"""Using up: which slot a schedule has next, so that no time that had its post gets a second one."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.places import columns_of, place_of
from bot.delivery.states import UNUSED, State
from bot.rules import Rule, Slot
from bot.storage.tables import Delivery, Subscription

BACK = timedelta(days=3)
"""A day that has begun anywhere and the quiet hours after it lie within."""


def move(subscription: Subscription, slot: Slot | None) -> None:
    """To its next slot; None where it has none."""
    subscription.next_due, subscription.next_slot = (slot.due, slot.key) if slot else (None, "")


async def post_instead(
    session: AsyncSession, now: datetime, subscription: Subscription, key: str, reason: str, made_by: str
) -> Delivery:
    """A post that is due now, in the place of the day's next one."""
    rule = Rule.from_json(subscription.rule)
    today = rule.today(now)
    due = subscription.next_due
    if due is not None and rule.today(due) == today:
        reason += f" It takes the place of the post due today at {subscription.next_slot[11:]}."
        move(subscription, rule.next_slot(due))
    post = Delivery(
        subscription_id=subscription.id,
        topic_id=subscription.topic_id,
        slot=key,
        day=today,
        format=subscription.format,
        state=State.DUE,
        reason=reason,
        due=now,
        made=now,
        made_by=made_by[:100],
        **columns_of(place_of(subscription)),
    )
    session.add(post)
    await session.flush()
    return post


async def free_slot(session: AsyncSession, subscription: Subscription, rule: Rule, now: datetime) -> Slot | None:
    """The first slot of a changed rule that is still to come.

    Each post of a day uses up one of the changed rule's times on that day, the earliest ones: a daily rule that had
    today's post starts tomorrow, one of several times goes on with what is left of them. A key that was ever used is
    never used again.
    """
    used = await _posts_by_day(session, subscription, rule, now)
    for slot in rule.slots(now - BACK):
        if used[slot.day] > 0:
            used[slot.day] -= 1
            continue
        known = select(Delivery.id).where(Delivery.subscription_id == subscription.id, Delivery.slot == slot.key)
        if slot.due > now and (await session.execute(known)).first() is None:
            return slot
    return None


async def _posts_by_day(session: AsyncSession, subscription: Subscription, rule: Rule, now: datetime) -> Counter[date]:
    """How many posts each local date had, by the changed rule's zone. A clock that stepped back counts them too."""
    posts = select(Delivery.due).where(
        Delivery.subscription_id == subscription.id, Delivery.state.not_in(UNUSED), Delivery.due > now - BACK
    )
    return Counter(rule.today(due) for due in await session.scalars(posts))
