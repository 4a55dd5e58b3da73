"""Rig: a loopback server and Readouts as processes of their own, for benchmarks that measure whole programs."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot.app import utc_now, wire
from bot.opening import open_newsroom
from bot.platform import Destination
from bot.rules import Rule
from bot.settings import Settings
from bot.storage.database import Database, open_database
from bot.storage.tables import Subscription

ROOT = Path(__file__).resolve().parent.parent
LATEST = 120.0
"""Seconds in which what is waited for has to happen."""


class Server:
    """A process that is told a word a line, and tells a JSON a line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def hear(self) -> Any:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        assert line, "the server of the rig has stopped; what it said is above"
        return json.loads(line)

    async def say(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n".encode())
        await self._process.stdin.drain()

    async def ask(self, word: str) -> Any:
        await self.say(word)
        return await self.hear()

    async def until(self, holds: Callable[[Any], bool], latest: float = LATEST) -> Any:
        """The first report that `holds`. Raises `TimeoutError` after `latest` seconds."""
        async with asyncio.timeout(latest):
            while not holds(report := await self.ask("report")):  # noqa: ASYNC110 - another process tells no event
                await asyncio.sleep(0.5)
        return report


@asynccontextmanager
async def server(module: str, *arguments: str) -> AsyncIterator[Server]:
    """`python -m MODULE ARGUMENTS`, killed at the end."""
    command, pipe = (sys.executable, "-m", module, *arguments), asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe, limit=2**24)
    try:
        yield Server(process)
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def program(
    surroundings: Mapping[str, str], log: Path, *module: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot run`, or another module; what it says goes to `log`."""
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *(module or ("bot", "run")), cwd=log.parent, stdout=said, stderr=said,
            env={**os.environ, "PYTHONPATH": str(ROOT), **surroundings},
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def prepare(surroundings: Mapping[str, str], platform: str, places: Sequence[Sequence[str]]) -> Database:
    """A newsroom whose brief goes to every place (server, channel, name), but not yet."""
    settings = Settings(_env_file=None, **{name.lower(): value for name, value in surroundings.items()})  # type: ignore[call-arg, arg-type]
    database = await open_database(settings, alone=False)
    services = wire(settings, database, utc_now)
    opening = await open_newsroom(services, None)
    rule = Rule((time(9),), "UTC")
    for guild, channel, name in places:
        place = Destination(platform, guild, channel, "channel", name)
        await services.outbox.subscribe(opening.topic_id, place, rule, made_by="rig", first=False)
    return database


async def begin(database: Database) -> None:
    """All subscriptions come due at once."""
    async with database.sessions.begin() as session:
        await session.execute(update(Subscription).values(next_due=datetime.now(UTC) + timedelta(seconds=1)))


def cpu(process: int) -> float:
    """Seconds of processor time that a process had (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> float:
    """Megabytes of memory that a process holds (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
