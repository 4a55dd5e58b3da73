"""Pinning: an answer is pinned to a question, changed, confirmed and unpinned; each version is kept and audited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.desk.errors import DeskError
from bot.desk.findings import BLOCKING
from bot.desk.placing import place
from bot.storage.audit import By, audit
from bot.storage.editions import Edition
from bot.storage.pinned import ARTICLE, DESK, Pinned, errata_at, pinned_in, versions
from bot.storage.tables import PinnedAnswer, PinnedVersion, Revision
from bot.words import printable
from briefs import check
from briefs.asked import read_wording
from briefs.errata import corrected

Changed = Callable[[AsyncSession, int], Awaitable[None]]
"""Told, inside the transaction, of which topic the pinned answers changed."""
QUESTION, TEXT, WORDS, WORDINGS = 300, 1_000, 1_500, 10
"""Characters of a question, an answer and its proof; other wordings of one question."""
NONE = "There is no such pinned answer here. `answers` lists them."


@dataclass(frozen=True, slots=True)
class Pinning:
    """What an editor writes."""

    question: str
    text: str
    origin: str = DESK
    words: str = ""
    """The article's words that prove it, copied from it."""
    alike: tuple[str, ...] = ()
    """Other ways to ask it."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What an editor wrote, found in order: the words that prove it are the article's, to the letter."""

    pinning: Pinning
    errata: tuple[str, ...] = ()


def prove(pinning: Pinning, edition: Edition) -> Proven:
    """Check what an editor wrote against the edition's article. Raises `DeskError`; takes some milliseconds."""
    tidy = _tidied(pinning)
    _check_lengths(tidy)
    if tidy.origin == DESK:
        return Proven(replace(tidy, words=""))
    if not tidy.words:
        raise DeskError(
            "Copy the words of the article that prove it, or choose “the desk's own statement”: then readers see whose "
            "word it is."
        )
    span = place(edition.article, tidy.words)
    said = {corrected(edition.article, edition.errata).read(span), edition.article.cut(span)}
    if tidy.text not in said:
        _check_wording(tidy.text, edition)
    return Proven(replace(tidy, words=edition.article.cut(span)), tuple(errata_at(edition, span)))


