"""Faults: whatever fails underneath, nothing is lost, nothing is posted twice, and the log says a sentence."""

from __future__ import annotations

import asyncio
import logging
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import SQLAlchemyError

from bot.rules import Rule
from bot.scheduler import TICK, Scheduler
from bot.storage.database import FILE
from bot.storage.tables import Subscription
from tests.bot.newsroom import open_newsroom
from tests.bot.test_keeping import stamp
from tests.fakes.databases import ADDRESS
from tests.fakes.newsroom import HERE, HOUR, MORNING, World, newsroom
from tests.fakes.postgres import postgres

CHANNELS = 40
ROOT = Path(__file__).parents[2]
WAVE = 200


@asynccontextmanager
async def owing(folder: Path) -> AsyncIterator[World]:
    """A world in which forty channels are owed a post."""
    async with newsroom(folder) as world:
        await world.publish("The pier opens. " * 100)
        for number in range(CHANNELS):
            await world.subscribe(replace(HERE, channel=f"c{number}"))
        world.clock.forward(HOUR)
        yield world


async def carry_on(world: World) -> None:
    """As seconds and minutes go by: leases end, what was tried is looked for."""
    for _ in range(6):
        with suppress(SQLAlchemyError):
            await world.run()
        world.clock.forward(70)


async def assert_posted_once(world: World) -> None:
    assert Counter(message.channel for message in world.platform.messages) == dict.fromkeys(
        (f"c{number}" for number in range(CHANNELS)), 1
    )
    assert {row.state for row in await world.deliveries()} == {"posted"}


@pytest.mark.parametrize("room", [0, 4, 8])
async def test_a_full_disk_is_waited_out(tmp_path: Path, room: int, caplog: pytest.LogCaptureFixture) -> None:
    """It may be full before the slots are made, while texts are frozen, or while posts are recorded."""
    async with owing(tmp_path) as world:
        scheduler = Scheduler(world.outbox, world.clock)
        await limit_pages(world, room)
        for _ in range(2):
            await scheduler.tick()
        with suppress(SQLAlchemyError):
            await world.outbox.deliver_due()
        await scheduler.tick()
        assert "database or disk is full" in caplog.text
        await limit_pages(world, 1_000_000)
        await carry_on(world)
        await assert_posted_once(world)


async def limit_pages(world: World, more: int) -> None:
    """Let the database grow by so many pages, as a disk with little left does."""
    async with world.database.writer.connect() as connection:
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        await connection.execute(text(f"PRAGMA max_page_count={pages + more}"))


async def test_a_locked_database_is_waited_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process, such as a tool somebody left open, holds it for longer than a write may wait."""
    monkeypatch.setattr("bot.storage.database.BUSY_SECONDS", 0.05)
    async with owing(tmp_path) as world:
        scheduler = Scheduler(world.outbox, world.clock)
        with held(tmp_path / FILE):
            await scheduler.tick()
        assert "nothing is posted until it answers again" in caplog.text
        assert "database is locked" in caplog.text
        assert world.platform.messages == []
        with caplog.at_level(logging.WARNING):
            await scheduler.tick()
        assert "The database answers again; nothing that was owed is lost." in caplog.text
        await carry_on(world)
        await assert_posted_once(world)


@contextmanager
def held(file: Path) -> Iterator[None]:
    code = (
        "import sqlite3, sys; file = sqlite3.connect(sys.argv[1]); file.execute('BEGIN IMMEDIATE'); "
        "print('held', flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield
        other.kill()


async def test_postgresql_may_be_restarted_in_mid_wave(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Some posts are on their way when it stops; what they could not record is looked for."""
    with TemporaryDirectory(prefix="readout-") as folder, postgres(Path(folder) / "data") as server:
        (tmp_path / ADDRESS).write_text(server.migrated("wave"))
        async with owing(tmp_path) as world:
            world.platform.gate = asyncio.Event()
            scheduler = Scheduler(world.outbox, world.clock)
            await scheduler.tick()
            while world.platform.at_once < world.limits.at_once:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
            await asyncio.to_thread(server.stop)
            world.platform.gate.set()
            await scheduler.tick()
            assert "nothing is posted until it answers again" in caplog.text
            await asyncio.to_thread(server.start)
            await carry_on(world)
            await assert_posted_once(world)


