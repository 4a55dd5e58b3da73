"""Lending: a linked server's own roles make their holders editor, publisher or admin there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.errors import PeopleError, Sessions
from bot.roles import Role
from bot.storage.audit import By, audit
from bot.storage.tables import Server, ServerRole


@dataclass(frozen=True, slots=True)
class Lent:
    """One role of a server and what it makes its holders."""

    role_id: str
    name: str
    role: Role


async def lend(
    sessions: Sessions,
    newsroom_id: int,
    platform: str,
    server: str,
    role: Role,
    chosen: Mapping[str, str],
    now: datetime,
    by: By,
) -> None:
    """From now on exactly the `chosen` roles (platform's id to name) give `role` on this server.

    A role that gave another one before gives this one instead. Raises `PeopleError` where the server only follows.
    """
    async with sessions.begin() as session:
        row = await session.get(Server, (platform, server)) if server else None
        if row is None or row.newsroom_id != newsroom_id:
            raise PeopleError("Only a linked server gives roles in the newsroom: use a code with `link` first.")
        here = (ServerRole.platform == platform, ServerRole.server == server)
        await session.execute(delete(ServerRole).where(*here, ServerRole.role == int(role)))
        for role_id, name in chosen.items():
            given = ServerRole(platform=platform, server=server, role_id=role_id, role=int(role), name=name[:100])
            await session.merge(given)
        audit(session, now, by, "server roles", row.name or server, role=role.label, roles=list(chosen.values()))


async def lent_on(sessions: Sessions, platform: str, server: str) -> Sequence[Lent]:
    """What a server's roles give there, the highest first."""
    here = (ServerRole.platform == platform, ServerRole.server == server)
    async with sessions() as session:
        rows = await session.scalars(select(ServerRole).where(*here).order_by(ServerRole.role.desc(), ServerRole.name))
        return [Lent(row.role_id, row.name, Role(row.role)) for row in rows]


async def lent_to(session: AsyncSession, platform: str, server: str, held: Collection[str]) -> Role:
    """The highest that these roles of a linked server give."""
    highest = select(func.max(ServerRole.role)).where(
        ServerRole.platform == platform, ServerRole.server == server, ServerRole.role_id.in_(held)
    )
    return Role(await session.scalar(highest) or Role.READER)


async def forget_lent(session: AsyncSession, platform: str, server: str) -> None:
    """A server that is linked no more gives nothing; linked again, it starts anew."""
    here = (ServerRole.platform == platform, ServerRole.server == server)
    await session.execute(delete(ServerRole).where(*here))
