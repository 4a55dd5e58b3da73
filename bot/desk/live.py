"""Live: what readers have, and what was live before, for the desk's rules to compare with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.errors import DeskError
from bot.desk.records import live_row, said
from bot.storage.errata import errata_wait
from bot.storage.tables import Draft, Revision


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had before their eyes when they decided: a revision, a version of the draft, or neither."""

    revision_id: int = 0
    version: int = 0


NOTHING = Seen()


async def is_live(session: AsyncSession, topic_id: int, draft: Draft) -> bool:
    """Whether readers have what the draft says, marks on its article included."""
    return await says_the_same(session, await live_row(session, topic_id), draft)


async def says_the_same(session: AsyncSession, live: Revision | None, draft: Draft) -> bool:
    """`is_live`, where what readers have is read already."""
    if live is None or live.state != "published" or live.content != draft.content["brief"]:
        return False
    return not await errata_wait(session, draft.article_id)


async def that_was_live(session: AsyncSession, topic_id: int, number: int) -> Revision:
    """A revision that can be brought back. Raises `DeskError`."""
    old = await session.scalar(select(Revision).where(Revision.topic_id == topic_id, Revision.number == number))
    if old is None:
        raise DeskError(f"There is no revision {number}. `history` lists them.")
    if old.state != "superseded":
        raise DeskError(f"Revision {number} is {said(old)}; only one that was live before can be brought back.")
    return old
