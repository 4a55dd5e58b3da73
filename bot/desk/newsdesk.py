"""The desk: which state of a brief follows which, who may move it there, and what is kept about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.desk import drafting, history, marking, outgoing, replacing
from bot.desk.archive import Archive
from bot.desk.checking import draft_findings, revision_findings
from bot.desk.drafting import DraftText
from bot.desk.errors import Blocked, DeskError
from bot.desk.findings import Finding
from bot.desk.history import PastRevision
from bot.desk.house import House, HouseRules, sets_zone
from bot.desk.live import NOTHING, Seen, is_live, that_was_live
from bot.desk.marking import Mark
from bot.desk.outgoing import Act, Leaving, end_wait, nothing_leaves, set_out
from bot.desk.records import (
    add_correction,
    add_revision,
    answering,
    live_row,
    not_alone,
    said,
    subject,
    the_draft,
    the_revision,
    the_topic,
    unchanged,
    waiting_row,
)
from bot.desk.replacing import Replaced
from bot.storage.audit import SYSTEM, By, audit
from bot.storage.editions import ZONE
from bot.storage.tables import Draft, Fact, Revision
from briefs import Article, Brief, Erratum

SEVERITIES = ("correction", "refile")

Published = Callable[[AsyncSession, int, int], Awaitable[None]]
"""Told, inside the transaction, the topic and the revision that its readers get now."""


class Desk:
    """The editorial rules over the database. What changes something is audited in the same transaction."""

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        clock: Callable[[], datetime],
        on_published: Published | None = None,
        house: House | None = None,
    ) -> None:
        """Without a `house` nothing is set, and what is published is live at once."""
        self._sessions = sessions
        self._clock = clock
        self.house = house or House(sessions, HouseRules())
        self.on_published = on_published
        """Called at each publication, correction, rollback and withdrawal, so that the copies that have to change are
        noted with it or not at all: a crash in between would leave them wrong for ever."""

    async def open_newsroom(self, name: str) -> int:
        """The newsroom of this name, opened where there is none."""
        async with self._sessions.begin() as session:
            return await drafting.open_newsroom(session, self._clock(), name)

    async def keep_zone(self, zone: str) -> None:
        """The zone in which times are shown where the reader's own is not known, unless an admin has chosen one."""
        async with self._sessions.begin() as session:
            if not await sets_zone(session):
                await session.merge(Fact(name=ZONE, value=zone))

    async def add_topic(
        self, newsroom_id: int, name: str, article: Article, brief: Brief, by: By, *, note: str = ""
    ) -> int:
        """A topic with its article and a first draft. `note` is what readers are told about the article."""
        async with self._sessions.begin() as session:
            return await drafting.add_topic(session, self._clock(), newsroom_id, name, article, brief, by, note)

    async def rename_topic(self, topic_id: int, name: str, by: By) -> None:
        async with self._sessions.begin() as session:
            await drafting.rename_topic(session, self._clock(), topic_id, name, by)

    async def replace_article(
        self, topic_id: int, article: Article, engine: Brief, by: By, version: int = 0
    ) -> Replaced:
        """Give the topic's article a new version; the draft goes over to it, readers get it with the next brief.

        Where the topic publishes by itself and nobody has worded the draft, they get what is extracted of it.
        """
        async with self._sessions.begin() as session:
            done = await replacing.replace_article(session, self._clock(), topic_id, article, engine, by, version)
            if done.publishes and await outgoing.leaving(session, topic_id) is None:
                draft = await the_draft(session, topic_id)
                revision = await add_revision(session, topic_id, draft, SYSTEM, self._clock())
                revision.state = "approved"
                await self._set_out(session, revision, Act("published without review", SYSTEM))
            return done

    async def draft(self, topic_id: int) -> DraftText:
        async with self._sessions() as session:
            return await drafting.read_draft(session, topic_id)

    async def article(self, topic_id: int) -> tuple[Article, tuple[Erratum, ...]]:
        """The draft's article and what is marked in it, without its lines: for each check as somebody types."""
        async with self._sessions() as session:
            return await drafting.read_article(session, topic_id)

    async def save_draft(self, topic_id: int, brief: Brief, version: int, by: By) -> int:
        """Save over `version` and return the new one. Raises `Conflict` where somebody saved in between."""
        async with self._sessions.begin() as session:
            return await drafting.save_draft(session, self._clock(), topic_id, brief, version, by)

    async def mark(self, topic_id: int, wrong: str, right: str, why: str, by: By, version: int = 0) -> tuple[Mark, int]:
        """Mark words of the draft's article as wrong; the draft then says what is right, readers with the next brief.

        With `version`, only if the draft is still that one. Returns the mark and the draft's new version.
        """
        async with self._sessions.begin() as session:
            return await marking.mark(session, self._clock(), topic_id, wrong, right, why, by, version)

    async def unmark(self, topic_id: int, mark_id: int, by: By) -> tuple[Mark, int]:
        """Take a mark back, in the draft at once, for readers with the next brief."""
        async with self._sessions.begin() as session:
            return await marking.unmark(session, self._clock(), topic_id, mark_id, by)

    async def marks(self, topic_id: int) -> Sequence[Mark]:
        """What is marked as wrong in the draft's article, in the order of its text."""
        async with self._sessions() as session:
            return await marking.marks(session, topic_id)

    async def submit(self, topic_id: int, by: By, version: int = 0) -> int:
        """Make the draft a revision in review, in place of one that waits already. Returns its id.

        With `version`, only if the draft is still that one.
        """
        async with self._sessions.begin() as session:
            await the_topic(session, topic_id, lock=True)
            await nothing_leaves(session, topic_id)
            draft = await the_draft(session, topic_id)
            unchanged(draft, version)
            if await is_live(session, topic_id, draft):
                raise DeskError("The draft says the same as what is live. Change it with `edit` first.")
            revision = await add_revision(session, topic_id, draft, by, self._clock())
            audit(session, self._clock(), by, "submitted", await subject(session, revision))
            return revision.id

    async def waiting(self, topic_id: int) -> int | None:
        """The revision that waits for a publisher, if one does."""
        async with self._sessions() as session:
            found = await waiting_row(session, topic_id)
            return found.id if found else None

    async def findings(self, revision_id: int) -> Sequence[Finding]:
        """What the edited lines of a revision say that its article does not, and what of it was overruled."""
        return await revision_findings(self._sessions, revision_id)

    async def draft_findings(self, draft: DraftText) -> Sequence[Finding]:
        """The same of a draft."""
        return await draft_findings(self._sessions, draft)

    async def is_live(self, topic_id: int) -> bool:
        """Whether readers have what the draft says, so that there is nothing to publish."""
        async with self._sessions() as session:
            return await is_live(session, topic_id, await the_draft(session, topic_id))

    async def approve(self, revision_id: int, by: By, reason: str = "") -> None:
        """Answer for a revision in review. Raises `Blocked` for problems, unless `reason` says why it is right."""
        reason = reason.strip()
        blocking = [finding for finding in await self.findings(revision_id) if finding.blocks]
        async with self._sessions.begin() as session:
            revision = await the_revision(session, revision_id, lock=True)
            if revision.state != "in_review":
                raise DeskError(f"Revision {revision.number} is {said(revision)}; only one in review can be approved.")
            await not_alone(session, revision, by)
            if blocking and not reason:
                raise Blocked(revision_id, revision.number, blocking)
            revision.state, revision.approved, revision.approved_by = "approved", self._clock(), answering(revision, by)
            revision.reason = reason if blocking else ""
            over = [finding.problem.message for finding in blocking]
            about = await subject(session, revision)
            audit(session, self._clock(), by, "approved", about, reason=reason, over=over or None)

    async def send_back(self, revision_id: int, by: By, reason: str) -> None:
        """Return a revision to its writer, with what is missing."""
        if not reason.strip():
            raise DeskError("Say what is missing, so that the editor can act on it.")
        async with self._sessions.begin() as session:
            revision = await the_revision(session, revision_id, lock=True)
            if revision.state not in ("in_review", "approved"):
                raise DeskError(f"Revision {revision.number} is {said(revision)}; it cannot be sent back.")
            await end_wait(session, revision.topic_id)
            revision.state, revision.reason = "sent_back", reason.strip()
            about = await subject(session, revision)
            audit(session, self._clock(), by, "sent back", about, reason=reason.strip())

    async def publish(self, topic_id: int, by: By, reason: str = "", seen: Seen = NOTHING) -> int:
        """Publish what waits for review, else the draft, approved by `by`; or nothing but what was `seen`.

        Returns the revision's id.
        """
        waiting = await self._waiting(topic_id, seen) or await self.submit(topic_id, by, seen.version)
        return await self._bring_out(waiting, by, reason)

    async def publish_unreviewed(self, topic_id: int, by: By) -> int:
        """Publish the draft at once and with nobody's approval; readers are told so."""
        async with self._sessions.begin() as session:
            await the_topic(session, topic_id, lock=True)
            draft = await the_draft(session, topic_id)
            revision = await add_revision(session, topic_id, draft, by, self._clock())
            return await self._set_out(session, revision, Act("published without review", by), wait=0)

    async def correct(
        self, topic_id: int, severity: str, note: str, by: By, reason: str = "", seen: Seen = NOTHING
    ) -> int:
        """`publish` as a correction. Readers see the dated `note`, but not that of a refile."""
        note = note.strip()
        if severity not in SEVERITIES:
            raise DeskError("Choose `correction` (readers see a dated note) or `refile` (a slip, only logged).")
        if not note:
            raise DeskError("Say in a sentence what was wrong and what is right: readers see it with its date.")
        waiting = await self._waiting(topic_id, seen)
        waiting = waiting or await self._submit_correction(topic_id, severity, by, seen.version)
        return await self._bring_out(waiting, by, reason, severity, note)

    async def withdraw(self, topic_id: int, reason: str, by: By) -> int:
        """Take back what is live: every copy then shows `reason` instead. Returns the withdrawn revision's id."""
        reason, now = reason.strip(), self._clock()
        if not reason:
            raise DeskError("A withdrawal needs a reason in a sentence: readers see it where the brief was.")
        async with self._sessions.begin() as session:
            await the_topic(session, topic_id, lock=True)
            live = await live_row(session, topic_id)
            if live is None or live.state != "published":
                raise DeskError("Nothing is live here, so there is nothing to withdraw.")
            await end_wait(session, topic_id)
            live.state, live.reason = "withdrawn", reason
            add_correction(session, live, "withdrawal", reason, now, by)
            audit(session, now, by, "withdrawn", await subject(session, live), reason=reason)
            return await self._tell(session, live)

    async def rollback(self, topic_id: int, number: int, by: By) -> int:
        """Bring back what revision `number` said, as a new revision and as the draft. Returns its id."""
        now = self._clock()
        async with self._sessions.begin() as session:
            await the_topic(session, topic_id, lock=True)
            await nothing_leaves(session, topic_id)
            old = await that_was_live(session, topic_id, number)
            former = Draft(article_id=old.article_id, content={"brief": old.content, "writer": by.person_id})
            revision = await add_revision(session, topic_id, former, by, now)
            revision.state, revision.approved, revision.approved_by = "approved", now, by.name[:100]
            return await self._set_out(session, revision, Act("rolled back", by, back_to=number))

    async def leaving(self, topic_id: int) -> Leaving | None:
        """The publication that waits to go out and can be undone, if one does."""
        async with self._sessions() as session:
            return await outgoing.leaving(session, topic_id)

    async def undo(self, topic_id: int, revision_id: int, by: By) -> Leaving:
        """Take back what was published a moment ago, before readers get it. Raises `DeskError` where they have it."""
        async with self._sessions.begin() as session:
            return await outgoing.undo(session, self._clock(), topic_id, revision_id, by)

    async def send_out(self, topic_id: int, revision_id: int, by: By) -> None:
        """Do not wait any longer: readers get it now. Raises `DeskError` where nothing waits."""
        async with self._sessions.begin() as session:
            await outgoing.hurry(session, self._clock(), topic_id, revision_id, by)
        await self._let_go(topic_id)

    async def tick(self, now: datetime) -> int:
        """Bring out what has waited long enough; returns how many. Each goes out once, whoever ticks."""
        if await self.house.refresh(now):
            await Archive(self._sessions, self._clock).forget_record(self.house.now.record_days)
        async with self._sessions() as session:
            due = await outgoing.due(session, now)
        for topic_id in due:
            await self._let_go(topic_id)
        return len(due)

    async def history(self, topic_id: int, count: int | None = None, before: int = 0) -> Sequence[PastRevision]:
        """Every revision, newest first; or `count` of them, below the number `before`."""
        async with self._sessions() as session:
            return await history.revisions(session, topic_id, count, before)

    async def _waiting(self, topic_id: int, seen: Seen) -> int | None:
        """The revision to publish, or None where it is the draft. Raises `DeskError` where what was seen is gone."""
        if seen.version:
            return None
        waiting = await self.waiting(topic_id)
        if seen.revision_id and waiting != seen.revision_id:
            raise DeskError("The revision that you looked at no longer waits. `review` shows what does.")
        return waiting

    async def _submit_correction(self, topic_id: int, severity: str, by: By, version: int) -> int:
        """The draft in review; it may say the same as before where the correction is the note itself."""
        async with self._sessions.begin() as session:
            await the_topic(session, topic_id, lock=True)
            await nothing_leaves(session, topic_id)
            live = await live_row(session, topic_id)
            if live is None:
                raise DeskError("Nothing is published yet, so there is nothing to correct. Use `publish`.")
            draft = await the_draft(session, topic_id)
            unchanged(draft, version)
            if live.state == "withdrawn" and live.content == draft.content["brief"]:
                raise DeskError(
                    "What was live is withdrawn, and the draft still says the same. Change it with `edit` first, or "
                    "bring it back as it was with `publish`."
                )
            if severity == "refile" and await is_live(session, topic_id, draft):
                raise DeskError("The draft says the same as what is live. Change it with `edit` first.")
            revision = await add_revision(session, topic_id, draft, by, self._clock())
            audit(session, self._clock(), by, "submitted", await subject(session, revision))
            return revision.id

    async def _bring_out(self, revision_id: int, by: By, reason: str, severity: str = "", note: str = "") -> int:
        async with self._sessions() as session:
            in_review = (await the_revision(session, revision_id)).state == "in_review"
        if in_review:
            await self.approve(revision_id, by, reason)
        async with self._sessions.begin() as session:
            revision = await the_revision(session, revision_id, lock=True)
            await the_topic(session, revision.topic_id, lock=True)
            await nothing_leaves(session, revision.topic_id)
            if revision.state != "approved":
                raise DeskError(f"Revision {revision.number} is {said(revision)} by now; look at `history`.")
            what = f"published as {severity}" if severity else "published"
            return await self._set_out(session, revision, Act(what, by, severity, note))

    async def _set_out(self, session: AsyncSession, revision: Revision, act: Act, wait: int | None = None) -> int:
        seconds = self.house.now.undo_seconds if wait is None else wait
        is_live = await set_out(session, self._clock(), seconds, revision, act)
        return await self._tell(session, revision) if is_live else revision.id

    async def _let_go(self, topic_id: int) -> None:
        async with self._sessions.begin() as session:
            revision = await outgoing.let_go(session, self._clock(), topic_id)
            if revision is not None:
                await self._tell(session, revision)

    async def _tell(self, session: AsyncSession, revision: Revision) -> int:
        if self.on_published is not None:
            await session.flush()
            await self.on_published(session, revision.topic_id, revision.id)
        return revision.id
