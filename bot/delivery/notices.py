"""Notices: who made a schedule is told in a direct message when it stops; a notice is a delivery, so it comes once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.places import columns_of, place_of, shown
from bot.delivery.showing import NOTICE
from bot.delivery.states import State
from bot.platform import Destination
from bot.roles import Role
from bot.rules import Rule, RuleError
from bot.storage.editions import live_revision
from bot.storage.tables import Account, Delivery, PersonRow, Subscription, Topic

LATE_HOURS = 72
"""A notice is still worth reading after a weekend."""


async def stopped(session: AsyncSession, now: datetime, subscription: Subscription) -> None:
    """The place refused a post; `reason` is the subscription's own."""
    mend = f"When that is mended, `schedule resume {subscription.id}` goes on from the next time."
    what = f"{await _named(session, subscription)} was stopped: {_sentence(subscription.reason)} {mend}"
    await _tell(session, now, subscription, what, 0)


async def waiting(session: AsyncSession, now: datetime, subscription: Subscription) -> None:
    """Everything was shown; it goes on by itself."""
    number = subscription.id
    what = (
        f"{await _named(session, subscription)} waits: {_sentence(subscription.reason)} It goes on by itself as soon "
        "as something new is published. "
    )
    if subscription.kind != "direct":
        what += f"To post all the same: `schedule now {number}`, or each time: `schedule edit {number} repeat`."
    await _tell(session, now, subscription, what, 0)


async def pass_on(session: AsyncSession, now: datetime, refused: Delivery) -> None:
    """Nobody can be told there: the next one who can do something about it is."""
    _, number, position = refused.slot.split(":")
    subscription = await session.get(Subscription, int(number))
    if subscription is not None:
        await _tell(session, now, subscription, refused.subject, int(position) + 1)


async def _tell(session: AsyncSession, now: datetime, subscription: Subscription, what: str, position: int) -> None:
    """Owe the notice to candidate number `position`; after the last one `status` alone shows the reason."""
    known = await _candidates(session, subscription)
    revision_id = await live_revision(session, subscription.topic_id)
    if position >= len(known) or revision_id is None:
        return
    notice = Delivery(
        topic_id=subscription.topic_id,
        revision_id=revision_id,
        slot=f"{NOTICE}:{subscription.id}:{position}",
        day=now.date(),
        format=NOTICE,
        subject=what,
        state=State.DUE,
        due=now,
        made=now,
        **columns_of(known[position]),
    )
    session.add(notice)


async def _candidates(session: AsyncSession, subscription: Subscription) -> Sequence[Destination]:
    """Who made it; then the newsroom's admins on that platform; then those on others. Nobody twice."""
    admins = (
        select(Account.platform, Account.user)
        .join(PersonRow, Account.person_id == PersonRow.id)
        .join(Topic, Topic.newsroom_id == PersonRow.newsroom_id)
        .where(Topic.id == subscription.topic_id, PersonRow.role >= Role.ADMIN)
        .order_by(PersonRow.id, Account.platform, Account.user)
    )
    found = [(platform, user) for platform, user in await session.execute(admins)]
    found.sort(key=lambda account: account[0] != subscription.platform)
    if subscription.kind == "direct":
        found = []  # whose own messages they are is told there or not at all
    maker = [(subscription.platform, subscription.made_by_user)] if subscription.made_by_user else []
    gone = {subscription.channel} if subscription.kind == "direct" and subscription.state == "stopped" else set()
    return [
        Destination(platform, "", user, "direct", "direct messages")
        for platform, user in dict.fromkeys((*maker, *found))
        if user not in gone
    ]


async def _named(session: AsyncSession, subscription: Subscription) -> str:
    topic = await session.get_one(Topic, subscription.topic_id)
    try:
        rule = f", {Rule.from_json(subscription.rule).describe()}"
    except RuleError:  # its zone is gone, which is why it stops
        rule = ""
    return f"Schedule {subscription.id} (“{topic.name}” for {shown(place_of(subscription))}{rule})"


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
