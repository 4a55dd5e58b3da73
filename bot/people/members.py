"""Members: the people of a newsroom and their roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.errors import PeopleError, Sessions
from bot.roles import Role
from bot.storage.audit import By, audit
from bot.storage.tables import Account, PersonRow


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the newsroom."""

    person_id: int
    name: str
    role: Role
    accounts: tuple[str, ...]
    """The platforms they are known on."""


async def members(sessions: Sessions, newsroom_id: int) -> Sequence[Member]:
    """The newsroom's people, highest role first."""
    async with sessions() as session:
        people = (
            await session.scalars(
                select(PersonRow)
                .where(PersonRow.newsroom_id == newsroom_id)
                .order_by(PersonRow.role.desc(), PersonRow.name)
            )
        ).all()
        accounts = (
            await session.execute(
                select(Account.person_id, Account.platform).where(
                    Account.person_id.in_([person.id for person in people])
                )
            )
        ).all()
    known: dict[int, list[str]] = {}
    for person_id, platform in accounts:
        known.setdefault(person_id, []).append(platform)
    people = [person for person in people if person.role > Role.READER or person.id in known]
    return [Member(p.id, p.name, Role(p.role), tuple(sorted(set(known.get(p.id, ()))))) for p in people]


async def newsroom_of(sessions: Sessions, person_id: int) -> int | None:
    """The newsroom that somebody belongs to, or None where there is nobody such."""
    async with sessions() as session:
        return await session.scalar(select(PersonRow.newsroom_id).where(PersonRow.id == person_id))


async def change_role(sessions: Sessions, newsroom_id: int, person_id: int, role: Role, now: datetime, by: By) -> None:
    """Give somebody of the newsroom another role. Raises `PeopleError`; the last admin stays one."""
    async with sessions.begin() as session:
        person = await session.get(PersonRow, person_id)
        if person is None or person.newsroom_id != newsroom_id:
            raise PeopleError("There is nobody like that in this newsroom. `people-roles` lists who is.")
        if person.role == Role.ADMIN and role < Role.ADMIN and await _admins(session, newsroom_id) == 1:
            raise PeopleError(
                f"{person.name} is the only admin, so nobody could undo this. Make another one first: `code admin`."
            )
        audit(session, now, by, "role changed", person.name, before=Role(person.role).label, after=role.label)
        person.role = int(role)


async def _admins(session: AsyncSession, newsroom_id: int) -> int:
    count = await session.scalar(
        select(func.count())
        .select_from(PersonRow)
        .where(PersonRow.newsroom_id == newsroom_id, PersonRow.role == Role.ADMIN)
    )
    return count or 0
