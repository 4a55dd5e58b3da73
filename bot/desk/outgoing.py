"""Outgoing: a publication waits for a minute in which it can be undone; until it is over readers keep what they have.

Nothing of it is posted, shown or answered meanwhile, so an undo has nothing to call back. What waits is a row, so a
restart changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.errors import DeskError
from bot.desk.records import add_correction, go_live, subject, the_draft, the_revision, the_topic
from bot.storage.audit import By, audit
from bot.storage.tables import Outgoing, Revision

WENT = (
    "There is nothing to undo any more: it went out, or somebody undid it. `rollback` brings an earlier revision back, "
    "`correct` changes what is live."
)


@dataclass(frozen=True, slots=True)
class Act:
    """How a revision comes to readers, and by whom."""

    what: str
    """As it is audited: “published”."""
    by: By
    severity: str = ""
    note: str = ""
    back_to: int = 0
    """The number of the revision that a rollback brings back."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A publication that waits, as the desk shows it."""

    topic_id: int
    revision_id: int
    number: int
    what: str
    due: datetime
    by: str

    def seconds(self, now: datetime) -> int:
        """How long it can still be undone, at least 0."""
        return max(0, round((self.due - now).total_seconds()))


async def set_out(session: AsyncSession, now: datetime, wait: int, revision: Revision, act: Act) -> bool:
    """Publish an approved revision, or let it wait `wait` seconds first. Returns whether readers have it now."""
    if wait <= 0:
        await bring_live(session, now, revision, act)
        return True
    due = now + timedelta(seconds=wait)
    session.add(
        Outgoing(
            topic_id=revision.topic_id,
            revision_id=revision.id,
            due=due,
            pressed=now,
            what=act.what,
            severity=act.severity,
            note=act.note,
            back_to=act.back_to,
            by_name=act.by.name[:100],
            by_platform=act.by.platform,
            by_person=act.by.person_id,
        )
    )
    audit(session, now, act.by, f"to be {act.what}", await subject(session, revision), seconds=wait)
    return False


async def bring_live(session: AsyncSession, now: datetime, revision: Revision, act: Act) -> None:
    """Readers get the revision in place of the one that was live."""
    if act.back_to:
        draft = await the_draft(session, revision.topic_id)
        draft.article_id, draft.version = revision.article_id, draft.version + 1
        draft.content = {"brief": revision.content, "writer": act.by.person_id}
        draft.saved, draft.saved_by = now, act.by.name[:100]
    await go_live(session, revision, now)
    if act.severity:
        add_correction(session, revision, act.severity, act.note, now, act.by)
    to = act.back_to or None
    audit(session, now, act.by, act.what, await subject(session, revision), note=act.note, to=to)


async def leaving(session: AsyncSession, topic_id: int) -> Leaving | None:
    """What waits to go out on a topic."""
    row = await session.get(Outgoing, topic_id)
    return None if row is None else _leaving(row, await the_revision(session, row.revision_id))


async def nothing_leaves(session: AsyncSession, topic_id: int) -> None:
    """Raises `DeskError` while a publication waits: it goes out, or is undone, before the next."""
    found = await leaving(session, topic_id)
    if found is not None:
        raise DeskError(
            f"Revision {found.number} goes out in a moment, pressed by {found.by}. Undo that first, or wait for it: "
            "`review` shows it."
        )


async def undo(session: AsyncSession, now: datetime, topic_id: int, revision_id: int, by: By) -> Leaving:
    """Take a publication back before readers get it; its revision waits in review again. Raises `DeskError`.

    `revision_id` is the one that was to be undone; 0 is whichever waits.
    """
    await the_topic(session, topic_id, lock=True)
    row = await session.get(Outgoing, topic_id)
    if row is None or (revision_id and row.revision_id != revision_id):
        raise DeskError(WENT)
    revision = await the_revision(session, row.revision_id, lock=True)
    found = _leaving(row, revision)
    await _call_back(session, row, revision)
    audit(session, now, by, "undone", await subject(session, revision), before=row.what)
    return found


async def hurry(session: AsyncSession, now: datetime, topic_id: int, revision_id: int, by: By) -> None:
    """End the wait of a publication, so that the next to look brings it out. Raises `DeskError` where it is gone."""
    await the_topic(session, topic_id, lock=True)
    row = await session.get(Outgoing, topic_id)
    if row is None or row.revision_id != revision_id:
        raise DeskError(WENT)
    row.due = min(row.due, now)
    audit(session, now, by, "not waited for", await subject(session, await the_revision(session, revision_id)))


async def end_wait(session: AsyncSession, topic_id: int) -> None:
    """What somebody decides about a topic in its minute for second thoughts ends that minute, if there is one."""
    row = await session.get(Outgoing, topic_id)
    if row is not None:
        await _call_back(session, row, await the_revision(session, row.revision_id))


async def due(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Topics whose publication has waited long enough, also where the clock was set back since."""
    over = or_(Outgoing.due <= now, Outgoing.pressed > now)
    return (await session.scalars(select(Outgoing.topic_id).where(over).order_by(Outgoing.due))).all()


async def let_go(session: AsyncSession, now: datetime, topic_id: int) -> Revision | None:
    """Bring what waits on a topic to its readers; None where it was undone, or another replica did it."""
    await the_topic(session, topic_id, lock=True)
    row = await session.get(Outgoing, topic_id)
    if row is None:
        return None
    revision = await the_revision(session, row.revision_id, lock=True)
    by = By(row.by_name, row.by_platform, row.by_person)
    await bring_live(session, now, revision, Act(row.what, by, row.severity, row.note, row.back_to))
    await session.delete(row)
    return revision


async def _call_back(session: AsyncSession, row: Outgoing, revision: Revision) -> None:
    """It does not go out. What somebody wrote waits in review as before; what Readout itself made does not."""
    made_here = bool(row.back_to) or revision.approved_by is None
    revision.state = "sent_back" if made_here else "in_review"
    revision.reason = "Undone before it went out." if made_here else ""
    revision.approved, revision.approved_by = None, None
    await session.delete(row)
    await session.flush()


def _leaving(row: Outgoing, revision: Revision) -> Leaving:
    return Leaving(row.topic_id, revision.id, revision.number, row.what, row.due, row.by_name)
