"""Recording: what became of a claimed delivery. For a claim that was lost only what was posted is recorded.

What is recorded at the same moment is committed together; each function returns after that commit.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from bot.delivery import notices
from bot.delivery.claiming import Claim
from bot.delivery.kit import Kit
from bot.delivery.places import place_of
from bot.delivery.places import shown as named
from bot.delivery.showing import NOTICE
from bot.delivery.states import OPEN, State
from bot.storage.audit import SYSTEM, audit
from bot.storage.editions import live_revision
from bot.storage.tables import Delivery, Part, Revision, Subscription

log = logging.getLogger(__name__)

LONGEST_BUSY = 900.0
"""A platform that asks for more is asked again in a quarter of an hour; look-ups and retries stay alive so."""
RECORDS = "records"
LIVE = "live revisions"

Noted = TypeVar("Noted")


@dataclass(frozen=True, slots=True)
class Record:
    """A delivery's rows, locked for this transaction. The parts come without their payloads."""

    delivery: Delivery
    parts: Sequence[Part]
    held: bool
    """Whether the claim still stands."""

    def rest(self, state: State, reason: str, retry_at: datetime | None = None) -> None:
        """The claim is given up."""
        self.delivery.state, self.delivery.reason, self.delivery.retry_at = state, reason, retry_at
        self.release()

    def release(self) -> None:
        self.delivery.claimed_by, self.delivery.claimed_until = "", None

    def renew(self, kit: Kit) -> None:
        self.delivery.claimed_until = kit.clock() + timedelta(seconds=kit.limits.lease)

    def part(self, part_id: str) -> Part:
        return next(part for part in self.parts if part.id == part_id)


Entry = Callable[[AsyncSession, Record], Awaitable[Noted]]


async def record(kit: Kit, claim: Claim, entry: Entry[Noted]) -> Noted:
    """Write `entry` down in one transaction with whatever else comes at this moment."""
    found: Noted = await kit.together(RECORDS, _write_down, (claim, entry))
    return found


async def _write_down(session: AsyncSession, wanted: Sequence[tuple[Claim, Entry[Any]]]) -> Sequence[Any]:
    """All rows are locked first and in one order, so that two replicas never wait for each other."""
    session.sync_session.autoflush = False  # one statement for all the changes, at the end
    ids = [claim.delivery_id for claim, _ in wanted]
    rows = select(Delivery).where(Delivery.id.in_(ids)).order_by(Delivery.id).with_for_update()
    deliveries = {row.id: row for row in (await session.execute(rows)).scalars()}
    parts: dict[int, list[Part]] = {delivery_id: [] for delivery_id in ids}
    for part in (await session.execute(_parts_of(ids))).scalars():
        parts[part.delivery_id].append(part)
    results = []
    for claim, entry in wanted:
        delivery = deliveries[claim.delivery_id]
        held = delivery.claimed_by == claim.token
        results.append(await entry(session, Record(delivery, parts[delivery.id], held)))
    return results


def _parts_of(ids: Sequence[int]) -> Select[Part]:
    wanted = select(Part).where(Part.delivery_id.in_(ids)).order_by(Part.delivery_id, Part.position)
    return wanted.options(defer(Part.payload, raiseload=True))


async def end(kit: Kit, claim: Claim, state: State, reason: str) -> None:
    """The delivery rests in `state`."""

    async def entry(session: AsyncSession, row: Record) -> None:
        if row.held:
            row.rest(state, reason)
            _note(session, kit.clock(), row.delivery)

    await record(kit, claim, entry)


def _note(session: AsyncSession, now: datetime, delivery: Delivery) -> None:
    """What is not posted is audited with its reason; what is posted is seen where it was."""
    what = f"delivery {delivery.id} for {named(place_of(delivery))}"
    audit(session, now, SYSTEM, f"delivery {delivery.state}", what, reason=delivery.reason, slot=delivery.slot)


async def again(kit: Kit, claim: Claim, reason: str, seconds: float | None = None, over: Part | None = None) -> None:
    """Try once more after `seconds`, or after a pause that grows with the attempts.

    `over`: the message whose attempt has just ended without an answer.
    """

    async def entry(_session: AsyncSession, row: Record) -> None:
        if row.held:
            if over is not None:
                row.part(over.id).last_tried = kit.clock()
            pause = kit.limits.pause(row.delivery.attempts, kit.chance)
            wait = pause if seconds is None else min(seconds, LONGEST_BUSY)
            row.rest(State.RETRYING, reason, kit.clock() + timedelta(seconds=wait))

    await record(kit, claim, entry)


async def failed(kit: Kit, claim: Claim, reason: str) -> None:
    """Readout itself failed: once more, but a fault that stays is handed to a person after some hours."""

    async def entry(_session: AsyncSession, row: Record) -> None:
        attempts = row.delivery.attempts
        if row.held and attempts >= kit.limits.failures:
            row.rest(State.UNCONFIRMED, f"{reason} It failed {attempts} times and may be posted in part.")
        elif row.held:
            row.rest(State.RETRYING, reason, kit.clock() + timedelta(seconds=kit.limits.pause(attempts, kit.chance)))

    await record(kit, claim, entry)


