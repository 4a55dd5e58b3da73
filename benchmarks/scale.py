"""Scale: 100,000 subscriptions that come due in one minute, on SQLite and PostgreSQL, beside APScheduler's own way.

    python -m benchmarks scale [--json] [--subscriptions 100000]

Printed for each database: how long the tick takes until every delivery is owed, how long the next one takes to move
the subscriptions to their next slots, how long the event loop was held meanwhile, memory before, at most and after,
and what a tick costs when nothing is due. Then two replicas tick on one
PostgreSQL at the same time: together they have to make each delivery once, or the exit code is 1. The peer is
APScheduler with a job for each of 1,000 subscriptions in its SQLAlchemy job store on SQLite; its jobs do nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, cast

from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import func, insert, make_url, select, text, update

from bot.delivery import Outbox
from bot.platform import Platform
from bot.rules import DAILY, WEEKDAYS, Rule
from bot.storage.database import Database, connect, open_fresh
from bot.storage.tables import Delivery, Newsroom, Subscription, Topic
from tests.fakes.postgres import postgres

BEFORE = datetime(2026, 11, 23, 7, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 8, tzinfo=UTC)
NOW = DUE + timedelta(seconds=30)
PLACES = {"Europe/Paris": 9, "Europe/London": 8, "Asia/Tokyo": 17, "America/New_York": 3, "Asia/Kolkata": 13}
RULES = tuple(
    Rule((clock_time(hour, 30 if zone == "Asia/Kolkata" else 0),), zone, days)
    for zone, hour in PLACES.items()
    for days in (DAILY, WEEKDAYS)
)
"""Ten rules, all due at the same instant."""
CHUNK = 5000
IDLE_TICKS = 300
PEERS = 1000


@dataclass
class Watch:
    """How long the event loop was held at a time, by the wall and by its own work, and the most memory in use."""

    wall: float = 0.0
    work: float = 0.0
    memory: float = 0.0

    async def run(self) -> None:
        while True:
            wall, work = time.perf_counter(), time.thread_time()
            await asyncio.sleep(0.001)
            self.wall = max(self.wall, time.perf_counter() - wall - 0.001)
            self.work = max(self.work, time.thread_time() - work)
            self.memory = max(self.memory, memory())


@dataclass
class Figures:
    """What one database cost; seconds and milliseconds by the wall."""

    seconds: float
    block_ms: float
    idle_ms: float
    lines: list[str] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[--json] [--subscriptions N]`."""
    parser.add_argument("--json", action="store_true", help="print one object with the figures last")
    parser.add_argument("--subscriptions", type=int, default=100_000, metavar="N", help="due in the same minute")


def main(args: argparse.Namespace) -> int:
    """Print the figures; 1 where a delivery is missing or there twice."""
    count = args.subscriptions
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        sqlite = asyncio.run(_on_sqlite(folder / "scale.sqlite3", count))
        _print("SQLite", sqlite)
        with postgres(folder / "postgres", durable=True) as server:
            postgresql = asyncio.run(_on_postgres(server.migrated("alone"), count))
            _print("PostgreSQL", postgresql)
            whole = _replicas(server.migrated("shared"), count)
        peer = asyncio.run(_peer(folder / "peer.sqlite3"))
    print(f"APScheduler, a job each for {PEERS:,}: {peer:.2f} s")
    figures = {
        "sqlite_fanout_s": round(sqlite.seconds, 2),
        "postgres_fanout_s": round(postgresql.seconds, 2),
        "loop_block_ms": round(max(sqlite.block_ms, postgresql.block_ms), 1),
        "idle_tick_ms": round(max(sqlite.idle_ms, postgresql.idle_ms), 2),
        "peer_s": round(peer, 2),
    }
    if args.json:
        print(json.dumps(figures))
    return 0 if whole else 1


async def _on_sqlite(file: Path, count: int) -> Figures:
    database = await open_fresh(file)
    try:
        return await _measure(database, count)
    finally:
        await database.close()


