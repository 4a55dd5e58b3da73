"""The Discord bot in simcord's offline Discord: who may run what, persistent buttons, forms."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from bot.commands import COMMANDS
from bot.people import make_code
from bot.platforms.discord.budget import Budget
from bot.platforms.discord.client import ReadoutBot
from bot.platforms.discord.commands import path_of
from bot.platforms.discord.front import Front
from bot.platforms.discord.posting import Posting
from bot.platforms.discord.replying import Patience, Replies
from bot.platforms.discord.wire import Answer
from bot.roles import Role
from bot.storage.audit import SYSTEM
from tests.bot.newsroom import Newsroom, open_newsroom
from tests.fakes.discord.rules import words


@dataclass
class ClientWire:
    """Requests through discord.py's own client, which simcord stands in for."""

    client: discord.Client | None = None

    async def __call__(
        self, method: str, path: str, *, body: Any = None, query: Mapping[str, str] | None = None
    ) -> Answer:
        assert self.client is not None
        try:
            made = await self.client.http.request(discord.http.Route(method, path), json=body, params=query)
        except discord.HTTPException as error:
            return Answer(error.status, {}, {"code": error.code, "message": error.text})
        return Answer(200, {}, made)


def make_bot(room: Newsroom) -> ReadoutBot:
    wire = ClientWire()
    posting = Posting(wire, Budget(lambda: 0.0), lambda *_: [], lambda: "")
    wire.client = made = ReadoutBot(Front(room.services, Replies(wire, Patience(30.0, 30.0)), posting))
    return made


@dataclass
class Stage:
    env: Any
    bot: ReadoutBot
    room: Newsroom
    channel: Any
    guild: Any

    def member(self, name: str) -> Any:
        return self.guild.add_member(self.env.create_user(name))

    async def offer_to(self, member: Any) -> None:
        """As a server's owner does under Integrations: commands for managers are offered to this one too."""
        for command in await self.bot.tree.fetch_commands():
            self.guild.set_command_permissions(command, {member: True})

    async def staff(self, name: str, role: Role) -> Any:
        """A member who used a code that links the server and gives `role`."""
        member, services = self.member(name), self.room.services
        code = await make_code(services.sessions, self.room.newsroom_id, "server", role, services.clock(), SYSTEM)
        await member.slash(self.channel, "desk link", code=code)
        return member


@asynccontextmanager
async def on_stage(folder: Path) -> AsyncIterator[Stage]:
    """Not a fixture: simcord's clock belongs to the task that enters it. A swallowed error fails the test."""
    async with open_newsroom(folder) as room, simcord.run(bot := make_bot(room), shard_count=1) as env:
        guild = env.create_guild()
        yield Stage(env, bot, room, guild.create_text_channel("summit"), guild)


def said(result: Any) -> str:
    return words({"components": result.response.components}) if result.response else ""


async def test_brief_is_private(tmp_path: Path) -> None:
    """A registered command answers, and only who asked sees it."""
    async with on_stage(tmp_path) as stage:
        result = await stage.member("Rita").slash(stage.channel, "brief")
        assert ("$550 billion" in said(result), result.ephemeral) == (True, True)


async def test_source_works_after_a_restart(tmp_path: Path) -> None:
    """A new process answers the buttons of messages from before."""
    async with on_stage(tmp_path) as stage:
        rita = stage.member("Rita")
        before = await rita.slash(stage.channel, "ask", question="How many cherry trees will Japan give?")
        await stage.env.restart_bot(make_bot(stage.room))
        source = await rita.click(before.response.message, label="Source")
        assert "250" in said(source)


async def test_modal_saves_the_draft(tmp_path: Path) -> None:
    """The form that a command opened comes back with what was typed, and is saved."""
    async with on_stage(tmp_path) as stage:
        editor = await stage.staff("Ed", Role.EDITOR)
        form = await editor.slash(stage.channel, "desk edit")
        saved = await editor.submit_modal(form, {"headline": "Tokyo: a first meeting", "lede": "They met."})
        draft = await stage.room.services.desk.draft(stage.room.topic_id)
        assert (draft.brief.headline.text, "saved in the draft" in said(saved)) == ("Tokyo: a first meeting", True)


FILLED = {"question": "Who met?", "code": "AAAA-BBBB-CCCC", "number": "1", "topic": "Tokyo summit", "name": "Tokyo"}
"""A value for every argument that some command needs."""


@pytest.mark.parametrize("role", Role, ids=lambda role: role.label)
async def test_each_role_runs_its_commands_and_no_others(tmp_path: Path, role: Role) -> None:
    """Every command, on a linked server, for each role: allowed up to the role's own, refused with a sentence above."""
    async with on_stage(tmp_path) as stage:
        admin = await stage.staff("Ann", Role.ADMIN)
        member = stage.member("Rita") if role is Role.READER else await stage.staff("Eve", role)
        await stage.offer_to(member)
        refused = set()
        for name, command in COMMANDS.items():
            given = {a.name: FILLED[a.name] for a in command.arguments if a.required}
            result = await member.slash(stage.channel, " ".join(path_of(name)), **given)
            refused |= {name} if "This takes the role" in said(result) else set()
        assert refused == {name for name, command in COMMANDS.items() if command.role > role}
        assert (await admin.slash(stage.channel, "status")).acknowledged
