"""A newsroom whose Discord bot is in simcord's offline Discord: real discord.py, no network, a clock of its own."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.people import make_code
from bot.platforms.discord import DiscordPlatform
from bot.platforms.discord.budget import Budget
from bot.platforms.discord.client import Firsts, ReadoutBot
from bot.platforms.discord.front import Front
from bot.platforms.discord.posting import Posting
from bot.platforms.discord.replying import Patience, Replies
from bot.platforms.discord.wire import Answer
from bot.roles import Role
from bot.storage.audit import SYSTEM
from tests.bot.newsroom import Newsroom, open_newsroom
from tests.fakes.discord.rules import words

PATIENT = Patience(30.0, 30.0)
"""Nothing is deferred: replies come as the first answer."""


@dataclass
class ClientWire:
    """Requests through discord.py's own client, which simcord stands in for."""

    client: ReadoutBot | None = None

    async def __call__(
        self, method: str, path: str, *, body: Any = None, query: Mapping[str, str] | None = None
    ) -> Answer:
        assert self.client is not None
        try:
            made = await self.client.http.request(discord.http.Route(method, path), json=body, params=query)
        except discord.HTTPException as error:
            return Answer(error.status, {}, {"code": error.code, "message": error.text})
        return Answer(200, {}, made)


class StagePlatform(DiscordPlatform):
    """Posts through the client on the stage, whichever it is by then."""

    def __init__(self, room: Newsroom, wire: ClientWire) -> None:
        super().__init__(room.services)
        self._posting = self.posting = Posting(wire, Budget(lambda: 0.0), lambda *_: [], self._own_id)
        self.wire = wire

    def bot_of(self, server: str) -> ReadoutBot | None:
        return self.wire.client

    def _own_id(self) -> str:
        bot = self.wire.client
        return str(bot.user.id) if bot is not None and bot.user is not None else ""


def make_bot(room: Newsroom, patience: Patience = PATIENT) -> ReadoutBot:
    """A new process: nothing is left but the database."""
    wire = ClientWire()
    platform = StagePlatform(room, wire)
    platforms = room.services.platforms
    assert isinstance(platforms, dict)
    platforms[platform.name] = platform
    assert platform._posting is not None
    wire.client = made = ReadoutBot(
        Front(room.services, Replies(wire, patience, posting=platform._posting), platform._posting), Firsts()
    )
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
        """A member who used a code that links the server and gives `role`; a reader used none."""
        member, services = self.member(name), self.room.services
        if role > Role.READER:
            code = await make_code(services.sessions, self.room.newsroom_id, "server", role, services.clock(), SYSTEM)
            await member.slash(self.channel, "desk link", code=code)
        return member

    async def restart(self) -> None:
        self.bot = make_bot(self.room)
        await self.env.restart_bot(self.bot)

    async def written(self) -> list[Any]:
        """What everybody sees in the channel, oldest first."""
        channel = self.bot.get_channel(self.channel.id)
        assert isinstance(channel, discord.TextChannel)
        return [message async for message in channel.history(oldest_first=True)]


@asynccontextmanager
async def on_stage(folder: Path, patience: Patience = PATIENT) -> AsyncIterator[Stage]:
    """Not a fixture: simcord's clock belongs to the task that enters it. An error that was only logged fails it too."""
    with no_error_is_logged():
        async with open_newsroom(folder) as room, simcord.run(bot := make_bot(room, patience), shard_count=1) as env:
            guild = env.create_guild()
            yield Stage(env, bot, room, guild.create_text_channel("summit"), guild)


@contextmanager
def no_error_is_logged() -> Any:
    """Whoever swallows an error and only logs it is found out."""
    alarm = _Alarm()
    logging.getLogger().addHandler(alarm)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(alarm)
    assert alarm.heard == []


class _Alarm(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


def said(result: Any) -> str:
    """Every word of the reply, further messages too."""
    shown = [result.response, *result.followups] if result.response else result.followups
    return "\n".join(words({"components": each.components}) for each in shown)
