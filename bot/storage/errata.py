"""Errata: the marked places of an article as the database keeps them: which wait, and which readers get."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import ArticleRow, ErratumRow, Revision
from briefs import Erratum, Span

SHOWN: ColumnElement[bool] = and_(ErratumRow.first_revision_id.is_not(None), ErratumRow.last_revision_id.is_(None))
"""Published, and not taken back by a later publication."""
STANDING: ColumnElement[bool] = ErratumRow.taken_back.is_(None)
"""What the desk holds to be wrong, published or not."""


async def shown_errata(session: AsyncSession, article_id: int) -> tuple[Erratum, ...]:
    """What readers are told of an article (its row's id), whichever revision they look at; in the order marked."""
    return await _errata(session, article_id, SHOWN)


async def standing_errata(session: AsyncSession, article_id: int) -> tuple[Erratum, ...]:
    """What the next brief of an article has to obey, published or not; in the order marked."""
    return await _errata(session, article_id, STANDING)


async def standing_rows(session: AsyncSession, article_id: int) -> Sequence[ErratumRow]:
    found = select(ErratumRow).where(ErratumRow.article_id == article_id, STANDING).order_by(ErratumRow.id)
    return (await session.execute(found)).scalars().all()


async def publish_errata(session: AsyncSession, revision: Revision) -> None:
    """With this revision readers get what waits, and lose what was taken back."""
    rows = await session.scalars(select(ErratumRow).where(ErratumRow.article_id == revision.article_id))
    for row in rows:
        if row.taken_back is None and row.first_revision_id is None:
            row.first_revision_id = revision.id
        elif row.taken_back is not None and row.first_revision_id is not None and row.last_revision_id is None:
            row.last_revision_id = revision.id


def erratum_from_row(row: ErratumRow, article: str) -> Erratum:
    """`article` is the id (the hash) that spans name."""
    return Erratum(Span(article, row.start, row.end), row.right, row.why, row.marked_by)


async def _errata(session: AsyncSession, article_id: int, which: ColumnElement[bool]) -> tuple[Erratum, ...]:
    found = (
        select(ErratumRow, ArticleRow.hash)
        .join(ArticleRow, ErratumRow.article_id == ArticleRow.id)
        .where(ErratumRow.article_id == article_id, which)
        .order_by(ErratumRow.id)
    )
    return tuple(erratum_from_row(row, article) for row, article in await session.execute(found))
