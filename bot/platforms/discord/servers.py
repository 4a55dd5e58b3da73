"""Servers: which Discord servers Readout is on, what is said on joining one, and what becomes of one that it left."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import discord
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.cards import Button, ButtonStyle, Card, say
from bot.commands import Services
from bot.delivery.errors import DeliveryError
from bot.platform import Busy, Refused, Sending, Unsure
from bot.platforms.discord.callers import PLATFORM, place
from bot.platforms.discord.naming import with_discord_names
from bot.platforms.discord.posting import Posting
from bot.render.discord import render
from bot.render.translated import card_in
from bot.storage.audit import SYSTEM, audit
from bot.storage.database import insert_new
from bot.storage.tables import Server, Subscription
from bot.storage.turns import takes_up

log = logging.getLogger(__name__)

NAME_LIMIT = 100
GRACE = timedelta(days=7)
"""So long a server that Readout left may take it back and find its schedules as they were."""
LEFT = "Readout is not on that server any more. Invited again within seven days, it goes on by itself."
WELCOME = (
    "Thank you for inviting Readout. It posts news briefs here and answers questions about them; every line shows the "
    "sentence that proves it.\n"
    "Who manages this server chooses channel, time and zone with `setup`, which takes two minutes. `brief` and `ask` "
    "work already, for everybody."
)


class Servers:
    """Keeps the table of servers in step with what the gateway tells, one thing after the other, through restarts."""

    def __init__(self, services: Services, posting: Posting) -> None:
        self._services = services
        self._posting = posting
        self._turn = asyncio.Lock()

    async def settled(self) -> None:
        """Return once what the gateway told so far is noted: the database is closed after that."""
        async with self._turn:
            return

    async def seen(self, named: Mapping[str, str]) -> None:
        """Readout is on these servers, by id. Schedules that had stopped because it was not go on."""
        async with self._turn:
            await self._seen(named)

    async def _seen(self, named: Mapping[str, str]) -> None:
        back = await keep_servers(self._services.sessions, named)
        for server in back:
            await self._go_on(server)

    async def only(self, named: Mapping[str, str], ours: Callable[[str], bool]) -> None:
        """Of the servers that are `ours` to hear of, these are all: from the others it was removed meanwhile."""
        async with self._turn:
            await self._seen(named)
            for server in await _known(self._services.sessions):
                if server not in named and ours(server):
                    await self._left(server)

    async def left(self, server: str) -> None:
        """Its schedules stop now, without another request that Discord would refuse, and end after `GRACE`."""
        async with self._turn:
            await self._left(server)

    async def _left(self, server: str) -> None:
        now = self._services.clock()
        async with self._services.sessions.begin() as session:
            row = await session.get(Server, (PLATFORM, server))
            if row is None:
                row = Server(platform=PLATFORM, server=server, name="")
                session.add(row)
            if row.left is not None:
                return
            row.left = now
            there = (Subscription.platform == PLATFORM, Subscription.server == server)
            stops = update(Subscription).where(*there, Subscription.state.in_(("active", "waiting")))
            await session.execute(stops.values(state="stopped", reason=LEFT))
            audit(session, now, SYSTEM, "server left", row.name or server, server=server)

    async def sweep(self) -> None:
        """End the schedules of servers that were left longer than `GRACE` ago; what was posted there stays."""
        now = self._services.clock()
        for server, name in await _long_left(self._services.sessions, now - GRACE):
            ended = await self._end(server)
            if ended:
                async with self._services.sessions.begin() as session:
                    audit(session, now, SYSTEM, "schedules ended", name or server, server=server, schedules=ended)

    async def welcome(self, guild: discord.Guild) -> None:
        """One message in the system channel, if there is one and it may speak there. It pings and notifies nobody."""
        channel, me = guild.system_channel, guild.me
        if channel is None or me is None:
            return
        held = channel.permissions_for(me)
        if not (held.view_channel and held.send_messages):
            return
        joined = int(me.joined_at.timestamp()) if me.joined_at else 0
        if not await takes_up(self._services.sessions, f"discord/joined/{guild.id}/{joined}"):
            return
        where = place(guild.id, channel, channel.id)
        (payload,) = render(welcome_card(str(guild.preferred_locale)))
        try:
            await self._posting.post(Sending(f"w{guild.id}", where, payload, None))
        except (Refused, Busy, Unsure) as error:
            log.info("The server %s got no welcome: %s", guild.id, error)

    async def _go_on(self, server: str) -> None:
        for row in await self._services.outbox.subscriptions(platform=PLATFORM, server=server):
            if row.state == "stopped" and row.reason == LEFT:
                try:
                    await self._services.outbox.resume(row.id)
                except DeliveryError as error:  # it was changed meanwhile
                    log.info("Schedule %s does not go on: %s", row.id, error)

    async def _end(self, server: str) -> int:
        rows = await self._services.outbox.subscriptions(platform=PLATFORM, server=server)
        for row in rows:
            await self._services.outbox.remove(row.id)
        return len(rows)


def welcome_card(locale: str) -> Card:
    button = Button("Set up", "setup:where:::", ButtonStyle.PRIMARY)
    card = say(WELCOME, title="Readout", buttons=(button,))
    return with_discord_names(card_in(locale, replace(card, private=False, silent=True)), locale)


async def keep_servers(sessions: async_sessionmaker[AsyncSession], named: Mapping[str, str]) -> Collection[str]:
    """Note new servers and new names, by server id; returns those that had been left.

    A server that was left keeps its row: its link is not undone.
    """
    back: list[str] = []
    async with sessions.begin() as session:
        known = {row.server: row for row in await session.scalars(select(Server).where(Server.platform == PLATFORM))}
        new = [server for server in named if server not in known]  # another replica may note them just now
        given = {server: {"platform": PLATFORM, "server": server, "name": named[server][:NAME_LIMIT]} for server in new}
        await insert_new(session, Server, list(given.values()))
        for server, name in named.items():
            row = known.get(server)
            if row is None:
                continue
            row.name = name[:NAME_LIMIT]
            if row.left is not None:
                row.left = None
                back.append(server)
    return back


async def _known(sessions: async_sessionmaker[AsyncSession]) -> list[str]:
    async with sessions() as session:
        here = select(Server.server).where(Server.platform == PLATFORM, Server.left.is_(None))
        return list(await session.scalars(here))


async def _long_left(sessions: async_sessionmaker[AsyncSession], since: datetime) -> list[tuple[str, str]]:
    async with sessions() as session:
        wanted = select(Server.server, Server.name).where(Server.platform == PLATFORM, Server.left < since)
        return [(server, name) for server, name in await session.execute(wanted)]
