"""A newsroom with one topic in a real database file, an outbox, a clock that stands still, and a fake platform."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import Card, line
from bot.delivery import Budget, Limits, Outbox
from bot.delivery.kit import Load
from bot.platform import Destination, Platform
from bot.rules import Rule
from bot.storage.database import Database
from bot.storage.editions import Edition
from bot.storage.tables import ArticleRow, Delivery, Newsroom, Part, Revision, Subscription, Topic
from briefs import Article, Brief, Line
from tests.fakes.databases import open_made
from tests.fakes.platform import FakePlatform

NINE = Rule((time(9),), "Europe/Paris")
HERE = Destination("fake", "s1", "c1", name="#harbour")
THERE = Destination("fake", "s1", "c2", name="#docks")
MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""08:00 in Paris, an hour before the rule's time."""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass
class Clock:
    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta | float) -> None:
        self.now += by if isinstance(by, timedelta) else timedelta(seconds=by)


async def load(session: AsyncSession, revision_id: int) -> Edition:
    """An edition without an engine: its lines ride in the note."""
    row = await session.get_one(Revision, revision_id)
    article = Article.from_text("The pier opens.")
    return Edition(
        row.topic_id,
        "Harbour",
        row.id,
        row.number,
        Brief(article.id, Line("Harbour"), Line("The pier opens.")),
        article,
        "Approved by Ann Lee",
        row.submitted,
        "Europe/Paris",
        article_note="\n".join(row.content["lines"]),
        withdrawn=row.reason if row.state == "withdrawn" else "",
    )


def compose(edition: Edition, format: str) -> Card:  # noqa: A002
    text = edition.withdrawn or edition.article_note
    return Card(lines=tuple(line(words) for words in text.splitlines()), private=False)


async def reanswer(edition: Edition, question: str) -> Card:
    return Card(lines=(line(f"{question} {edition.article_note}"),), private=False)


@dataclass
class World:
    database: Database
    clock: Clock = field(default_factory=Clock)
    platform: FakePlatform = field(default_factory=FakePlatform)
    limits: Limits = field(default_factory=lambda: Limits(send=5, lease=60, settle=10, backoff=2))
    topic_id: int = 1
    restarts: int = 0
    monotonic: Callable[[], float] | None = None
    """Where the clock is to be set under Readout: what it cannot be set by."""

    def __post_init__(self) -> None:
        self.platforms: dict[str, Platform] = {self.platform.name: self.platform}
        self.outbox = self.new_outbox()

    def new_outbox(self, load: Load = load, budget: Budget | None = None) -> Outbox:
        """As another process would make one: only the database and the platform stay."""
        self.restarts += 1
        return Outbox(
            self.database.sessions,
            self.platforms,
            self.clock,
            chance=random.Random(self.restarts),
            limits=self.limits,
            compose=compose,
            load=load,
            reanswer=reanswer,
            budget=budget,
            monotonic=self.monotonic,
        )

    async def publish(self, *lines: str) -> int:
        """A new live revision; returns its id. The outbox is not told."""
        async with self.database.sessions.begin() as session:
            before = (await session.execute(select(Revision).where(Revision.topic_id == self.topic_id))).scalars().all()
            for row in before:
                row.state = "superseded"
            made = Revision(
                topic_id=self.topic_id,
                number=len(before) + 1,
                article_id=1,
                content={"lines": list(lines)},
                state="published",
                submitted=self.clock(),
                submitted_by="Ann Lee",
                published=self.clock() + timedelta(microseconds=len(before)),
            )
            session.add(made)
        return made.id

    async def withdraw(self, revision_id: int, note: str) -> None:
        async with self.database.sessions.begin() as session:
            row = await session.get_one(Revision, revision_id)
            row.state, row.reason = "withdrawn", note

    async def subscribe(self, place: Destination = HERE, *, first: bool = False, **given: Any) -> Subscription:
        return await self.outbox.subscribe(self.topic_id, place, NINE, made_by="Ann Lee", first=first, **given)

    async def run(self) -> None:
        """What the scheduler does, until nothing is due."""
        await self.outbox.tick(self.clock())
        await self.outbox.deliver_due()

    async def deliveries(self) -> list[Delivery]:
        async with self.database.sessions() as session:
            return list((await session.execute(select(Delivery).order_by(Delivery.id))).scalars())

    async def states(self) -> list[tuple[str, str]]:
        """(slot without its date, state) of each delivery."""
        return [(row.slot[11:] or row.slot, row.state) for row in await self.deliveries()]

    async def last(self) -> Delivery:
        return (await self.deliveries())[-1]

    async def parts(self) -> list[Part]:
        async with self.database.sessions() as session:
            wanted = select(Part).order_by(Part.delivery_id, Part.position)
            return list((await session.execute(wanted)).scalars())


@asynccontextmanager
async def newsroom(folder: Path, **given: object) -> AsyncIterator[World]:
    """A world with a published brief of one line."""
    database, _ = await open_made(folder, "world", _write)
    world = World(database, **given)  # type: ignore[arg-type]
    try:
        yield world
    finally:
        await world.outbox.drain(5)
        await database.close()


async def _write(database: Database) -> None:
    async with database.sessions.begin() as session:
        for row in (
            Newsroom(id=1, name="The Lantern", made=MORNING),
            Topic(id=1, newsroom_id=1, name="Harbour", made=MORNING),
            ArticleRow(
                id=1, topic_id=1, version=1, hash="h", text="The pier opens.", added=MORNING, added_by="Ann Lee"
            ),
        ):
            session.add(row)
            await session.flush()
    await World(database).publish("The pier opens.")
