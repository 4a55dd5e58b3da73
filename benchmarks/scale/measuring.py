"""Measuring: what a crowd costs on one database, by the wall, by this process, and for everybody beside it."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from benchmarks.scale.crowd import BEFORE, NOW, count_rows, fill, forget, maintain, outbox
from bot.app import SWITCH, settle
from bot.delivery import Outbox
from bot.storage.database import Database
from bot.storage.tables import Delivery

IDLE_TICKS = 300


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


async def measure(database: Database, count: int) -> Figures:
    await fill(database, 500)
    sys.setswitchinterval(SWITCH)
    await outbox(database).tick(NOW)  # what is compiled once in the life of a bot
    await forget(database)
    await fill(database, count)
    ticking = outbox(database)
    await ticking.tick(BEFORE)
    settle()
    before = memory()
    async with _watched() as watch:
        started, worked = time.perf_counter(), time.process_time()
        made = await ticking.tick(NOW)
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
    after = memory()
    if made != count or await count_rows(database) != (count, count):
        raise SystemExit(f"{count:,} deliveries are owed, and {made:,} were made.")
    started = time.perf_counter()
    await ticking.tick(NOW)
    moved = time.perf_counter() - started
    idle = await _idle(database, ticking)
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


async def _idle(database: Database, ticking: Outbox) -> tuple[float, float]:
    """Milliseconds of a whole tick, with all its queries, when everything was posted and nothing is due."""
    async with database.sessions.begin() as session:
        await session.execute(update(Delivery).values(state="posted", posted=NOW))
    await maintain(database)
    costs = []
    for number in range(IDLE_TICKS):
        started = time.perf_counter()
        await ticking.turn(NOW + timedelta(seconds=number + 1))
        costs.append(1000 * (time.perf_counter() - started))
    return statistics.median(costs), statistics.quantiles(costs, n=20)[-1]


@asynccontextmanager
async def _watched() -> AsyncIterator[Watch]:
    watch = Watch()
    watching = asyncio.create_task(watch.run())
    await asyncio.sleep(0.05)
    watch.wall = watch.work = 0.0
    yield watch
    watching.cancel()


def memory() -> float:
    """Megabytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
