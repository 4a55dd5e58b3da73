"""Points: a sender's own places to die at, hooked in from outside; the product knows nothing of them."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from benchmarks.crash.plan import SEND, Kill, Point
from benchmarks.crash.through import Through
from bot.platform import Destination, Payload, Platform, Sending
from bot.storage.database import Database

Task = asyncio.Task[Any] | None
WRITTEN = "written"


@dataclass(slots=True)
class Trap:
    """Ends this process by SIGKILL when it comes by the point for the nth time; `say` tells the parent before."""

    kill: Kill | None
    say: Callable[[dict[str, Any]], None]
    count: int = 0

    def spring(self, point: Point) -> None:
        if self.kill is None or self.kill.point is not point:
            return
        self.count += 1
        if self.count == self.kill.nth:
            self.say({"killed": point})
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(slots=True)
class Statements:
    """Watches what is written to the database, and springs the trap at the commits that matter.

    A session commits in a task of its own, so what was written follows the connection until then.
    """

    trap: Trap
    committing: dict[Task, list[str]] = field(default_factory=dict)

    def watch(self, database: Database) -> None:
        for engine in {database.engine.sync_engine, database.writer.sync_engine}:
            event.listen(engine, "before_cursor_execute", self._note)
            event.listen(engine, "commit", self._committing)
            event.listen(engine, "rollback", _forget)
        event.listen(Session, "after_commit", self._committed)

    def _note(self, connection: Connection, _cursor: Any, statement: str, _p: Any, _context: Any, _many: bool) -> None:
        text = " ".join(statement.split())
        if text.startswith("UPDATE parts SET") and "message=" in text.partition(" WHERE ")[0]:
            self.trap.spring(Point.RECORDING)
        connection.info.setdefault(WRITTEN, []).append(text)

    def _committing(self, connection: Connection) -> None:
        self.committing[asyncio.current_task()] = connection.info.pop(WRITTEN, [])

    def _committed(self, _session: Session) -> None:
        for text in self.committing.pop(asyncio.current_task(), ()):
            if text.startswith("INSERT INTO deliveries"):
                self.trap.spring(Point.TICKED)
            elif text.startswith("UPDATE deliveries SET") and "attempts=" in text and "claimed_by=" in text:
                self.trap.spring(Point.CLAIMED)


def _forget(connection: Connection) -> None:
    connection.info.pop(WRITTEN, None)


class Watched(Through):
    """A platform whose answers spring the trap. Its calls are bounded by the run's clock, which runs fast."""

    def __init__(self, inner: Platform, trap: Trap) -> None:
        super().__init__(inner)
        self._trap = trap

    async def post(self, sending: Sending) -> str:
        async with asyncio.timeout(SEND):
            message = await self.inner.post(sending)
        self._trap.spring(Point.ANSWERED)
        return message

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        async with asyncio.timeout(SEND):
            await self.inner.edit(destination, message, payload)

    async def find(self, sending: Sending) -> str | None:
        async with asyncio.timeout(SEND):
            return await self.inner.find(sending)
