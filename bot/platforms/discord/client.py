"""Client: the discord.py bot. It passes on what the gateway tells, and decides nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands

from bot.cards import Option
from bot.commands import COMMANDS, SHORTCUTS, Values
from bot.platforms.discord.commands import Given, add_commands
from bot.platforms.discord.memory import LeanState
from bot.platforms.discord.menus import add_menus
from bot.platforms.discord.pressing import press_unclaimed, pressed_item
from bot.platforms.discord.servers import Servers
from bot.platforms.discord.translating import Catalogued

log = logging.getLogger(__name__)

SYNC_AGAIN = 60.0
"""Seconds until the commands are registered again after Discord did not take them."""
NETWORK = (OSError, aiohttp.ClientError, TimeoutError)
"""What a request raises when Discord cannot be reached."""


class Front(Protocol):
    """Who answers what people do on Discord."""

    async def run(self, interaction: discord.Interaction, name: str, given: Given) -> None: ...

    async def use(self, interaction: discord.Interaction, word: str, text: str) -> None: ...

    async def press(self, interaction: discord.Interaction, action: str, values: Values) -> None: ...

    async def complete(
        self, interaction: discord.Interaction, name: str, argument: str, typed: str
    ) -> Iterable[Option]: ...

    async def outdated(self, interaction: discord.Interaction) -> None: ...

    async def said(self, message: discord.Message, own: int) -> None: ...

    @property
    def servers(self) -> Servers: ...


@dataclass(frozen=True, slots=True)
class Firsts:
    """What happens once in a process, however many clients it makes."""

    registered: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once Discord took the commands."""
    greeted: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once a shard has connected."""


@dataclass(frozen=True, slots=True)
class Some:
    """One shard of so many; `turn` returns when a session of it may begin."""

    number: int
    total: int
    turn: Callable[[int], Awaitable[None]]


class ReadoutBot(commands.AutoShardedBot):
    """Only the intents it needs, and next to no cache: servers, their channels and roles."""

    def __init__(
        self,
        front: Front,
        firsts: Firsts,
        *,
        gateway: str = "",
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        some: Some | None = None,
    ) -> None:
        """It connects `some`, or else all the shards that Discord advises."""
        # It warns that it cannot speak, which nobody wants it to.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        of: dict[str, Any] = {} if some is None else {"shard_ids": [some.number], "shard_count": some.total}
        super().__init__(
            commands.when_mentioned,
            intents=intents,
            tree_cls=Tree,
            help_command=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            **of,
        )
        self.front = front
        self.firsts = firsts
        self._some = some
        self._gateway = yarl.URL(gateway) if gateway else None
        self._pause = pause
        self._syncing: asyncio.Task[None] | None = None
        self.connected: set[int] = set()
        """Shards whose gateway is connected now."""
        add_commands(self.tree, COMMANDS.values(), front.run, front.complete)
        add_menus(self.tree, SHORTCUTS.values(), front.use)
        self.add_dynamic_items(pressed_item(front.press))

    def _get_state(self, **options: Any) -> LeanState:
        """As discord.py makes it, but for what is kept of a server."""
        return LeanState(dispatch=self.dispatch, handlers=self._handlers, hooks=self._hooks, http=self.http, **options)

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        address = self._gateway or gateway
        # discord.py takes this one whenever a session cannot be resumed.
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = address
        await super().launch_shard(address, shard_id, initial=initial)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        if self._some is None:
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            await self._some.turn(self._some.number)

    async def setup_hook(self) -> None:
        """Register the commands; where Discord does not take them now, go on and try again."""
        await self.tree.set_translator(Catalogued())
        if not (self.firsts.registered.is_set() or await self._sync()):
            self._syncing = asyncio.create_task(self._sync_later())

    async def close(self) -> None:
        if self._syncing is not None:
            self._syncing.cancel()
        await super().close()
        await self.front.servers.settled()

    async def _sync(self) -> bool:
        try:
            await self.tree.sync()
        except (discord.HTTPException, *NETWORK) as error:
            log.warning("Discord did not register the commands; the old ones stay until it does: %s", error)
            return False
        self.firsts.registered.set()
        return True

    async def _sync_later(self) -> None:
        while True:
            await self._pause(SYNC_AGAIN)
            if await self._sync():
                return

    async def on_shard_connect(self, shard_id: int) -> None:
        self.connected.add(shard_id)
        self.firsts.greeted.set()

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.connected.add(shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        self.connected.discard(shard_id)

    async def on_ready(self) -> None:
        log.info("Connected to Discord as %s; servers: %s.", self.user, len(self.guilds))
        await self.front.servers.only({str(guild.id): guild.name for guild in self.guilds}, self._hears_of)

    def _hears_of(self, server: str) -> bool:
        """Whether the server's gateway events come to one of these shards (Gateway, Sharding)."""
        return not self.shard_count or (int(server) >> 22) % self.shard_count in self.shards

    async def on_guild_join(self, guild: discord.Guild) -> None:
        log.info("Added to the Discord server %s.", guild.id)
        await self.front.servers.seen({str(guild.id): guild.name})
        await self.front.servers.welcome(guild)

    async def on_guild_update(self, before: discord.Guild, after: discord.Guild) -> None:
        if before.name != after.name:
            await self.front.servers.seen({str(after.id): after.name})

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        log.info("Removed from the Discord server %s; its schedules stop, and end in a week.", guild.id)
        await self.front.servers.left(str(guild.id))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        await press_unclaimed(interaction, self.front.press)

    async def on_message(self, message: discord.Message, /) -> None:
        if self.user is not None:
            await self.front.said(message, self.user.id)


class Tree(app_commands.CommandTree[ReadoutBot]):
    """Answers also what is not in the tree any more: Discord keeps showing old commands for a while."""

    async def on_error(
        self, interaction: discord.Interaction[ReadoutBot], error: app_commands.AppCommandError, /
    ) -> None:
        stale = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)
        if not isinstance(error, stale):
            log.error("A Discord command failed.", exc_info=error)
        if interaction.type is discord.InteractionType.application_command:
            await self.client.front.outdated(interaction)
