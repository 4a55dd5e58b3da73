"""Set-up on Discord, over the wire: from an invited bot to the first post, without leaving Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.discord.rest import Exchange
from tests.fakes.discord.world import HISTORY, SEND, Json
from tests.wire.discord_bot import Rig, discord_rig, said

UPDATED = 7
"""The callback that changes the message that something was pressed on."""


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path, start=False) as made:
        yield made


async def choose(rig: Rig, shown: Exchange, label: str, *chosen: str) -> Exchange:
    return await rig.fake.people.choose(rig.owner, rig.channel, _seen(shown), label, *chosen)


async def press(rig: Rig, shown: Exchange, label: str) -> Exchange:
    return await rig.press(rig.owner, _seen(shown), label)


def _seen(shown: Exchange) -> Json:
    return shown.messages[0]


async def test_setup_leads_to_the_first_post(rig: Rig) -> None:
    """Channel, time, zone, start: four choices in one private message that changes in its place."""
    await rig.start()
    shown = await rig.slash(rig.owner, "setup")
    kinds = []
    for label, chosen in (("Choose a channel", rig.channel.id), ("Choose a time", "18:00"), ("Choose a time z", "UTC")):
        shown = await choose(rig, shown, label, chosen)
        kinds.append(shown.kind)
    assert "#summit gets the brief daily at 18:00, UTC" in said(shown).replace("*", "").replace("\\", "")
    done = await press(rig, shown, "Start")
    await rig.deliver()
    assert ([*kinds, done.kind], len(rig.channel.messages)) == ([UPDATED] * 4, 1)


async def test_setup_names_the_missing_permission(rig: Rig) -> None:
    """Which one, where, and how to give it, there and then; given, the walk goes on where it was."""
    rig.channel.denied = SEND | HISTORY
    await rig.start()
    shown = await choose(rig, await rig.slash(rig.owner, "setup"), "Choose a channel", rig.channel.id)
    assert "Readout lacks Send Messages and Read Message History in #summit" in said(shown)
    assert "Readout lacks" in said(await press(rig, shown, "Check again"))
    await rig.fake.permit(rig.channel)
    assert "Readout may post in #summit" in said(await press(rig, shown, "Check again"))


async def test_setup_goes_on_after_a_restart(rig: Rig) -> None:
    """What was chosen rides in the menus themselves."""
    await rig.start()
    shown = await choose(rig, await rig.slash(rig.owner, "setup"), "Choose a channel", rig.channel.id)
    await rig.restart()
    shown = await choose(rig, shown, "Choose a time", "07:00")
    assert "At 07:00, by whose clock?" in said(shown)


async def test_setup_takes_another_time_and_zone(rig: Rig) -> None:
    """What no menu offers is typed; what is no time is refused with a sentence, and the walk stays."""
    await rig.start()
    shown = await choose(rig, await rig.slash(rig.owner, "setup"), "Choose a channel", rig.channel.id)
    form = await choose(rig, shown, "Choose a time", "other")
    people = rig.fake.people
    assert "is not a time" in said(await people.submit(rig.owner, rig.channel, form, {"chosen": "noonish"}))
    shown = await people.submit(rig.owner, rig.channel, form, {"chosen": "8am and 6pm"})
    form = await choose(rig, shown, "Choose a time zone", "other")
    shown = await people.submit(rig.owner, rig.channel, form, {"chosen": "Tokyo"})
    assert "daily at 08:00 and 18:00, Asia/Tokyo" in said(shown).replace("\\", "")


async def test_roles_of_a_linked_server_edit(rig: Rig) -> None:
    """Who holds the chosen role edits under their own name; who loses it reads again."""
    guild = rig.fake.world.guilds[rig.channel.guild]
    writers = rig.fake.world.add_role(guild, "Writers")
    await rig.start()
    await rig.link()
    assert "@Writers" in said(
        await choose(rig, await rig.slash(rig.owner, "desk roles"), "Roles that make ed", writers)
    )
    assert "takes the role “editor”" in await rig.says(rig.reader, "desk edit")
    rig.reader.roles.append(writers)
    assert (await rig.slash(rig.reader, "desk edit")).kind == 9
    rig.reader.roles.remove(writers)
    assert "takes the role “editor”" in await rig.says(rig.reader, "desk edit")


async def test_everyone_makes_no_editors(rig: Rig) -> None:
    """@everyone would hand the newsroom to whoever joins."""
    await rig.start()
    await rig.link()
    shown = await choose(rig, await rig.slash(rig.owner, "desk roles"), "Roles that make admins", rig.channel.guild)
    assert "Nothing was changed" in said(shown)
    assert "takes the role" in await rig.says(rig.reader, "desk edit")


async def test_a_following_server_gives_no_roles(rig: Rig) -> None:
    """Its owner decides its schedules and nothing else: set-up offers no roles, and the menu of a linked one fails."""
    await rig.start()
    assert "takes the role “admin”" in await rig.says(rig.owner, "desk roles")
    shown = await choose(rig, await rig.slash(rig.owner, "setup"), "Choose a channel", rig.channel.id)
    shown = await choose(rig, shown, "Choose a time", "07:00")
    shown = await choose(rig, shown, "Choose a time zone", "UTC")
    assert "Who may edit" not in said(shown)


async def test_readers_do_not_set_up(rig: Rig) -> None:
    """Neither by the command nor by a menu that somebody else was shown."""
    await rig.start()
    shown = await rig.slash(rig.owner, "setup")
    assert "takes the role “admin”" in await rig.says(rig.reader, "setup")
    chosen = await rig.fake.people.choose(rig.reader, rig.channel, _seen(shown), "Choose a channel", rig.channel.id)
    assert "takes the role “admin”" in said(chosen)
