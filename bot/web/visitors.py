"""Visitors: who looks at the chat page. A cookie names them; the database knows only its hash."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from aiohttp.web import Request, StreamResponse
from sqlalchemy import Select, bindparam, select

from bot.commands import Caller, Services
from bot.people import recognise
from bot.platform import Destination
from bot.roles import Role
from bot.storage.tables import Account, PersonRow
from bot.web.address import Address

COOKIE = "readout"
READS = timedelta(days=365)
EDITS = timedelta(days=30)
"""After this a log-in has to be renewed."""
LOCAL_ADMIN = "Local admin"
READER = "Visitor"


@dataclass(frozen=True, slots=True)
class Visitor:
    """`user` is what other rooms know of the visitor: a hash of the cookie, so that no table can be turned into one."""

    token: str
    user: str
    known: bool
    """Came with a cookie of ours."""
    private: bool
    """The page can be reached from this machine only, so its visitor is the admin."""

    @property
    def room(self) -> str:
        return f"@{self.user}"


def visitor_of(request: Request, address: Address, now: datetime) -> Visitor:
    token = request.cookies.get(COOKIE, "")
    known = _lasts(token, now)
    token = token if known else new_token(now, READS)
    return Visitor(token, user_of(token), known, address.is_private(request))


def new_token(now: datetime, lasts: timedelta) -> str:
    """The end is part of what is hashed, so a cookie cannot be made to last longer."""
    return f"{int((now + lasts).timestamp())}.{secrets.token_urlsafe(32)}"


def user_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def remember(response: StreamResponse, token: str, address: Address, now: datetime) -> None:
    """Give the visitor the cookie. Scripts cannot read it, and other sites' forms do not carry it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=max(0, int(token.partition(".")[0]) - int(now.timestamp())),
        path=address.root or "/",
        httponly=True,
        samesite="Lax",
        secure=address.encrypted,
    )


async def role_of(services: Services, visitor: Visitor) -> Role:
    if visitor.private:
        return Role.ADMIN
    return (await recognise(services.sessions, "local", visitor.user, "")).role


async def caller_of(services: Services, visitor: Visitor, room: str, zone: str) -> Caller:
    """The visitor as commands know them, asking in `room`; a zone that is none is left out."""
    return Caller(
        platform="local",
        user=visitor.user,
        name=LOCAL_ADMIN if visitor.private else await _name(services, visitor.user),
        place=place_of(room),
        zone=zone if zone in _zones() else None,
        local_admin=visitor.private,
    )


def place_of(room: str) -> Destination:
    if room.startswith("@"):
        return Destination("local", "", room.removeprefix("@"), "direct", "Direct messages")
    return Destination("local", "", room, "channel", f"#{room}")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # reads a folder of 600 files


async def _name(services: Services, user: str) -> str:
    async with services.sessions() as session:
        name: str | None = await session.scalar(_names(), {"user": user})
    return name or READER


@cache  # every page asks
def _names() -> Select[str]:
    """Takes `user`."""
    mine = (Account.platform == "local", Account.user == bindparam("user"))
    return select(PersonRow.name).join(Account, Account.person_id == PersonRow.id).where(*mine)


def _lasts(token: str, now: datetime) -> bool:
    end, _, secret = token.partition(".")
    return len(end) <= 12 and end.isdecimal() and len(secret) >= 32 and int(end) > now.timestamp()
