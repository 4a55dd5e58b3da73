"""Brief: what is posted in a campaign, made so that each message says which brief and which part of it it is."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import Button, Card, line
from bot.delivery.revising import revise
from bot.sample import sample_article
from bot.storage.database import Sessions
from bot.storage.editions import Edition
from bot.storage.tables import ArticleRow, Newsroom, Revision, Topic
from briefs import Article, Brief, condense

TOPIC = 1
LAST_REVISION = 2
FILLER = "The ministers spoke about the harbour, the ferries and the price of fuel. " * 13
TAG = re.compile(r"brief (\w+), paragraph (\d+), revision (\d+)")
"""What each paragraph begins with."""
LENGTHS = (1, 4, 9, 2, 6, 1, 11)
"""Paragraphs of about a thousand characters: three go into a message on Discord, nine into one on Slack."""


def compose(edition: Edition, format: str) -> Card:  # noqa: A002 - the word that people use for it
    """The card for a format: so many paragraphs, each of which names itself."""
    words = (f"brief {format}, paragraph {n}, revision {edition.number}. {FILLER}" for n in range(length(format)))
    return Card(
        f"The {format} brief",
        tuple(line(text) for text in words),
        (Button("Source", "source:1:all"), Button("Ask", "ask:1")),
        private=False,
    )


def length(format: str) -> int:  # noqa: A002
    return LENGTHS[sum(map(ord, format)) % len(LENGTHS)]


async def load(session: AsyncSession, revision_id: int) -> Edition:
    """An edition whose number is the revision's."""
    row = await session.get_one(Revision, revision_id)
    return edition(row.id, row.number, row.submitted)


def edition(revision_id: int, number: int, at: datetime) -> Edition:
    """With something of every format in it, or there would be nothing to post."""
    article, brief = sample()
    return Edition(TOPIC, "Harbour", revision_id, number, brief, article, "Approved by Ann Lee", at, "UTC")


@cache
def sample() -> tuple[Article, Brief]:
    article = sample_article()
    return article, condense(article)


async def publish_first(sessions: Sessions, at: datetime) -> None:
    """A newsroom, its topic and the live brief."""
    async with sessions.begin() as session:
        session.add(Newsroom(name="The Lantern", made=at))
        await session.flush()
        session.add(Topic(newsroom_id=1, name="Harbour", made=at))
        await session.flush()
        session.add(
            ArticleRow(topic_id=TOPIC, version=1, hash="h", text="The pier opens.", added=at, added_by="Ann Lee")
        )
        await session.flush()
        session.add(_revision(1, at))


async def correct(sessions: Sessions, at: datetime) -> None:
    """Publish the second revision and tell every copy, together, as the desk does; once, whoever comes first."""
    async with sessions.begin() as session:
        await session.execute(select(Topic).where(Topic.id == TOPIC).with_for_update())
        if (await session.scalar(select(func.max(Revision.number)))) != 1:
            return
        before = (await session.execute(select(Revision))).scalar_one()
        before.state = "superseded"
        made = _revision(LAST_REVISION, at)
        session.add(made)
        await session.flush()
        await revise(session, TOPIC, made.id)


def _revision(number: int, at: datetime) -> Revision:
    return Revision(
        topic_id=TOPIC,
        number=number,
        article_id=1,
        content={},
        state="published",
        submitted=at,
        submitted_by="Ann Lee",
        published=at,
    )
