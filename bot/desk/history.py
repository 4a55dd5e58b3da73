"""History: what became of every revision of a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.records import SAID
from bot.storage.tables import Correction, Revision

TOLD = (
    Revision.id,
    Revision.number,
    Revision.state,
    Revision.reason,
    Revision.submitted,
    Revision.submitted_by,
    Revision.approved_by,
    Revision.published,
)
"""What a history tells: not the text, which would be read and decoded a thousand times."""


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


async def revisions(
    session: AsyncSession, topic_id: int, count: int | None = None, before: int = 0
) -> Sequence[PastRevision]:
    """Every revision, newest first; or at most `count`, going on from below the number `before`."""
    wanted = select(*TOLD).where(Revision.topic_id == topic_id).order_by(Revision.number.desc()).limit(count)
    found = (await session.execute(wanted.where(Revision.number < before) if before else wanted)).all()
    notes: dict[int, list[tuple[str, str]]] = {}
    corrected = select(Correction).where(Correction.topic_id == topic_id).order_by(Correction.id)
    if count is not None:
        corrected = corrected.where(Correction.revision_id.in_([row.id for row in found]))
    for row in await session.scalars(corrected):
        notes.setdefault(row.revision_id, []).append((row.severity, row.note))
    return [
        PastRevision(row_id, number, SAID.get(state, state), why, at, by, approver, out, tuple(notes.get(row_id, ())))
        for row_id, number, state, why, at, by, approver, out in found
    ]
