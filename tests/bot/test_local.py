"""The chat page as a platform: a part is posted once, an edit reaches the open pages, what was missed is read on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.cards import Card, line
from bot.commands import Services
from bot.platform import Busy, Destination, Refused, Sending
from bot.platforms.local import HOME, LocalPlatform, room_of
from bot.platforms.local_feed import KEPT, Feed, Message
from bot.settings import load_settings
from bot.storage.database import Database
from tests.fakes.databases import open_in

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SUMMIT = Destination("local", "", "summit", "channel", "#summit")
FIRST, SECOND = Card("First", (line("One."),), private=False), Card("Second", private=False)


@pytest.fixture
async def database(home: Path) -> AsyncIterator[Database]:
    database = await open_in(home)
    yield database
    await database.close()


@pytest.fixture
def local(database: Database) -> LocalPlatform:
    unused = cast(Any, None)  # the platform needs the database and the clock alone
    settings = load_settings(_env_file=None)
    return LocalPlatform(Services(settings, database.sessions, unused, unused, unused, lambda: NOW, {}))


def sending(local: LocalPlatform, part: str, card: Card = FIRST, to: Destination = SUMMIT) -> Sending:
    return Sending(part, to, local.render(card)[0], None)


async def test_post_appears_in_its_channel(local: LocalPlatform) -> None:
    """The message shows the card that was rendered, at the time of the clock."""
    number = await local.post(sending(local, "p1"))
    (message,) = await local.messages("summit", 10)
    assert (number, FIRST, NOW, None) == (str(message.id), message.card, message.posted, message.edited)


async def test_repeated_post_lands_on_the_same_message(local: LocalPlatform) -> None:
    """A part is there once, however often it is sent."""
    assert await local.post(sending(local, "p1")) == await local.post(sending(local, "p1"))
    assert len(await local.messages("summit", 10)) == 1


async def test_repeated_post_is_announced_once(local: LocalPlatform) -> None:
    listener, _ = local.feed.listen(local.feed.cursor)
    await local.post(sending(local, "p1"))
    await local.post(sending(local, "p1"))
    local.feed.close()
    assert [change and change.message.card for change in (await listener.next(), await listener.next())] == [
        FIRST,
        None,
    ]


async def test_post_is_found_by_its_part(local: LocalPlatform) -> None:
    number = await local.post(sending(local, "p1"))
    assert number == await local.find(sending(local, "p1"))
    assert None is await local.find(sending(local, "p2"))


async def test_edit_changes_the_message_and_says_so(local: LocalPlatform) -> None:
    number = await local.post(sending(local, "p1"))
    listener, _ = local.feed.listen(local.feed.cursor)
    await local.edit(SUMMIT, number, local.render(SECOND)[0])
    change = await listener.next()
    (message,) = await local.messages("summit", 10)
    assert change is not None
    assert message == change.message
    assert (message.card, message.edited) == (SECOND, NOW)


async def test_edit_to_what_is_shown_already_changes_nothing(local: LocalPlatform) -> None:
    """An edit may be repeated; the page does not call it edited twice, or once for nothing."""
    number = await local.post(sending(local, "p1"))
    before = local.feed.cursor
    await local.edit(SUMMIT, number, local.render(FIRST)[0])
    assert before == local.feed.cursor
    assert None is (await local.messages("summit", 1))[0].edited


async def test_edit_of_a_message_that_is_gone_is_refused(local: LocalPlatform) -> None:
    with pytest.raises(Refused, match="no longer on the chat page"):
        await local.edit(SUMMIT, "999", local.render(FIRST)[0])


async def test_database_that_takes_nothing_is_busy(local: LocalPlatform, database: Database) -> None:
    """It is certainly not posted, so delivery tries again later."""

    def fail(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    for engine in (database.engine, database.writer):
        event.listen(engine.sync_engine, "before_cursor_execute", fail)
    with pytest.raises(Busy, match="does not answer"):
        await local.post(sending(local, "p1"))
    with pytest.raises(Busy):
        await local.find(sending(local, "p1"))


async def test_direct_messages_are_apart_from_channels(local: LocalPlatform) -> None:
    """Nobody's direct messages are listed as a channel, also where a channel has a user's name."""
    await local.post(sending(local, "p1", to=Destination("local", "", "ann", "direct", "Ann")))
    assert list(await local.channels()) == [HOME]
    assert len(await local.messages("@ann", 10)) == 1
    assert len(await local.messages("ann", 10)) == 0


async def test_channel_that_was_opened_stays(local: LocalPlatform) -> None:
    await local.post(sending(local, "p1"))
    await local.open_channel("asia")
    assert list(await local.channels()) == ["summit", "asia"]


async def test_older_messages_come_page_by_page(local: LocalPlatform) -> None:
    """Oldest first within a page, the newest page first."""
    numbers = [int(await local.post(sending(local, f"p{n}"))) for n in range(5)]
    newest = await local.messages("summit", 2)
    assert numbers[3:] == [message.id for message in newest]
    assert numbers[1:3] == [message.id for message in await local.messages("summit", 2, newest[0].id)]


def test_room_of_a_destination_has_no_sign() -> None:
    assert room_of(Destination("local", "", "#summit", "channel", "#summit")) == "summit"


def message(number: int) -> Message:
    return Message(number, "summit", "Readout", FIRST, NOW, None)


def numbers(changes: Any) -> list[int]:
    return [change.message.id for change in changes]


def test_page_that_was_away_reads_on_from_its_cursor() -> None:
    feed = Feed("boot")
    feed.announce(message(1))
    cursor = feed.cursor
    feed.announce(message(2))
    feed.announce(message(3))
    assert numbers(feed.listen(cursor)[1]) == [2, 3]
    assert numbers(feed.listen(feed.cursor)[1]) == []


@pytest.mark.parametrize("cursor", ["", "earlier-0", "boot-9", "boot-x", "boot--1", "boot", "boot-²"])
def test_cursor_that_says_nothing_here_asks_for_a_new_page(cursor: str) -> None:
    """From another start of the server, from the future, or no cursor at all."""
    assert None is Feed("boot").listen(cursor)[1]


def test_page_that_missed_too_much_asks_for_a_new_page() -> None:
    feed = Feed("boot")
    cursor = feed.cursor
    for number in range(KEPT + 1):
        feed.announce(message(number))
    assert None is feed.listen(cursor)[1]


async def test_page_that_cannot_keep_up_is_let_go() -> None:
    """It reads on from its cursor later; the others do not wait for it."""
    feed = Feed("boot")
    listener, _ = feed.listen(feed.cursor)
    for number in range(KEPT + 1):
        feed.announce(message(number))
    got = [await listener.next() for _ in range(KEPT + 1)]
    assert (len([change for change in got if change]), got[-1]) == (KEPT, None)
