"""Set-up where no menus are shown: a list of what is there and what is missing, with what to type next."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.commands import context_of
from bot.commands.checklist import checklist, is_ready
from bot.people import PeopleError, lend, lent_on
from bot.platform import Destination
from bot.roles import Role
from bot.storage.audit import SYSTEM
from tests.bot.newsroom import SERVER, Newsroom, open_newsroom
from tests.fakes.platform import FakePlatform


class Careful(FakePlatform):
    """A platform that knows what it may do where."""

    denied: Sequence[str] = ()

    async def known_place(self, server: str, channel: str) -> Destination | None:
        return Destination(self.name, server, channel, "channel", f"#{channel}")

    async def lacking(self, place: Destination) -> Sequence[str]:
        return self.denied


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path) as made:
        yield made


async def test_the_list_says_what_to_type_next(room: Newsroom) -> None:
    """Each line with its state in a word; what is missing names the command that brings it."""
    ann = await room.person("Ann", Role.ADMIN)
    told = await room.reads("setup", ann)
    assert "Done · A brief: “Tokyo summit” can be read and posted." in told
    assert "To do · A channel and a time:" in told
    assert "schedule add" in told
    await room.type("schedule add 09:00", ann)
    assert "Everything is set" in await room.reads("setup", ann)


async def test_a_missing_permission_is_on_the_list(tmp_path: Path) -> None:
    """Of each place with a schedule, and named as the platform's settings call it."""
    careful = Careful("careful")
    async with open_newsroom(tmp_path, others=(careful,)) as room:
        caller = room.caller("Ann", manages_server=True)
        place = Destination("careful", SERVER, "summit", "channel", "#summit")
        caller = type(caller)("careful", "user-Ann", "Ann", place, manages_server=True)
        await room.type("schedule add 09:00", caller)
        careful.denied = ("Send Messages", "Read Message History")
        steps = await checklist(await context_of(room.services, caller))
        assert not is_ready(steps)
        (missing,) = [step.said for step in steps if step.name == "Permissions"]
        assert missing.startswith("Readout lacks Send Messages and Read Message History in #summit.")


async def test_who_manages_a_following_server_sets_it_up(room: Newsroom) -> None:
    """Its schedules and nothing else; a reader is told what it takes."""
    assert "takes the role “admin”" in await room.reads("setup")
    assert "follows the newsroom" in await room.reads("setup", room.caller("Otto", server="7", manages_server=True))


async def test_a_paused_schedule_is_not_done(room: Newsroom) -> None:
    """The list says how to go on."""
    ann = await room.person("Ann", Role.ADMIN)
    await room.type("schedule add 09:00", ann)
    await room.type("schedule pause 1", ann)
    assert "Schedule 1 is paused. Go on with schedule resume 1." in (await room.reads("setup", ann)).replace("`", "")


async def test_lent_roles_count_where_they_are_held(room: Newsroom) -> None:
    """On that server alone, as long as they are held; unlinked, the server lends nothing any more."""
    ann = await room.person("Ann", Role.ADMIN)
    sessions, platform = room.services.sessions, room.platform.name
    by = (await context_of(room.services, ann)).by
    where = (sessions, room.newsroom_id, platform, SERVER)
    await lend(*where, Role.PUBLISHER, {"9": "Desk"}, room.clock(), by)
    await lend(*where, Role.EDITOR, {"8": "Writers"}, room.clock(), by)
    eve = room.caller("Eve", roles=("1", "8", "9"))
    assert (await context_of(room.services, eve)).role is Role.PUBLISHER
    assert (await context_of(room.services, room.caller("Eve", roles=("8",)))).role is Role.EDITOR
    assert (await context_of(room.services, room.caller("Eve"))).role is Role.READER
    assert (await context_of(room.services, room.caller("Eve", server="other", roles=("9",)))).role is Role.READER
    await room.press("unlink", ann)
    assert await lent_on(sessions, platform, SERVER) == []
    assert (await context_of(room.services, eve)).role is Role.READER


async def test_nobody_approves_their_own_text_by_a_lent_role(room: Newsroom) -> None:
    """Who works by a role of the server is somebody to the newsroom, always the same one."""
    ann = await room.person("Ann", Role.ADMIN)
    by = (await context_of(room.services, ann)).by
    sessions = room.services.sessions
    await lend(sessions, room.newsroom_id, room.platform.name, SERVER, Role.EDITOR, {"8": "W"}, room.clock(), by)
    eve = room.caller("Eve", roles=("8",))
    first = (await context_of(room.services, eve)).person_id
    assert first is not None
    assert (await context_of(room.services, eve)).person_id == first
    assert "Eve" in await room.reads("people-roles", ann)


async def test_the_chat_pages_roles_are_peoples_own(room: Newsroom) -> None:
    """Where servers have no roles, a sentence says what there is instead."""
    assert "each person has a role of their own" in await room.reads("roles", await room.person("Ann", Role.ADMIN))


async def test_a_server_that_only_follows_lends_nothing(room: Newsroom) -> None:
    """Nobody gets in by a role of a server that the newsroom never linked."""
    with pytest.raises(PeopleError, match="Only a linked server gives roles"):
        await lend(
            room.services.sessions,
            room.newsroom_id,
            room.platform.name,
            "unlinked",
            Role.ADMIN,
            {"9": "x"},
            room.clock(),
            SYSTEM,
        )
