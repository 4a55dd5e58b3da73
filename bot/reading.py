"""Reading room: published editions with their answer indexes, ready before the first question comes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.cards import Card
from bot.compose.replied import Replied, replied, replied_card, verdict_buttons
from bot.compose.subjects import asked_in, shared_key
from bot.storage.editions import ZONE, Edition, live_revision, load_edition
from bot.storage.errata import errata_stamp
from bot.storage.pinned import Pinned, pinned_in
from bot.storage.publications import PUBLIC, page_of
from bot.storage.tables import Correction, Fact, Revision, Topic
from briefs import Answer, Article, Brief, answer, condense
from briefs.answers import Index, build_index, split_questions, stands_alone, suggest_questions
from briefs.meaning import AskedOnce, Embedder
from briefs.paraphrase import Paraphrases, names_in

KEPT = 32
"""Indexes kept in memory: one of 10,000 words takes a few megabytes."""
EDITIONS = 100
"""Editions kept, of a few hundred kilobytes: a feed has 20, and the desk compares others meanwhile."""
ANSWERED = 500
"""Replies kept in memory, of a few kilobytes each; with the edition and the pinned answers that they were made from."""

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


Thread = tuple[tuple[str, str], ...]
"""(question, answer) pairs, oldest first."""
Question = tuple[int, str, Thread]
"""Revision, the words of the question, and those before it with their answers."""


@dataclass(frozen=True, slots=True)
class TopicState:
    """One topic as a reader may choose it."""

    id: int
    name: str
    published: bool
    """Something is live, or was and is withdrawn."""


class ReadingRoom:
    """What readers get. An edition is kept together with all that may change about it, so none is ever stale."""

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        *,
        embedder: Embedder | None = None,
        public_url: str = "",
    ) -> None:
        """Without an `embedder` words alone answer. With `public_url`, published editions name their page there."""
        self._sessions = sessions
        self._public_url = public_url
        self._embedder = AskedOnce(embedder) if embedder else None
        self._paraphrases = Paraphrases(self._embedder)
        # Python lets one thread run at a time: each one more that works would hold the event loop 5 ms longer.
        self._asked, self._built = ThreadPoolExecutor(1, "answers"), ThreadPoolExecutor(1, "indexes")
        self._editions: OrderedDict[int, tuple[object, Edition]] = OrderedDict()
        self._indexes: OrderedDict[str, asyncio.Future[Index]] = OrderedDict()
        self._condensed: OrderedDict[Article, asyncio.Future[Brief]] = OrderedDict()
        self._replies: OrderedDict[Question, tuple[Edition, Sequence[Pinned], tuple[Replied, ...]]] = OrderedDict()
        self._questions: OrderedDict[int, asyncio.Future[Sequence[str]]] = OrderedDict()

    async def edition(self, topic_id: int) -> Edition | None:
        """What a topic's readers get now (it may be withdrawn), or None before anything was published."""
        async with self._sessions() as session:
            revision_id = await live_revision(session, topic_id)
            return None if revision_id is None else await self._kept(session, revision_id)

    async def shown(self, revision_id: int, newsroom_id: int, *, drafts: bool = False) -> Edition | None:
        """The edition behind a message that shows a revision, or None where this reader may not see it.

        A topic whose live brief is withdrawn gives that one, whatever an old message still shows; a revision that was
        never published is only for `drafts`.
        """
        async with self._sessions() as session:
            found = (
                await session.execute(
                    select(Revision.topic_id, Revision.published)
                    .join(Topic, Revision.topic_id == Topic.id)
                    .where(Revision.id == revision_id, Topic.newsroom_id == newsroom_id)
                )
            ).one_or_none()
            if found is None or (found.published is None and not drafts):
                return None
            live_id = await live_revision(session, found.topic_id)
            live = None if live_id is None else await self._kept(session, live_id)
            instead = live is not None and live.withdrawn and found.published is not None
            return live if instead else await self._kept(session, revision_id)

    async def load(self, session: AsyncSession, revision_id: int) -> Edition:
        """`load_edition` with what is kept: for the outbox, which shows one edition in many channels."""
        return (await self.load_all(session, (revision_id,)))[0]

    async def load_all(self, session: AsyncSession, revision_ids: Sequence[int]) -> Sequence[Edition]:
        """Several editions in this order. Raises `LookupError` where one is not there."""
        found = await self._all_kept(session, revision_ids)
        for revision_id in revision_ids:
            if revision_id not in found:
                raise LookupError(f"There is no revision {revision_id}.")
        return [found[revision_id] for revision_id in revision_ids]

    async def earlier(self, edition: Edition, number: int | None = None) -> Edition | None:
        """What was live before `edition` (revision `number`, where given) and was not withdrawn."""
        wanted = (
            select(Revision.id)
            .where(
                Revision.topic_id == edition.topic_id,
                Revision.state == "superseded",
                Revision.number < edition.number,
            )
            .order_by(Revision.number.desc())
            .limit(1)
        )
        async with self._sessions() as session:
            found = await session.scalar(wanted if number is None else wanted.where(Revision.number == number))
            return None if found is None else await self._kept(session, found)

    async def topics(self, newsroom_id: int) -> Sequence[TopicState]:
        """The newsroom's topics, newest first."""
        async with self._sessions() as session:
            found = await session.execute(_states().where(Topic.newsroom_id == newsroom_id).order_by(Topic.id.desc()))
            return [TopicState(*row) for row in found]

    async def topic(self, newsroom_id: int, topic_id: int) -> TopicState | None:
        """One topic, if it is the newsroom's."""
        async with self._sessions() as session:
            wanted = _states().where(Topic.newsroom_id == newsroom_id, Topic.id == topic_id)
            found = (await session.execute(wanted)).one_or_none()
            return TopicState(*found) if found is not None else None

    async def prepare(self, topic_id: int) -> None:
        """Build the answer index of what is live, so that the first question is as quick as the others."""
        edition = await self.edition(topic_id)
        if edition is not None:
            await self.index(edition.corrected.article)

    def prepare_soon(self, article: Article) -> None:
        """Begin to build an answer index in the background; who asks meanwhile waits for the same one."""
        self._begin_index(article)

    async def answer(self, edition: Edition, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        """What the edition's article says, worked out beside the event loop. `history` holds (question, answer).

        Where the article is marked as wrong, what is right is answered, with a note.
        """
        index = await self.index(edition.corrected.article)
        return await self._beside(partial(answer, edition.article, question, tuple(history), index, edition.errata))

    async def replies(
        self, edition: Edition, message: str, history: Sequence[tuple[str, str]] = ()
    ) -> tuple[Replied, ...]:
        """What each question of `message` gets: an answer that the desk pinned to it, else what the article says.

        The same question of the same edition is worked out once: what many ask, many ask in the same words.
        """
        async with self._sessions() as session:
            pinned = [one for one in await pinned_in(session, edition) if one.given]
        key = (edition.revision_id, message, tuple(history))
        known = self._replies.get(key)
        if known is None or known[0] is not edition or known[1] != pinned:
            known = (edition, pinned, await self._worked_out(edition, message, history, pinned))
        _keep(self._replies, key, known, ANSWERED)
        return known[2]

    async def referred_to(self, edition: Edition, message: str, history: Thread) -> Thread:
        """`history` where the message may refer to it, else nothing; told from its words, without an answer."""
        if not history:
            return ()
        index = await self.index(edition.corrected.article)
        return () if await self._beside(partial(stands_alone, message, history, index)) else history

    async def _worked_out(
        self, edition: Edition, message: str, history: Sequence[tuple[str, str]], pinned: Sequence[Pinned]
    ) -> tuple[Replied, ...]:
        if not pinned:
            return replied(message, await self.answer(edition, message, history))
        index = await self.index(edition.corrected.article)
        return await self._beside(partial(self._reply, edition, message, tuple(history), pinned, index))

    async def answer_card(self, edition: Edition, subject: str) -> Card:
        """A shared answer as its message shows it; for the outbox, which asks again after each correction."""
        message, history = asked_in(subject)
        buttons = verdict_buttons(shared_key(edition.topic_id, subject))
        return replied_card(edition, message, await self.replies(edition, message, history), buttons)

    async def pinned(self, edition: Edition) -> Sequence[Pinned]:
        """The answers that the desk has pinned to questions, the newest first."""
        async with self._sessions() as session:
            return [one for one in await pinned_in(session, edition) if one.given]

    async def same(self, edition: Edition, question: str, others: Sequence[str]) -> int:
        """The position of the one of `others` that asks the same, in other words too, or -1."""
        return await self._beside(partial(self._paraphrases.find, question, others, _names(edition.article)))

    def _reply(
        self,
        edition: Edition,
        message: str,
        history: tuple[tuple[str, str], ...],
        pinned: Sequence[Pinned],
        index: Index,
    ) -> tuple[Replied, ...]:
        """In a thread: a wording of an editor's may be a message with two questions, so that one is tried first."""
        if whole := self._pinned_to(edition, message, pinned):
            return (Replied(message, pinned=whole),)
        thread = list(history)
        found: list[Replied] = []
        for part in split_questions(message):
            own = self._pinned_to(edition, part, pinned)
            given = (
                (Replied(part, pinned=own),)
                if own
                else replied(part, answer(edition.article, part, tuple(thread), index, edition.errata))
            )
            thread += [(reply.question, reply.text) for reply in given]
            found += given
        return tuple(found)

    def _pinned_to(self, edition: Edition, question: str, pinned: Sequence[Pinned]) -> Pinned | None:
        wordings = [(wording, one) for one in pinned for wording in one.wordings]
        at = self._paraphrases.find(question, [wording for wording, _ in wordings], _names(edition.article))
        return wordings[at][1] if at >= 0 else None

    async def questions(self, edition: Edition) -> Sequence[str]:
        """Questions that the article answers, most telling first; found once for a revision, which never changes."""
        key, find = edition.revision_id, partial(suggest_questions, edition.brief, edition.article)
        return await _finished(self._questions, key, _begun(self._questions, key, find, self._asked))

    async def _beside(self, work: Callable[[], T]) -> T:
        """What `work` gives, beside the event loop, one after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._asked, work)

    async def index(self, article: Article) -> Index:
        return await _finished(self._indexes, article.id, self._begin_index(article))

    def _begin_index(self, article: Article) -> asyncio.Future[Index]:
        return _begun(self._indexes, article.id, lambda: self._build(article), self._built)

    def _build(self, article: Article) -> Index:
        return build_index(article, embedder=self._embedder)

    async def condensed(self, article: Article) -> Brief:
        """The engine's own brief of an article: all that an editor may choose from."""
        # The same text with another date makes another brief.
        work = _begun(self._condensed, article, lambda: condense(article), self._built)
        return await _finished(self._condensed, article, work)

    async def _kept(self, session: AsyncSession, revision_id: int) -> Edition | None:
        return (await self._all_kept(session, (revision_id,))).get(revision_id)

    async def _all_kept(self, session: AsyncSession, revision_ids: Sequence[int]) -> Mapping[int, Edition]:
        """Those that there are, each loaded only where something about it has changed since."""
        found: dict[int, Edition] = {}
        for row in (await session.execute(_stamps(), {"zone": ZONE, "revisions": revision_ids})).all():
            revision_id, stamp = row[0], tuple(row[1:])
            known = self._editions.get(revision_id)
            if known is None or known[0] != stamp:
                known = (stamp, await self._loaded(session, revision_id, is_public=stamp[0] in PUBLIC))
            _keep(self._editions, revision_id, known, EDITIONS)
            found[revision_id] = known[1]
        return found

    async def _loaded(self, session: AsyncSession, revision_id: int, *, is_public: bool) -> Edition:
        edition = await load_edition(session, revision_id)
        if not self._public_url or not is_public:
            return edition
        return replace(edition, page=page_of(self._public_url, edition.topic_id, edition.number))


@cache
def _stamps() -> Select[Any]:
    """All that may change about a revision that is kept. Made once: it is asked before every reply."""
    return (
        select(
            Revision.id,
            Revision.state,
            Revision.approved_by,
            Topic.name,
            func.count(Correction.id),
            select(Fact.value).where(Fact.name == bindparam("zone")).scalar_subquery(),
            *errata_stamp(),
        )
        .join(Topic, Revision.topic_id == Topic.id)
        .outerjoin(Correction, Correction.topic_id == Topic.id)
        .where(Revision.id.in_(bindparam("revisions", expanding=True)))
        .group_by(Revision.id, Topic.id)
    )


@cache
def _states() -> Select[int, str, bool]:
    shown = exists().where(Revision.topic_id == Topic.id, Revision.published.is_not(None))
    return select(Topic.id, Topic.name, shown)


@lru_cache(maxsize=KEPT)
def _names(article: Article) -> frozenset[str]:
    return names_in(article.text)


def _begun(
    shelf: OrderedDict[K, asyncio.Future[T]], key: K, work: Callable[[], T], threads: Executor
) -> asyncio.Future[T]:
    """`work` in a thread, once for all who want `key` meanwhile and afterwards."""
    found = shelf.get(key)
    if found is None:
        found = asyncio.get_running_loop().run_in_executor(threads, work)
    _keep(shelf, key, found)
    return found


async def _finished(shelf: OrderedDict[K, asyncio.Future[T]], key: K, work: asyncio.Future[T]) -> T:
    """The result; who stops waiting does not stop the work, and a failure is forgotten, to be tried again."""
    try:
        return await asyncio.shield(work)
    except BaseException:
        if work.done() and shelf.get(key) is work:
            del shelf[key]
        raise


def _keep(shelf: OrderedDict[K, V], key: K, value: V, most: int | None = None) -> None:
    shelf[key] = value
    shelf.move_to_end(key)
    while len(shelf) > (most or KEPT):
        shelf.popitem(last=False)
