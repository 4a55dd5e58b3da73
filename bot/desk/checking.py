"""Checking: what the check objects to in a revision or a draft, and what of it somebody answers for already."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.desk.drafting import DraftText
from bot.desk.findings import Finding, findings, worded
from bot.desk.records import live_row, the_draft, the_revision
from bot.storage.documents import article_from_row, brief_from_json
from bot.storage.errata import standing_errata
from bot.storage.tables import ArticleRow, Revision
from briefs import Article, Brief, Erratum


async def revision_findings(sessions: async_sessionmaker[AsyncSession], revision_id: int) -> Sequence[Finding]:
    """What the edited lines of a revision say that its article does not, and what of it was overruled."""
    async with sessions() as session:
        revision = await the_revision(session, revision_id)
        text = await revision_to_check(session, revision, await live_row(session, revision.topic_id))
    return await text.checked()


async def draft_findings(sessions: async_sessionmaker[AsyncSession], draft: DraftText) -> Sequence[Finding]:
    """The same of a draft."""
    async with sessions() as session:
        article_id = (await the_draft(session, draft.topic_id)).article_id
        text = draft_to_check(draft, article_id, await live_row(session, draft.topic_id))
    return await text.checked()


async def revision_to_check(session: AsyncSession, revision: Revision, live: Revision | None) -> Unchecked:
    """A revision beside what is `live` in its topic."""
    article = article_from_row(await session.get_one(ArticleRow, revision.article_id))
    errata = await standing_errata(session, revision.article_id)
    known = _answered_by(revision) if revision.state == "approved" else _answered(live, revision.article_id)
    return Unchecked(brief_from_json(revision.content), article, errata, known)


def draft_to_check(draft: DraftText, article_id: int, live: Revision | None) -> Unchecked:
    """A draft on that article beside what is `live` in its topic."""
    return Unchecked(draft.brief, draft.article, draft.errata, _answered(live, article_id))


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A text with all that it is checked against; the check itself takes no session."""

    brief: Brief
    article: Article
    errata: Sequence[Erratum]
    known: _Answered

    async def checked(self) -> Sequence[Finding]:
        """What is found in it, worked out beside the event loop."""
        return self.known.told(await asyncio.to_thread(findings, self.brief, self.article, self.errata))


@dataclass(frozen=True, slots=True)
class _Answered:
    """Wording that somebody answers for already."""

    lines: frozenset[str] = frozenset()
    by: str = ""
    """Who, and with which reason."""

    def told(self, found: Sequence[Finding]) -> Sequence[Finding]:
        """Without what was only to be considered there; what would stop approval says who overruled it.

        What is marked as wrong in the article counts in any line, also where it was approved before it was marked.
        """
        return [self._told(one) for one in found if one.marked or one.objects or one.text not in self.lines]

    def _told(self, found: Finding) -> Finding:
        overruled = found.text in self.lines and not found.marked
        return replace(found, overruled=self.by) if overruled else found


def _answered(live: Revision | None, article_id: int) -> _Answered:
    """What the approval of the live revision answers for, where the article is still the same."""
    return _Answered() if live is None or live.article_id != article_id else _answered_by(live)


def _answered_by(revision: Revision) -> _Answered:
    """What a revision's approval answers for."""
    if revision.approved_by is None:
        return _Answered()
    overruled = revision.reason if revision.state != "withdrawn" else ""
    by = f"{revision.approved_by}: “{overruled}”" if overruled else revision.approved_by
    return _Answered(frozenset(line.text for _, line in worded(brief_from_json(revision.content))), by)
