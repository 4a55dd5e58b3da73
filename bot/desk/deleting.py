"""Deleting: a draft, a version of an article, a topic, a server's data, for good; inside a caller's transaction.

What was posted stays where it is, and nothing corrects it any more. The record stays with the names of things, without
their text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.errors import DeskError
from bot.desk.outgoing import end_wait
from bot.desk.records import draft_content, live_row, the_draft, the_topic
from bot.storage import erasing
from bot.storage.audit import By, audit
from bot.storage.documents import brief_to_json
from bot.storage.tables import (
    ArticleRow,
    Audit,
    Delivery,
    Draft,
    ErratumRow,
    PinnedVersion,
    Revision,
    Server,
    Subscription,
    Topic,
)
from briefs import Brief, Line

TEXTS = frozenset(("wrong", "right", "why", "note", "reason", "over", "question", "text"))
"""Details of the record that may hold the words of what is deleted."""
GONE = "deleted"


WAITS = ("in_review", "approved")
READ = ("published", "withdrawn")
"""States of a revision that waits for readers, or that they have."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a topic's article, and why it cannot be deleted, where it cannot."""

    number: int
    article: str
    headline: str
    added: datetime
    added_by: str
    needed: str


async def discard_draft(session: AsyncSession, now: datetime, topic_id: int, engine: Brief, by: By) -> int:
    """The draft says again what is live, else what was extracted (`engine`, of its article). Returns its version."""
    topic = await the_topic(session, topic_id, lock=True)
    draft, live = await the_draft(session, topic_id), await live_row(session, topic_id)
    if live is not None and live.state == "published":
        draft.article_id, draft.content = live.article_id, {"brief": live.content, "writer": None}
    else:
        draft.content = draft_content(engine, By(by.name, by.platform))
    draft.version, draft.saved, draft.saved_by = draft.version + 1, now, by.name[:100]
    audit(session, now, by, "draft deleted", topic.name, version=draft.version)
    return draft.version


async def versions(session: AsyncSession, topic_id: int) -> Sequence[Version]:
    """Every version of the topic's article that still has its text, the newest first."""
    return (await versions_of(session, [topic_id]))[topic_id]


async def versions_of(session: AsyncSession, topics: Sequence[int]) -> Mapping[int, Sequence[Version]]:
    """The same of many topics, with as many queries as for one."""
    needed = await _needed(session, topics)
    wanted = (
        select(
            ArticleRow.topic_id,
            ArticleRow.id,
            ArticleRow.version,
            ArticleRow.hash,
            ArticleRow.headline,
            ArticleRow.added,
            ArticleRow.added_by,
        )
        .where(ArticleRow.topic_id.in_(topics), ArticleRow.text != "")
        .order_by(ArticleRow.version.desc())
    )
    found: dict[int, list[Version]] = {topic: [] for topic in topics}
    for topic, row_id, version, digest, headline, added, by in await session.execute(wanted):
        found[topic].append(Version(version, digest, headline or "", added, by, needed.get(row_id, "")))
    return found


async def _needed(session: AsyncSession, topics: Sequence[int]) -> Mapping[int, str]:
    """Why the text of an article has to stay, by its number."""
    drafts = select(Draft.article_id).where(Draft.topic_id.in_(topics))
    needed = dict.fromkeys(await session.scalars(drafts), "the draft rests on it")
    standing = (
        select(Revision.topic_id, Revision.number, Revision.article_id, Revision.state)
        .where(Revision.topic_id.in_(topics), Revision.state.in_((*WAITS, *READ)))
        .order_by(Revision.published, Revision.id)  # the last one of a topic that readers have is the newest
    )
    read: dict[int, tuple[int, str]] = {}
    for topic, number, article, state in await session.execute(standing):
        if state in WAITS:
            needed[article] = f"revision {number}, which waits, rests on it"
        else:
            read[topic] = article, f"revision {number}, which readers have, rests on it"
    return needed | dict(read.values())


