"""Servers: which newsroom answers on a Discord server or Slack workspace."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.errors import PeopleError, Sessions
from bot.people.lending import forget_lent
from bot.storage.audit import By, audit
from bot.storage.tables import Server


async def unlink(sessions: Sessions, newsroom_id: int, platform: str, server: str, now: datetime, by: By) -> None:
    """Let a server only follow from now on. Raises `PeopleError` where it is not linked to this newsroom."""
    async with sessions.begin() as session:
        row = await session.get(Server, (platform, server)) if server else None
        if row is None or row.newsroom_id != newsroom_id:
            raise PeopleError("Only a server that was linked with `link` can be unlinked; type this there.")
        row.newsroom_id, row.linked = None, None
        await forget_lent(session, platform, server)
        audit(session, now, by, "server unlinked", row.name or server, server=server)


async def link(session: AsyncSession, platform: str, server: str, name: str, newsroom_id: int, now: datetime) -> None:
    if not server:
        raise PeopleError("This code links a server or workspace: type it in one of its channels.")
    row = await session.get(Server, (platform, server))
    if row is None:
        row = Server(platform=platform, server=server, name=name[:100], newsroom_id=None, topic_id=None, linked=None)
        session.add(row)
    if row.newsroom_id not in (None, newsroom_id):
        raise PeopleError(
            "This server is linked to another newsroom; an admin of that one would have to `unlink` it first."
        )
    row.newsroom_id, row.linked = newsroom_id, now
