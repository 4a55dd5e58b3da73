"""Errata: the marked places of an article as the database keeps them: which wait, and which readers get."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
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


async def errata_wait(session: AsyncSession, article_id: int) -> bool:
    """Whether the next publication changes what readers are told to be wrong."""
    changed = or_(
        and_(STANDING, ErratumRow.first_revision_id.is_(None)), and_(SHOWN, ErratumRow.taken_back.is_not(None))
    )
    found = select(ErratumRow.id).where(ErratumRow.article_id == article_id, changed).limit(1)
    return await session.scalar(found) is not None


def errata_stamp() -> tuple[ScalarSelect[int], ...]:
    """Columns for a query of revisions that change whenever the errata of a revision's article do."""
    counted = (func.count(ErratumRow.id), func.count(ErratumRow.taken_back))
    shown = (func.count(ErratumRow.first_revision_id), func.count(ErratumRow.last_revision_id))
    own = ErratumRow.article_id == Revision.article_id
    return tuple(select(count).where(own).correlate(Revision).scalar_subquery() for count in (*counted, *shown))


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
