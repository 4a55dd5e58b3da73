"""History: what became of every revision of a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.records import said
from bot.storage.tables import Correction, Revision


@dataclass(frozen=True, slots=True)
class PastRevision:
    """One line of a topic's history."""

    revision_id: int
    number: int
    state: str
    """As people say it: “in review”."""
    reason: str
    submitted: datetime
    submitted_by: str
    approved_by: str | None
    published: datetime | None
    corrections: tuple[tuple[str, str], ...]
    """Severity and note."""


async def revisions(session: AsyncSession, topic_id: int) -> Sequence[PastRevision]:
    """Every revision, newest first."""
    notes: dict[int, list[tuple[str, str]]] = {}
    for row in await session.scalars(select(Correction).where(Correction.topic_id == topic_id)):
        notes.setdefault(row.revision_id, []).append((row.severity, row.note))
    found = await session.scalars(
        select(Revision).where(Revision.topic_id == topic_id).order_by(Revision.number.desc())
    )
    return [_past(revision, notes.get(revision.id, ())) for revision in found]


def _past(revision: Revision, notes: Sequence[tuple[str, str]]) -> PastRevision:
    return PastRevision(
        revision.id,
        revision.number,
        said(revision),
        revision.reason,
        revision.submitted,
        revision.submitted_by,
        revision.approved_by,
        revision.published,
        tuple(notes),
    )
