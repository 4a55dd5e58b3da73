"""A real discord.py client against the loopback Discord: what a reader sees."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Annotated

import pytest

from bot.cards import Field, Form, Reply, say
from bot.commands import COMMANDS, Context
from bot.commands.declare import Argument, command
from bot.platforms.discord import DiscordPlatform
from bot.platforms.discord.replying import Patience
from bot.roles import Role
from tests.fakes.discord.mishaps import Mishap
from tests.fakes.discord.rules import BUTTON, SELECT, walk, words
from tests.fakes.discord.world import Json
from tests.wire.discord_bot import Rig, discord_rig, said

PRIVATE = 1 << 6


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path) as made:
        yield made


def labels(message: Json) -> list[str]:
    return [str(c.get("label")) for c in walk(message["components"]) if c["type"] == BUTTON]


async def test_brief_comes_to_the_reader_alone(rig: Rig) -> None:
    """`/brief` shows the whole brief, only to who asked, so the channel stays quiet."""
    exchange = await rig.slash(rig.reader, "brief")
    assert "“a big deal — not just for Japan, but for the entire world.”" in said(exchange)
    assert all(message["flags"] & PRIVATE for message in exchange.messages)
    assert rig.channel.messages == []


async def test_quotes_of_one_speaker(rig: Rig) -> None:
    """`/quotes` takes a speaker and shows nobody else's words alone."""
    text = await rig.says(rig.reader, "quotes", speaker="takaichi")
    assert "“Our alliance has stood the test of time … It will continue" in text
    assert "stronger than ever" not in text


async def test_speakers_complete(rig: Rig) -> None:
    """Two letters of a speaker are enough."""
    found = await rig.fake.people.complete(rig.reader, rig.channel, "quotes", "speaker", "tak")
    assert found == ["Sanae Takaichi"]


async def test_answer_shows_its_source(rig: Rig) -> None:
    """A question is answered with a sentence of the article, and *Source* shows it in its paragraph."""
    answer = await rig.slash(rig.reader, "ask", question="Who is the prime minister of Japan?")
    assert "Takaichi" in said(answer)
    source = await rig.press(rig.reader, answer.messages[0], "Source")
    assert "Takaichi" in said(source)


async def test_what_the_article_does_not_say_is_refused(rig: Rig) -> None:
    """A question that the article does not answer gets no answer made up."""
    text = await rig.says(rig.reader, "ask", question="Who won the football world cup in 1998?")
    assert "does not say" in text


async def test_button_works_after_a_restart(rig: Rig) -> None:
    """Buttons carry what they run, so a message from before a restart still answers."""
    before = await rig.slash(rig.reader, "brief")
    await rig.restart()
    quotes = await rig.press(rig.reader, before.messages[-1], "Quotes")
    assert "We’ve achieved great things together" in said(quotes)


async def test_line_of_the_sources_is_picked(rig: Rig) -> None:
    """*Source* of a whole brief lists its lines in a select; the picked one shows its evidence."""
    brief = await rig.slash(rig.reader, "brief")
    listed = [m for m in brief.messages if any(c["type"] == SELECT for c in walk(m["components"]))]
    picked = await rig.fake.people.pick(rig.reader, rig.channel, listed[0], "Japan’s new prime minister")
    assert "Japan’s new prime minister" in said(picked)


async def test_button_of_another_version_says_so(rig: Rig) -> None:
    """A component that this version does not know is answered with a sentence, not with silence."""
    old = {"id": "1", "components": [], "flags": 0, "author": rig.fake.world.bot.json()}
    message = rig.fake.world.post(rig.channel, rig.fake.world.bot, {"content": "old"})
    row = {"type": 1, "id": 1, "components": [{"type": 2, "style": 2, "label": "Old", "custom_id": "v0", "id": 2}]}
    message |= {"components": [row]} | {key: value for key, value in old.items() if key not in message}
    assert "older version" in said(await rig.press(rig.reader, message, "Old"))


async def test_command_of_another_version_says_so(rig: Rig) -> None:
    """Discord shows old commands for a while; running one says to reload."""
    rig.fake.world.commands.append({"id": "5", "name": "digest", "type": 1, "options": []})
    assert "Reload Discord" in await rig.says(rig.reader, "digest")


async def test_ask_button_opens_a_form(rig: Rig) -> None:
    """*Ask* opens a modal, and the sent question is answered."""
    brief = await rig.slash(rig.reader, "brief")
    modal = await rig.press(rig.reader, brief.messages[-1], "Ask")
    answer = await rig.fake.people.submit(
        rig.reader, rig.channel, modal, {"question": "How many cherry trees will Japan give?"}
    )
    assert "250" in said(answer)


async def test_mention_is_answered_for_the_channel_and_recorded(rig: Rig) -> None:
    """An answer to a mention is public, so it goes out as a copy that corrections reach."""
    await rig.fake.people.write(rig.reader, rig.channel, "How many cherry trees will Japan give?", mention=True)
    await rig.deliver_until(lambda: len(rig.channel.messages) == 2)
    assert "250" in words(rig.channel.messages[-1])
    copies = await rig.room.services.outbox.copies(rig.room.topic_id)
    assert copies.current == 1


