"""Running: one wave from the empty database to the last post, with one or two Readouts."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import statistics
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from bot.app import utc_now, wire
from bot.delivery.revising import copies, revise
from bot.opening import open_newsroom
from bot.platform import Destination
from bot.rules import Rule
from bot.settings import Settings
from bot.storage.database import Database, open_database
from bot.storage.tables import Revision, Subscription, Topic
from tests.fakes.postgres import postgres

ROOT = Path(__file__).resolve().parents[2]
LATEST = 120.0
"""Seconds in which a wave has to be over."""
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

    def surroundings(self, replica: int) -> Mapping[str, str]:
        """Each replica has its own of Discord's shards."""
        sharded = self.platform == "discord" and self.replicas > 1
        return {"DISCORD_SHARDS": f"{replica}/{self.replicas}"} if sharded else {}


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
        server = await stack.enter_async_context(_server(wanted))
        about = await server.hear()
        surroundings = {"LOCAL": "false", "DATA_DIR": str(folder / "data"), **about["env"]}
        if wanted.on_postgres:
            surroundings["DATABASE_URL"] = stack.enter_context(postgres(folder / "postgres", durable=True)).make("wave")
        database = await _prepared(surroundings, wanted.platform, about["places"])
        stack.push_async_callback(database.close)
        readouts = [
            await stack.enter_async_context(_readout({**surroundings, **wanted.surroundings(n)}, folder / f"log{n}"))
            for n in range(wanted.replicas)
        ]
        await server.until(lambda report: report["connected"] >= wanted.replicas)
        await server.ask("warm up")
        await asyncio.sleep(SETTLING)
        await _begin(database)
        used = sum(_cpu(readout.pid) for readout in readouts)
        if not wanted.corrected:
            await server.say("commands")
        report = await server.until(lambda report: len(report["posts"]) >= wanted.posts)
        if wanted.corrected:
            used = sum(_cpu(readout.pid) for readout in readouts)
            await server.say("commands")
            await _correct(database)
            report = await server.until(lambda report: len(report["edits"]) >= wanted.posts)
        await server.say("stop")
        used = sum(_cpu(readout.pid) for readout in readouts) - used
        stopped_in = await _stop(readouts)
        report = await server.ask("report")
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


def _cpu(process: int) -> float:
    """Seconds of processor time that a process had."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _prepared(surroundings: Mapping[str, str], platform: str, places: Sequence[Sequence[str]]) -> Database:
    """A newsroom whose brief goes to every channel, but not yet."""
    settings = Settings(_env_file=None, **{name.lower(): value for name, value in surroundings.items()})  # type: ignore[call-arg, arg-type]
    database = await open_database(settings, alone=False)
    services = wire(settings, database, utc_now)
    opening = await open_newsroom(services, None)
    rule = Rule((time(9),), "UTC")
    for server, channel, name in places:
        place = Destination(platform, server, channel, "channel", name)
        await services.outbox.subscribe(opening.topic_id, place, rule, made_by="wave", first=False)
    return database


async def _begin(database: Database) -> None:
    """All subscriptions come due at once."""
    async with database.sessions.begin() as session:
        await session.execute(update(Subscription).values(next_due=datetime.now(UTC) + timedelta(seconds=1)))


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


class Server:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def hear(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(await self._process.stdout.readline())

    async def say(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n".encode())
        await self._process.stdin.drain()

    async def ask(self, word: str) -> Any:
        await self.say(word)
        return await self.hear()

    async def until(self, holds: Callable[[Any], bool]) -> Any:
        async with asyncio.timeout(LATEST):
            while not holds(report := await self.ask("report")):  # noqa: ASYNC110 - another process tells no event
                await asyncio.sleep(0.5)
        return report


@asynccontextmanager
async def _server(wanted: Run) -> AsyncIterator[Server]:
    command = (sys.executable, "-m", "benchmarks.wave.server", wanted.platform, str(wanted.posts))
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe, limit=2**24)
    try:
        yield Server(process)
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def _readout(surroundings: Mapping[str, str], log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot run`; what it says goes to `log`."""
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=log.parent, stdout=said, stderr=said,
            env={**os.environ, "PYTHONPATH": str(ROOT), **surroundings},
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
