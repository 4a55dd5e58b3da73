"""Publications: which briefs a newsroom has published, and how it corrected them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import Correction, Newsroom, Revision, Topic

PUBLIC = ("published", "superseded", "withdrawn")
"""States of a revision that readers have met."""
NEWEST = (Revision.published.desc(), Revision.id.desc())


@dataclass(frozen=True, slots=True)
class Publication:
    """One revision that was published."""

    topic_id: int
    topic: str
    revision_id: int
    number: int
    state: str
    published: datetime


@dataclass(frozen=True, slots=True)
class MadeCorrection:
    """A correction or withdrawal as readers are told of it."""

    id: int
    topic_id: int
    topic: str
    number: int
    """Of the revision that carries it, or that was withdrawn."""
    severity: str
    note: str
    made: datetime


def page_of(public_url: str, topic_id: int, number: int) -> str:
    """The permanent page of a revision, under the address that others reach."""
    return f"{public_url}/briefs/{topic_id}/{number}"


async def first_newsroom(session: AsyncSession) -> int | None:
    """The newsroom that this installation was set up for."""
    return await session.scalar(select(func.min(Newsroom.id)))


async def live_publications(session: AsyncSession, newsroom_id: int, count: int) -> Sequence[Publication]:
    """What is live on each topic, the newest first."""
    return await _publications(session, count, Topic.newsroom_id == newsroom_id, Revision.state == "published")


async def publications(session: AsyncSession, newsroom_id: int, topic_id: int, count: int) -> Sequence[Publication]:
    """Everything that was published on a topic, the newest first: by number, for one is out before the next."""
    of_topic = (Topic.newsroom_id == newsroom_id, Topic.id == topic_id)
    out = (Revision.state.in_(PUBLIC), Revision.published.is_not(None))
    return await _publications(session, count, *of_topic, *out, order=(Revision.number.desc(),))


async def publication(session: AsyncSession, newsroom_id: int, topic_id: int, number: int) -> Publication | None:
    """One revision that was published, however long ago."""
    of_topic = (Topic.newsroom_id == newsroom_id, Topic.id == topic_id, Revision.number == number)
    found = await _publications(session, 1, *of_topic, Revision.state.in_(PUBLIC), Revision.published.is_not(None))
    return found[0] if found else None


async def corrections(session: AsyncSession, newsroom_id: int, count: int) -> Sequence[MadeCorrection]:
    """Corrections and withdrawals on all topics, the newest first; refiles are not told."""
    found = await session.execute(
        select(
            Correction.id,
            Topic.id,
            Topic.name,
            Revision.number,
            Correction.severity,
            Correction.note,
            Correction.made,
        )
        .join(Topic, Correction.topic_id == Topic.id)
        .join(Revision, Correction.revision_id == Revision.id)
        .where(Topic.newsroom_id == newsroom_id, Correction.severity.in_(("correction", "withdrawal")))
        .order_by(Correction.made.desc(), Correction.id.desc())
        .limit(count)
    )
    return [MadeCorrection(*row) for row in found]


async def _publications(
    session: AsyncSession, count: int, *where: ColumnElement[bool], order: Sequence[ColumnElement[Any]] = NEWEST
) -> Sequence[Publication]:
    found = await session.execute(
        select(Topic.id, Topic.name, Revision.id, Revision.number, Revision.state, Revision.published)
        .join(Topic, Revision.topic_id == Topic.id)
        .where(*where)
        .order_by(*order)
        .limit(count)
    )
    return [
        Publication(topic, name, revision, number, state, published)
        for topic, name, revision, number, state, published in found
        if published is not None
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A revision that waits for a publisher."""

    topic_id: int
    topic: str
    revision_id: int
    number: int
    submitted: datetime
    submitted_by: str


async def waiting(session: AsyncSession, newsroom_id: int) -> Sequence[Waiting]:
    """What waits for review, the oldest first."""
    found = await session.execute(
        select(Topic.id, Topic.name, Revision.id, Revision.number, Revision.submitted, Revision.submitted_by)
        .join(Topic, Revision.topic_id == Topic.id)
        .where(Topic.newsroom_id == newsroom_id, Revision.state.in_(("in_review", "approved")))
        .order_by(Revision.submitted, Revision.id)
    )
    return [Waiting(*row) for row in found]
