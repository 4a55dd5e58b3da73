"""Ticking in groups: many subscriptions by few rules, a few at a time, from one process or from two."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.delivery import crowds, ticking
from bot.rules import Rule
from bot.storage.audit import entries
from bot.storage.tables import Subscription
from tests.fakes.newsroom import DAY, HERE, HOUR, World, newsroom

RULES = (Rule((time(9),), "Europe/Paris"), Rule((time(8),), "Europe/London"), Rule((time(17),), "Asia/Tokyo"))
COUNT = 30


@pytest.fixture
async def world(home: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Thirty channels by three rules, all due at the same instant; a transaction takes seven of them at most."""
    monkeypatch.setattr(ticking, "BATCH", 7)
    monkeypatch.setattr(crowds, "MOST_GROUPS", 2)
    async with newsroom(home) as made:
        for number in range(COUNT):
            place = replace(HERE, channel=f"c{number}")
            await made.outbox.subscribe(1, place, RULES[number % 3], made_by="Ann Lee", first=False)
        yield made


async def test_each_group_gets_its_own_slot(world: World) -> None:
    """However the batches fall, every channel is owed one post under its rule's own local time."""
    world.clock.forward(HOUR)
    assert await world.outbox.tick(world.clock()) == COUNT
    rows = await world.deliveries()
    assert Counter(row.slot[11:] for row in rows) == {"09:00": 10, "08:00": 10, "17:00": 10}
    assert len({row.channel for row in rows}) == COUNT
    assert await world.outbox.tick(world.clock()) == 0


async def test_two_replicas_owe_each_post_once(world: World) -> None:
    """They tick at the same moment; what one has in hand the other passes over."""
    world.clock.forward(HOUR)
    ticks = [world.outbox, world.new_outbox()]
    made = sum(await asyncio.gather(*(outbox.tick(world.clock()) for outbox in ticks)))
    made += sum([await outbox.tick(world.clock()) for outbox in ticks])
    assert made == COUNT
    assert len({row.subscription_id for row in await world.deliveries()}) == COUNT


async def test_a_rule_that_cannot_be_read_stops_its_group_alone(world: World) -> None:
    """A zone that this machine's data does not know stops those who use it, and who made them is told why."""
    broken = {**RULES[0].to_json(), "zone": "Europe/Atlantis"}
    async with world.database.sessions.begin() as session:
        await session.execute(update(Subscription).where(Subscription.id <= 3).values(rule=broken, made_by_user="ann"))
    world.clock.forward(HOUR)
    assert await world.outbox.tick(world.clock()) == COUNT - 3
    async with world.database.sessions() as session:
        stopped = (
            await session.scalars(select(Subscription).where(Subscription.state == "stopped").order_by(Subscription.id))
        ).all()
    assert [row.id for row in stopped] == [1, 2, 3]
    assert "Europe/Atlantis" in stopped[0].reason
    told = [row.subject for row in await world.deliveries() if row.slot.startswith("notice:")]
    assert len(told) == 3
    assert all("Europe/Atlantis" in words for words in told)


async def test_days_missed_are_skipped_together(world: World) -> None:
    """After two days away each channel gets one post, and one row that says what was left out."""
    world.clock.forward(2 * DAY + HOUR)
    assert await world.outbox.tick(world.clock()) == 2 * COUNT
    assert Counter(row.state for row in await world.deliveries()) == {"due": COUNT, "skipped": COUNT}


async def due_still(world: World) -> int:
    """Subscriptions that were not moved to their next slot."""
    async with world.database.sessions() as session:
        late = select(func.count()).where(Subscription.next_due <= world.clock())
        return await session.scalar(late) or 0


async def test_a_crowd_is_owed_first_and_moved_on_by_the_next_tick(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Posts wait for what is owed, and nobody for the next slot; the tick after does that and owes nothing anew."""
    monkeypatch.setattr(crowds, "MOST_GROUPS", 100)
    world.clock.forward(HOUR)
    assert await world.outbox.tick(world.clock()) == COUNT
    assert await due_still(world) > 0
    assert await world.outbox.tick(world.clock()) == 0
    assert await due_still(world) == 0


async def test_a_crash_before_a_crowd_is_moved_on_doubles_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next process finds the schedules due as before, and their slots taken."""
    monkeypatch.setattr(crowds, "MOST_GROUPS", 100)
    world.clock.forward(HOUR)
    assert await world.outbox.tick(world.clock()) == COUNT
    world.clock.forward(DAY)
    after = world.new_outbox()
    assert await after.tick(world.clock()) == COUNT
    await after.tick(world.clock())
    assert await due_still(world) == 0
    assert Counter(row.slot[:10] for row in await world.deliveries()) == {"2026-11-23": COUNT, "2026-11-24": COUNT}


async def test_a_schedule_changed_before_its_crowd_moves_on_keeps_the_change(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who retimes one between the two ticks has today's post behind them, and the new time before them."""
    monkeypatch.setattr(crowds, "MOST_GROUPS", 100)
    world.clock.forward(HOUR)
    await world.outbox.tick(world.clock())
    changed = await world.outbox.retime(1, Rule((time(18),), "Europe/Paris"))
    assert changed.next_slot == "2026-11-24T18:00"
    await world.outbox.tick(world.clock())
    (kept,) = await world.outbox.subscriptions(channel="c0")
    assert kept.next_slot == "2026-11-24T18:00"


async def test_who_is_changed_after_a_crowd_was_read_owes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is paused and one retimed before what was read is written: neither gets the post, nor loses its slot."""

    class Changed(crowds.Crowd):
        async def next(self) -> crowds.Batch | None:
            first, batch = self.after is None, await super().next()
            if first:
                await world.outbox.pause(1)
                await world.outbox.retime(2, Rule((time(18),), "Europe/Paris"))
            return batch

    monkeypatch.setattr(ticking, "Crowd", Changed)
    world.clock.forward(HOUR)
    assert await world.outbox.tick(world.clock()) == COUNT - 2
    await world.outbox.tick(world.clock())
    assert not {1, 2} & {row.subscription_id for row in await world.deliveries()}
    paused, retimed, *_ = await world.outbox.subscriptions()
    assert (paused.state, paused.next_slot) == ("paused", "2026-11-23T09:00")
    assert retimed.next_slot == "2026-11-23T18:00"


def _schedules(subject: str) -> int:
    return 1 if subject.startswith("schedule ") else int(subject.split()[0])


async def test_what_is_skipped_in_a_crowd_is_audited(world: World) -> None:
    """Each slot that was left out says for how many schedules, and why."""
    world.clock.forward(2 * DAY + HOUR)
    await world.outbox.tick(world.clock())
    async with world.database.sessions() as session:
        found = await entries(session, 100, what="delivery skipped")
    assert sum(_schedules(row.subject) for row in found) == COUNT
    assert {row.detail["slot"] for row in found} == {"2026-11-23T09:00", "2026-11-23T08:00", "2026-11-23T17:00"}
    assert all(row.detail["reason"].startswith("Missed together") for row in found)
