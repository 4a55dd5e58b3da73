"""Questions on Discord, over the wire: follow-ups by mention, the editors' answers, and what readers call an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.roles import Role
from tests.fakes.discord.rules import walk, words
from tests.wire.discord_bot import Rig, discord_rig, said

TREES = "How many cherry blossom trees will Japan give?"


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path) as made:
        yield made


def labels(message: object) -> list[str]:
    """The buttons of a message, in order."""
    return [c["label"] for c in walk(message["components"]) if c["type"] == 2]  # type: ignore[index]


async def test_a_follow_up_by_mention_is_understood(rig: Rig) -> None:
    """Without the message content intent: each question mentions the bot, and the second leaves out the verb."""
    await rig.fake.people.write(rig.reader, rig.channel, "What did Takaichi say about Abe?", mention=True)
    await rig.deliver_until(lambda: len(rig.channel.messages) == 2)
    await rig.fake.people.write(rig.reader, rig.channel, "and what about Trump?", mention=True)
    await rig.deliver_until(lambda: len(rig.channel.messages) == 4)
    assert "Trump" in words(rig.channel.messages[-1])
    newest, *_ = await rig.room.services.outbox.recent()
    assert "What did Takaichi say about Abe?" in newest.subject


async def test_a_follow_up_by_command_is_understood(rig: Rig) -> None:
    """`/ask` after a mention is the same conversation of the same person."""
    await rig.fake.people.write(rig.reader, rig.channel, "What did Takaichi say about Abe?", mention=True)
    await rig.deliver_until(lambda: len(rig.channel.messages) == 2)
    assert "Trump" in await rig.says(rig.reader, "ask", question="and what about Trump?")


async def test_an_editor_pins_in_a_form(rig: Rig) -> None:
    """`/desk answer` opens it with what the engine found; sent, the answer comes first for everybody."""
    await rig.link()
    modal = await rig.slash(rig.owner, "desk answer", question=TREES)
    fields = {c["custom_id"]: c for c in walk(modal.data["components"]) if "custom_id" in c}
    assert list(fields) == ["question", "text", "origin", "words", "alike"]
    assert "250 cherry blossom trees" in fields["words"]["value"]
    pinned = await rig.fake.people.submit(rig.owner, rig.channel, modal, {"text": "Japan will give 250 trees."})
    assert "Pinned." in said(pinned)
    told = await rig.says(rig.reader, "ask", question=TREES.lower())
    assert "**Japan will give 250 trees.**" in told
    assert "Answered by the desk:" in told


async def test_unpinning_reaches_the_channel(rig: Rig) -> None:
    """The shared copy shows the article's answer again."""
    await rig.link()
    await rig.says(rig.owner, "desk answer", question="Who tuned the piano?", text="Nobody @everyone knows.")
    await rig.fake.people.write(rig.reader, rig.channel, "Who tuned the piano?", mention=True)
    await rig.deliver_until(lambda: len(rig.channel.messages) == 2)
    assert "Nobody \\@everyone knows." in words(rig.channel.messages[-1])
    opened = await rig.press(rig.owner, (await rig.slash(rig.owner, "desk answers")).messages[0], "Open 1")
    await rig.press(rig.owner, opened.messages[0], "Unpin")
    await rig.deliver()
    assert "does not say" in words(rig.channel.messages[-1])


async def test_the_editors_button_is_not_shown_to_all(rig: Rig) -> None:
    """A refusal under a mention is public; what only an editor can press is left out of it."""
    await rig.link()
    await rig.fake.people.write(rig.owner, rig.channel, "Who won the world cup in 1998?", mention=True)
    await rig.fake.until(lambda: len(rig.channel.messages) == 2)
    assert {"Right", "Wrong", "Missing"} <= set(labels(rig.channel.messages[-1]))
    assert "Pin an answer" not in labels(rig.channel.messages[-1])
    private = await rig.slash(rig.owner, "ask", question="Who won the world cup in 1998?")
    assert "Pin an answer" in labels(private.messages[0])


async def test_a_shared_answer_is_judged_after_a_restart(rig: Rig) -> None:
    """Its buttons carry which answer it is; one person counts once."""
    await rig.fake.people.write(rig.reader, rig.channel, TREES, mention=True)
    await rig.deliver_until(lambda: len(rig.channel.messages) == 2)
    await rig.restart()
    message = rig.channel.messages[-1]
    assert "Thank you" in said(await rig.press(rig.reader, message, "Wrong"))
    assert "it counts once" in said(await rig.press(rig.reader, message, "Wrong"))
    await rig.link()
    assert "1 × called wrong" in await rig.says(rig.owner, "desk questions")


async def test_offered_questions_are_buttons(rig: Rig) -> None:
    """Under a refusal two questions that the article answers; pressed, each is answered privately."""
    refused = await rig.slash(rig.reader, "ask", question="What did Takaichi have for lunch in Osaka?")
    offered = [label for label in labels(refused.messages[0]) if label.endswith(("?", "…"))]
    assert len(offered) == 2
    answer = await rig.press(rig.reader, refused.messages[0], offered[0])
    assert "does not say" not in said(answer)


async def test_a_mention_shows_nobody_what_is_for_one_alone(rig: Rig) -> None:
    """An admin who mentions Readout with a command gets no code, link or setting before everybody's eyes."""
    await rig.link()
    private = [name for name, command in COMMANDS.items() if command.role > Role.READER]
    for number, name in enumerate((*private, "status", "link", "follow"), 1):
        await rig.fake.people.write(rig.owner, rig.channel, f"/{name}", mention=True)
        await rig.fake.until(lambda number=number: len(rig.channel.messages) == 2 * number)  # type: ignore[misc]
        assert "its reply is for you alone" in words(rig.channel.messages[-1]), name
    await rig.fake.people.write(rig.owner, rig.channel, "quotes", mention=True)
    await rig.deliver_until(lambda: "Quotations" in words(rig.channel.messages[-1]))
