"""Marking: places of the current article that are wrong, marked and taken back, inside a caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.errors import DeskError
from bot.desk.placing import place
from bot.desk.records import draft_content, the_draft, the_topic, unchanged
from bot.desk.rereading import reread
from bot.storage.audit import By, audit
from bot.storage.documents import article_from_row, brief_from_json
from bot.storage.errata import erratum_from_row, standing_rows
from bot.storage.tables import ArticleRow, Draft, ErratumRow
from briefs import Article, Erratum
from briefs.errata import corrected, note, touching

LONGEST = 500
"""Characters of the words that are wrong, of those that are right, and of the reason."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that is marked as wrong."""

    id: int
    erratum: Erratum
    says: str
    """The article's own words."""
    note: str
    """What readers are told."""
    marked: datetime
    published: bool
    """Readers are told; else it waits for a publication."""


async def mark(
    session: AsyncSession, now: datetime, topic_id: int, wrong: str, right: str, why: str, by: By, version: int = 0
) -> tuple[Mark, int]:
    """Mark `wrong`, as it stands in the draft's article; extracted lines of the draft then say what is `right`.

    Returns the mark and the draft's new version.
    """
    wrong, right, why = (" ".join(text.split()) for text in (wrong, right, why))
    _check(wrong, right, why)
    topic = await the_topic(session, topic_id, lock=True)
    draft = await the_draft(session, topic_id)
    unchanged(draft, version)
    article = article_from_row(await session.get_one(ArticleRow, draft.article_id))
    span = place(article, wrong)
    rows = await standing_rows(session, draft.article_id)
    if met := touching((span,), [erratum_from_row(row, article.id) for row in rows]):
        raise DeskError(
            f"That is marked already. {note(met[0], article)} Take that mark back first: `errata` lists it."
        )
    row = ErratumRow(
        article_id=draft.article_id, start=span.start, end=span.end, right=right, why=why, marked=now,
        marked_by=by.name[:100],
    )  # fmt: skip
    session.add(row)
    await _reread(session, now, draft, article, rows, (*rows, row), by)
    audit(session, now, by, "article marked wrong", topic.name, wrong=article.cut(span), right=right, why=why)
    return _mark(row, article), draft.version


async def unmark(session: AsyncSession, now: datetime, topic_id: int, mark_id: int, by: By) -> tuple[Mark, int]:
    """Take a mark back; lines of the draft that said what it held right say again what the article says."""
    topic = await the_topic(session, topic_id, lock=True)
    draft = await the_draft(session, topic_id)
    rows = await standing_rows(session, draft.article_id)
    row = next((row for row in rows if row.id == mark_id), None)
    if row is None:
        raise DeskError("This mark was taken back already, or the article has a newer version. `errata` lists them.")
    article = article_from_row(await session.get_one(ArticleRow, draft.article_id))
    row.taken_back, row.taken_back_by = now, by.name[:100]
    await _reread(session, now, draft, article, rows, [other for other in rows if other is not row], by)
    taken = _mark(row, article)
    audit(session, now, by, "mark taken back", topic.name, wrong=taken.says, right=row.right)
    return taken, draft.version


async def marks(session: AsyncSession, topic_id: int) -> Sequence[Mark]:
    """What is marked in the article of the draft, in the order of its text."""
    draft = await the_draft(session, topic_id)
    article = article_from_row(await session.get_one(ArticleRow, draft.article_id))
    rows = await standing_rows(session, draft.article_id)
    return [_mark(row, article) for row in sorted(rows, key=lambda row: row.start)]


def _check(wrong: str, right: str, why: str) -> None:
    if not wrong or not right:
        raise DeskError("Quote the words of the article that are wrong, and say what is right in their place.")
    if wrong == right:
        raise DeskError("What is wrong and what is right are the same words. Nothing was marked.")
    if not why:
        raise DeskError("Say in a sentence why it is wrong, or how you know: readers see it.")
    for text in (wrong, right, why):
        if len(text) > LONGEST:
            raise DeskError(
                f"“{text[:60]}…” has {len(text):,} characters; {LONGEST} are allowed. Mark less, or say less."
            )


async def _reread(
    session: AsyncSession,
    now: datetime,
    draft: Draft,
    article: Article,
    before: Sequence[ErratumRow],
    after: Sequence[ErratumRow],
    by: By,
) -> None:
    """The draft as the marks make it; its version moves on in any case, so that a form opened before is told."""
    brief = brief_from_json(draft.content["brief"])
    was, now_reads = (
        corrected(article, [erratum_from_row(row, article.id) for row in rows]) for rows in (before, after)
    )
    draft.content = draft_content(reread(brief, was, now_reads, by.name), by)
    draft.version, draft.saved, draft.saved_by = draft.version + 1, now, by.name[:100]
    await session.flush()


def _mark(row: ErratumRow, article: Article) -> Mark:
    erratum = erratum_from_row(row, article.id)
    published = row.first_revision_id is not None
    return Mark(row.id, erratum, article.cut(erratum.span), note(erratum, article), row.marked, published)
