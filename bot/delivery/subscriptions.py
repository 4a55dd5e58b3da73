"""Subscriptions: made, changed, paused and ended. Each function works in the caller's write transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.compose import FORMATS
from bot.delivery.errors import DeliveryError
from bot.delivery.places import columns_of, shown
from bot.delivery.states import UNUSED, State
from bot.platform import Destination
from bot.rules import Rule, Slot
from bot.storage.editions import live_revision
from bot.storage.tables import Delivery, Revision, Subscription, Topic

UNCHANGED = ("repeat", "skip")


async def subscribe(
    session: AsyncSession,
    now: datetime,
    topic_id: int,
    place: Destination,
    rule: Rule,
    *,
    format: str,  # noqa: A002 - the word that people use for it
    unchanged: str,
    made_by: str,
    first: bool,
) -> Subscription:
    """A new subscription; with `first` its first post is due now and takes the place of today's next one."""
    _check(format, unchanged)
    if await session.get(Topic, topic_id) is None:
        raise DeliveryError(f"There is no topic {topic_id}. `topic list` shows them.")
    if (known := await _same(session, topic_id, place, format)) is not None:
        raise DeliveryError(_already(known))
    made = Subscription(
        topic_id=topic_id,
        rule=rule.to_json(),
        format=format,
        unchanged=unchanged,
        made=now,
        made_by=made_by[:100],
        **columns_of(place),
    )
    _move(made, rule.next_slot(now))
    session.add(made)
    await session.flush()
    if first and await _is_live(session, topic_id):
        day = rule.today(now).isoformat()
        await _post_instead(session, now, made, f"first:{day}", "The first post.", made_by)
    return made


async def retime(
    session: AsyncSession,
    now: datetime,
    subscription_id: int,
    *,
    rule: Rule | None = None,
    format: str | None = None,  # noqa: A002
    unchanged: str | None = None,
    late_hours: int | None = None,
) -> Subscription:
    """Change what is given. With another rule, a day that had its post gets no second one: it starts tomorrow."""
    changed = await one(session, subscription_id)
    _check(format or changed.format, unchanged or changed.unchanged)
    if late_hours is not None and not 0 <= late_hours <= 72:
        raise DeliveryError("A missed post may come 0 to 72 hours late. Write a number of hours in between.")
    if format is not None and format != changed.format:
        known = await _same(session, changed.topic_id, _place(changed), format)
        if known is not None:
            raise DeliveryError(_already(known))
        changed.format = format
    changed.unchanged = unchanged or changed.unchanged
    changed.late_hours = changed.late_hours if late_hours is None else late_hours
    if rule is not None and rule.to_json() != changed.rule:
        changed.rule = rule.to_json()
        _move(changed, await _free_slot(session, changed, rule, now))
    return changed


async def pause(session: AsyncSession, subscription_id: int) -> Subscription:
    paused = await one(session, subscription_id)
    if paused.state == "active":
        paused.state, paused.reason = "paused", ""
    return paused


async def resume(session: AsyncSession, now: datetime, subscription_id: int) -> Subscription:
    """Active again from the next slot on: nothing that was missed meanwhile is posted."""
    resumed = await one(session, subscription_id)
    if resumed.state != "active":
        resumed.state, resumed.reason = "active", ""
        if resumed.next_due is None or resumed.next_due <= now:
            _move(resumed, Rule.from_json(resumed.rule).next_slot(now))
    return resumed


async def remove(session: AsyncSession, subscription_id: int) -> Subscription:
    """End it; its posts stay, and corrections still reach them."""
    removed = await one(session, subscription_id)
    removed.state, removed.next_due = "removed", None
    return removed


