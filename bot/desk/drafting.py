"""Drafting: a topic, its article and the one draft of its next brief, inside a caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.errors import Conflict, DeskError
from bot.desk.records import draft_content, name_is_free, the_draft, the_topic
from bot.desk.wording import verbatim
from bot.storage.audit import By, audit
from bot.storage.documents import article_from_row, article_to_row, brief_from_json
from bot.storage.errata import standing_errata
from bot.storage.tables import ArticleRow, Draft, Newsroom, Topic
from briefs import Article, Brief, Erratum


@dataclass(frozen=True, slots=True)
class DraftText:
    """A topic's draft as it stands, with the version that a save has to name."""

    topic_id: int
    topic: str
    article: Article
    brief: Brief
    version: int
    saved: datetime
    saved_by: str
    errata: tuple[Erratum, ...] = ()
    """Where the article is marked as wrong."""


async def open_newsroom(session: AsyncSession, now: datetime, name: str) -> int:
    """The newsroom of this name, opened where there is none."""
    known = await session.scalar(select(Newsroom.id).where(Newsroom.name == name))
    if known is not None:
        return known
    newsroom = Newsroom(name=name[:100], made=now)
    session.add(newsroom)
    await session.flush()
    return newsroom.id


async def add_topic(
    session: AsyncSession,
    now: datetime,
    newsroom_id: int,
    name: str,
    article: Article,
    brief: Brief,
    by: By,
    note: str,
) -> int:
    """A topic with its article and a first draft."""
    name = _topic_name(name)
    await name_is_free(session, newsroom_id, name)
    topic = Topic(newsroom_id=newsroom_id, name=name, made=now)
    session.add(topic)
    await session.flush()
    row = article_to_row(article, topic.id, 1, note=note, added=now, added_by=by.name[:100])
    session.add(row)
    await session.flush()
    # Nobody has worded it, so whoever added the topic may approve it.
    content = draft_content(brief, By(by.name, by.platform))
    session.add(
        Draft(topic_id=topic.id, article_id=row.id, content=content, version=1, saved=now, saved_by=by.name[:100])
    )
    audit(session, now, by, "topic added", name, article=article.id)
    return topic.id


async def rename_topic(session: AsyncSession, now: datetime, topic_id: int, name: str, by: By) -> None:
    name = _topic_name(name)
    topic = await the_topic(session, topic_id, lock=True)
    if topic.name.lower() != name.lower():
        await name_is_free(session, topic.newsroom_id, name)
    audit(session, now, by, "topic renamed", name, before=topic.name)
    topic.name = name


async def read_draft(session: AsyncSession, topic_id: int) -> DraftText:
    topic = await the_topic(session, topic_id)
    draft = await the_draft(session, topic_id)
    article = article_from_row(await session.get_one(ArticleRow, draft.article_id))
    brief = brief_from_json(draft.content["brief"])
    errata = await standing_errata(session, draft.article_id)
    return DraftText(topic_id, topic.name, article, brief, draft.version, draft.saved, draft.saved_by, errata)


async def read_article(session: AsyncSession, topic_id: int) -> tuple[Article, tuple[Erratum, ...]]:
    """The article of the draft, and what of it is marked as wrong."""
    found = select(ArticleRow).join(Draft, Draft.article_id == ArticleRow.id).where(Draft.topic_id == topic_id)
    row = (await session.execute(found)).scalar_one()
    return article_from_row(row), await standing_errata(session, row.id)


async def save_draft(session: AsyncSession, now: datetime, topic_id: int, brief: Brief, version: int, by: By) -> int:
    """Save over `version` and return the new one. Raises `Conflict` where somebody saved in between."""
    topic = await the_topic(session, topic_id, lock=True)
    draft = await the_draft(session, topic_id)
    if draft.version != version:
        raise Conflict(draft.saved_by, draft.version)
    article = await session.get_one(ArticleRow, draft.article_id)
    if not verbatim(brief, article_from_row(article)):
        raise DeskError("Quotations are chosen from the article, never reworded. Put the original words back.")
    draft.content = draft_content(brief, by)
    draft.version, draft.saved, draft.saved_by = version + 1, now, by.name[:100]
    audit(session, now, by, "draft saved", topic.name, version=version + 1)
    return draft.version


def _topic_name(name: str) -> str:
    name = " ".join(name.replace("`", "’").split())[:100]  # between two of them, replies set commands as code
    if not name:
        raise DeskError("A topic needs a name, such as “Tokyo summit”.")
    return name
