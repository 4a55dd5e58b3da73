"""Platform: Discord as delivery sees it; the parts of this package wired together."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

import discord
from sqlalchemy.exc import SQLAlchemyError

from bot.cards import Card
from bot.commands import Services
from bot.platform import Busy, Destination, Payload, Sending
from bot.platforms.discord.budget import Budget
from bot.platforms.discord.client import Firsts, ReadoutBot, Some
from bot.platforms.discord.connection import Connection
from bot.platforms.discord.counting import Counting, granted
from bot.platforms.discord.front import Front
from bot.platforms.discord.naming import with_discord_names
from bot.platforms.discord.permissions import channel_named, given_roles, known_channel, missing
from bot.platforms.discord.posting import Posting
from bot.platforms.discord.replying import Patience, Replies
from bot.platforms.discord.servers import Servers
from bot.platforms.discord.shards import Shards
from bot.platforms.discord.wire import DEFAULT_BASE, HttpWire
from bot.render.discord import render
from bot.render.discord_plain import render_plain
from bot.storage.shards import Now, ShardLeases
from bot.storage.turns import database_now, has_replicas

log = logging.getLogger(__name__)

NOT_STARTED = 60.0
"""Seconds until the next attempt while Discord is not connected at all."""
DRAIN = 2.0
"""Seconds that a stop waits for replies that are being worked out."""
SWEEP = 3600.0
"""Seconds between two looks for servers that were left long ago."""


async def _sweep(servers: Servers) -> None:
    while True:
        try:
            await servers.sweep()
        except SQLAlchemyError as error:
            log.error("The database failed while the schedules of servers that were left were ended: %s", error)
        await asyncio.sleep(SWEEP)


class DiscordPlatform:
    """Posts through its own bounded requests; talks to people through discord.py."""

    name = "discord"
    shows_menus = True

    def __init__(
        self,
        services: Services,
        *,
        patience: Patience = Patience(),  # noqa: B008 - frozen
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        now: Now = database_now,
    ) -> None:
        """`pause` waits between attempts to connect and to register the commands. `now` is the database's clock."""
        self._services = services
        self._patience = patience
        self._pause = pause
        self._monotonic = monotonic
        self._now = now
        self._wire: HttpWire | None = None
        self._posting: Posting | None = None
        self._connection: Connection | Shards | None = None
        self._replies: Replies | None = None
        self._sweeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """As `Platform.start`: returns once logged in; the gateway connects in the background."""
        settings = self._services.settings
        token = settings.discord_token.get_secret_value().strip()
        base = (settings.discord_api_base or DEFAULT_BASE).rstrip("/")
        discord.http.Route.BASE = base
        self._wire = HttpWire(base, token)
        wire = Counting(self._wire, self._services.outbox.budget)
        posting = Posting(wire, Budget(asyncio.get_running_loop().time), self._missing, self._own_id)
        self._replies = Replies(wire, self._patience, self._pause, posting)
        front = Front(self._services, self._replies, posting)
        self._connection = self._connected(front, token, wire)
        await self._connection.open()
        self._posting = posting
        self._sweeper = asyncio.create_task(_sweep(front.servers))

    def _connected(self, front: Front, token: str, wire: Counting) -> Connection | Shards:
        """What hears Discord: one client for all shards, or beside replicas one for each shard that is leased."""
        gateway, firsts = self._services.settings.discord_gateway_url, Firsts()

        def connection(some: Some | None = None) -> Connection:
            return Connection(
                lambda: ReadoutBot(front, firsts, gateway=gateway, pause=self._pause, some=some), token, self._pause
            )

        sessions = self._services.sessions
        if not has_replicas(sessions):
            return connection()
        leases = ShardLeases(sessions, secrets.token_hex(8), self._now)
        return Shards(wire, leases, connection, firsts, self._pause, self._monotonic)

    async def stop(self) -> None:
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)
            self._sweeper = None
        if self._connection is not None:
            await self._connection.close()
        if self._replies is not None:
            await self._replies.drain(DRAIN)
        if self._wire is not None:
            await self._wire.close()
        self._posting = self._wire = None

    def health(self) -> str:
        standing = self._services.outbox.budget.standing(self.name)
        health = self._connection.health() if self._connection is not None else "not started"
        return f"{health}. {standing}" if standing else health

    def render(self, card: Card) -> Sequence[Payload]:
        named = with_discord_names(card)
        return render_plain(named) if named.plain else render(named)

    async def post(self, sending: Sending) -> str:
        with granted():
            return await self._started().post(sending)

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        with granted():
            await self._started().edit(destination, message, payload)

    async def find(self, sending: Sending) -> str | None:
        with granted():
            return await self._started().find(sending)

    async def find_channel(self, server: str, written: str) -> Destination | None:
        """The channel of `server` with this id or name; None where there is none that Readout may post in."""
        bot = self.bot_of(server)
        return None if bot is None else channel_named(bot, server, written)

    async def known_place(self, server: str, channel: str) -> Destination | None:
        """The channel of `server` with this id, whether or not Readout may post in it."""
        bot = self.bot_of(server)
        return None if bot is None else known_channel(bot, server, channel)

    async def lacking(self, place: Destination) -> Sequence[str]:
        """What Readout needs in `place` and is not allowed, as Discord's settings call it."""
        bot = self.bot_of(place.server)
        if bot is None or not place.server:
            return ()
        return missing(bot, place.server, place.channel, threads=place.kind == "threads") or ()

    async def role_names(self, server: str) -> Mapping[str, str]:
        """The roles of `server` that people can be given: their ids, and their names."""
        bot = self.bot_of(server)
        return {} if bot is None else given_roles(bot, server)

    def _started(self) -> Posting:
        if self._posting is None:
            raise Busy(f"Discord is not connected: {self.health()}", NOT_STARTED)
        return self._posting

    def _missing(self, server: str, channel: str, parent: str) -> Sequence[str] | None:
        bot = self.bot_of(server)
        return None if bot is None else missing(bot, server, channel, parent)

    def _own_id(self) -> str:
        return self._connection.own_id if self._connection is not None else ""

    def bot_of(self, server: str) -> ReadoutBot | None:
        """The client that hears of `server`, while it is logged in."""
        return self._connection.bot_of(server) if self._connection is not None else None
