"""A Readout that is killed at every step of posting and correcting, restarted each time, and a ledger that saw it all.

    python -m tests.fakes.crashing FOLDER [--without-looking] [STEP ...]

prints one line of JSON for each step: what it was, and what stood in the channel after the restart. The processes are
forks of this one, so that a step costs milliseconds; they end by `os._exit`, which runs nothing, as kill -9 does.
`--without-looking` is the control: an outbox that posts again instead of looking first. It has to be caught.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, func, select
from sqlalchemy.orm import Session

from bot.cards import Card, Run
from bot.delivery import Limits
from bot.platform import Destination, Payload, Sending
from bot.storage.database import Database, connect
from bot.storage.sqlite import SqliteSession
from bot.storage.tables import Revision
from tests.fakes.newsroom import HOUR, MORNING, Clock, World, newsroom
from tests.fakes.platform import FakePlatform

LIMITS = Limits(send=5, lease=60, settle=1, backoff=1)
BRIEF = ("one", "two")
CORRECTED = ("one corrected", "two corrected", "three")
MOST_STEPS = 100
KILLED = 9
STEPS = (
    ("INSERT INTO deliveries", "slot made"),
    ("INSERT INTO parts", "text frozen"),
    ("last_tried=", "attempt noted"),
    ("SET message", "posted recorded"),
    ("INSERT INTO revisions", "correction published"),
    ("edit_number=", "correction told"),
    ("SET payload", "edit recorded"),
    ("UPDATE deliveries SET", "claimed or settled"),
)


@dataclass
class Ledger:
    """The platform's side, kept in a file that outlives every process: a line for each post and each edit."""

    file: Path

    def add(self, **entry: str) -> None:
        with self.file.open("a") as out:
            out.write(json.dumps(entry) + "\n")

    def entries(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.file.read_text().splitlines()] if self.file.exists() else []

    def texts(self) -> list[str]:
        """What stands in the channel, in order."""
        shown: dict[str, str] = {}
        for number, entry in enumerate(self.entries()):
            shown[entry.get("message") or str(number)] = entry["text"]
        return list(shown.values())


@dataclass
class Steps:
    """Counts the steps of this process and ends it at one of them."""

    last: int
    count: int = 0
    written: list[str] = field(default_factory=list)

    def watch(self, database: Database) -> None:
        event.listen(database.writer.sync_engine, "before_cursor_execute", self._note)
        event.listen(SqliteSession, "after_commit", self._committed)

    def step(self, name: str) -> None:
        self.count += 1
        if self.count == self.last:
            os.write(1, (name + "\n").encode())
            os._exit(KILLED)

    def _note(self, _c: Connection, _cursor: Any, statement: str, _p: Any, _context: Any, _many: bool) -> None:
        if not statement.startswith(("SELECT", "PRAGMA")):
            self.written.append(" ".join(statement.split()))

    def _committed(self, _session: Session) -> None:
        if self.written:
            name = next(name for sign, name in STEPS if any(sign in statement for statement in self.written))
            self.written.clear()
            self.step(name)


@dataclass
class LedgerPlatform(FakePlatform):
    """A fake platform whose messages are in the ledger."""

    ledger: Ledger = field(default_factory=lambda: Ledger(Path()))
    steps: Steps = field(default_factory=lambda: Steps(0))
    looks: bool = True

    def render(self, card: Card) -> Sequence[Payload]:
        return [{"text": "".join(run.text for run in line.words if isinstance(run, Run))} for line in card.lines]

    async def post(self, sending: Sending) -> str:
        self.ledger.add(part=sending.part, text=str(sending.payload["text"]))
        self.steps.step("taken by the platform")
        return str(len(self.ledger.entries()) - 1)

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        self.ledger.add(message=message, text=str(payload["text"]))
        self.steps.step("edited on the platform")

    async def find(self, sending: Sending) -> str | None:
        found = [str(n) for n, entry in enumerate(self.ledger.entries()) if entry.get("part") == sending.part]
        return found[0] if found and self.looks else None


async def prepare(folder: Path) -> None:
    """A newsroom with a brief of two messages and a schedule."""
    async with newsroom(folder) as world:
        await world.publish(*BRIEF)
        await world.subscribe()


async def live(folder: Path, run: int, last: int, looks: bool) -> None:
    """One process's life: post what is due, then publish a correction and bring it to the channel."""
    database = connect(URL.create("sqlite+aiosqlite", database=str(folder / "readout.sqlite3")))
    steps = Steps(last)
    platform = LedgerPlatform(ledger=Ledger(folder / "ledger"), steps=steps, looks=looks)
    clock = Clock(MORNING + HOUR + run * timedelta(minutes=10))
    world = World(database, clock, platform, LIMITS, restarts=run * 1000)
    steps.watch(database)
    await world.outbox.recover()
    await settle(world)
    if len(await world.deliveries()) == 1 and not await corrected(world):
        await world.outbox.revise(1, await world.publish(*CORRECTED))
    await settle(world)
    await database.close()


async def settle(world: World) -> None:
    for _ in range(2):
        await world.run()
        await world.outbox.converge()
        world.clock.forward(30)


async def corrected(world: World) -> bool:
    async with world.database.sessions() as session:
        return await session.scalar(select(func.count()).select_from(Revision)) == 3


def forked(work: Callable[[], Coroutine[None, None, None]], said: Path) -> str:
    """Run `work` in a process of its own; what it wrote before it ended."""
    child = os.fork()
    if child == 0:
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        gc.disable()
        try:
            asyncio.run(work())
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, KILLED):
        sys.exit("A process failed by itself; its traceback is above.")
    return said.read_text().strip()


def main(folder: Path, looks: bool, chosen: Sequence[int]) -> None:
    start = folder / "start"
    start.mkdir(parents=True)
    warm = folder / "warm"
    asyncio.run(prepare(start))
    shutil.copytree(start, warm)
    asyncio.run(live(warm, 0, 0, looks))
    gc.freeze()
    for last in chosen or range(1, MOST_STEPS):
        here = folder / f"step{last}"
        shutil.copytree(start, here)
        point = forked(lambda: live(here, 0, last, looks), folder / "said")  # noqa: B023
        forked(lambda: live(here, 1, 0, looks), folder / "said")  # noqa: B023
        ledger = Ledger(here / "ledger")
        posts = sum("part" in entry for entry in ledger.entries())
        sys.stdout.write(json.dumps({"point": point, "texts": ledger.texts(), "posts": posts}) + "\n")
        sys.stdout.flush()
        if not point:
            return


if __name__ == "__main__":
    steps = [int(word) for word in sys.argv[2:] if word.isdigit()]
    main(Path(sys.argv[1]), "--without-looking" not in sys.argv, steps)