@pytest.mark.parametrize("hours", [-1, 1])
async def test_a_clock_that_is_set_by_an_hour_makes_nothing_late(
    tmp_path: Path, hours: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Whichever way it steps, what is due by the new time is posted within five seconds of it, and nothing twice."""
    started, steps, due = time.monotonic(), [timedelta(0)], MORNING + HOUR

    def clock() -> datetime:
        return MORNING + timedelta(seconds=time.monotonic() - started) + sum(steps, timedelta(0))

    async with newsroom(tmp_path) as world:
        world.clock, world.monotonic = clock, time.monotonic  # type: ignore[assignment]
        world.outbox = world.new_outbox()
        subscription = await world.subscribe()
        steps.append(due - clock() + timedelta(seconds=1) - (HOUR if hours > 0 else 0 * HOUR))
        scheduler = Scheduler(world.outbox, clock)
        scheduler.start()
        if hours < 0:
            await posted(world)
        # As a step back leaves APScheduler, which goes by the wall: its next run lies an hour ahead.
        scheduler._scheduler.modify_job(TICK, next_run_time=datetime.now(UTC) + HOUR)
        steps.append(hours * HOUR)
        if hours < 0:
            await world.outbox.post_now(subscription.id)
        await posted(world)
        await scheduler.stop()
        rows = await world.deliveries()
        assert len(world.platform.messages) == len(rows) == (2 if hours < 0 else 1)
        assert all(row.posted and row.posted - row.due < timedelta(seconds=5) for row in rows)
        assert "The clock was set by" in caplog.text


async def posted(world: World) -> None:
    while {row.state for row in await world.deliveries()} != {"posted"}:  # noqa: ASYNC110
        await asyncio.sleep(0.05)


async def test_a_stop_in_mid_wave_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """SIGTERM while posts go out: the process ends by itself within ten seconds, and the next one goes on."""
    async with open_newsroom(tmp_path) as news, news.services.sessions.begin() as session:
        await session.execute(insert(Subscription), [due_on_the_page(number) for number in range(WAVE)])
    stamp(tmp_path)
    with running(tmp_path) as first:
        wait_for_posts(tmp_path, 3)
        first.send_signal(signal.SIGTERM)
        said, _ = first.communicate(timeout=10)
    assert first.returncode == 0
    assert said.splitlines()[-1] == "Stopped."
    assert counted(tmp_path, "SELECT count(*) FROM deliveries WHERE state <> 'posted'") > 0, "the wave was over"
    assert counted(tmp_path, "SELECT count(*) FROM deliveries WHERE state = 'posted'") > 0
    with running(tmp_path) as second:
        wait_for_posts(tmp_path, WAVE)
        second.send_signal(signal.SIGTERM)
        second.communicate(timeout=10)
    assert counted(tmp_path, "SELECT max(n) FROM (SELECT count(*) n FROM local_messages GROUP BY channel)") == 1
    assert counted(tmp_path, "SELECT count(*) FROM deliveries WHERE state <> 'posted'") == 0


def due_on_the_page(number: int) -> dict[str, object]:
    now = datetime.now(UTC).replace(microsecond=0)
    rule = Rule(((now + timedelta(hours=12)).time(),), "UTC")
    return {
        "topic_id": 1,
        "platform": "local",
        "channel": f"c{number}",
        "name": f"#c{number}",
        "rule": rule.to_json(),
        "next_due": now,
        "next_slot": f"{now:%Y-%m-%dT%H:%M}",
        "made": now,
        "made_by": "Ann Lee",
    }


@contextmanager
def running(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Readout as a process of its own, killed if the test fails."""
    settings = {
        "DATA_DIR": str(folder),
        "HTTP_PORT": "0",
        "MEANING": "false",
        "TIMEZONE": "UTC",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, cwd=folder, env=settings, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_posts(folder: Path, at_least: int) -> None:
    """The test's time-out ends a wait in vain."""
    while counted(folder, "SELECT count(*) FROM deliveries WHERE state = 'posted' AND channel <> 'summit'") < at_least:
        time.sleep(0.02)


def counted(folder: Path, query: str) -> int:
    with closing(sqlite3.connect(folder / FILE)) as database:
        return int(database.execute(query).fetchone()[0])
