"""Revising: which messages have to change after a publication, and how far that has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.errors import DeliveryError
from bot.delivery.places import place_of
from bot.delivery.showing import NOTICE
from bot.delivery.states import OPEN, State
from bot.platform import Destination
from bot.storage.editions import live_revision
from bot.storage.tables import Delivery, Part, Revision

POST_AGAIN = "post again"
IT_IS_THERE = "it is there"


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A copy that still shows something old, and why."""

    delivery_id: int
    place: Destination
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class Copies:
    """How far a topic's messages are: each posted delivery or shared reply is one copy."""

    current: int
    waiting: int
    unreachable: tuple[Unreachable, ...]
    """One for each message."""

    @property
    def total(self) -> int:
        return self.current + self.waiting + len({copy.delivery_id for copy in self.unreachable})


async def revise(session: AsyncSession, topic_id: int, revision_id: int) -> None:
    """Every message of the topic has to show this revision as it stands now, also one that is still on its way."""
    frozen = exists().where(Part.delivery_id == Delivery.id)
    copies = (Delivery.topic_id == topic_id, Delivery.format != NOTICE)
    shown = update(Delivery).where(*copies, or_(Delivery.state.in_(OPEN), frozen))
    await session.execute(shown.values(revision_id=revision_id))
    wanted = {"edit_state": "wanted", "edit_reason": "", "edit_at": None, "edit_attempts": 0}
    parts = update(Part).where(Part.delivery_id.in_(select(Delivery.id).where(*copies)))
    await session.execute(parts.values(edit_number=Part.edit_number + 1, **wanted))


async def reanswer(session: AsyncSession, topic_id: int) -> None:
    """Every shared answer of the topic has to be given anew: what editors pinned to questions has changed."""
    shared = select(Delivery.id).where(Delivery.topic_id == topic_id, Delivery.format == "answer")
    wanted = {"edit_state": "wanted", "edit_reason": "", "edit_at": None, "edit_attempts": 0}
    parts = update(Part).where(Part.delivery_id.in_(shared))
    await session.execute(parts.values(edit_number=Part.edit_number + 1, **wanted))


async def behind(session: AsyncSession) -> Sequence[tuple[int, int]]:
    """Topics, with their live revision, whose copies were never told of it: publishing was cut off by a crash."""
    posted = exists().where(Part.delivery_id == Delivery.id, Part.posted.is_not(None))
    untold = exists().where(Part.delivery_id == Delivery.id, Part.posted.is_not(None), Part.edit_state == "")
    shown = select(Delivery.topic_id, Delivery.revision_id, Delivery.state).where(
        Delivery.format != NOTICE, posted, untold
    )
    found: dict[int, int] = {}
    for topic_id, revision_id, state in await session.execute(shown.distinct()):
        live_id = await live_revision(session, topic_id)
        if live_id is None:
            continue
        live = await session.get_one(Revision, live_id)
        if revision_id != live_id or (live.state == "withdrawn" and state == State.POSTED):
            found[topic_id] = live_id
    return list(found.items())


async def copies(session: AsyncSession, topic_id: int) -> Copies:
    of_topic = {"topic": topic_id}
    total = await session.scalar(_total(), of_topic) or 0
    found = {bool(failed): count for failed, count in await session.execute(_behind(), of_topic)}
    waiting, current = found.get(False, 0), total - sum(found.values())
    return Copies(current, waiting, tuple(_named(await session.execute(_failed(of_topic=True), of_topic))))


async def unreachable(session: AsyncSession) -> Sequence[Unreachable]:
    """Every message that could not be brought to what it has to show, of all topics."""
    return _named(await session.execute(_failed(of_topic=False)))


def _of_topic() -> tuple[ColumnElement[bool], ...]:
    """Takes `topic`."""
    return Delivery.topic_id == bindparam("topic"), Delivery.format != NOTICE


@cache  # a page that looks on asks every second
def _total() -> Select[int]:
    in_part = exists().where(Part.delivery_id == Delivery.id, Part.posted.is_not(None))
    is_there = or_(Delivery.posted.is_not(None), in_part)  # messages are looked at where the delivery does not tell
    return select(func.count()).select_from(Delivery).where(*_of_topic(), is_there)


@cache
def _behind() -> Select[int, int]:
    """How many deliveries have a message that failed, and how many only such as wait."""
    behind_in = (
        select(_any("failed").label("failed"))
        .join(Delivery, Part.delivery_id == Delivery.id)
        .where(*_of_topic(), Part.posted.is_not(None))
        .where(Part.edit_state.in_(("failed", "wanted")))  # by their index: most copies are current
        .group_by(Part.delivery_id)
        .subquery()
    )
    return select(behind_in.c.failed, func.count()).group_by(behind_in.c.failed)


@cache
def _failed(*, of_topic: bool) -> Select[int, str, str, str, str, str, str, str]:
    place = (Delivery.platform, Delivery.server, Delivery.channel, Delivery.kind, Delivery.name)
    failed = (
        select(Delivery.id, *place, Part.message, Part.edit_reason)
        .join(Part, Part.delivery_id == Delivery.id)
        .where(Part.edit_state == "failed")
        .order_by(Delivery.id, Part.position)
    )
    return failed.where(*_of_topic(), Part.posted.is_not(None)) if of_topic else failed


def _named(failed: Iterable[Any]) -> Sequence[Unreachable]:
    return [Unreachable(row.id, place_of(row), row.message, row.edit_reason) for row in failed]


def _any(state: str) -> ColumnElement[int]:
    """Whether any message of a delivery is in this state of being edited, as 1 or 0."""
    return func.max(case((Part.edit_state == state, 1), else_=0))


async def resolve(session: AsyncSession, now: datetime, delivery_id: int, answer: str, message: str) -> Delivery:
    """What a person says of an unconfirmed delivery: “post again”, or “it is there”, maybe with the message's id."""
    delivery = await session.get(Delivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.state != State.UNCONFIRMED:
        raise DeliveryError(f"Delivery {delivery_id} does not wait for an answer. `status` lists those that do.")
    if answer not in (POST_AGAIN, IT_IS_THERE):
        raise DeliveryError(f"“{answer}” is not an answer here. Say “{POST_AGAIN}” or “{IT_IS_THERE}”.")
    wanted = select(Part).where(Part.delivery_id == delivery_id, Part.posted.is_(None)).order_by(Part.position)
    unposted = (await session.execute(wanted)).scalars().all()
    if answer == IT_IS_THERE and not unposted:
        raise DeliveryError(f"Nothing of delivery {delivery_id} was sent yet, so it is not there. Say “{POST_AGAIN}”.")
    delivery.state, delivery.reason, delivery.retry_at = State.RETRYING, f"A person said: {answer}.", None
    if answer == POST_AGAIN:
        delivery.due = now
        for part in unposted[:1]:
            part.first_tried = part.last_tried = None
    else:
        unposted[0].posted, unposted[0].message = now, message
        if len(unposted) == 1:
            delivery.state, delivery.posted = State.POSTED, now
    return delivery