async def delete_article(session: AsyncSession, now: datetime, topic_id: int, number: int, by: By) -> int:
    """The text of one version goes, and what the revisions that rest on it say. Returns how many revisions."""
    topic = await the_topic(session, topic_id, lock=True)
    version = next((one for one in await versions(session, topic_id) if one.number == number), None)
    if version is None:
        raise DeskError(f"“{topic.name}” has no version {number} of its article, or it was deleted before.")
    if version.needed:
        raise DeskError(
            f"Version {number} cannot go: {version.needed}. Publish a newer version of the article first, or delete "
            "the topic."
        )
    row = await session.scalar(select(ArticleRow).where(ArticleRow.topic_id == topic_id, ArticleRow.version == number))
    assert row is not None
    row.text, row.note = "", ""
    row.headline = row.outlet = row.byline = row.dateline = row.url = row.licence = row.published = None
    empty = brief_to_json(Brief(row.hash, Line("This revision was deleted."), Line("")))
    blank = update(Revision).where(Revision.article_id == row.id)
    changed = await session.execute(blank.values(content=empty, state=GONE, reason="").returning(Revision.id))
    revisions = list(changed.scalars())
    await session.execute(delete(ErratumRow).where(ErratumRow.article_id == row.id))
    await session.execute(update(PinnedVersion).where(PinnedVersion.article_id == row.id).values(words=""))
    audit(session, now, by, "article deleted", topic.name, version=number, revisions=len(revisions))
    return len(revisions)


async def what_hangs_on(session: AsyncSession, topic_id: int) -> Mapping[str, int]:
    """How many rows go with a topic, by table."""
    return await erasing.count(session, erasing.of_topic(topic_id))


async def delete_topic(session: AsyncSession, now: datetime, topic_id: int, by: By) -> str:
    """The topic with all that hangs on it. Returns its name."""
    topic = await the_topic(session, topic_id, lock=True)
    name = topic.name
    await _nothing_under_way(session, now, Delivery.topic_id == topic_id)
    await end_wait(session, topic_id)
    await session.flush()
    session.expunge_all()
    gone = await erasing.erase(session, erasing.of_topic(topic_id))
    await _without_text(session, name)
    audit(session, now, by, "topic deleted", name, **_told(gone))
    return name


async def server_data(session: AsyncSession, platform: str, server: str) -> Mapping[str, int]:
    """How many rows go with a server, by table."""
    return await erasing.count(session, erasing.of_server(platform, server))


async def followers(session: AsyncSession, newsroom_id: int) -> set[tuple[str, str]]:
    """Platform and server of each that has a schedule for one of the newsroom's topics. One that was deleted and has
    scheduled anew is only found here until its platform notes it again."""
    where = select(Subscription.platform, Subscription.server).join(Topic).where(Topic.newsroom_id == newsroom_id)
    elsewhere = where.where(Subscription.server != "").distinct()
    return {(platform, server) for platform, server in await session.execute(elsewhere)}


async def delete_server(
    session: AsyncSession, now: datetime, newsroom_id: int, platform: str, server: str, by: By
) -> str:
    """Everything that is kept of a Discord server or Slack workspace; it may be linked anew. Returns its name."""
    row = await session.get(Server, (platform, server)) if server else None
    if row is None:
        foreign = (platform, server) not in await followers(session, newsroom_id)
    else:
        foreign = row.newsroom_id not in (None, newsroom_id)
    if foreign:
        raise DeskError("There is no such server here. The desk's page *Data* lists those that Readout knows.")
    name = row.name or server if row is not None else server
    here = (Delivery.platform == platform, Delivery.server == server)
    await _nothing_under_way(session, now, *here)
    session.expunge_all()
    gone = await erasing.erase(session, erasing.of_server(platform, server))
    audit(session, now, by, "server deleted", name, server=server, **_told(gone))
    return name


async def _nothing_under_way(session: AsyncSession, now: datetime, *which: object) -> None:
    """A post that is being made at this moment would lose its record, and could come twice."""
    held = select(func.count()).select_from(Delivery).where(Delivery.claimed_until > now, *which)  # type: ignore[arg-type]
    if await session.scalar(held):
        raise DeskError("A post is just being made there. Nothing was deleted; try once more in a minute.")


async def _without_text(session: AsyncSession, name: str) -> None:
    """The record keeps who did what to the topic, and loses the words that were in it."""
    about = or_(Audit.subject == name, Audit.subject.startswith(f"{name}, revision ", autoescape=True))
    for entry in await session.scalars(select(Audit).where(about)):
        entry.detail = {key: GONE if key in TEXTS else value for key, value in entry.detail.items()}


def _told(gone: Mapping[str, int]) -> dict[str, int]:
    names = {"revisions": "revisions", "articles": "articles", "deliveries": "deliveries", "subscriptions": "schedules"}
    return {word: gone[table] for table, word in names.items() if gone.get(table)}
