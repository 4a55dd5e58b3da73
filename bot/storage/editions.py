"""Editions: a published brief as a reader meets it, with its article, who answers for it, and its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, ScalarSelect, Select, SQLColumnExpression, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.documents import article_from_row, brief_from_json
from bot.storage.errata import shown_errata, standing_errata
from bot.storage.tables import ArticleRow, Correction, Fact, Revision, Topic
from briefs import Article, Brief, Erratum
from briefs.errata import Corrected, corrected


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One revision, ready to show. `withdrawn` holds the note that replaces the body, or nothing."""

    topic_id: int
    topic: str
    revision_id: int
    number: int
    brief: Brief
    article: Article
    label: str
    """“Approved by Ann Lee” or “Published without review”."""
    published: datetime
    zone: str
    """The newsroom's zone, for times where the platform has none of the reader's."""
    article_note: str = ""
    """What readers are told about the article: “A sample in Readout's own words”."""
    corrections: tuple[CorrectionNote, ...] = ()
    """Dated, oldest first; refiles are not shown."""
    withdrawn: str = ""
    errata: tuple[Erratum, ...] = ()
    """Where the article is wrong: what readers are told, or before publication what they are to be told."""
    page: str = ""
    """Its public page, where there is one."""

    @property
    def corrected(self) -> Corrected:
        """The article as it should read."""
        return corrected(self.article, self.errata)


ZONE = "zone"
"""The `Fact` that holds the newsroom's zone, as found or set at the first start."""


async def load_edition(session: AsyncSession, revision_id: int) -> Edition:
    """A revision as readers meet it. Raises `LookupError` where there is no such revision."""
    found = (
        await session.execute(
            select(Revision, Topic, ArticleRow)
            .join(Topic, Revision.topic_id == Topic.id)
            .join(ArticleRow, Revision.article_id == ArticleRow.id)
            .where(Revision.id == revision_id)
        )
    ).one_or_none()
    if found is None:
        raise LookupError(f"There is no revision {revision_id}.")
    revision, topic, article = found
    return Edition(
        topic_id=topic.id,
        topic=topic.name,
        revision_id=revision.id,
        number=revision.number,
        brief=brief_from_json(revision.content),
        article=article_from_row(article),
        label=label(revision.approved_by),
        published=revision.published or revision.submitted,
        zone=await _zone(session),
        article_note=article.note,
        corrections=await _corrections(session, revision),
        withdrawn=_withdrawal(revision),
        errata=await (shown_errata if revision.published else standing_errata)(session, revision.article_id),
    )


async def live_edition(session: AsyncSession, topic_id: int) -> Edition | None:
    """What readers of a topic get now (it may be withdrawn), or None before anything was published."""
    revision_id = await live_revision(session, topic_id)
    return None if revision_id is None else await load_edition(session, revision_id)


async def live_revision(session: AsyncSession, topic_id: int) -> int | None:
    """The published revision's id, else that of the one withdrawn last."""
    return (await session.execute(_live(), {"topic": topic_id})).scalar_one_or_none()


@cache  # every reply and every page asks
def _live() -> Select[int]:
    """Takes `topic`."""
    return _newest(bindparam("topic"))


def live_of(topic_id: SQLColumnExpression[int]) -> ScalarSelect[int]:
    """`live_revision` for a statement that goes through topics."""
    return _newest(topic_id).scalar_subquery()


def _newest(topic_id: ColumnElement[int] | SQLColumnExpression[int]) -> Select[int]:
    shown = (Revision.topic_id == topic_id, Revision.state.in_(("published", "withdrawn")))
    return select(Revision.id).where(*shown).order_by(Revision.published.desc(), Revision.id.desc()).limit(1)


def label(approved_by: str | None) -> str:
    """Who answers for it."""
    return f"Approved by {approved_by}" if approved_by else "Published without review"


async def _zone(session: AsyncSession) -> str:
    fact = await session.get(Fact, ZONE)
    return fact.value if fact else "UTC"


async def _corrections(session: AsyncSession, revision: Revision) -> tuple[CorrectionNote, ...]:
    carried = (
        select(Correction.made, Correction.note)
        .join(Revision, Correction.revision_id == Revision.id)
        .where(
            Correction.topic_id == revision.topic_id,
            Correction.severity == "correction",
            Revision.number <= revision.number,
        )
        .order_by(Correction.made, Correction.id)
    )
    return tuple(CorrectionNote(made, note) for made, note in await session.execute(carried))


def _withdrawal(revision: Revision) -> str:
    return (revision.reason or "This brief was withdrawn.") if revision.state == "withdrawn" else ""
