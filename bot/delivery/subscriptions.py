"""Subscriptions: made, changed, paused and ended. Each function works in the caller's write transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.compose import POSTED
from bot.delivery.errors import DeliveryError
from bot.delivery.places import columns_of, place_of, shown
from bot.delivery.using import DEMAND, FIRST, free_slot, move, post_instead
from bot.platform import Destination
from bot.rules import Rule, describe_date
from bot.storage.editions import live_revision
from bot.storage.tables import Delivery, Revision, Subscription, Topic

UNCHANGED = ("rotate", "skip", "repeat")
"""What a schedule does when nothing changed since its last post."""
LATEST = 72
"""Hours that a missed post may come late at most."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a schedule posts and how; None leaves it as it is, or as is usual."""

    format: str | None = None
    unchanged: str | None = None
    plain: bool | None = None
    silent: bool | None = None
    late_hours: int | None = None

    def check(self) -> None:
        """Raises `DeliveryError` for what no schedule can do."""
        if self.format is not None and self.format not in POSTED:
            raise DeliveryError(f"There is no format “{self.format}”. The formats are {', '.join(POSTED)}.")
        if self.unchanged is not None and self.unchanged not in UNCHANGED:
            known = f"{', '.join(UNCHANGED[:-1])} or {UNCHANGED[-1]}"
            raise DeliveryError(f"When nothing changed, a schedule can {known}; “{self.unchanged}” is none of these.")
        if self.late_hours is not None and not 0 <= self.late_hours <= LATEST:
            raise DeliveryError(f"A missed post may come 0 to {LATEST} hours late. Write a number of hours in between.")

    def put(self, subscription: Subscription) -> None:
        for name in ("format", "unchanged", "plain", "silent", "late_hours"):
            if (value := getattr(self, name)) is not None:
                setattr(subscription, name, value)


async def subscribe(
    session: AsyncSession,
    now: datetime,
    topic_id: int,
    place: Destination,
    rule: Rule,
    terms: Terms,
    *,
    made_by: str,
    made_by_user: str,
    first: bool,
) -> Subscription:
    """A new subscription; with `first` its first post is due now and takes the place of today's next one.

    Before the rule's first day there is none.
    """
    terms.check()
    if await session.get(Topic, topic_id) is None:
        raise DeliveryError(f"There is no topic {topic_id}. `topic list` shows them.")
    if (known := await _same(session, topic_id, place, terms.format or "full")) is not None:
        raise DeliveryError(_already(known))
    slot = rule.next_slot(now)
    if slot is None:
        _refuse_over(rule, now)
    made = Subscription(
        topic_id=topic_id,
        rule=rule.to_json(),
        format="full",
        made=now,
        made_by=made_by[:100],
        made_by_user=made_by_user,
        **columns_of(place),
    )
    terms.put(made)
    move(made, slot)
    session.add(made)
    await session.flush()
    if first and not rule.is_ahead(now) and await _is_live(session, topic_id):
        day = rule.today(now).isoformat()
        await post_instead(session, now, made, f"{FIRST}{day}", "The first post.", made_by)
    return made


async def retime(
    session: AsyncSession, now: datetime, subscription_id: int, terms: Terms, *, rule: Rule | None = None
) -> Subscription:
    """Change what is given. With another rule, a time that had its post gets no second one: see `free_slot`."""
    changed = await one(session, subscription_id)
    terms.check()
    if terms.format is not None and terms.format != changed.format:
        known = await _same(session, changed.topic_id, place_of(changed), terms.format)
        if known is not None:
            raise DeliveryError(_already(known))
    terms.put(changed)
    if rule is not None and rule.to_json() != changed.rule:
        slot = await free_slot(session, changed, rule, now)
        if slot is None:
            _refuse_over(rule, now)
        changed.rule = rule.to_json()
        move(changed, slot)
    if changed.state == "waiting" and (terms.format or terms.unchanged):  # there may be something to show again
        _go_on(now, changed)
    return changed


async def pause(session: AsyncSession, subscription_id: int) -> Subscription:
    paused = await one(session, subscription_id)
    if paused.state in ("active", "waiting"):
        paused.state, paused.reason = "paused", ""
    return paused


async def resume(session: AsyncSession, now: datetime, subscription_id: int) -> Subscription:
    """Active again from the next slot on: nothing that was missed meanwhile is posted."""
    resumed = await one(session, subscription_id)
    if resumed.state == "waiting":
        raise DeliveryError(
            f"Schedule {resumed.id} waits, for it has shown everything: it goes on by itself when something new is "
            f"published. `schedule now {resumed.id}` posts the brief at once, `schedule edit {resumed.id} repeat` at "
            "each of its times."
        )
    if resumed.state != "active":
        _go_on(now, resumed)
    return resumed


def _go_on(now: datetime, subscription: Subscription) -> None:
    subscription.state, subscription.reason = "active", ""
    if subscription.next_due is None or subscription.next_due <= now:
        move(subscription, Rule.from_json(subscription.rule).next_slot(now))


async def remove(session: AsyncSession, subscription_id: int) -> Subscription:
    """End it; its posts stay, and corrections still reach them."""
    removed = await one(session, subscription_id)
    removed.state, removed.next_due = "removed", None
    return removed


async def post_now(session: AsyncSession, now: datetime, subscription_id: int, made_by: str) -> Delivery:
    """A post on demand, due now; it takes the place of today's next one."""
    asked = await one(session, subscription_id)
    if asked.state not in ("active", "waiting"):
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
        Delivery.subscription_id == asked.id, Delivery.day == day, Delivery.slot.startswith(DEMAND)
    )
    number = len((await session.execute(so_far)).all()) + 1
    return await post_instead(session, now, asked, f"{DEMAND}{day.isoformat()}:{number}", "Asked for.", made_by)


async def one(session: AsyncSession, subscription_id: int) -> Subscription:
    """The subscription, unless it was removed. Raises `DeliveryError`."""
    found = await session.get(Subscription, subscription_id, with_for_update=True)
    if found is None or found.state == "removed":
        raise DeliveryError(f"There is no schedule {subscription_id}. `schedule list` shows them.")
    return found


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
    what = f"Schedule {known.id} already posts “{known.format}” of this topic in {shown(place_of(known))}"
    if known.state == "active":
        return f"{what}, {Rule.from_json(known.rule).describe()}. Change it with `schedule edit {known.id}`."
    if known.state == "waiting":
        return f"{what}, and waits for something new to be published. Change it with `schedule edit {known.id}`."
    why = f" ({known.reason.rstrip('.')})" if known.reason else ""
    return f"{what}, but is {known.state}{why}. Use `schedule resume {known.id}`."


def _refuse_over(rule: Rule, now: datetime) -> None:
    """Raises `DeliveryError` for a rule that will never post again."""
    if rule.end is not None and rule.end <= rule.today(now):
        raise DeliveryError(
            f"Nothing would come any more: the last day of this schedule is {describe_date(rule.end.isoformat())}. "
            "Write a later one with `until`, or `until none`."
        )
    if not rule.published:
        raise DeliveryError("Nothing would ever come: all the days of this schedule are left out. Change its dates.")