async def test_mention_about_something_else_is_refused_under_it(rig: Rig) -> None:
    """What the article does not say is answered in place; there is nothing in it to correct later."""
    await rig.fake.people.write(rig.reader, rig.channel, "Who won the world cup in 1998?", mention=True)
    await rig.fake.until(lambda: len(rig.channel.messages) == 2)
    assert "does not say" in words(rig.channel.messages[-1])
    posted = rig.fake.calls("POST", r"/channels/\d+/messages")[-1].body
    assert posted["message_reference"]["message_id"] == rig.channel.messages[0]["id"]
    assert posted["allowed_mentions"] == {"parse": []}


async def test_text_without_a_mention_is_left_alone(rig: Rig) -> None:
    """The bot answers who speaks to it; another message stays unanswered."""
    await rig.fake.people.write(rig.reader, rig.channel, "Lunch?")
    await rig.says(rig.reader, "help")  # came later, so the message was seen by now
    assert len(rig.channel.messages) == 1


async def test_direct_message_is_answered_there(rig: Rig) -> None:
    """A question in direct messages needs no mention."""
    direct = rig.fake.world.direct(rig.reader)
    await rig.fake.people.write(rig.reader, direct, "How many cherry trees will Japan give?")
    await rig.fake.until(lambda: len(direct.messages) == 2)
    assert "250" in words(direct.messages[-1])


async def test_command_word_in_a_direct_message_runs_it(rig: Rig) -> None:
    """“quotes” alone is the command, not a question."""
    direct = rig.fake.world.direct(rig.reader)
    await rig.fake.people.write(rig.reader, direct, "quotes")
    await rig.fake.until(lambda: len(direct.messages) == 2)
    assert "stronger than ever" in words(direct.messages[-1])


async def test_shared_answer_is_public(rig: Rig) -> None:
    """*Share in channel* posts the answer through the outbox for everybody."""
    answer = await rig.slash(rig.reader, "ask", question="How many cherry trees will Japan give?")
    assert "Shared in #summit" in said(await rig.press(rig.reader, answer.messages[0], "Share in channel"))
    await rig.deliver()
    (message,) = rig.channel.messages
    assert ("250" in words(message), message["flags"] & PRIVATE) == (True, 0)


async def test_commands_are_called_as_on_discord(rig: Rig) -> None:
    """Our sentences name commands as they are typed here: under /desk where they stand there."""
    assert "/desk link" in await rig.says(rig.reader, "desk edit")


# What is slow


@pytest.fixture
async def impatient(tmp_path: Path) -> AsyncIterator[Rig]:
    """A bot that acknowledges at once whatever is not ready yet, with two commands that wait for `gate`."""
    async with discord_rig(tmp_path, start=False) as made:
        made.platform = DiscordPlatform(made.room.services, patience=Patience(0.0, 0.0))
        yield made


@pytest.fixture
def gate() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def slow_commands(gate: asyncio.Event) -> Iterator[None]:
    @command("slow", role=Role.READER, about="Waits")
    async def slow(ctx: Context, *, text: Annotated[str | None, Argument("Text")] = None) -> Reply:
        await gate.wait()
        return say("Here it is.")

    @command("slow-form", role=Role.READER, about="Waits, then asks")
    async def slow_form(ctx: Context) -> Reply:
        await gate.wait()
        return Form("Late form", "ask:1", (Field("question", "Question"),))

    yield
    del COMMANDS["slow"], COMMANDS["slow-form"]


async def test_slow_command_is_deferred_and_answered(impatient: Rig, gate: asyncio.Event, slow_commands: None) -> None:
    """What takes long is acknowledged first, privately, and answered when it is ready."""
    await impatient.start()
    exchange = await impatient.fake.people.begin_slash(impatient.reader, impatient.channel, "desk slow")
    await impatient.fake.until(lambda: exchange.kind is not None)
    assert (exchange.kind, exchange.data["flags"], exchange.messages) == (5, PRIVATE, [])
    gate.set()
    await impatient.fake.people.settled(exchange)
    assert said(exchange) == "Here it is."
    assert exchange.messages[0]["flags"] & PRIVATE


@pytest.mark.parametrize("code", [10015, 50027])
async def test_a_reply_after_fifteen_minutes_comes_directly(
    impatient: Rig, gate: asyncio.Event, slow_commands: None, code: int
) -> None:
    """Discord takes no answer any more: the reader gets it in direct messages, with a sentence that says why."""
    await impatient.start()
    exchange = await impatient.fake.people.begin_slash(impatient.reader, impatient.channel, "desk slow")
    await impatient.fake.until(lambda: exchange.kind is not None)
    gone = Mishap(404, {"code": code, "message": "Unknown Webhook"})
    impatient.fake.script.next("PATCH", r"/webhooks/.*", gone)
    gate.set()
    direct = impatient.fake.world.direct(impatient.reader)
    await impatient.fake.until(lambda: bool(direct.messages))
    assert "longer than the 15 minutes" in words(direct.messages[0])
    assert words(direct.messages[0]).endswith("Here it is.")
    assert "Tokyo" in await impatient.says(impatient.reader, "timeline")


async def test_slow_form_comes_with_a_button(impatient: Rig, gate: asyncio.Event, slow_commands: None) -> None:
    """Discord opens no form after the acknowledgement, so a button does."""
    await impatient.start()
    exchange = await impatient.fake.people.begin_slash(impatient.reader, impatient.channel, "desk slow-form")
    await impatient.fake.until(lambda: exchange.kind is not None)
    gate.set()
    await impatient.fake.people.settled(exchange)
    opened = await impatient.press(impatient.reader, exchange.messages[0], "Late form")
    assert (opened.kind, opened.data["title"]) == (9, "Late form")
