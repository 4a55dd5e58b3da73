"""A thread under each brief, and posts that notify nobody: once, found again and corrected, whatever is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, line
from bot.platform import Destination, Sending, Unsure
from bot.render.discord import QUIET, render
from tests.fakes.discord.mishaps import DROPPED, LOST, Mishap, failing, rate_limited
from tests.fakes.discord.openapi import referee
from tests.fakes.discord.rules import words
from tests.fakes.discord.world import MAKE_THREADS, Channel
from tests.wire.discord_bot import Rig, discord_rig, said

LONG = Card("Talks", tuple(line("word " * 180) for _ in range(6)), private=False)
OPEN = r"/channels/\d+/messages/\d+/threads"


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path, start=False) as made:
        made.fake.world.keeps_nonce = False
        yield made
        judge = referee()
        assert judge is None or [p for call in made.fake.rest.log for p in judge.problems(call)] == []


@pytest.fixture
async def place(rig: Rig) -> Destination:
    await rig.start()
    return Destination("discord", rig.channel.guild, rig.channel.id, "threads", "#summit")


def threads(rig: Rig) -> list[Channel]:
    return [channel for channel in rig.fake.world.channels.values() if channel.parent == rig.channel.id]


async def test_each_brief_has_its_thread(rig: Rig) -> None:
    """Asked for with `threads`, told by `schedule list`; corrections reach the message in the channel."""
    await rig.start()
    await rig.link()
    assert "a thread under each" in await rig.says(rig.owner, "schedule add", threads="yes")
    await rig.deliver()
    (message,), (thread,) = rig.channel.messages, threads(rig)
    assert (thread.id, thread.name) == (message["id"], words(message).partition("\n")[0].removeprefix("## ")[:100])
    await rig.says(rig.owner, "desk withdraw", reason="It was retracted.")
    await rig.press(
        rig.owner, (await rig.slash(rig.owner, "desk withdraw", reason="Retracted.")).messages[0], "Withdraw"
    )
    await rig.deliver()
    assert "Retracted." in words(rig.channel.messages[0])


async def test_what_does_not_fit_follows_in_the_thread(rig: Rig, place: Destination) -> None:
    """Only the first message stands in the channel; edits reach both."""
    pages = render(LONG)
    first = await rig.platform.post(Sending("part1", place, pages[0], None))
    second = await rig.platform.post(Sending("part2", place, pages[1], None, first))
    (thread,) = threads(rig)
    assert (len(rig.channel.messages), second) == (1, f"{thread.id}/{thread.messages[0]['id']}")
    (changed,) = render(Card("Talks", (line("Nothing more."),), private=False))
    await rig.platform.edit(place, second, changed)
    assert "Nothing more." in words(thread.messages[0])


@pytest.mark.parametrize("mishap", [LOST, DROPPED, failing(502), failing(500, done=True), rate_limited(1)])
async def test_a_thread_is_opened_once(rig: Rig, place: Destination, mishap: Mishap) -> None:
    """Whatever happens to the request, the message that is found gets its thread, and only one."""
    rig.fake.script.next("POST", OPEN, mishap)
    sending = Sending("part1", place, render(LONG)[0], rig.room.clock())
    with pytest.raises(Unsure):
        await rig.platform.post(sending)
    rig.room.clock.forward(seconds=30)
    await rig.restart()
    assert await rig.platform.find(sending) == rig.channel.messages[0]["id"]
    assert (len(rig.channel.messages), len(threads(rig))) == (1, 1)


async def test_a_message_in_the_thread_is_found_there(rig: Rig, place: Destination) -> None:
    """A lost answer for the second message does not post it twice."""
    first = await rig.platform.post(Sending("part1", place, render(LONG)[0], None))
    rig.fake.script.next("POST", rf"/channels/{first}/messages", LOST)
    second = Sending("part2", place, render(LONG)[1], rig.room.clock(), first)
    with pytest.raises(Unsure):
        await rig.platform.post(second)
    (thread,) = threads(rig)
    assert await rig.platform.find(second) == f"{first}/{thread.messages[0]['id']}"


async def test_without_the_permission_all_stands_in_the_channel(rig: Rig) -> None:
    """It is named when the schedule is made; the brief comes whole all the same, and is found there."""
    rig.channel.denied = MAKE_THREADS
    await rig.start()
    assert "lacks Create Public Threads in #summit" in await rig.says(rig.owner, "schedule add", threads="yes")
    place = Destination("discord", rig.channel.guild, rig.channel.id, "threads", "#summit")
    first = await rig.platform.post(Sending("part1", place, render(LONG)[0], None))
    second = Sending("part2", place, render(LONG)[1], rig.room.clock(), first)
    posted = await rig.platform.post(second)
    assert [message["id"] for message in rig.channel.messages] == [first, posted]
    assert await rig.platform.find(second) == posted


async def test_a_silent_schedule_notifies_nobody(rig: Rig) -> None:
    """The flag rides on the post and on its repeat; an edit needs none."""
    await rig.start()
    await rig.link()
    assert "without notification" in await rig.says(rig.owner, "schedule add", silent="yes")
    rig.fake.script.next("POST", rf"/channels/{rig.channel.id}/messages", DROPPED)
    await rig.deliver()
    rig.room.clock.forward(minutes=1)
    await rig.deliver()
    tries = rig.fake.calls("POST", rf"/channels/{rig.channel.id}/messages")
    assert ([bool(call.body["flags"] & QUIET) for call in tries], len(rig.channel.messages)) == ([True, True], 1)


async def test_silence_can_be_ended(rig: Rig) -> None:
    """`schedule edit` changes it; a plain schedule is silent too."""
    await rig.start()
    await rig.link()
    await rig.says(rig.owner, "schedule add", silent="yes", plain="yes")
    await rig.deliver()
    assert rig.channel.messages[0]["flags"] & QUIET
    rig.channel.messages.clear()
    assert "without notification" not in await rig.says(rig.owner, "schedule edit", number="1", silent="no")
    await rig.says(rig.owner, "schedule now", number="1")
    await rig.deliver()
    assert not rig.channel.messages[0]["flags"] & QUIET


async def test_both_at_once_are_refused(rig: Rig) -> None:
    """Followers get messages, not threads: one of the two is to be left out."""
    await rig.start()
    refused = await rig.slash(rig.owner, "schedule add", followers="yes", threads="yes")
    assert "leave one of them out" in said(refused)
