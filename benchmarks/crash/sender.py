"""Sender: one life of a Readout in a process of its own, with its real parts, until it is killed or told to stop."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

import bot.scheduler
from benchmarks.crash import controls
from benchmarks.crash.brief import TOPIC, compose, correct, load, publish_first
from benchmarks.crash.forking import Link
from benchmarks.crash.plan import LIMITS, PACES, PLACES, SERVER_SIDE, SPEED, START, Kill, Run
from benchmarks.crash.points import Statements, Trap, Watched
from benchmarks.crash.server import run_clock
from bot.app import wire
from bot.commands import Services
from bot.delivery import Budget, Outbox
from bot.logs import set_up_logs
from bot.platform import Destination, Platform
from bot.platforms.discord import DiscordPlatform
from bot.platforms.slack import SlackPlatform
from bot.scheduler import Scheduler
from bot.settings import Settings, load_settings
from bot.storage.database import Database, open_database
from bot.storage.tables import Delivery

TICK = 0.25
"""Real seconds between ticks."""
POLL = 0.05
HEARTBEAT, STALLED, SWEEP = 0.5, 2.5, 0.5
"""Real seconds of procrastinate's workers: a dead one's destinations wait for so long."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a run lives: its folder, its database, and the loopback server's destinations."""

    run: Run
    folder: Path
    database: str
    """`DATABASE_URL`; empty for SQLite in the folder."""
    server: dict[str, Any]
    """`settings` and `places`, as the server told them."""
    began: float

    def settings(self, door: str) -> Settings:
        base = "discord_api_base" if self.run.platform == "discord" else "slack_api_base"
        given = self.server["settings"] | {base: door, "data_dir": self.folder, "database_url": self.database}
        return load_settings(_env_file=None, local=False, meaning=False, timezone="UTC", **given)

    def places(self) -> dict[str, Destination]:
        told = self.server["places"]
        return {
            place.name: Destination(
                self.run.platform, told[place.name]["server"], told[place.name]["channel"], place.kind, f"#{place.name}"
            )
            for place in PLACES[self.run.platform]
        }


@dataclass(frozen=True, slots=True)
class Life:
    """One process's life: `number` of the whole run, at a door of its own."""

    home: Home
    number: int
    door: str
    kill: Kill | None

    def clock(self) -> datetime:
        return run_clock(self.home.began, time.time)

    @property
    def run(self) -> Run:
        return self.home.run


async def prepare(home: Home) -> None:
    """A migrated database with the live brief, and for each place and slot a schedule that owes one post."""
    database = await open_database(home.settings("http://127.0.0.1:1"))
    await publish_first(database.sessions, START)
    outbox = Outbox(database.sessions, {}, lambda: START, chance=random.Random(1))
    for place in home.places().values():
        for slot, format_ in enumerate(home.run.formats):
            rule = home.run.rule(slot)
            await outbox.subscribe(
                TOPIC, place, rule, format=format_, unchanged="repeat", made_by="Ann Lee", first=False
            )
    await database.close()


def hurry(*, queue: bool) -> None:
    """What goes by real seconds in the product goes faster in what is forked from here; `queue`: PostgreSQL's, too."""
    bot.scheduler.SECONDS = TICK
    if queue:
        from bot.delivery import queueing  # needs PostgreSQL's driver

        queueing.HEARTBEAT, queueing.STALLED, queueing.SWEEP = HEARTBEAT, STALLED, SWEEP


async def live(life: Life, link: Link) -> None:
    """From the start of a process to its stop, or until a trap ends it."""
    set_up_logs("INFO", [])
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    settings = life.home.settings(life.door)
    database = await open_database(settings, alone=life.run.senders == 1)
    platforms: dict[str, Platform] = {}
    trap = Trap(None if life.kill and life.kill.point in SERVER_SIDE else life.kill, link.say)
    Statements(trap).watch(database)
    services = _services(life, settings, database, platforms)
    if database.alone:
        await services.outbox.recover()
    platform = _platform(services)
    await platform.start()
    platforms[platform.name] = Watched(controls.bent(life.run.control, platform, database, life.clock), trap)
    scheduler = Scheduler(services.outbox, life.clock, monotonic=_fast)
    scheduler.start()
    correcting = asyncio.create_task(_correct(life, database, services.outbox))
    await stopping.wait()
    correcting.cancel()
    await scheduler.stop()
    await platform.stop()
    await database.close()


def _services(life: Life, settings: Settings, database: Database, platforms: dict[str, Platform]) -> Services:
    """The parts of a running Readout, wired as the app wires them, on the run's clock."""
    outbox = Outbox(
        database.sessions,
        platforms,
        life.clock,
        chance=random.Random(f"{life.run.name} {life.number}"),
        budget=Budget(time.monotonic, paces=PACES),
        limits=controls.limits(life.run.control, LIMITS),
        compose=compose,
        load=load,
        shared=not database.alone,
        queue_at=database.engine.url if database.engine.dialect.name == "postgresql" else None,
    )
    return replace(wire(settings, database, life.clock), outbox=outbox, platforms=platforms)


def _platform(services: Services) -> Platform:
    if services.settings.discord_token.get_secret_value():
        return DiscordPlatform(services)
    return SlackPlatform(services)


async def _correct(life: Life, database: Database, outbox: Outbox) -> None:
    """When its time has come, publish the corrected brief, and move schedules that had their post to a later minute.

    A former life or another sender may have done it.
    """
    wait = (life.run.corrected_at - life.clock()).total_seconds() / SPEED
    await asyncio.sleep(max(0.0, wait))
    await correct(database.sessions, life.clock())
    later = life.run.rule(life.run.slots)
    for number in range(len(PLACES[life.run.platform])):
        schedule = 1 + number * life.run.slots
        await _owed(database, schedule)
        await outbox.retime(schedule, later)


async def _owed(database: Database, schedule: int) -> None:
    """Wait for its first slot to be made: one that is retimed before owes another slot than the ledger knows of."""
    made = select(Delivery.id).where(Delivery.subscription_id == schedule).limit(1)
    while True:
        async with database.sessions() as session:
            if await session.scalar(made) is not None:
                return
        await asyncio.sleep(POLL)


def _fast() -> float:
    return time.monotonic() * SPEED
