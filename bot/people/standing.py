"""Standing: who somebody on a platform is to the newsroom, and so what they may do where they typed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, String, bindparam, func, literal, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.errors import Sessions
from bot.people.lending import lent_to
from bot.roles import Role
from bot.storage.audit import SYSTEM, audit
from bot.storage.tables import Account, Newsroom, PersonRow, Server


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do where they typed."""

    role: Role
    newsroom_id: int
    """0 while there is no newsroom at all."""
    linked: bool
    person_id: int | None = None


async def recognise(sessions: Sessions, platform: str, user: str, server: str, held: Collection[str] = ()) -> Standing:
    """Who `user` is. A role counts only where the newsroom answers: on its servers, its page and in direct messages.

    `held` are the roles that the platform says they hold on the server, some of which may give a role here.
    """
    async with sessions() as session:
        given = {"platform": platform, "user": user, "server": server}
        known = (await session.execute(_known(), given)).one()
        home = known.first if platform == "local" else known.home
        if home is None and not server:
            home = known.newsroom_id
        linked = home is not None
        belongs = known.person_id is not None and linked and known.newsroom_id == home
        role = Role(known.role) if belongs else Role.READER
        if held and linked:
            role = max(role, await lent_to(session, platform, server, held))
        return Standing(role, home or known.first or 0, linked, known.person_id if belongs else None)


@cache
def _known() -> Select[tuple[int | None, int | None, int | None, int | None, int | None]]:
    """Everything about who asks and where, in one statement: it is asked before every reply."""
    platform, user, server = (bindparam(name, type_=String) for name in ("platform", "user", "server"))
    row = select(literal(1)).subquery()
    person = (
        select(PersonRow.id, PersonRow.newsroom_id, PersonRow.role)
        .join(Account, Account.person_id == PersonRow.id)
        .where(Account.platform == platform, Account.user == user)
        .subquery()
    )
    home = select(Server.newsroom_id).where(Server.platform == platform, Server.server == server)
    return select(
        home.scalar_subquery().label("home"),
        select(func.min(Newsroom.id)).scalar_subquery().label("first"),
        person.c.id.label("person_id"),
        person.c.newsroom_id,
        person.c.role,
    ).select_from(row.outerjoin(person, true()))


async def ensure_person(
    sessions: Sessions, newsroom_id: int, platform: str, user: str, name: str, now: datetime
) -> int | None:
    """Who works by a server's role is somebody to the newsroom too: what they did has their name, and nobody approves
    their own text. None for somebody of another newsroom."""
    async with sessions.begin() as session:
        known = await person_of(session, platform, user)
        if known is not None:
            return known.id if known.newsroom_id == newsroom_id else None
        return await enrol(session, newsroom_id, platform, user, name, Role.READER, now)


async def ensure_admin(sessions: Sessions, newsroom_id: int, platform: str, user: str, name: str, now: datetime) -> int:
    """The one admin of this name whom the machine itself vouches for, known from now on by this account as well."""
    async with sessions.begin() as session:
        known = await person_of(session, platform, user)
        if known is not None and known.newsroom_id == newsroom_id:
            return known.id
        same = await session.scalar(
            select(PersonRow.id)
            .join(Account, Account.person_id == PersonRow.id)
            .where(
                PersonRow.newsroom_id == newsroom_id,
                PersonRow.name == name,
                PersonRow.role == Role.ADMIN,
                Account.platform == platform,
            )
        )
        if same is not None:
            await session.merge(Account(platform=platform, user=user, person_id=same))
            return same
        person_id = await enrol(session, newsroom_id, platform, user, name, Role.ADMIN, now)
        audit(session, now, SYSTEM, "admin by address", name)
        return person_id


async def publishers(session: AsyncSession, newsroom_id: int) -> int:
    """How many people may approve."""
    count = await session.scalar(
        select(func.count())
        .select_from(PersonRow)
        .where(PersonRow.newsroom_id == newsroom_id, PersonRow.role >= Role.PUBLISHER)
    )
    return count or 0


async def person_of(session: AsyncSession, platform: str, user: str) -> PersonRow | None:
    found: PersonRow | None = await session.scalar(
        select(PersonRow)
        .join(Account, Account.person_id == PersonRow.id)
        .where(Account.platform == platform, Account.user == user)
    )
    return found


async def enrol(
    session: AsyncSession, newsroom_id: int, platform: str, user: str, name: str, role: Role, now: datetime
) -> int:
    person = PersonRow(newsroom_id=newsroom_id, name=name[:100], role=int(role), made=now)
    session.add(person)
    await session.flush()
    await session.merge(Account(platform=platform, user=user, person_id=person.id))
    return person.id
