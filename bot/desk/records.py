"""Records: the desk's rows, found, locked and moved from state to state inside a caller's transaction."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.errors import DeskError
from bot.people import publishers
from bot.storage.audit import By
from bot.storage.documents import brief_to_json
from bot.storage.errata import publish_errata
from bot.storage.tables import Correction, Draft, Revision, Topic
from briefs import Brief

ALONE = ", without a second reader"
"""Said of whoever approved their own text, which a newsroom of one publisher allows."""
SAID = {"in_review": "in review", "sent_back": "sent back"}
"""States whose stored word is not how people say it."""


async def the_topic(session: AsyncSession, topic_id: int, *, lock: bool = False) -> Topic:
    """`lock` makes everybody who changes this topic wait for each other (SQLite has one writer anyway)."""
    topic = await session.get(Topic, topic_id, with_for_update=lock)
    if topic is None:
        raise DeskError("There is no such topic any more. `topic list` names those there are.")
    return topic


async def the_draft(session: AsyncSession, topic_id: int) -> Draft:
    return await session.get_one(Draft, topic_id)


async def the_revision(session: AsyncSession, revision_id: int, *, lock: bool = False) -> Revision:
    revision = await session.get(Revision, revision_id, with_for_update=lock)
    if revision is None:
        raise DeskError("There is no such revision any more. `history` lists them.")
    return revision


async def name_is_free(session: AsyncSession, newsroom_id: int, name: str) -> None:
    taken = await session.scalar(
        select(Topic.name).where(Topic.newsroom_id == newsroom_id, func.lower(Topic.name) == name.lower())
    )
    if taken is not None:
        raise DeskError(f"There is a topic “{taken}” already. Choose another name, or use that one.")


async def live_row(session: AsyncSession, topic_id: int) -> Revision | None:
    """What readers get: the published revision, else the one withdrawn last."""
    found: Revision | None = await session.scalar(_live(), {"topic": topic_id})
    return found


@cache  # each page of the desk asks
def _live() -> Select[Revision]:
    """Takes `topic`."""
    shown = (Revision.topic_id == bindparam("topic"), Revision.state.in_(("published", "withdrawn")))
    return select(Revision).where(*shown).order_by(Revision.published.desc(), Revision.id.desc()).limit(1)


async def waiting_row(session: AsyncSession, topic_id: int) -> Revision | None:
    """What waits for a publisher."""
    found: Revision | None = await session.scalar(_waiting(), {"topic": topic_id})
    return found


@cache
def _waiting() -> Select[Revision]:
    """Takes `topic`."""
    waits = (Revision.topic_id == bindparam("topic"), Revision.state.in_(("in_review", "approved")))
    by_number = (Revision.number + 0).desc()  # the sum keeps SQLite from reading a long history by its numbers
    return select(Revision).where(*waits).order_by(by_number).limit(1)


def draft_content(brief: Brief, by: By) -> dict[str, Any]:
    """The draft's text and who wrote it last; nobody, for an automatic one."""
    return {"brief": brief_to_json(brief), "writer": by.person_id}


async def add_revision(session: AsyncSession, topic_id: int, draft: Draft, by: By, now: datetime) -> Revision:
    """The draft as a revision in review, in place of one that waits already; of one that says the same it is that one.

    So whoever presses twice, or at the same moment as a colleague, leaves no revision behind that nobody wanted.
    """
    last = await session.scalar(select(func.max(Revision.number)).where(Revision.topic_id == topic_id)) or 0
    waiting = await waiting_row(session, topic_id)
    if waiting is not None and (waiting.article_id, waiting.content) == (draft.article_id, draft.content["brief"]):
        return waiting
    if waiting is not None:
        waiting.state, waiting.reason = "sent_back", f"Replaced by revision {last + 1}."
    writer = draft.content.get("writer")
    revision = Revision(
        topic_id=topic_id,
        number=last + 1,
        article_id=draft.article_id,
        content=draft.content["brief"],
        state="in_review",
        reason="",
        submitted=now,
        submitted_by=by.name[:100],
        # Where one wrote and another submitted, two people have seen it, and either may approve.
        submitter_id=writer if writer == by.person_id else None,
        approved=None,
        approved_by=None,
        published=None,
    )
    session.add(revision)
    await session.flush()
    return revision


async def go_live(session: AsyncSession, revision: Revision, now: datetime) -> None:
    """Publish an approved revision in place of the one that was live."""
    live = await live_row(session, revision.topic_id)
    if live is not None and live.state == "published":
        live.state = "superseded"
    revision.state, revision.published = "published", now
    await publish_errata(session, revision)


def unchanged(draft: Draft, version: int) -> None:
    """Raises `DeskError` where the draft is no longer the version that somebody decided on; 0 is any."""
    if version and draft.version != version:
        raise DeskError(f"{draft.saved_by} changed the draft since you looked at it. `review` shows it as it is now.")


async def not_alone(session: AsyncSession, revision: Revision, by: By) -> None:
    """Whoever wrote and submitted a revision does not approve it, unless nobody else could."""
    if revision.submitter_id is None or revision.submitter_id != by.person_id:
        return
    topic = await the_topic(session, revision.topic_id)
    if await publishers(session, topic.newsroom_id) > 1:
        raise DeskError(
            f"Revision {revision.number} is yours alone, and this newsroom has other publishers: it waits in review "
            "until one of them approves it. If the other is you on another platform, `code me` makes you one person."
        )


def answering(revision: Revision, by: By) -> str:
    """Who answers for a revision, as readers see it: whoever approves what they submitted is labelled so."""
    if revision.submitter_id is None or revision.submitter_id != by.person_id:
        return by.name[:100]
    return f"{by.name[: 100 - len(ALONE)]}{ALONE}"


def add_correction(session: AsyncSession, revision: Revision, severity: str, note: str, now: datetime, by: By) -> None:
    session.add(
        Correction(
            topic_id=revision.topic_id,
            revision_id=revision.id,
            severity=severity,
            note=note,
            made=now,
            made_by=by.name[:100],
        )
    )


async def subject(session: AsyncSession, revision: Revision) -> str:
    """How the audit names a revision."""
    return f"{(await the_topic(session, revision.topic_id)).name}, revision {revision.number}"


def said(revision: Revision) -> str:
    return SAID.get(revision.state, revision.state)
