"""Previewing: what schedules are going to post, found as posting itself finds it, without posting anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import islice, takewhile

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import Card
from bot.delivery.choosing import Asked, Choice, Left, Past, choices, choose, pasts_of
from bot.delivery.kit import Kit
from bot.delivery.showing import card_of
from bot.delivery.states import OPEN, State
from bot.delivery.subscriptions import one
from bot.rules import Rule, RuleError, Slot
from bot.storage.editions import Edition, live_of
from bot.storage.tables import Delivery, Revision, Subscription, Topic

SLOTS = 5
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A post that a schedule has before it."""

    subscription: Subscription
    slot: Slot
    state: State
    """`SCHEDULED`, or `SKIPPED` or `WITHDRAWN` where nothing would be posted then."""
    format: str
    """Empty where nothing would be posted."""
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a subscription posts next, and when."""

    subscription: Subscription
    coming: tuple[Upcoming, ...]
    """The next five; fewer where it ends or waits, none while it is not active."""
    card: Card | None
    """The next post as it would be made now; None where none comes."""
    why: str
    """What decides about the next post, in a sentence."""
    terms: tuple[str, ...] = ()
    """What else holds for it: how late it may come, quiet hours, what happens when nothing changed."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(coming.slot for coming in self.coming)


async def preview(kit: Kit, subscription_id: int) -> Preview:
    """Raises `DeliveryError` where there is no such subscription."""
    async with kit.sessions() as session:
        found = await one(session, subscription_id)
    ((edition, chosen),) = await _chosen(kit, {found: SLOTS})
    slots = islice(_slots(found), SLOTS) if found.state == "active" else ()
    coming = tuple(_coming(found, edition, slots, chosen))
    first = chosen[0] if chosen else None
    if edition is None or not isinstance(first, Choice) or found.state not in ("active", "waiting"):
        return Preview(found, coming, None, _why_nothing(found, edition, first), _terms(found))
    card = await card_of(kit, edition, first.showing)
    return Preview(
        found, coming, card, f"{first.why} If something newer is published by then, that is posted.", _terms(found)
    )


async def week(kit: Kit, subscriptions: Sequence[Subscription]) -> Sequence[Upcoming]:
    """What these would post in the next seven days if nothing were published meanwhile, in order of time.

    The first time at which a schedule has nothing left is its last one here.
    """
    now = kit.clock()
    slots = {
        subscription: tuple(takewhile(lambda slot: slot.due <= now + WEEK, _slots(subscription)))
        for subscription in subscriptions
        if subscription.state == "active" and subscription.next_due is not None
    }
    counts = {subscription: len(coming) for subscription, coming in slots.items()}
    found: list[Upcoming] = []
    for (subscription, coming), (edition, chosen) in zip(slots.items(), await _chosen(kit, counts), strict=True):
        found += _coming(subscription, edition, coming[: len(chosen) or None], chosen)
    return sorted(found, key=lambda coming: (coming.slot.due, coming.subscription.id))


async def _chosen(
    kit: Kit, wanted: Mapping[Subscription, int]
) -> Sequence[tuple[Edition | None, Sequence[Choice | Left]]]:
    """For each what is live (None where nothing is), and what so many next posts show of it: nothing if withdrawn."""
    async with kit.sessions() as session:
        topics = {subscription.topic_id for subscription in wanted}
        live = await _live(kit, session, topics)
        shown = {
            one: edition for one in wanted if (edition := live[one.topic_id]) is not None and not edition.withdrawn
        }
        asked = [Asked(one.id, edition.revision_id) for one, edition in shown.items()]
        pasts = dict(zip(shown, await pasts_of(session, asked), strict=True))
        before = await _on_their_way(session, [one.id for one in shown])
    return [
        (edition, await _next(kit, one, edition, pasts[one], before.get(one.id, ()), count))
        if (edition := shown.get(one)) is not None
        else (live[one.topic_id], ())
        for one, count in wanted.items()
    ]


async def _live(kit: Kit, session: AsyncSession, topics: Collection[int]) -> Mapping[int, Edition | None]:
    """What readers of each topic have."""
    found: dict[int, Edition | None] = dict.fromkeys(topics)
    for row in (await session.execute(_live_rows(), {"topics": list(topics)})).all():
        found[row.topic_id] = await kit.edition(session, Revision(id=row.id, state=row.state, reason=row.reason))
    return found


