"""People: who somebody on a platform is to the newsroom, and the one-use codes that make them so."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.roles import Role
from bot.storage.audit import SYSTEM, By, audit
from bot.storage.tables import Account, Code, Newsroom, PersonRow, Server

Sessions = async_sessionmaker[AsyncSession]

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""No I, L, O, U, 0 or 1, which people mistype; twelve of them are 58 bits, beyond guessing in a chat."""
LASTS = timedelta(days=7)


class PeopleError(Exception):
    """A code or a role that cannot be used; `str()` is a sentence for who asked."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do where they typed."""

    role: Role
    newsroom_id: int
    """0 while there is no newsroom at all."""
    linked: bool
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the newsroom."""

    person_id: int
    name: str
    role: Role
    accounts: tuple[str, ...]
    """The platforms they are known on."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a code did."""

    purpose: str
    newsroom: str
    role: Role
    server_linked: bool


async def recognise(sessions: Sessions, platform: str, user: str, server: str) -> Standing:
    """Who `user` is. A role counts only where the newsroom answers: on its servers, its page and in direct messages."""
    async with sessions() as session:
        person = await _person(session, platform, user)
        home = await _home(session, platform, server)
        if home is None and not server and person is not None:
            home = person.newsroom_id
        linked = home is not None
        if home is None:
            home = await session.scalar(select(func.min(Newsroom.id))) or 0
        belongs = person is not None and linked and person.newsroom_id == home
        role = Role(person.role) if person is not None and belongs else Role.READER
        return Standing(role, home, linked, person.id if person is not None and belongs else None)


async def ensure_admin(sessions: Sessions, newsroom_id: int, platform: str, user: str, name: str, now: datetime) -> int:
    """The one admin of this name whom the machine itself vouches for, known from now on by this account as well."""
    async with sessions.begin() as session:
        known = await _person(session, platform, user)
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
        person_id = await _enrol(session, newsroom_id, platform, user, name, Role.ADMIN, now)
        audit(session, now, SYSTEM, "admin by address", name)
        return person_id


async def make_code(
    sessions: Sessions,
    newsroom_id: int,
    purpose: str,
    role: Role,
    now: datetime,
    by: By,
    *,
    person_id: int | None = None,
    lasts: timedelta | None = LASTS,
    draw: Callable[[str], str] = secrets.choice,
) -> str:
    """A new one-use code, returned this once; only its hash is kept.

    `purpose` is “server” (links a server and gives its user `role`), “person” (gives a role, or with `person_id`
    joins another account to that person) or any other word for the caller's own use.
    """
    letters = "".join(draw(LETTERS) for _ in range(12))
    async with sessions.begin() as session:
        session.add(
            Code(
                hash=_hash(letters),
                newsroom_id=newsroom_id,
                purpose=purpose,
                role=int(role),
                person_id=person_id,
                made=now,
                expires=now + lasts if lasts is not None else None,
                used=None,
            )
        )
        audit(session, now, by, "code made", purpose, role=role.label)
    return "-".join((letters[:4], letters[4:8], letters[8:]))


async def use_code(
    sessions: Sessions,
    code: str,
    now: datetime,
    *,
    platform: str,
    user: str,
    name: str,
    server: str = "",
    server_name: str = "",
) -> Used:
    """Use a code up for a person or a server. Raises `PeopleError` where it does nothing here, and keeps it then."""
    async with sessions.begin() as session:
        row = await _spend(session, code, ("server", "person"), now)
        newsroom = await session.get_one(Newsroom, row.newsroom_id)
        linked = row.purpose == "server"
        if linked:
            await _link(session, platform, server, server_name, row.newsroom_id, now)
        role = await _grant(session, row, platform, user, name, now)
        by = By(name, platform)
        audit(session, now, by, "code used", row.purpose, role=role.label, server=server if linked else "")
        return Used(row.purpose, newsroom.name, role, linked)


async def spend_code(sessions: Sessions, code: str, purpose: str, now: datetime) -> int:
    """Use up a code made for `purpose` and return its newsroom. Raises `PeopleError`."""
    async with sessions.begin() as session:
        return (await _spend(session, code, (purpose,), now)).newsroom_id