async def _on_postgres(address: str, count: int) -> Figures:
    database = _open(address)
    try:
        return await _measure(database, count)
    finally:
        await database.close()


async def _measure(database: Database, count: int) -> Figures:
    await fill(database, 500)
    await _outbox(database).tick(NOW)  # what is compiled once in the life of a bot
    await _forget(database)
    await fill(database, count)
    outbox = _outbox(database)
    await outbox.tick(BEFORE)
    before = memory()
    async with _watched() as watch:
        started, worked = time.perf_counter(), time.process_time()
        made = await outbox.tick(NOW)
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
    after = memory()
    if made != count or await _rows(database) != (count, count):
        raise SystemExit(f"{count:,} deliveries are owed, and {made:,} were made.")
    started = time.perf_counter()
    await outbox.tick(NOW)
    moved = time.perf_counter() - started
    idle = await _idle(database, outbox)
    return Figures(
        seconds,
        1000 * watch.wall,
        idle[0],
        [
            f"{made:,} deliveries in {seconds:.2f} s, of which this process worked {worked:.2f} s",
            f"all moved to their next slots by the tick after, in {moved:.2f} s",
            f"event loop held for at most {1000 * watch.wall:.1f} ms by the wall, {1000 * watch.work:.1f} ms by itself",
            f"memory {before:.0f} MB before, {watch.memory:.0f} MB at most, {after:.0f} MB after",
            f"idle tick {idle[0]:.2f} ms (median), {idle[1]:.2f} ms (95 %)",
        ],
    )


async def fill(database: Database, count: int) -> None:
    """A newsroom and `count` active subscriptions that are due together, in 500 servers."""
    async with database.sessions.begin() as session:
        for row in (
            Newsroom(id=1, name="The Lantern", made=BEFORE),
            Topic(id=1, newsroom_id=1, name="Harbour", made=BEFORE),
        ):
            session.add(row)
            await session.flush()
    for first in range(0, count, CHUNK):
        rows = [_subscription(number) for number in range(first, min(count, first + CHUNK))]
        async with database.sessions.begin() as session:
            await session.execute(insert(Subscription), rows)
    await _maintain(database)


def _subscription(number: int) -> dict[str, Any]:
    rule = RULES[number % len(RULES)]
    slot = rule.next_slot(BEFORE)
    assert slot is not None
    assert slot.due == DUE
    return {
        "topic_id": 1,
        "platform": "slack" if number % 4 == 0 else "discord",
        "server": f"{number % 500 + 10**17}",
        "channel": f"{number + 10**18}",
        "name": f"#channel-{number}",
        "rule": rule.to_json(),
        "next_due": slot.due,
        "next_slot": slot.key,
        "made": BEFORE,
        "made_by": "Ann Lee",
    }


async def _forget(database: Database) -> None:
    async with database.sessions.begin() as session:
        for table in ("deliveries", "subscriptions", "topics", "newsrooms"):
            await session.execute(text(f"DELETE FROM {table}"))


async def _maintain(database: Database) -> None:
    """As autovacuum has done by the time a wave comes."""
    if database.engine.dialect.name == "postgresql":
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("VACUUM ANALYZE"))


async def _rows(database: Database) -> tuple[int, int]:
    """Deliveries, and the subscriptions that have one."""
    async with database.sessions() as session:
        counted = await session.execute(select(func.count(), func.count(Delivery.subscription_id.distinct())))
        return tuple(counted.one())  # type: ignore[return-value]


async def _idle(database: Database, outbox: Outbox) -> tuple[float, float]:
    """Milliseconds of a whole tick, with all its queries, when everything was posted and nothing is due."""
    async with database.sessions.begin() as session:
        await session.execute(update(Delivery).values(state="posted", posted=NOW))
    await _maintain(database)
    costs = []
    for number in range(IDLE_TICKS):
        started = time.perf_counter()
        await outbox.tick(NOW + timedelta(seconds=number + 1))
        await outbox.start_due()
        costs.append(1000 * (time.perf_counter() - started))
    return statistics.median(costs), statistics.quantiles(costs, n=20)[-1]