async def freeze(kit: Kit, claim: Claim, revision: tuple[int, str], parts: list[Part], **shown: Any) -> bool:
    """Keep the messages as they will be sent, for every attempt to come, and note the attempt at the first one.

    The delivery keeps what they show.

    False where the claim was lost, or where `revision` (id and state) is no longer what the delivery has to show. The
    row is locked first, so that `revise` either is seen here or finds these parts.
    """

    async def entry(session: AsyncSession, row: Record) -> bool:
        if not row.held:
            return False
        row.renew(kit)
        current = await wanted_revision(session, row.delivery)
        if current is None or (current.id, current.state) != revision:
            return False
        row.delivery.revision_id = current.id
        for name, value in shown.items():
            setattr(row.delivery, name, value)
        parts[0].first_tried, parts[0].last_tried = attempted(kit)
        session.add_all(parts)
        return True

    return await record(kit, claim, entry)


async def wanted_revision(session: AsyncSession, delivery: Delivery) -> Revision | None:
    """What a delivery without parts has to show: what is live, or for a shared reply what it was shared from."""
    own = delivery.revision_id if delivery.subscription_id is None else None
    if own is not None:
        return await session.get(Revision, own)
    known: dict[int, Revision | None] = session.info.setdefault(LIVE, {})
    if delivery.topic_id not in known:  # once in a transaction: a wave is mostly about one topic
        revision_id = await live_revision(session, delivery.topic_id)
        known[delivery.topic_id] = None if revision_id is None else await session.get(Revision, revision_id)
    return known[delivery.topic_id]


def attempted(kit: Kit, first: datetime | None = None) -> tuple[datetime, datetime]:
    """An attempt that is noted now: the first one for its message, and when this one is over at the latest."""
    now = kit.clock()
    return first or now, now + timedelta(seconds=kit.limits.over)


async def tried(kit: Kit, claim: Claim, part: Part, first: datetime | None) -> bool:
    """Note an attempt before it is made, with the claim renewed. False where the claim was lost."""

    async def entry(_session: AsyncSession, row: Record) -> bool:
        if row.held:
            row.renew(kit)
            noted = row.part(part.id)
            noted.first_tried, noted.last_tried = attempted(kit, first)
        return row.held

    return await record(kit, claim, entry)


async def untried(kit: Kit, claim: Claim, part: Part, first: datetime | None, last: datetime | None) -> None:
    """Take an attempt back that posted nothing for certain; those before it stay noted."""

    async def entry(_session: AsyncSession, row: Record) -> None:
        if row.held:
            noted = row.part(part.id)
            noted.first_tried, noted.last_tried = first, last

    await record(kit, claim, entry)


async def posted(kit: Kit, claim: Claim, part: Part, message: str) -> None:
    """The message is there. When it was the last one, the delivery is posted, and whatever has to change is next."""

    async def entry(_session: AsyncSession, row: Record) -> None:
        now, noted = kit.clock(), row.part(part.id)
        if noted.posted is None:
            noted.message, noted.posted = message, now
        if (row.held or row.delivery.state == State.UNCONFIRMED) and all(known.posted for known in row.parts):
            _finish(row, now)  # a person who was to look for it need not any more

    await record(kit, claim, entry)


async def complete(kit: Kit, claim: Claim) -> None:
    """Nothing is left to post: who had lost the claim recorded the last message while nobody else held it."""

    async def entry(_session: AsyncSession, row: Record) -> None:
        if row.held and all(part.posted for part in row.parts):
            _finish(row, kit.clock())

    await record(kit, claim, entry)


async def refused(kit: Kit, claim: Claim, reason: str) -> None:
    """The platform will never take it: the subscription stops, and with it what else it owes."""

    async def entry(session: AsyncSession, row: Record) -> None:
        if not row.held:
            return
        row.rest(State.REFUSED, reason)
        _note(session, kit.clock(), row.delivery)
        if row.delivery.format == NOTICE:
            await notices.pass_on(session, kit.clock(), row.delivery)
        if row.delivery.subscription_id is not None:
            await _stop(session, row.delivery.subscription_id, kit.clock(), reason)

    await record(kit, claim, entry)


async def _stop(session: AsyncSession, subscription_id: int, now: datetime, reason: str) -> None:
    stopped = await session.get_one(Subscription, subscription_id)
    if stopped.state != "active":
        return
    stopped.state, stopped.reason = "stopped", reason
    owed = (Delivery.subscription_id == stopped.id, Delivery.state.in_(OPEN), Delivery.attempts == 0)
    await session.execute(update(Delivery).where(*owed).values(state=State.REFUSED, reason=reason))
    audit(session, now, SYSTEM, "schedule stopped", f"schedule {stopped.id}", reason=reason)
    await notices.stopped(session, now, stopped)
    log.warning("Schedule %s for %s was stopped: %s", stopped.id, named(place_of(stopped)), reason)


async def withdrawn(kit: Kit, claim: Claim) -> None:
    """The brief was withdrawn while this was on its way: what is not posted never will be."""

    async def entry(session: AsyncSession, row: Record) -> None:
        if not row.held:
            return
        for part in row.parts:
            if part.posted is None:
                await session.delete(part)
        row.rest(State.WITHDRAWN, "The brief was withdrawn before this was posted.")
        if any(part.posted for part in row.parts):
            _finish(row, kit.clock())

    await record(kit, claim, entry)


def _finish(row: Record, now: datetime) -> None:
    row.rest(State.POSTED, "")
    row.delivery.posted = row.delivery.posted or now