async def unlink(sessions: Sessions, newsroom_id: int, platform: str, server: str, now: datetime, by: By) -> None:
    """Let a server only follow from now on. Raises `PeopleError` where it is not linked to this newsroom."""
    async with sessions.begin() as session:
        row = await session.get(Server, (platform, server)) if server else None
        if row is None or row.newsroom_id != newsroom_id:
            raise PeopleError("Only a server that was linked with `link` can be unlinked; type this there.")
        row.newsroom_id, row.linked = None, None
        audit(session, now, by, "server unlinked", row.name or server, server=server)


async def purpose_of(sessions: Sessions, code: str) -> str:
    """What a code was made for, used or not; empty where there is no such code. Uses nothing up."""
    async with sessions() as session:
        row = await session.get(Code, _hash(code))
        return row.purpose if row is not None else ""


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
    return [Member(p.id, p.name, Role(p.role), tuple(sorted(known.get(p.id, ())))) for p in people]


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


async def publishers(session: AsyncSession, newsroom_id: int) -> int:
    """How many people may approve."""
    count = await session.scalar(
        select(func.count())
        .select_from(PersonRow)
        .where(PersonRow.newsroom_id == newsroom_id, PersonRow.role >= Role.PUBLISHER)
    )
    return count or 0


async def _admins(session: AsyncSession, newsroom_id: int) -> int:
    count = await session.scalar(
        select(func.count())
        .select_from(PersonRow)
        .where(PersonRow.newsroom_id == newsroom_id, PersonRow.role == Role.ADMIN)
    )
    return count or 0


async def _person(session: AsyncSession, platform: str, user: str) -> PersonRow | None:
    found: PersonRow | None = await session.scalar(
        select(PersonRow)
        .join(Account, Account.person_id == PersonRow.id)
        .where(Account.platform == platform, Account.user == user)
    )
    return found


async def _home(session: AsyncSession, platform: str, server: str) -> int | None:
    """The newsroom that answers on this server; the chat page is the first newsroom's own."""
    if platform == "local":
        return await session.scalar(select(func.min(Newsroom.id)))
    row = await session.get(Server, (platform, server)) if server else None
    return row.newsroom_id if row else None


async def _enrol(
    session: AsyncSession, newsroom_id: int, platform: str, user: str, name: str, role: Role, now: datetime
) -> int:
    person = PersonRow(newsroom_id=newsroom_id, name=name[:100], role=int(role), made=now)
    session.add(person)
    await session.flush()
    await session.merge(Account(platform=platform, user=user, person_id=person.id))
    return person.id


async def _spend(session: AsyncSession, code: str, purposes: tuple[str, ...], now: datetime) -> Code:
    """Mark a code as used, in one statement, so that two who type it at once cannot both have it."""
    digest = _hash(code)
    row = await session.get(Code, digest)
    if row is None or row.purpose not in purposes:
        raise PeopleError("This code is not known. Check it against the one you were given: 12 letters and digits.")
    if row.used is not None:
        raise PeopleError("This code was used already; each works once. An admin makes another with `code`.")
    if row.expires is not None and row.expires <= now:
        raise PeopleError("This code has run out. An admin makes another with `code`.")
    taken = await session.execute(
        update(Code).where(Code.hash == digest, Code.used.is_(None)).values(used=now).returning(Code.hash)
    )
    if taken.scalar_one_or_none() is None:
        raise PeopleError("This code was used a moment ago; each works once. An admin makes another with `code`.")
    return row


async def _link(session: AsyncSession, platform: str, server: str, name: str, newsroom_id: int, now: datetime) -> None:
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


async def _grant(session: AsyncSession, code: Code, platform: str, user: str, name: str, now: datetime) -> Role:
    """Give the account the code's role, never a lower one than it has; or join it to the code's person."""
    known = await _person(session, platform, user)
    if code.person_id is not None:
        owner = await session.get_one(PersonRow, code.person_id)
        await session.merge(Account(platform=platform, user=user, person_id=owner.id))
        return Role(owner.role)
    if known is not None and known.newsroom_id == code.newsroom_id:
        known.role = max(known.role, code.role)
        return Role(known.role)
    await _enrol(session, code.newsroom_id, platform, user, name, Role(code.role), now)
    return Role(code.role)


def _hash(code: str) -> str:
    letters = "".join(c for c in code.upper() if c.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