@cache
def _live_rows() -> Select[int, int, str, str]:
    """The revision that `live_revision` names, of each of these `topics`; not its text, which the kit keeps."""
    of_topics = Topic.id.in_(bindparam("topics", expanding=True))
    named = select(live_of(Topic.id)).where(of_topics)
    return select(Revision.id, Revision.topic_id, Revision.state, Revision.reason).where(Revision.id.in_(named))


async def _next(
    kit: Kit, subscription: Subscription, edition: Edition, past: Past, before: Sequence[str], count: int
) -> Sequence[Choice | Left]:
    """What the next posts show, after those that are on their way."""
    for slot in before:
        chosen = await choose(kit, subscription, edition, past, asked=slot.startswith("demand:"))
        past = past.after(chosen, edition.revision_id) if isinstance(chosen, Choice) else past
    return await choices(kit, subscription, edition, past, max(count, 1))


async def _on_their_way(session: AsyncSession, subscriptions: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """The slots of posts that are owed already and come before whatever is next."""
    wanted = select(Delivery.subscription_id, Delivery.slot).where(
        Delivery.subscription_id.in_(subscriptions), Delivery.state.in_(OPEN), Delivery.from_revision_id.is_(None)
    )
    found: dict[int, list[str]] = {}
    for subscription_id, slot in await session.execute(wanted.order_by(Delivery.due, Delivery.id)):
        found.setdefault(subscription_id or 0, []).append(slot)
    return found


def _coming(
    subscription: Subscription, edition: Edition | None, slots: Iterable[Slot], chosen: Sequence[Choice | Left]
) -> Iterator[Upcoming]:
    """The slots with what they would post. One that finds nothing left makes those after it wait as well."""
    withdrawn = edition is not None and edition.withdrawn
    found: Choice | Left = Left("The brief is withdrawn." if withdrawn else "Nothing is published on this topic.")
    left = State.WITHDRAWN if withdrawn else State.SKIPPED
    for n, slot in enumerate(slots):
        found = chosen[n] if n < len(chosen) else found
        if isinstance(found, Choice):
            yield Upcoming(subscription, slot, State.SCHEDULED, found.showing.format, found.why)
        else:
            yield Upcoming(subscription, slot, left, "", found.why)


def _slots(subscription: Subscription) -> Iterator[Slot]:
    """The next one as it is kept, which may have been moved, and those that follow it."""
    if subscription.next_due is None:
        return
    key = subscription.next_slot
    yield Slot(subscription.next_due, key, datetime.fromisoformat(key).date())
    try:
        yield from Rule.from_json(subscription.rule).slots(subscription.next_due)
    except RuleError:  # its zone is gone: the next tick stops it
        return


def _why_nothing(subscription: Subscription, edition: Edition | None, first: Choice | Left | None) -> str:
    if subscription.state != "active":
        return f"It is {subscription.state}" + (f": {subscription.reason}" if subscription.reason else ".")
    if edition is None:
        return "Nothing is published on this topic, so nothing is posted until something is."
    if edition.withdrawn:
        return "The brief is withdrawn, so nothing is posted until a new one is published."
    assert isinstance(first, Left)
    if "published" in subscription.rule:
        return f"{first.why} The next publication is posted as it happens."
    return f"{first.why} If something new is published by then, that is posted."


def _terms(subscription: Subscription) -> tuple[str, ...]:
    hours = subscription.late_hours
    late = f"by up to {hours} {'hour' if hours == 1 else 'hours'}" if hours else "by no more than a few minutes"
    found = [f"Missed while Readout is away, a post comes late {late}; else it is left out, with the reason."]
    if quiet := subscription.rule.get("quiet"):
        zone = subscription.rule["zone"]
        found.append(f"Quiet hours {quiet} ({zone}): what falls due in them comes at their end, only the newest.")
    if subscription.plain:
        found.append("It is posted as plain text.")
    if subscription.silent:
        found.append("It notifies nobody, where the platform can post so: Discord can.")
    return tuple(found)