def _replicas(address: str, count: int) -> bool:
    """Two processes tick at the same moment; whether each delivery was made once."""
    asyncio.run(_filled(address, count))
    spawn = multiprocessing.get_context("spawn")
    ready, said = spawn.Barrier(2), spawn.Queue()
    processes = [spawn.Process(target=_replica, args=(address, ready, said)) for _ in range(2)]
    for process in processes:
        process.start()
    results = [said.get(timeout=300) for _ in processes]
    for process in processes:
        process.join()
    rows, subscriptions = asyncio.run(_counted(address))
    made = " and ".join(f"{result[0]:,}" for result in results)
    seconds = max(result[2] for result in results) - min(result[1] for result in results)
    print(f"Two PostgreSQL replicas made {made} in {seconds:.2f} s: {rows:,} rows for {subscriptions:,} subscriptions")
    return (rows, subscriptions) == (count, count)


def _replica(address: str, ready: Barrier, said: Any) -> None:
    said.put(asyncio.run(_ticked(address, ready)))


async def _ticked(address: str, ready: Barrier) -> tuple[int, float, float]:
    """What one replica made, from when to when. The one that is left with nothing ticks on until all is made."""
    database = _open(address)
    outbox = _outbox(database)
    await outbox.tick(BEFORE)
    await asyncio.to_thread(ready.wait)
    started = time.time()
    made = 0
    while True:
        made += await outbox.tick(NOW)
        async with database.sessions() as session:
            due = select(Subscription.id).where(Subscription.next_due <= NOW).limit(1)
            if (await session.execute(due)).first() is None:
                break
    ended = time.time()
    await database.close()
    return made, started, ended


async def _filled(address: str, count: int) -> None:
    database = _open(address)
    await fill(database, count)
    await database.close()


async def _counted(address: str) -> tuple[int, int]:
    database = _open(address)
    found = await _rows(database)
    await database.close()
    return found


async def _peer(file: Path) -> float:
    """Seconds until 1,000 jobs that are due at the same moment have run; none may be dropped for being late."""
    scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{file}")}, timezone=UTC)
    done, late = asyncio.Event(), 0
    left = PEERS

    def note(event: JobExecutionEvent) -> None:
        nonlocal left, late
        left -= 1
        late += event.code == EVENT_JOB_MISSED
        if left == 0:
            done.set()

    scheduler.add_listener(note, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
    scheduler.start(paused=True)
    for number in range(PEERS):
        scheduler.add_job(
            _nothing,
            "cron",
            hour="*",
            id=str(number),
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC) - timedelta(seconds=1),
        )
    started = time.perf_counter()
    scheduler.resume()
    await done.wait()
    seconds = time.perf_counter() - started
    scheduler.shutdown(wait=False)
    return seconds


async def _nothing() -> None:
    """The peer's job costs nothing, which favours it."""


@asynccontextmanager
async def _watched() -> AsyncIterator[Watch]:
    watch = Watch()
    watching = asyncio.create_task(watch.run())
    await asyncio.sleep(0.05)
    watch.wall = watch.work = 0.0
    yield watch
    watching.cancel()


def _outbox(database: Database) -> Outbox:
    """With the names of three platforms, on none of which anything is posted here."""
    platforms = cast(Mapping[str, Platform], dict.fromkeys(("local", "discord", "slack")))
    return Outbox(database.sessions, platforms, lambda: NOW, chance=random.Random(7))


def _open(address: str) -> Database:
    return connect(make_url(address).set(drivername="postgresql+psycopg"))


def memory() -> float:
    """Megabytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _print(name: str, figures: Figures) -> None:
    print("\n  ".join([name, *figures.lines]), flush=True)
