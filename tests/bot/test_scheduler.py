"""Scheduler: one tick that goes on through failures and clocks that are set, and an orderly stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from sqlalchemy.exc import OperationalError

from bot.delivery import Outbox
from bot.scheduler import SLOW, TICK, Scheduler
from tests.fakes.newsroom import HERE, HOUR, World, newsroom


@pytest.fixture
async def world(home: Path) -> AsyncIterator[World]:
    async with newsroom(home) as made:
        yield made


async def posted(world: World, count: int) -> None:
    """Wait for the scheduler's own tick; the test's time-out ends a wait in vain."""
    while len(world.platform.messages) < count:  # noqa: ASYNC110 - the fake has no event for each message
        await asyncio.sleep(0.005)


async def test_what_comes_due_is_posted_by_itself(world: World) -> None:
    """Started once, it posts without anybody asking."""
    await world.subscribe()
    world.clock.forward(HOUR)
    scheduler = Scheduler(world.outbox, world.clock)
    scheduler.start()
    await posted(world, 1)
    await scheduler.stop()
    assert [row.state for row in await world.deliveries()] == ["posted"]


async def test_a_slow_post_holds_up_no_tick(world: World) -> None:
    """While one platform does not answer, the next slot is made and posted elsewhere."""
    world.platform.gate = asyncio.Event()
    await world.subscribe(first=True)
    scheduler = Scheduler(world.outbox, world.clock)
    await scheduler.tick()
    while world.platform.at_once == 0:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    await world.subscribe(replace(HERE, channel="c9"), first=True)
    await asyncio.wait_for(scheduler.tick(), 60)
    while world.platform.at_once < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    world.platform.gate.set()
    await scheduler.stop()
    assert len(world.platform.messages) == 2


async def test_stopping_finishes_what_is_under_way(world: World) -> None:
    """After `stop` returns, what was begun is recorded."""
    await world.subscribe(first=True)
    scheduler = Scheduler(world.outbox, world.clock)
    scheduler.start()
    await posted(world, 1)
    await scheduler.stop()
    assert [row.state for row in await world.deliveries()] == ["posted"]


async def test_stopping_cuts_off_what_does_not_end(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """A platform that never answers does not keep the process; the log says what the next start does."""
    world.platform.gate = asyncio.Event()
    await world.subscribe(first=True)
    scheduler = Scheduler(world.outbox, world.clock)
    scheduler.start()
    while world.platform.at_once == 0:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    with caplog.at_level(logging.WARNING):
        await scheduler.stop(0.05)
    assert "cut off 1 post or edit" in caplog.text
    assert [row.state for row in await world.deliveries()] == ["claimed"]


class Failing(Outbox):
    """An outbox whose database fails for the first ticks."""

    fails = 2

    async def turn(self, now: datetime) -> None:
        if self.fails:
            self.fails -= 1
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))
        await super().turn(now)


async def test_a_database_that_fails_is_said_once(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """The tick goes on, with one sentence when it begins to fail and one when it works again."""
    world.outbox.__class__ = Failing
    scheduler = Scheduler(world.outbox, world.clock)
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            await scheduler.tick()
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert "disk is full" in caplog.text
    await scheduler.stop()


@pytest.mark.parametrize("step", [-HOUR, HOUR])
async def test_a_clock_that_is_set_rewinds_the_tick(world: World, step: object) -> None:
    """The job's next run may lie an hour ahead then; it is brought back to now."""
    ticking = 1000.0
    scheduler = Scheduler(world.outbox, world.clock, monotonic=lambda: ticking)
    scheduler.start()
    job = scheduler._scheduler.get_job(TICK)
    scheduler._scheduler.modify_job(TICK, next_run_time=datetime.now(UTC) + HOUR)
    assert not scheduler.heed_clock()
    world.clock.now += step  # type: ignore[operator]
    assert scheduler.heed_clock()
    assert job.next_run_time <= datetime.now(UTC)
    await scheduler.stop()


async def test_time_that_passes_is_not_a_clock_that_is_set(world: World) -> None:
    """Wall and monotonic time went on together."""
    ticking = [1000.0]
    scheduler = Scheduler(world.outbox, world.clock, monotonic=lambda: ticking[0])
    world.clock.forward(HOUR)
    ticking[0] += 3600
    assert not scheduler.heed_clock()


async def test_only_one_job_exists(world: World) -> None:
    """However many subscriptions there are; late runs are never dropped in silence."""
    for number in range(5):
        await world.subscribe(replace(HERE, channel=f"c{number}"))
    scheduler = Scheduler(world.outbox, world.clock)
    scheduler.start()
    (job,) = scheduler._scheduler.get_jobs()
    assert (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, None)
    await scheduler.stop()


async def test_a_tick_that_takes_long_is_told_once_in_a_sentence(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """However many ticks are due meanwhile, and again only after one has ended."""
    scheduler = Scheduler(world.outbox, world.clock)
    due = JobSubmissionEvent(EVENT_JOB_MAX_INSTANCES, "tick", "default", [])
    with caplog.at_level(logging.WARNING):
        for _ in range(3 * SLOW):
            scheduler.hold_up(due)
        assert [record.name for record in caplog.records] == ["bot.scheduler"]
        await scheduler.tick()
        for _ in range(SLOW):
            scheduler.hold_up(due)
    assert caplog.text.count("A tick has been under way for about 10 seconds") == 2
    await scheduler.stop()
