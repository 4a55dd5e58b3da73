"""Weighing: what a publisher decides about, the revision that waits or else the draft, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk import history, outgoing
from bot.desk.checking import Unchecked, draft_to_check, revision_to_check
from bot.desk.drafting import DraftText, read_draft
from bot.desk.history import PastRevision
from bot.desk.live import says_the_same
from bot.desk.outgoing import Leaving
from bot.desk.records import live_row, the_draft, waiting_row


@dataclass(frozen=True, slots=True)
class Weighed:
    """A topic before a decision. Ids are those of revisions, 0 where there is none."""

    draft: DraftText
    live: int
    waiting: int
    same: bool
    """Readers have what the draft says."""
    text: Unchecked
    """Of what waits, else of the draft."""
    history: Sequence[PastRevision]
    leaving: Leaving | None


async def weigh(session: AsyncSession, topic_id: int, count: int, before: int = 0) -> Weighed:
    """`count` revisions of the history, below the number `before`. Asked one by one, `Desk` says the same of each."""
    draft, live, waiting = (
        await read_draft(session, topic_id),
        await live_row(session, topic_id),
        await waiting_row(session, topic_id),
    )
    row = await the_draft(session, topic_id)
    return Weighed(
        draft,
        live.id if live is not None else 0,
        waiting.id if waiting is not None else 0,
        await says_the_same(session, live, row),
        await revision_to_check(session, waiting, live) if waiting else draft_to_check(draft, row.article_id, live),
        await history.revisions(session, topic_id, count, before),
        await outgoing.leaving(session, topic_id),
    )
