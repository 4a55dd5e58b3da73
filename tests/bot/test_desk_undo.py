"""Undo: a publication waits for its minute, and nothing of one that was undone ever reaches a reader."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.commands import Caller
from bot.desk import Desk, DeskError
from bot.roles import Role
from bot.storage.audit import SYSTEM
from bot.storage.tables import Audit
from tests.bot.newsroom import Newsroom, open_newsroom, text_of
from tests.bot.test_commands_editing import action_of, edit, labels

BOB = "Approved by Bob"
NEW = "Talks at the Akasaka Palace end early"


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    """Waiting a minute, with a channel that gets each brief as it is published, and the first one posted there."""
    async with open_newsroom(home, undo_seconds=60) as opened:
        admin = await opened.person("Bob", Role.ADMIN)
        await opened.type("schedule add when published", admin)
        await opened.deliver()
        yield opened


@pytest.fixture
def bob(news: Newsroom) -> Caller:
    return news.caller("Bob")


async def pass_time(news: Newsroom, **by: float) -> None:
    """What the scheduler does after a while."""
    news.clock.forward(**by)
    await news.services.desk.tick(news.clock())
    await news.deliver()


async def published(news: Newsroom, bob: Caller, line: str = "publish") -> object:
    await edit(news, bob, headline=NEW)
    return await news.type(line, bob)


async def acts(news: Newsroom) -> list[str]:
    async with news.services.sessions() as session:
        return list(await session.scalars(select(Audit.what).order_by(Audit.id)))


async def states(news: Newsroom) -> list[str]:
    return [past.state for past in await news.services.desk.history(news.topic_id)]


async def test_a_publication_waits_a_minute_before_readers_get_it(news: Newsroom, bob: Caller) -> None:
    """Neither those who ask nor the channels see it before."""
    posted = len(news.platform.messages)
    reply = await published(news, bob)
    assert labels(reply) == ["Undo", "Send it out now"]
    await pass_time(news, seconds=59)
    assert NEW not in await news.reads("brief")
    assert len(news.platform.messages) == posted
    await pass_time(news, seconds=1)
    assert NEW in await news.reads("brief")
    assert BOB in news.platform.messages[-1].text
    assert await states(news) == ["published", "superseded"]


async def test_an_undone_publication_reaches_nobody(news: Newsroom, bob: Caller) -> None:
    """What was live stays as it was, it waits in review again, and both acts are in the record."""
    before = [message.text for message in news.platform.messages]
    reply = await published(news, bob)
    assert "does not go out" in text_of(await news.press(action_of(reply, "Undo"), bob))
    await pass_time(news, minutes=10)
    assert NEW not in await news.reads("brief")
    assert [message.text for message in news.platform.messages] == before
    assert await states(news) == ["in review", "published"]
    assert (await acts(news))[-2:] == ["to be published", "undone"]


async def test_an_undone_publication_can_be_published_again(news: Newsroom, bob: Caller) -> None:
    """Once, then: the channel gets one post of it."""
    await published(news, bob)
    await news.type("undo", bob)
    await news.type("publish", bob)
    await pass_time(news, minutes=2)
    await pass_time(news, minutes=2)
    assert [BOB in message.text for message in news.platform.messages] == [True, True]  # the first one was edited
    assert await states(news) == ["published", "superseded"]


async def test_what_went_out_cannot_be_undone(news: Newsroom, bob: Caller) -> None:
    """The button says what can be done instead."""
    reply = await published(news, bob)
    await pass_time(news, minutes=1)
    assert "`rollback`" in text_of(await news.press(action_of(reply, "Undo"), bob))
    assert NEW in await news.reads("brief")


async def test_it_can_be_sent_out_before_the_minute_is_over(news: Newsroom, bob: Caller) -> None:
    """Then at once, and only once."""
    reply = await published(news, bob)
    assert "is live" in text_of(await news.press(action_of(reply, "Send it out now"), bob))
    assert NEW in await news.reads("brief")
    await pass_time(news, minutes=1)
    assert (await acts(news)).count("published") == 1
    assert "not waited for" in await acts(news)


async def test_a_waiting_publication_survives_a_restart(news: Newsroom, bob: Caller) -> None:
    """Another process brings it out, and says who published it."""
    await published(news, bob)
    again = Desk(news.services.sessions, news.clock, news.services.desk.on_published)
    news.clock.forward(minutes=1)
    assert await again.tick(news.clock()) == 1
    assert await again.tick(news.clock()) == 0
    assert "Approved by Bob" in await news.reads("brief")


async def test_a_clock_that_is_set_back_holds_nothing_up(news: Newsroom, bob: Caller) -> None:
    """A minute is never an hour."""
    await published(news, bob)
    news.clock.forward(hours=-1)
    assert await news.services.desk.tick(news.clock()) == 1


async def test_a_correction_waits_and_can_be_undone(news: Newsroom, bob: Caller) -> None:
    """Its note with it: readers are never told of what was undone."""
    await published(news, bob, "correct The talks ended early.")
    await news.type("undo", bob)
    await pass_time(news, minutes=2)
    assert "The talks ended early" not in await news.reads("brief")
    await news.type("correct The talks ended early.", bob)
    await pass_time(news, minutes=2)
    assert "The talks ended early." in news.platform.messages[0].text


async def test_an_undone_rollback_leaves_the_draft(news: Newsroom, bob: Caller) -> None:
    """The draft goes back with it, or not at all."""
    await published(news, bob)
    await pass_time(news, minutes=1)
    await news.type("rollback 1", bob)
    await news.type("undo", bob)
    assert (await news.services.desk.draft(news.topic_id)).brief.headline.text == NEW
    assert await states(news) == ["sent back", "published", "superseded"]


async def test_nothing_else_goes_out_in_that_minute(news: Newsroom, bob: Caller) -> None:
    """Who publishes or submits meanwhile is told what waits."""
    await published(news, bob)
    await edit(news, bob, headline="Something else")
    assert "goes out in a moment" in text_of(await news.type("publish", bob))
    with pytest.raises(DeskError, match="goes out in a moment"):
        await news.services.desk.submit(news.topic_id, SYSTEM)


async def test_a_withdrawal_does_not_wait(news: Newsroom, bob: Caller) -> None:
    """What must not be read is gone at once; and what waited to go out does not."""
    await published(news, bob)
    await news.services.desk.withdraw(news.topic_id, "The article was retracted.", SYSTEM)
    await pass_time(news, minutes=2)
    assert "retracted" in await news.reads("brief")
    assert "retracted" in news.platform.messages[0].text


async def test_a_sent_back_publication_does_not_go_out(news: Newsroom, bob: Caller) -> None:
    """Sending back is an undo with a reason."""
    await published(news, bob)
    waiting = await news.services.desk.waiting(news.topic_id)
    assert waiting is not None
    await news.services.desk.send_back(waiting, SYSTEM, "A name is missing.")
    await pass_time(news, minutes=2)
    assert await states(news) == ["sent back", "published"]


async def test_only_a_publisher_undoes(news: Newsroom, bob: Caller) -> None:
    """An editor is told what it takes."""
    reply = await published(news, bob)
    eve = await news.person("Eve", Role.EDITOR)
    assert "publisher" in text_of(await news.press(action_of(reply, "Undo"), eve))
    await pass_time(news, minutes=1)
    assert NEW in await news.reads("brief")


async def test_a_review_in_that_minute_offers_the_undo(news: Newsroom, bob: Caller) -> None:
    """And nothing that could publish it once more."""
    await published(news, bob)
    assert labels(await news.type("review", bob)) == ["Undo", "Send it out now"]
