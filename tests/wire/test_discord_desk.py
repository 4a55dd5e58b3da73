"""A real discord.py client against the loopback Discord: what editors do, from the link to the correction."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.roles import Role
from tests.fakes.discord.mishaps import DROPPED, failing
from tests.fakes.discord.rules import walk, words
from tests.wire.discord_bot import Rig, discord_rig, said

POINT = "Japan will give the United States 250 cherry trees."


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path) as made:
        yield made


async def edit(rig: Rig, headline: str) -> str:
    """Change the headline in the draft's form."""
    modal = await rig.slash(rig.owner, "desk edit")
    return said(await rig.fake.people.submit(rig.owner, rig.channel, modal, {"headline": headline}))


async def test_server_that_only_follows_edits_nothing(rig: Rig) -> None:
    """Whoever invited the bot may not change the newsroom's words, even as owner of the server."""
    text = await rig.says(rig.owner, "desk edit")
    assert "takes the role “editor”" in text
    assert "only follows the newsroom" in text


async def test_code_links_the_server(rig: Rig) -> None:
    """A one-use code makes the server the newsroom's, and who typed it its admin."""
    assert "You are admin" in said(await rig.link())
    assert (await rig.slash(rig.owner, "desk edit")).kind == 9


async def test_code_works_once(rig: Rig) -> None:
    """A code seen over somebody's shoulder is worth nothing."""
    code = await rig.code()
    await rig.slash(rig.owner, "desk link", code=code)
    assert "used already" in await rig.says(rig.reader, "desk link", code=code)


async def test_form_shows_the_draft(rig: Rig) -> None:
    """The modal holds headline, summary and points as they are, and the quotes and figures to choose from."""
    await rig.link()
    modal = await rig.slash(rig.owner, "desk edit")
    fields = {c["custom_id"]: c for c in walk(modal.data["components"]) if "custom_id" in c}
    assert list(fields) == ["headline", "lede", "points", "quotes", "figures"]
    assert fields["headline"]["value"].startswith("Trump and Takaichi")
    assert sum(option.get("default", False) for option in fields["quotes"]["options"]) >= 6


async def test_correction_changes_what_was_posted(rig: Rig) -> None:
    """Edited in a form, published as a correction: the message in the channel shows it, with a dated note."""
    await rig.link()
    await rig.slash(rig.owner, "schedule add", times="09:00")
    await rig.deliver()
    (message,) = rig.channel.messages
    assert "saved in the draft" in await edit(rig, "Leaders meet in Tokyo for the first time")
    await rig.says(rig.owner, "desk correct", note="The headline overstated the meeting.")
    await rig.deliver()
    text = words(message)
    assert text.startswith("## Leaders meet in Tokyo for the first time")
    assert "The headline overstated the meeting." in text
    assert len(rig.channel.messages) == 1


async def test_edit_is_quiet_too(rig: Rig) -> None:
    """An edited message must not ping either: the edit names no mention, and stays a message of components."""
    await test_correction_changes_what_was_posted(rig)
    bodies = [call.body for call in rig.fake.calls("PATCH", r"/channels/\d+/messages/\d+")]
    assert bodies
    assert all((b["allowed_mentions"], b["flags"]) == ({"parse": []}, 1 << 15) for b in bodies)


async def test_publication_without_a_note_changes_the_post_as_well(rig: Rig) -> None:
    """`/desk publish` makes the draft live; what stands in channels follows."""
    await rig.link()
    await rig.slash(rig.owner, "schedule add", times="09:00")
    await rig.deliver()
    await edit(rig, "Tokyo: a first meeting")
    await rig.says(rig.owner, "desk publish")
    await rig.deliver()
    assert "Tokyo: a first meeting" in words(rig.channel.messages[0])


async def test_withdrawal_takes_the_words_back(rig: Rig) -> None:
    """A withdrawn brief leaves its reason in place of its body, in every message."""
    await rig.link()
    await rig.slash(rig.owner, "schedule add", times="09:00")
    await rig.deliver()
    asked = await rig.slash(rig.owner, "desk withdraw", reason="The source retracted its report.")
    await rig.press(rig.owner, asked.messages[0], "Withdraw")
    await rig.deliver()
    text = words(rig.channel.messages[0])
    assert "The source retracted its report." in text
    assert "$550 billion" not in text


async def test_edit_that_was_lost_is_repeated(rig: Rig) -> None:
    """An edit may be repeated freely, so a lost answer only delays it."""
    await rig.link()
    await rig.slash(rig.owner, "schedule add", times="09:00")
    await rig.deliver()
    rig.fake.script.next("PATCH", r"/channels/\d+/messages/\d+", DROPPED, failing(502))
    await edit(rig, "Tokyo: a first meeting")
    await rig.says(rig.owner, "desk publish")
    for _ in range(3):
        await rig.deliver()
        rig.room.clock.forward(minutes=10)
    assert "Tokyo: a first meeting" in words(rig.channel.messages[0])


async def test_two_editors_of_one_draft(rig: Rig) -> None:
    """The later one is told, sees the difference, and goes on with their own text."""
    await rig.link()
    first = await rig.slash(rig.owner, "desk edit")
    second = await rig.slash(rig.owner, "desk edit")
    await rig.fake.people.submit(rig.owner, rig.channel, first, {"headline": "One"})
    told = await rig.fake.people.submit(rig.owner, rig.channel, second, {"headline": "Two"})
    assert "Saved by somebody else meanwhile" in said(told)
    mine = await rig.press(rig.owner, told.messages[0], "Go on with my text")
    headline = [c for c in walk(mine.data["components"]) if c.get("custom_id") == "headline"]
    assert [c["value"] for c in headline] == ["Two"]


async def test_revisions_complete(rig: Rig) -> None:
    """`/desk rollback` offers the revisions there are."""
    await rig.link()
    await edit(rig, "Tokyo: a first meeting")
    await rig.says(rig.owner, "desk publish")
    assert "1" in await rig.fake.people.complete(rig.owner, rig.channel, "desk rollback", "number", "")


async def test_editor_may_not_publish(rig: Rig) -> None:
    """A role goes no further than its work."""
    await rig.link(Role.EDITOR)
    assert "takes the role “publisher”" in await rig.says(rig.owner, "desk publish")


async def test_forms_call_commands_as_they_are_typed(rig: Rig) -> None:
    """What a form says of a command is what Discord offers: under /desk where it stands there."""
    await rig.link()
    form = await rig.slash(rig.owner, "desk topic add")
    assert "use /desk topic add and" in form.data["components"][0]["content"].replace("*", "")
