"""Documents: briefs and articles as the database keeps them, and back again without a loss."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.storage.tables import ArticleRow
from briefs import Article, Brief


class DocumentError(Exception):
    """A stored brief cannot be read back; `str()` says what to do."""


@cache
def _briefs() -> TypeAdapter[Brief]:
    return TypeAdapter(Brief)


def brief_to_json(brief: Brief) -> dict[str, Any]:
    """Plain JSON: decimals as text, so that $0.10 stays $0.10."""
    written: dict[str, Any] = _briefs().dump_python(brief, mode="json")
    return written


def brief_from_json(content: dict[str, Any]) -> Brief:
    """The brief that `brief_to_json` wrote. Raises `DocumentError` for anything else."""
    try:
        return _briefs().validate_python(content)
    except ValidationError as error:
        raise DocumentError(
            f"A stored brief cannot be read ({error.error_count()} problems): it was written by another version "
            "of Readout, or changed by hand. Restore a backup, or brief the article again."
        ) from None


def article_from_row(row: ArticleRow) -> Article:
    return Article(
        id=row.hash,
        text=row.text,
        headline=row.headline,
        outlet=row.outlet,
        byline=row.byline,
        dateline=row.dateline,
        published=datetime.fromisoformat(row.published) if row.published else None,
        url=row.url,
        licence=row.licence,
    )


def article_to_row(
    article: Article, topic_id: int, version: int, *, note: str, added: datetime, added_by: str
) -> ArticleRow:
    return ArticleRow(
        topic_id=topic_id,
        version=version,
        hash=article.id,
        text=article.text,
        headline=article.headline,
        outlet=article.outlet,
        byline=article.byline,
        dateline=article.dateline,
        published=article.published.isoformat() if article.published else None,
        url=article.url,
        licence=article.licence,
        note=note,
        added=added,
        added_by=added_by,
    )
