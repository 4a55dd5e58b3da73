"""A whole newsroom in a temporary folder: services, a fake platform, a clock of its own, one published topic."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.cards import Card, Form, Reply
from bot.commands import Caller, Services, press, run, run_line
from bot.delivery import Outbox
from bot.delivery.announcing import published as announce
from bot.desk import Desk, House, HouseRules
from bot.people import make_code, use_code
from bot.platform import Destination, Platform
from bot.reading import ReadingRoom
from bot.render.plain import plain
from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.settings import Settings, load_settings
from bot.storage.audit import SYSTEM
from bot.storage.database import Database
from briefs import Article, Brief, condense
from briefs.meaning import Embedder
from tests.fakes.databases import open_made
from tests.fakes.platform import FakePlatform

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SERVER = "100"


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Newsroom:
    """Everything wired, and short words for what tests do with it."""

    services: Services
    platform: FakePlatform
    clock: Clock
    newsroom_id: int
    topic_id: int
    callers: dict[str, Caller] = field(default_factory=dict)

    def caller(self, name: str = "Reader", *, server: str = SERVER, channel: str = "summit", **given: Any) -> Caller:
        """Somebody in a channel of a server; nobody to the newsroom until `person` made them somebody."""
        place = Destination(self.platform.name, server, channel, "channel", f"#{channel}")
        return replace(Caller(self.platform.name, f"user-{name}", name, place), **given)

    async def person(self, name: str, role: Role, *, server: str = SERVER) -> Caller:
        """Somebody with a role, on a server that is linked."""
        by = self.caller(name, server=server)
        for purpose in ("server", "person"):
            code = await make_code(self.services.sessions, self.newsroom_id, purpose, role, self.clock(), SYSTEM)
            await use_code(
                self.services.sessions,
                code,
                self.clock(),
                platform=by.platform,
                user=by.user,
                name=name,
                server=server,
            )
        return by

    async def type(self, line: str, caller: Caller | None = None) -> Reply:
        return await run_line(self.services, caller or self.caller(), line)

    async def run(self, name: str, caller: Caller | None = None, **given: str | None) -> Reply:
        return await run(self.services, caller or self.caller(), name, given)

    async def press(
        self, action: str, caller: Caller | None = None, values: Mapping[str, tuple[str, ...]] | None = None
    ) -> Reply:
        return await press(self.services, caller or self.caller(), action, values)

    async def deliver(self) -> None:
        """What the scheduler does: what is due is posted, and corrections reach what was posted."""
        await self.services.outbox.tick(self.clock())
        await self.services.outbox.deliver_due()
        await self.services.outbox.converge()

    async def reads(self, line: str, caller: Caller | None = None) -> str:
        """The reply to a typed line, as plain text."""
        return text_of(await self.type(line, caller))

    async def publish(self, caller: Caller, **changes: str) -> Reply:
        """Edit fields of the draft in the form, then publish it."""
        form = await self.type("edit", caller)
        await self.press(form_of(form).action, caller, filled(form_of(form), **changes))
        return await self.type("publish", caller)


def text_of(reply: Reply) -> str:
    assert isinstance(reply, Card), f"a card was expected, and {reply} came"
    return plain(reply)


def form_of(reply: Reply) -> Form:
    assert isinstance(reply, Form), f"a form was expected, and this came: {reply}"
    return reply


def filled(form: Form, **changes: str | tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The values that a form sends when only `changes` were typed."""
    values: dict[str, tuple[str, ...]] = {}
    for known in form.fields:
        chosen = tuple(option.value for option in known.options if option.chosen)
        values[known.name] = chosen if known.options else (known.value,)
    for name, change in changes.items():
        values[name] = change if isinstance(change, tuple) else (change,)
    return values


@cache
def _sample() -> tuple[Article, Brief]:
    article = sample_article()
    return article, condense(article)


def _desk(database: Database, given: Settings, clock: Clock) -> Desk:
    return Desk(database.sessions, clock, announce, House(database.sessions, HouseRules.of(given)))


async def _opened(folder: Path, given: Settings, clock: Clock, *, published: bool) -> tuple[Database, tuple[int, int]]:
    """The database with the newsroom and its topic, and their numbers."""

    async def make(database: Database) -> tuple[int, int]:
        desk = _desk(database, given, clock)
        newsroom_id = await desk.open_newsroom("Readout")
        await desk.keep_zone(given.timezone)
        topic_id = await desk.add_topic(newsroom_id, TOPIC, *_sample(), SYSTEM)
        if published:
            await desk.publish_unreviewed(topic_id, SYSTEM)
        return newsroom_id, topic_id

    return await open_made(folder, ("newsroom", published, given.timezone, HouseRules.of(given)), make)


@asynccontextmanager
async def open_newsroom(
    folder: Path,
    *,
    published: bool = True,
    others: tuple[Platform, ...] = (),
    embedder: Embedder | None = None,
    **settings: Any,
) -> AsyncIterator[Newsroom]:
    """A newsroom with the sample article as its topic; with `published`, its brief is live without review."""
    usual = {"timezone": "Europe/Paris", "meaning": False, "undo_seconds": 0}
    given = load_settings(_env_file=None, data_dir=folder, **{**usual, **settings})
    clock, fake = Clock(), FakePlatform()
    database, (newsroom_id, topic_id) = await _opened(folder, given, clock, published=published)
    platforms: dict[str, Platform] = {fake.name: fake, **{other.name: other for other in others}}
    reading = ReadingRoom(database.sessions, embedder=embedder)
    outbox = Outbox(
        database.sessions, platforms, clock, chance=random.Random(7), load=reading.load, reanswer=reading.answer_card
    )
    services = Services(given, database.sessions, _desk(database, given, clock), outbox, reading, clock, platforms)
    try:
        yield Newsroom(services, fake, clock, newsroom_id, topic_id)
    finally:
        await outbox.drain(5)
        await database.close()
