"""Reading room: what is live, never stale; indexes built once and beside the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot.reading
from bot.roles import Role
from bot.sample import sample_article
from bot.storage.audit import SYSTEM
from briefs import Answer, Article, answer
from briefs.answers import Index, build_index
from tests.bot.editions import ARTICLE, BRIEF
from tests.bot.newsroom import Newsroom, open_newsroom


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(home) as opened:
        yield opened


async def test_an_edition_is_kept_until_something_of_it_changes(news: Newsroom) -> None:
    """The second reader does not wait for the database to be read again; a withdrawal is seen at once."""
    room = news.services.reading
    first = await room.edition(news.topic_id)
    assert await room.edition(news.topic_id) is first
    await news.services.desk.rename_topic(news.topic_id, "Talks", SYSTEM)
    renamed = await room.edition(news.topic_id)
    assert renamed is not None
    assert renamed.topic == "Talks"
    await news.services.desk.withdraw(news.topic_id, "Retracted.", SYSTEM)
    withdrawn = await room.edition(news.topic_id)
    assert withdrawn is not None
    assert withdrawn.withdrawn == "Retracted."


async def test_a_correction_of_a_later_revision_is_not_on_an_earlier_one(news: Newsroom) -> None:
    """A message that still shows revision 1 shows no note about revision 2."""
    ann = await news.person("Ann", Role.PUBLISHER)
    await news.type("correct The vote was on Tuesday.", ann)
    old = await news.services.reading.shown(1, news.newsroom_id)
    new = await news.services.reading.shown(2, news.newsroom_id)
    assert old is not None
    assert new is not None
    assert ([n.text for n in old.corrections], [n.text for n in new.corrections]) == ([], ["The vote was on Tuesday."])


async def test_the_outbox_reads_a_brief_once_for_all_channels(news: Newsroom) -> None:
    """The same edition serves every post of it; one that is not there is said so."""
    async with news.services.sessions() as session:
        first = await news.services.reading.load(session, 1)
        assert await news.services.reading.load(session, 1) is first
        with pytest.raises(LookupError, match="no revision 9"):
            await news.services.reading.load(session, 9)


async def test_an_index_is_built_once_for_all_who_wait(news: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten questions at once after a publication cost one index, in another thread than the event loop's."""
    built: list[int] = []

    def counting(article: Article, **_: object) -> Index:
        built.append(threading.get_ident())
        return build_index(article, embedder=None)

    monkeypatch.setattr(bot.reading, "build_index", counting)
    edition = await news.services.reading.edition(news.topic_id)
    assert edition is not None
    await asyncio.gather(*(news.services.reading.answer(edition, f"Who is number {n}?") for n in range(10)))
    assert len(built) == 1
    assert built[0] != threading.get_ident()


async def test_a_failed_index_is_tried_again(news: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """One fault does not silence a topic until the next start."""
    faults = [MemoryError("once")]

    def failing(article: Article, **_: object) -> Index:
        if faults:
            raise faults.pop()
        return build_index(article, embedder=None)

    monkeypatch.setattr(bot.reading, "build_index", failing)
    with pytest.raises(MemoryError):
        await news.services.reading.index(sample_article())
    assert (await news.services.reading.index(sample_article())).article == sample_article().id


async def test_who_stops_waiting_does_not_stop_the_others(news: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who leaves takes nobody's index away."""
    go = threading.Event()

    def waiting(article: Article, **_: object) -> Index:
        go.wait(30)
        return build_index(article, embedder=None)

    monkeypatch.setattr(bot.reading, "build_index", waiting)
    leaves, stays = (asyncio.create_task(news.services.reading.index(ARTICLE)) for _ in range(2))
    await asyncio.sleep(0)
    leaves.cancel()
    go.set()
    assert (await stays).article == ARTICLE.id
    with pytest.raises(asyncio.CancelledError):
        await leaves


async def test_only_so_many_editions_are_kept(news: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory has an end; what was let go is read again."""
    monkeypatch.setattr(bot.reading, "EDITIONS", 1)
    topic = await news.services.desk.add_topic(news.newsroom_id, "Harbour", ARTICLE, BRIEF, SYSTEM)
    await news.services.desk.publish_unreviewed(topic, SYSTEM)
    first = await news.services.reading.edition(news.topic_id)
    assert await news.services.reading.edition(topic)
    again = await news.services.reading.edition(news.topic_id)
    assert again is not first
    assert again == first


async def test_topics_are_listed_newest_first(news: Newsroom) -> None:
    """With whether there is anything to read."""
    await news.services.desk.add_topic(news.newsroom_id, "Harbour", ARTICLE, BRIEF, SYSTEM)
    known = await news.services.reading.topics(news.newsroom_id)
    assert [(topic.name, topic.published) for topic in known] == [("Harbour", False), ("Tokyo summit", True)]


async def test_the_same_text_with_another_date_is_condensed_anew(news: Newsroom) -> None:
    """“on Monday” is dated by the day of publication: a brief kept for one date is not given for another."""
    text = sample_article().text
    one, two = (Article.from_text(text, published=datetime(2025, 10, day, tzinfo=UTC)) for day in (28, 14))
    first, second = await news.services.reading.condensed(one), await news.services.reading.condensed(two)
    assert first.timeline != second.timeline
    assert await news.services.reading.condensed(one) is first


async def test_the_same_question_is_worked_out_once(news: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """What many ask in the same words is worked out for the first; after another question it may mean another thing."""
    asked: list[str] = []

    def counted(article: Article, question: str, *given: object) -> Answer:
        asked.append(question)
        return answer(article, question, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(bot.reading, "answer", counted)
    room = news.services.reading
    edition = await room.edition(news.topic_id)
    assert edition is not None
    first = await room.replies(edition, "Who met?")
    assert await room.replies(edition, "Who met?") is first
    await room.replies(edition, "Who met?", [("Where?", "In Tokyo.")])
    assert asked == ["Who met?", "Who met?"]


async def test_a_kept_reply_gives_way_to_what_the_desk_changes(news: Newsroom) -> None:
    """A pinned answer, and a new revision, are seen by who asks next."""
    room, editor = news.services.reading, await news.person("Ed", Role.PUBLISHER)
    edition = await room.edition(news.topic_id)
    assert edition is not None
    before = await room.replies(edition, "Who pays?")
    await news.run("answer", editor, question="Who pays?", text="The desk does not know.")
    after = await room.replies(edition, "Who pays?")
    assert (before[0].pinned, after[0].pinned is None) == (None, False)
    await news.publish(editor, headline="Another headline")
    newer = await room.edition(news.topic_id)
    assert newer is not None
    assert await room.replies(newer, "Who met?") is not await room.replies(edition, "Who met?")
