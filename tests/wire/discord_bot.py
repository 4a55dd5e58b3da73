"""A newsroom whose Discord bot talks to the loopback Discord: what every wire test of Discord starts from."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord

from bot.people import make_code
from bot.platforms.discord import DiscordPlatform
from bot.platforms.discord.replying import Patience
from bot.roles import Role
from bot.storage.audit import SYSTEM
from tests.bot.newsroom import Newsroom, open_newsroom
from tests.fakes.discord import PATIENCE, FakeDiscord
from tests.fakes.discord.rest import Exchange
from tests.fakes.discord.rules import words
from tests.fakes.discord.world import Channel, Json, User

PATIENT = Patience(form=PATIENCE)
"""A form comes however long a busy machine takes to make it."""


@dataclass
class Rig:
    """`room` is the newsroom, `fake` the loopback Discord, `platform` the bot between them."""

    room: Newsroom
    fake: FakeDiscord
    platform: DiscordPlatform
    channel: Channel
    reader: User
    owner: User

    async def restart(self, patience: Patience = PATIENT) -> None:
        """A new process: nothing is left but the database."""
        await self.platform.stop()
        self.platform = DiscordPlatform(self.room.services, patience=patience)
        await self.start()

    async def start(self) -> None:
        platforms = self.room.services.platforms
        assert isinstance(platforms, dict)
        platforms[self.platform.name] = self.platform
        before = self.fake.gateway.identified
        await self.platform.start()
        await self.fake.until(lambda: self.fake.gateway.identified > before)

    async def deliver(self) -> None:
        """What the scheduler's tick does: posts and edits that are due go out."""
        await self.room.services.outbox.deliver_due()
        await self.room.services.outbox.converge()

    async def deliver_until(self, holds: Callable[[], bool]) -> None:
        """Tick on until something that was on its way is posted."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await self.deliver()

    async def code(self, role: Role = Role.ADMIN) -> str:
        """A one-use code for a server, as the terminal shows it at the first start."""
        services = self.room.services
        return await make_code(services.sessions, self.room.newsroom_id, "server", role, services.clock(), SYSTEM)

    async def link(self, role: Role = Role.ADMIN) -> Exchange:
        """The owner links the server with a code, and has its role from then on."""
        return await self.slash(self.owner, "desk link", code=await self.code(role))

    async def slash(self, user: User, name: str, /, **options: Any) -> Exchange:
        return await self.fake.people.slash(user, self.channel, name, **options)

    async def says(self, user: User, name: str, /, **options: Any) -> str:
        """The words that a command comes back with."""
        return said(await self.slash(user, name, **options))

    async def press(self, user: User, message: Json, label: str) -> Exchange:
        return await self.fake.people.press(user, self.channel, message, label)


def said(exchange: Exchange) -> str:
    return "\n".join(words(message) for message in exchange.messages)


@asynccontextmanager
async def discord_rig(folder: Path, *, start: bool = True, **settings: Any) -> AsyncIterator[Rig]:
    """A started bot on a server with the channel #summit, whose owner may manage it."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    holder: list[Newsroom] = []
    fake = FakeDiscord(clock=lambda: holder[0].clock().timestamp() if holder else 1_795_420_800.0)
    guild = fake.world.add_guild("Reuters fans", "summit")
    await fake.start()
    given = {
        "discord_token": fake.token,
        "discord_api_base": fake.api,
        "discord_gateway_url": fake.gateway_url,
        **settings,
    }
    async with open_newsroom(folder, **given) as room:
        holder.append(room)
        platform = DiscordPlatform(room.services, patience=PATIENT)
        owner, reader = fake.world.users[guild.owner], fake.world.add_user("Rita")
        rig = Rig(room, fake, platform, fake.world.channel("summit"), reader, owner)
        try:
            if start:
                await rig.start()
            yield rig
            assert fake.rest.problems == []
        finally:
            await rig.platform.stop()
            await fake.stop()
            discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = base, gateway
