"""Errata: the marked places of an article as the database keeps them: which wait, and which readers get."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import ArticleRow, ErratumRow, Revision
from briefs import Erratum, Span

SHOWN: ColumnElement[bool] = and_(ErratumRow.first_revision_id.is_not(None), ErratumRow.last_revision_id.is_(None))
"""Published, and not taken back by a later publication."""
STANDING: ColumnElement[bool] = ErratumRow.taken_back.is_(None)
"""What the desk holds to be wrong, published or not."""


async def shown_errata(session: AsyncSession, article_id: int) -> tuple[Erratum, ...]:
    """What readers are told of an article (its row's id), whichever revision they look at; in the order marked."""
    return await _errata(session, article_id, _shown())


async def standing_errata(session: AsyncSession, article_id: int) -> tuple[Erratum, ...]:
    """What the next brief of an article has to obey, published or not; in the order marked."""
    return await _errata(session, article_id, _standing())


async def standing_rows(session: AsyncSession, article_id: int) -> Sequence[ErratumRow]:
    found = select(ErratumRow).where(ErratumRow.article_id == article_id, STANDING).order_by(ErratumRow.id)
    return (await session.execute(found)).scalars().all()


async def errata_wait(session: AsyncSession, article_id: int) -> bool:
    """Whether the next publication changes what readers are told to be wrong."""
    return await session.scalar(_waiting(), {"article": article_id}) is not None


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


Marked = Select[ErratumRow, str]
"""Takes `article`, its row's id; gives marks with the article's hash."""


async def _errata(session: AsyncSession, article_id: int, wanted: Marked) -> tuple[Erratum, ...]:
    found = await session.execute(wanted, {"article": article_id})
    return tuple(erratum_from_row(row, article) for row, article in found)


@cache  # each reply and each page of the desk asks
def _shown() -> Marked:
    return _marked(SHOWN)


@cache
def _standing() -> Marked:
    return _marked(STANDING)


def _marked(which: ColumnElement[bool]) -> Marked:
    of_article = ErratumRow.article_id == bindparam("article")
    found = select(ErratumRow, ArticleRow.hash).join(ArticleRow, ErratumRow.article_id == ArticleRow.id)
    return found.where(of_article, which).order_by(ErratumRow.id)


@cache
def _waiting() -> Select[int]:
    """Takes `article`."""
    changed = or_(
        and_(STANDING, ErratumRow.first_revision_id.is_(None)), and_(SHOWN, ErratumRow.taken_back.is_not(None))
    )
    return select(ErratumRow.id).where(ErratumRow.article_id == bindparam("article"), changed).limit(1)
