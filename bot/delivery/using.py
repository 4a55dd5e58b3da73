"""Using up: which slot a schedule has next, so that no time that had its post gets a second one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.places import columns_of, place_of
from bot.delivery.states import UNUSED, State
from bot.rules import Rule, Slot
from bot.storage.tables import Delivery, Subscription

BACK = timedelta(days=3)
"""A day that has begun anywhere and the quiet hours after it lie within."""
FIRST, DEMAND = "first:", "demand:"
"""How the keys begin of posts that take the place of a slot."""


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

    Each post of a day uses up one of the changed rule's times on that day: one on demand, or the first, the next time
    after it, any other the earliest. So a daily rule that had today's post starts tomorrow, and one of several times
    goes on with what is left of them. A key that was ever used is never used again.
    """
    posts = await _posts_by_day(session, subscription, rule, now)
    for day, slots in groupby(rule.slots(now - BACK), key=lambda slot: slot.day):
        for slot in _left(list(slots), posts[day]):
            known = select(Delivery.id).where(Delivery.subscription_id == subscription.id, Delivery.slot == slot.key)
            if slot.due > now and (await session.execute(known)).first() is None:
                return slot
    return None


def _left(slots: list[Slot], posts: Sequence[tuple[datetime, bool]]) -> Sequence[Slot]:
    """The slots of one day that its posts do not use up."""
    for due, instead in posts[: len(slots)]:
        ahead = (slot for slot in slots if slot.due >= due) if instead else iter(())
        slots.remove(next(ahead, slots[0]))
    return slots


async def _posts_by_day(
    session: AsyncSession, subscription: Subscription, rule: Rule, now: datetime
) -> Mapping[date, Sequence[tuple[datetime, bool]]]:
    """When the posts of each local date were due, by the changed rule's zone, and which came in place of a slot.

    A clock that stepped back counts them too.
    """
    instead = or_(Delivery.slot.startswith(FIRST), Delivery.slot.startswith(DEMAND))
    posts = select(Delivery.due, instead).where(
        Delivery.subscription_id == subscription.id, Delivery.state.not_in(UNUSED), Delivery.due > now - BACK
    )
    found: defaultdict[date, list[tuple[datetime, bool]]] = defaultdict(list)
    for due, was_instead in await session.execute(posts.order_by(Delivery.due, Delivery.id)):
        found[rule.today(due)].append((due, was_instead))
    return found
