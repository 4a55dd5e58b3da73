"""Codes: one use each, kept as hashes; they link servers, give roles and join accounts."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.errors import PeopleError, Sessions
from bot.people.servers import link
from bot.people.standing import enrol, person_of
from bot.roles import Role
from bot.storage.audit import By, audit
from bot.storage.tables import Account, Code, Newsroom, PersonRow

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""No I, L, O, U, 0 or 1, which people mistype; twelve of them are 58 bits, beyond guessing in a chat."""
LASTS = timedelta(days=7)
ANOTHER = "An admin makes another with `code`."
DESK = "desk"
"""The purpose of a code that opens the desk in a browser."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a code did."""

    purpose: str
    newsroom: str
    role: Role
    server_linked: bool


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
            await link(session, platform, server, server_name, row.newsroom_id, now)
        role = await _grant(session, row, platform, user, name, now)
        by = By(name, platform)
        audit(session, now, by, "code used", row.purpose, role=role.label, server=server if linked else "")
        return Used(row.purpose, newsroom.name, role, linked)


async def spend_code(sessions: Sessions, code: str, purpose: str, now: datetime) -> int:
    """Use up a code made for `purpose` and return its newsroom. Raises `PeopleError`."""
    async with sessions.begin() as session:
        return (await _spend(session, code, (purpose,), now)).newsroom_id


async def enter(sessions: Sessions, code: str, now: datetime, user: str) -> str:
    """Use up a code for the desk: from now on the browser `user` is the code's person. Returns that person's name.

    Raises `PeopleError` where the code does nothing, or where its person has lost the role meanwhile.
    """
    async with sessions.begin() as session:
        row = await _spend(session, code, (DESK,), now)
        owner = await session.get(PersonRow, row.person_id) if row.person_id is not None else None
        if owner is None or owner.role < Role.EDITOR:
            raise PeopleError("This link's person edits here no more. An admin gives a role with `code editor`.")
        await session.merge(Account(platform="local", user=user, person_id=owner.id))
        audit(session, now, By(owner.name, "local", owner.id), "desk entered", owner.name)
        return owner.name


async def purpose_of(sessions: Sessions, code: str) -> str:
    """What a code was made for, used or not; empty where there is no such code. Uses nothing up."""
    async with sessions() as session:
        row = await session.get(Code, _hash(code))
        return row.purpose if row is not None else ""


async def _spend(session: AsyncSession, code: str, purposes: tuple[str, ...], now: datetime) -> Code:
    """Mark a code as used, in one statement, so that two who type it at once cannot both have it."""
    digest = _hash(code)
    what, another = ("link", "Type `desk` for a new one.") if DESK in purposes else ("code", ANOTHER)
    row = await session.get(Code, digest)
    if row is None or row.purpose not in purposes:
        if DESK in purposes:
            raise PeopleError(f"This link is not known; perhaps it was cut off. {another}")
        raise PeopleError("This code is not known. Check it against the one you were given: 12 letters and digits.")
    if row.used is not None:
        raise PeopleError(f"This {what} was used already; each works once. {another}")
    if row.expires is not None and row.expires <= now:
        raise PeopleError(f"This {what} has run out. {another}")
    taken = await session.execute(
        update(Code).where(Code.hash == digest, Code.used.is_(None)).values(used=now).returning(Code.hash)
    )
    if taken.scalar_one_or_none() is None:
        raise PeopleError(f"This {what} was used a moment ago; each works once. {another}")
    return row


async def _grant(session: AsyncSession, code: Code, platform: str, user: str, name: str, now: datetime) -> Role:
    """Give the account the code's role, never a lower one than it has; or join it to the code's person."""
    known = await person_of(session, platform, user)
    if code.person_id is not None:
        owner = await session.get_one(PersonRow, code.person_id)
        await session.merge(Account(platform=platform, user=user, person_id=owner.id))
        if known is not None and known.id != owner.id:
            await _become_one(session, owner, known)
        return Role(owner.role)
    if known is not None and known.newsroom_id == code.newsroom_id:
        known.role = max(known.role, code.role)
        return Role(known.role)
    await enrol(session, code.newsroom_id, platform, user, name, Role(code.role), now)
    return Role(code.role)


async def _become_one(session: AsyncSession, owner: PersonRow, other: PersonRow) -> None:
    """Whoever was two people holds the higher role; the one without an account left counts as nobody any more."""
    await session.flush()
    if other.newsroom_id == owner.newsroom_id:
        owner.role = max(owner.role, other.role)
    if await session.scalar(select(Account.user).where(Account.person_id == other.id).limit(1)) is None:
        other.role = int(Role.READER)


def _hash(code: str) -> str:
    letters = "".join(c for c in code.upper() if c.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