async def post_now(session: AsyncSession, now: datetime, subscription_id: int, made_by: str) -> Delivery:
    """A post on demand, due now; it takes the place of today's next one."""
    asked = await one(session, subscription_id)
    if asked.state != "active":
        why = f": {asked.reason}" if asked.reason else "."
        raise DeliveryError(
            f"Schedule {asked.id} is {asked.state}{why} Resume it first with `schedule resume {asked.id}`."
        )
    if not await _is_live(session, asked.topic_id):
        raise DeliveryError(
            "Nothing is published on this topic at the moment, so there is nothing to post. `publish` first."
        )
    day = Rule.from_json(asked.rule).today(now)
    so_far = select(Delivery.id).where(
        Delivery.subscription_id == asked.id, Delivery.day == day, Delivery.slot.startswith("demand:")
    )
    number = len((await session.execute(so_far)).all()) + 1
    return await _post_instead(session, now, asked, f"demand:{day.isoformat()}:{number}", "Asked for.", made_by)


async def one(session: AsyncSession, subscription_id: int) -> Subscription:
    """The subscription, unless it was removed. Raises `DeliveryError`."""
    found = await session.get(Subscription, subscription_id, with_for_update=True)
    if found is None or found.state == "removed":
        raise DeliveryError(f"There is no schedule {subscription_id}. `schedule list` shows them.")
    return found


async def _post_instead(
    session: AsyncSession, now: datetime, subscription: Subscription, key: str, reason: str, made_by: str
) -> Delivery:
    rule = Rule.from_json(subscription.rule)
    today = rule.today(now)
    if subscription.next_due is not None and subscription.next_slot[:10] == today.isoformat():
        reason += f" It takes the place of the post due today at {subscription.next_slot[11:]}."
        _move(subscription, rule.next_slot(subscription.next_due))
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
        **columns_of(_place(subscription)),
    )
    session.add(post)
    await session.flush()
    return post


async def _free_slot(session: AsyncSession, subscription: Subscription, rule: Rule, now: datetime) -> Slot | None:
    """The first slot of a changed rule on a day without a post, and under a key that was never used."""
    last = (
        await session.execute(
            select(Delivery.due)
            .where(Delivery.subscription_id == subscription.id, Delivery.state.not_in(UNUSED))
            .order_by(Delivery.due.desc())
            .limit(1)
        )
    ).scalar_one_or_none()
    from_day = None if last is None else rule.today(last) + timedelta(days=1)
    for slot in rule.slots(now, from_day=from_day):
        known = select(Delivery.id).where(Delivery.subscription_id == subscription.id, Delivery.slot == slot.key)
        if (await session.execute(known)).first() is None:
            return slot
    return None


def _move(subscription: Subscription, slot: Slot | None) -> None:
    subscription.next_due, subscription.next_slot = (slot.due, slot.key) if slot else (None, "")


async def _is_live(session: AsyncSession, topic_id: int) -> bool:
    revision_id = await live_revision(session, topic_id)
    return revision_id is not None and (await session.get_one(Revision, revision_id)).state == "published"


async def _same(session: AsyncSession, topic_id: int, place: Destination, format: str) -> Subscription | None:  # noqa: A002
    return (
        await session.execute(
            select(Subscription).where(
                Subscription.topic_id == topic_id,
                Subscription.platform == place.platform,
                Subscription.server == place.server,
                Subscription.channel == place.channel,
                Subscription.format == format,
                Subscription.state != "removed",
            )
        )
    ).scalar_one_or_none()


def _already(known: Subscription) -> str:
    what = f"Schedule {known.id} already posts “{known.format}” of this topic in {shown(_place(known))}"
    if known.state == "active":
        return f"{what}, {Rule.from_json(known.rule).describe()}. Change it with `schedule edit {known.id}`."
    why = f" ({known.reason.rstrip('.')})" if known.reason else ""
    return f"{what}, but is {known.state}{why}. Use `schedule resume {known.id}`."


def _check(format: str, unchanged: str) -> None:  # noqa: A002
    if format not in FORMATS:
        raise DeliveryError(f"There is no format “{format}”. The formats are {', '.join(FORMATS)}.")
    if unchanged not in UNCHANGED:
        raise DeliveryError(f"When nothing changed, a schedule can {' or '.join(UNCHANGED)}; “{unchanged}” is neither.")


def _place(row: Subscription) -> Destination:
    return Destination(row.platform, row.server, row.channel, row.kind, row.name)
