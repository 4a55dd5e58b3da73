"""Deciding: what a person does about a post that is owed: have it tried again, or leave it out; each is audited.

A post that may already be there is never sent again here: it is looked for first, like after a crash.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.errors import DeliveryError
from bot.delivery.places import place_of, shown
from bot.delivery.showing import NOTICE
from bot.delivery.states import State
from bot.storage.audit import By, audit
from bot.storage.tables import Delivery, Part, Subscription

RETRIED = (State.RETRYING, State.REFUSED, State.EXPIRED, State.SKIPPED)
LEFT_OUT = (State.DUE, State.RETRYING)


async def retry(session: AsyncSession, now: datetime, delivery_id: int, by: By, why: str = "") -> Delivery:
    """Try it again now, in the words of what is live. Raises `DeliveryError` where that cannot be."""
    delivery, parts = await _locked(session, delivery_id)
    if delivery.state not in RETRIED:
        raise DeliveryError(f"{_named(delivery)} is {delivery.state}, so there is nothing to try again.")
    if delivery.subscription_id is not None:
        schedule = await session.get_one(Subscription, delivery.subscription_id)
        if schedule.state not in ("active", "waiting"):
            mend = "" if schedule.state == "removed" else f" `schedule resume {schedule.id}` first."
            raise DeliveryError(f"Its schedule is {schedule.state}, so nothing of it is posted.{mend}")
    if not _begun(parts):  # what was frozen for an attempt that never was may be old
        await session.execute(delete(Part).where(Part.delivery_id == delivery_id))
    delivery.state, delivery.due, delivery.retry_at = State.RETRYING, now, None
    delivery.reason = f"{by.name} had it tried again{_because(why)}"
    audit(session, now, by, "delivery retried", _named(delivery), reason=why)
    return delivery


async def skip(session: AsyncSession, now: datetime, delivery_id: int, by: By, why: str) -> Delivery:
    """Leave out what was not posted yet. Raises `DeliveryError` where it is on its way, or no reason is given."""
    delivery, parts = await _locked(session, delivery_id)
    if delivery.state not in LEFT_OUT:
        raise DeliveryError(f"{_named(delivery)} is {delivery.state}; only what still waits can be left out.")
    if not why.strip():
        raise DeliveryError("Say in a sentence why it is left out: whoever asks later reads it there.")
    if _begun(parts):
        raise DeliveryError(f"{_named(delivery)} may be there already, at least in part: it is seen through.")
    await session.execute(delete(Part).where(Part.delivery_id == delivery_id))
    delivery.state, delivery.retry_at = State.SKIPPED, None
    delivery.reason = f"{by.name} left it out{_because(why)}"
    audit(session, now, by, "delivery skipped", _named(delivery), reason=why)
    return delivery


async def retry_copies(session: AsyncSession, now: datetime, topic_id: int, by: By, topic: str) -> int:
    """Try again to bring every copy that could not be reached to what it has to show. Returns how many messages."""
    of_topic = select(Delivery.id).where(Delivery.topic_id == topic_id, Delivery.format != NOTICE)
    failed = update(Part).where(Part.delivery_id.in_(of_topic), Part.edit_state == "failed")
    again = failed.values(edit_state="wanted", edit_reason="", edit_at=None, edit_attempts=0).returning(Part.id)
    count = len((await session.execute(again, execution_options={"synchronize_session": False})).all())
    if not count:
        raise DeliveryError("Every copy could be reached, so there is nothing to try again.")
    audit(session, now, by, "copies retried", topic, messages=count)
    return count


async def _locked(session: AsyncSession, delivery_id: int) -> tuple[Delivery, Sequence[Part]]:
    delivery = await session.get(Delivery, delivery_id, with_for_update=True)
    if delivery is None:
        raise DeliveryError(f"There is no delivery {delivery_id}. `status` lists the latest.")
    if delivery.state == State.CLAIMED:
        raise DeliveryError(f"{_named(delivery)} is being posted at this moment. Look again in a minute.")
    parts = await session.scalars(select(Part).where(Part.delivery_id == delivery_id))
    return delivery, parts.all()


def _begun(parts: Sequence[Part]) -> bool:
    return any(part.first_tried is not None or part.posted is not None for part in parts)


def _named(delivery: Delivery) -> str:
    return f"Delivery {delivery.id} for {shown(place_of(delivery))}"


def _because(why: str) -> str:
    why = " ".join(why.split())
    return f": {why}" if why else "."
