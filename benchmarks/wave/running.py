"""Running: one wave from the empty database to the last post, with one or two Readouts."""

from __future__ import annotations

import asyncio
import signal
import statistics
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.rig import begin, cpu, prepare, program, server
from bot.delivery.revising import copies, revise
from bot.storage.database import Database
from bot.storage.tables import Revision, Topic
from tests.fakes.postgres import postgres

SETTLING = 4.0
"""Seconds after the last Readout connected: two of them have divided the token's pace by then."""
STOPPING = 10.0


@dataclass(frozen=True, slots=True)
class Run:
    platform: str
    posts: int
    allowed: float
    """Requests a second that the server takes."""
    replicas: int = 1
    on_postgres: bool = False
    corrected: bool = False
    """What is measured is not the posts but how a correction reaches all of them."""


RUNS: Mapping[str, Run] = {
    "discord, SQLite": Run("discord", 600, 50.0),
    "discord, 2 replicas": Run("discord", 600, 50.0, 2, True),
    "slack, SQLite": Run("slack", 160, 10.0),
    "slack, 2 replicas": Run("slack", 160, 10.0, 2, True),
}
CORRECTIONS: Mapping[str, Run] = {
    "corrected, SQLite": Run("discord", 1_000, 50.0, corrected=True),
    "corrected, 2 replicas": Run("discord", 1_000, 50.0, 2, True, corrected=True),
}


@dataclass(frozen=True, slots=True)
class Figures:
    posts: int
    """Or edits, where a correction is measured."""
    a_second: float
    allowed_ratio: float
    refused: int
    busiest: int
    commands: int
    command_p50_ms: float
    command_p99_ms: float
    stopped_in: float
    """Seconds from SIGTERM to the end of the last process."""
    cpu: float
    """Processors that the Readouts kept busy together."""


async def run(folder: Path, wanted: Run) -> Figures:
    """Raises `TimeoutError` where the wave does not end, `AssertionError` where a post came twice or not at all."""
    async with AsyncExitStack() as stack:
        platform = await stack.enter_async_context(
            server("benchmarks.wave.server", wanted.platform, str(wanted.posts), str(wanted.replicas))
        )
        about = await platform.hear()
        surroundings = {"LOCAL": "false", "DATA_DIR": str(folder / "data"), **about["env"]}
        if wanted.on_postgres:
            surroundings["DATABASE_URL"] = stack.enter_context(postgres(folder / "postgres", durable=True)).make("wave")
        database = await prepare(surroundings, wanted.platform, about["places"])
        stack.push_async_callback(database.close)
        readouts = [
            await stack.enter_async_context(program(surroundings, folder / f"log{n}")) for n in range(wanted.replicas)
        ]
        await platform.until(lambda report: report["connected"] >= wanted.replicas)
        await platform.ask("warm up")
        await asyncio.sleep(SETTLING)
        await begin(database)
        used = sum(cpu(readout.pid) for readout in readouts)
        if not wanted.corrected:
            await platform.say("commands")
        report = await platform.until(lambda report: len(report["posts"]) >= wanted.posts)
        if wanted.corrected:
            used = sum(cpu(readout.pid) for readout in readouts)
            await platform.say("commands")
            await _correct(database)
            report = await platform.until(lambda report: len(report["edits"]) >= wanted.posts)
        await platform.say("stop")
        used = sum(cpu(readout.pid) for readout in readouts) - used
        stopped_in = await _stop(readouts)
        report = await platform.ask("report")
        if wanted.corrected:
            await _assert_all_are_corrected(database)
    for kind in ("posts", "edits") if wanted.corrected else ("posts",):
        assert len(report[kind]) == wanted.posts, f"{len(report[kind])} {kind} instead of {wanted.posts}"
    return _figures(report, wanted, stopped_in, used)


def _figures(report: Mapping[str, Any], wanted: Run, stopped_in: float, used: float) -> Figures:
    posts, waits = sorted(report["edits" if wanted.corrected else "posts"]), sorted(report["waits"])
    a_second = (len(posts) - 1) / (posts[-1] - posts[0])
    return Figures(
        posts=len(posts),
        a_second=a_second,
        allowed_ratio=a_second / wanted.allowed,
        refused=report["refused"],
        busiest=report["busiest"],
        commands=len(waits),
        command_p50_ms=1000 * statistics.median(waits),
        command_p99_ms=1000 * waits[min(len(waits) - 1, int(0.99 * len(waits)))],
        stopped_in=stopped_in,
        cpu=used / (posts[-1] - posts[0]),
    )


async def _correct(database: Database) -> None:
    """A further revision is published, and all copies are told together with it, as the desk does."""
    async with database.sessions.begin() as session:
        before = (await session.execute(select(Revision).where(Revision.state == "published"))).scalar_one()
        values = {column.name: getattr(before, column.name) for column in Revision.__table__.columns}
        before.state, now = "superseded", datetime.now(UTC)
        made = Revision(**values | {"id": None, "number": before.number + 1, "submitted": now, "published": now})
        session.add(made)
        await session.flush()
        await revise(session, made.topic_id, made.id)


async def _assert_all_are_corrected(database: Database) -> None:
    async with database.sessions() as session:
        found = await copies(session, (await session.execute(select(Topic.id))).scalar_one())
    assert (found.waiting, found.unreachable) == (0, ()), f"{found.waiting} copies wait, {found.unreachable}"


async def _stop(readouts: Sequence[asyncio.subprocess.Process]) -> float:
    """As a service manager stops them; returns how long the slowest took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    for readout in readouts:
        readout.send_signal(signal.SIGTERM)
    await asyncio.gather(*(readout.wait() for readout in readouts))
    return loop.time() - began
