"""Asked: what readers asked in vain or called wrongly answered, counted for the editors, without who asked."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.storage.database import insert_new
from bot.storage.tables import Fact, FeedbackMark, OpenQuestion
from bot.words import printable
from briefs.asked import read_wording

Same = Callable[[str, Sequence[str]], Awaitable[int]]
"""The position of the wording that asks the same as a question, or -1."""
VERDICTS = ("right", "wrong", "missing")
OPEN, ANSWERED, DISMISSED = "open", "answered", "dismissed"
LONGEST = 300
MOST = 1_000
"""Questions kept for a topic: a flood of junk does not fill the database."""
ANSWER = 300
"""Characters of the answer that was given."""
KEY = "feedback key"
"""The `Fact` that keys the hashes of who judged what."""
_WHO = re.compile(r"<[@#!&][^<>]{0,80}>|[\w.+-]{1,64}@[\w.-]{1,80}|(?<!\w)@\w{1,60}")
"""Mentions and addresses: who is meant is not kept either."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the editors see it."""

    id: int
    wording: str
    answer: str
    refused: int
    closest: int
    right: int
    wrong: int
    missing: int
    last: date
    state: str

    @property
    def weight(self) -> int:
        """How often readers were left without a right answer."""
        return self.refused + self.closest + self.wrong + self.missing


