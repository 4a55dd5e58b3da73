"""Replacing: a topic's article gets a new version, and the draft goes over to it, inside a caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.errors import DeskError
from bot.desk.findings import is_extracted
from bot.desk.reanchoring import Finder, Reanchored, reanchor
from bot.desk.records import draft_content, the_draft, the_topic, unchanged
from bot.storage.audit import By, audit
from bot.storage.documents import article_from_row, article_to_row, brief_from_json
from bot.storage.errata import standing_rows
from bot.storage.tables import ArticleRow, ErratumRow
from briefs import Article, Brief


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of the draft."""

    version: int
    """Of the draft."""
    lost: tuple[str, ...]
    """What the new text bears out no more, in words."""
    publishes: bool = False
    """The topic publishes by itself, and the draft is what was extracted of the new text."""


async def replace_article(
    session: AsyncSession, now: datetime, topic_id: int, article: Article, engine: Brief, by: By, version: int = 0
) -> Replaced:
    """Make `article` the current one; `engine` is its automatic brief. Published revisions keep their own article.

    With `version`, only if the draft is still that one.
    """
    topic = await the_topic(session, topic_id, lock=True)
    draft = await the_draft(session, topic_id)
    unchanged(draft, version)
    before = await session.get_one(ArticleRow, draft.article_id)
    old = article_from_row(before)
    if old == article:
        raise DeskError("This is the article as it stands. Nothing was changed.")
    number = await session.scalar(select(func.max(ArticleRow.version)).where(ArticleRow.topic_id == topic_id)) or 0
    row = article_to_row(article, topic_id, number + 1, note=before.note, added=now, added_by=by.name[:100])
    session.add(row)
    await session.flush()
    before_it = brief_from_json(draft.content["brief"])
    publishes = topic.auto_publish and is_extracted(before_it)
    found = Reanchored(engine, ()) if publishes else reanchor(before_it, old, article, engine)
    lost = (*found.lost, *await _carry_marks(session, before.id, row.id, Finder(old, article), old))
    draft.article_id, draft.content = row.id, draft_content(found.brief, by)
    draft.version, draft.saved, draft.saved_by = draft.version + 1, now, by.name[:100]
    audit(session, now, by, "article replaced", topic.name, article=article.id, version=row.version, lost=len(lost))
    await session.flush()
    return Replaced(draft.version, lost, publishes)


async def _carry_marks(
    session: AsyncSession, old_id: int, new_id: int, finder: Finder, old: Article
) -> tuple[str, ...]:
    """What is marked as wrong stays marked where the new text still says it; returns the marks that went, in words."""
    gone: list[str] = []
    for row in await standing_rows(session, old_id):
        words = old.text[row.start : row.end]
        span = finder.place(row.start, row.end)
        if span is None:
            gone.append(f"The mark on “{words}” went: the new text does not say it.")
            continue
        session.add(
            ErratumRow(
                article_id=new_id,
                start=span.start,
                end=span.end,
                right=row.right,
                why=row.why,
                marked=row.marked,
                marked_by=row.marked_by,
            )
        )
    return tuple(gone)
