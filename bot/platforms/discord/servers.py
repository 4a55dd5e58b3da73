"""Servers: the table of Discord servers kept in step with those that Readout is on."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.platforms.discord.callers import PLATFORM
from bot.storage.tables import Server

NAME_LIMIT = 100


async def keep_servers(sessions: async_sessionmaker[AsyncSession], named: Mapping[str, str]) -> None:
    """Note new servers and new names, by server id. A server that was left keeps its row: its link is not undone."""
    async with sessions.begin() as session:
        known = {row.server: row for row in await session.scalars(select(Server).where(Server.platform == PLATFORM))}
        for server, name in named.items():
            row = known.get(server)
            if row is None:
                session.add(Server(platform=PLATFORM, server=server, name=name[:NAME_LIMIT]))
            elif row.name != name[:NAME_LIMIT]:
                row.name = name[:NAME_LIMIT]