class AnswerDesk:
    """The rules for pinned answers over the database. What changes something is audited in the same transaction."""

    def __init__(
        self, sessions: async_sessionmaker[AsyncSession], clock: Callable[[], datetime], on_changed: Changed
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._on_changed = on_changed

    async def pinned(self, edition: Edition, *, all_states: bool = False) -> Sequence[Pinned]:
        async with self._sessions() as session:
            return await pinned_in(session, edition, all_states=all_states)

    async def one(self, edition: Edition, pinned_id: int) -> Pinned:
        async with self._sessions() as session:
            return await _one(session, edition, pinned_id)

    async def versions(self, pinned_id: int) -> Sequence[PinnedVersion]:
        async with self._sessions() as session:
            return await versions(session, pinned_id)

    async def pin(self, edition: Edition, proven: Proven, by: By) -> int:
        """A new pinned answer; returns its id. Raises `DeskError` where the question has one already."""
        async with self._sessions.begin() as session:
            await _is_free(session, edition, proven.pinning)
            row = PinnedAnswer(
                topic_id=edition.topic_id, state="pinned", version=0, changed=self._clock(), changed_by=by.name[:100]
            )
            session.add(row)
            await session.flush()
            await self._add(session, row, edition, proven, by, "answer pinned")
            return row.id

    async def change(self, pinned_id: int, version: int, edition: Edition, proven: Proven, by: By) -> None:
        """A new version, in the place of `version`; an unpinned answer is pinned again with it."""
        async with self._sessions.begin() as session:
            row = await _the_answer(session, edition, pinned_id)
            if row.version != version:
                raise DeskError(
                    f"{row.changed_by} changed this answer since you opened it; nothing of theirs was overwritten. "
                    "Look at it with `answers`, then change it again."
                )
            await _is_free(session, edition, proven.pinning, but=pinned_id)
            row.state = "pinned"
            await self._add(session, row, edition, proven, by, "answer changed")

    async def confirm(self, pinned_id: int, edition: Edition, by: By) -> None:
        """Say that it is still right as the article stands now: the same words as a new version."""
        async with self._sessions.begin() as session:
            row = await _the_answer(session, edition, pinned_id)
            old = await _one(session, edition, pinned_id)
            if old.origin == ARTICLE and old.span is None:
                raise DeskError("Its proof no longer stands in the article. Change it, or unpin it.")
            same = Pinning(old.question, old.text, old.origin, old.words, old.alike)
            proven = Proven(same, tuple(errata_at(edition, old.span)))
            await self._add(session, row, edition, proven, By(old.by, by.platform), "answer confirmed", by)

    async def unpin(self, pinned_id: int, edition: Edition, by: By) -> None:
        """Take it from the readers; its versions are kept."""
        async with self._sessions.begin() as session:
            row = await _the_answer(session, edition, pinned_id)
            if row.state != "pinned":
                raise DeskError(f"It is unpinned already, by {row.changed_by}.")
            row.state, row.changed, row.changed_by = "unpinned", self._clock(), by.name[:100]
            audit(session, self._clock(), by, "answer unpinned", edition.topic, answer=pinned_id, version=row.version)
            await self._on_changed(session, edition.topic_id)

    async def _add(
        self,
        session: AsyncSession,
        row: PinnedAnswer,
        edition: Edition,
        proven: Proven,
        by: By,
        what: str,
        actor: By | None = None,
    ) -> None:
        now, pinning, actor = self._clock(), proven.pinning, actor or by
        article_id = (await session.get_one(Revision, edition.revision_id)).article_id
        row.version, row.changed, row.changed_by = row.version + 1, now, actor.name[:100]
        session.add(
            PinnedVersion(
                pinned_id=row.id,
                number=row.version,
                question=pinning.question,
                alike=list(pinning.alike),
                text=pinning.text,
                origin=pinning.origin,
                words=pinning.words,
                article_id=article_id,
                errata=list(proven.errata),
                made=now,
                made_by=by.name[:100],
            )
        )
        audit(
            session, now, actor, what, edition.topic, answer=row.id, version=row.version, question=pinning.question,
            text=pinning.text, origin=pinning.origin,
        )  # fmt: skip
        await session.flush()
        await self._on_changed(session, edition.topic_id)


async def _one(session: AsyncSession, edition: Edition, pinned_id: int) -> Pinned:
    for pinned in await pinned_in(session, edition, all_states=True):
        if pinned.id == pinned_id:
            return pinned
    raise DeskError(NONE)


async def _the_answer(session: AsyncSession, edition: Edition, pinned_id: int) -> PinnedAnswer:
    row = await session.get(PinnedAnswer, pinned_id, with_for_update=True)
    if row is None or row.topic_id != edition.topic_id:
        raise DeskError(NONE)
    return row


async def _is_free(session: AsyncSession, edition: Edition, pinning: Pinning, but: int = 0) -> None:
    """Raises `DeskError` where one of the wordings belongs to another pinned answer."""
    wanted = {read_wording(text).plain for text in (pinning.question, *pinning.alike)}
    for other in await pinned_in(session, edition):
        if other.id != but and wanted & {read_wording(text).plain for text in other.wordings}:
            raise DeskError(f"“{other.question}” has an answer already, by {other.by}. Change that one: `answers`.")


def _tidied(pinning: Pinning) -> Pinning:
    """Without blanks around and doubled wordings; the answer keeps its line breaks."""
    question = " ".join(printable(pinning.question).split())
    alike = dict.fromkeys(" ".join(printable(text).split()) for text in pinning.alike)
    return Pinning(
        question,
        "\n".join(part.strip() for part in printable(pinning.text).strip().splitlines() if part.strip()),
        pinning.origin if pinning.origin == ARTICLE else DESK,
        pinning.words.strip(),
        tuple(text for text in alike if text and text != question),
    )


def _check_lengths(pinning: Pinning) -> None:
    if not pinning.question or not read_wording(pinning.question).plain:
        raise DeskError("An answer is pinned to a question. Write it as readers would ask it.")
    if not pinning.text:
        raise DeskError("Write the answer itself, as readers are to get it.")
    if len(pinning.alike) > WORDINGS:
        raise DeskError(f"{len(pinning.alike)} other wordings are too many; {WORDINGS} are allowed.")
    limits = [("question", pinning.question, QUESTION), ("answer", pinning.text, TEXT), ("proof", pinning.words, WORDS)]
    for name, text, limit in (*limits, *(("wording", text, QUESTION) for text in pinning.alike)):
        if len(text) > limit:
            raise DeskError(f"The {name} may have {limit:,} characters; this has {len(text):,}. Shorten it.")


def _check_wording(text: str, edition: Edition) -> None:
    """Raises `DeskError` for an answer in own words that says what the article does not bear out."""
    wrong = {erratum.span for erratum in edition.errata}
    found = [
        problem
        for problem in check(text, edition.article, edition.errata)
        if problem.severity == "major" and (problem.kind in BLOCKING or problem.evidence in wrong)
    ]
    if found:
        raise DeskError(
            "The article does not bear this answer out:\n"
            + "\n".join(problem.message for problem in found[:5])
            + "\nMend it, or choose “the desk's own statement”: then readers see whose word it is."
        )