class QuestionBook:
    """Questions are kept for `days` days after they were asked last; for 0 days nothing is kept at all."""

    def __init__(
        self, sessions: async_sessionmaker[AsyncSession], clock: Callable[[], datetime], days: int = 90
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._days = days

    async def count(self, topic_id: int, question: str, outcome: str, answer: str, same: Same) -> None:
        """Note one question that was `refused`, or for which only the `closest` passage was found."""
        if (wording := self._kept(question)) is None:
            return
        known = await self._known(topic_id, wording, same)
        async with self._sessions.begin() as session:
            row = await self._row(session, topic_id, wording, known)
            if outcome == "refused":
                row.refused += 1
            else:
                row.closest += 1
            self._touch(row, answer)
            await self._forget(session)

    async def judge(self, topic_id: int, question: str, answer: str, verdict: str, who: str, same: Same) -> str:
        """Note what somebody called an answer; returns what they called it before, or nothing.

        A person counts once for an answer: of `who` only a keyed hash together with the answer is kept.
        """
        if (wording := self._kept(question)) is None:
            return ""
        known = await self._known(topic_id, wording, same)
        async with self._sessions.begin() as session:
            row = await self._row(session, topic_id, wording, known)
            mark = await self._mark(session, f"{topic_id}\n{read_wording(wording).plain}\n{answer}\n{who}")
            before = await session.get(FeedbackMark, mark)
            said = before.verdict if before is not None else ""
            if said == verdict:
                return said
            if before is None:
                session.add(FeedbackMark(mark=mark, question_id=row.id, verdict=verdict))
            else:
                before.verdict = verdict
                _add(await session.get_one(OpenQuestion, before.question_id), said, -1)
            _add(row, verdict, 1)
            self._touch(row, answer, reopen=verdict != "right")
            await self._forget(session)
            return said

    async def open(self, topic_id: int) -> Sequence[Asked]:
        """What waits for an editor, most wanted first, then the newest."""
        async with self._sessions() as session:
            wanted = select(OpenQuestion).where(OpenQuestion.topic_id == topic_id, OpenQuestion.state == OPEN)
            rows = (await session.scalars(wanted.where(OpenQuestion.last > self._oldest()))).all()
        found = [asked for asked in map(_asked, rows) if asked.weight]
        return sorted(found, key=lambda asked: (asked.weight, asked.last, asked.id), reverse=True)

    async def one(self, topic_id: int, question_id: int) -> Asked | None:
        async with self._sessions() as session:
            row = await session.get(OpenQuestion, question_id)
        return _asked(row) if row is not None and row.topic_id == topic_id else None

    async def settle(self, topic_id: int, questions: Iterable[int], state: str) -> int:
        """Take questions off the list as answered or dismissed; returns how many were on it."""
        settled = 0
        async with self._sessions.begin() as session:
            for question_id in questions:
                row = await session.get(OpenQuestion, question_id)
                if row is not None and row.topic_id == topic_id and row.state == OPEN:
                    row.state = state
                    settled += 1
        return settled

    async def forget(self) -> None:
        """Delete what is older than the days for which questions are kept."""
        async with self._sessions.begin() as session:
            await self._forget(session)

    def _kept(self, question: str) -> str | None:
        """The wording to keep, or None where there is nothing in it, or nothing is to be kept."""
        wording = " ".join(_WHO.sub("…", printable(question)).split())[:LONGEST]
        return wording if self._days and read_wording(wording).stems else None

    async def _known(self, topic_id: int, wording: str, same: Same) -> int | None:
        """The question that asks the same, in other words too."""
        plain = read_wording(wording).plain
        async with self._sessions() as session:
            wanted = select(OpenQuestion.id, OpenQuestion.plain, OpenQuestion.wording)
            rows = (await session.execute(wanted.where(OpenQuestion.topic_id == topic_id))).all()
        if exact := next((row.id for row in rows if row.plain == plain), None):
            return int(exact)
        found = await same(wording, [row.wording for row in rows])
        return int(rows[found].id) if found >= 0 else None

    async def _row(self, session: AsyncSession, topic_id: int, wording: str, known: int | None) -> OpenQuestion:
        row = await session.get(OpenQuestion, known, with_for_update=True) if known is not None else None
        if row is not None:
            return row
        plain, today = read_wording(wording).plain[:LONGEST], self._clock().date()
        new = {"topic_id": topic_id, "plain": plain, "wording": wording, "first": today, "last": today}
        zeros = dict.fromkeys(("refused", "closest", "called_right", "called_wrong", "called_missing"), 0)
        await insert_new(session, OpenQuestion, [{**new, **zeros, "answer": "", "state": OPEN}])
        await self._make_room(session, topic_id)
        wanted = select(OpenQuestion).where(OpenQuestion.topic_id == topic_id, OpenQuestion.plain == plain)
        return (await session.scalars(wanted)).one()

    async def _make_room(self, session: AsyncSession, topic_id: int) -> None:
        """Drop the oldest where there are too many, never the newest."""
        own = OpenQuestion.topic_id == topic_id
        count = await session.scalar(select(func.count()).select_from(OpenQuestion).where(own)) or 0
        if count > MOST:
            oldest = select(OpenQuestion.id).where(own).order_by(OpenQuestion.last, OpenQuestion.id)
            await _drop(session, (await session.scalars(oldest.limit(count - MOST))).all())

    def _touch(self, row: OpenQuestion, answer: str, *, reopen: bool = True) -> None:
        """Asked today; what was thought answered is open again, what was dismissed stays so."""
        row.last, row.answer = self._clock().date(), printable(answer)[:ANSWER]
        if reopen and row.state == ANSWERED:
            row.state = OPEN

    async def _forget(self, session: AsyncSession) -> None:
        old = select(OpenQuestion.id).where(OpenQuestion.last <= self._oldest())
        await _drop(session, (await session.scalars(old)).all())

    def _oldest(self) -> date:
        return self._clock().date() - timedelta(days=self._days)

    async def _mark(self, session: AsyncSession, judged: str) -> str:
        await insert_new(session, Fact, [{"name": KEY, "value": secrets.token_hex(32)}])
        key = (await session.get_one(Fact, KEY)).value
        return hmac.new(key.encode(), judged.encode(), hashlib.sha256).hexdigest()


async def _drop(session: AsyncSession, questions: Sequence[int]) -> None:
    for at in range(0, len(questions), 500):  # databases limit the values of one statement
        part = questions[at : at + 500]
        await session.execute(delete(FeedbackMark).where(FeedbackMark.question_id.in_(part)))
        await session.execute(delete(OpenQuestion).where(OpenQuestion.id.in_(part)))


def _add(row: OpenQuestion, verdict: str, number: int) -> None:
    column = f"called_{verdict}"
    setattr(row, column, max(0, getattr(row, column) + number))


def _asked(row: OpenQuestion) -> Asked:
    return Asked(
        row.id, row.wording, row.answer, row.refused, row.closest, row.called_right, row.called_wrong,
        row.called_missing, row.last, row.state,
    )  # fmt: skip
