"""Installations: the workspaces that installed the app, with their tokens, sealed; and how one ends."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.delivery.leaving import stop_server
from bot.platforms.slack.callers import PLATFORM
from bot.platforms.slack.sealing import Seal, SealError
from bot.platforms.slack.workspace import Workspace, lacking
from bot.storage.database import insert_new
from bot.storage.tables import Installation

LEASE = timedelta(seconds=30)
"""A replica that is getting a new token has so long; Slack is given 10 seconds to answer."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A token, and how it is renewed."""

    token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """One workspace, as it is served."""

    workspace: Workspace
    token: str = field(repr=False)
    expires: datetime | None


class Ended(Exception):
    """The workspace is not served: never installed, removed, or its token cannot be read; `str()` says which."""


class NeverInstalled(Ended):
    """Or deleted, with all that was kept of it."""


class Installations:
    def __init__(self, sessions: async_sessionmaker[AsyncSession], seal: Seal, clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._seal = seal
        self._clock = clock

    async def keep(self, workspace: Workspace, grant: Grant, scopes: Collection[str], by: str) -> None:
        """Note a new installation; one again after a removal takes its place."""
        named = {"team": workspace.team, "name": workspace.name[:100], "bot_user": workspace.bot}
        async with self._sessions.begin() as session:
            await insert_new(session, Installation, [{**named, "scopes": [], "token": "", "installed": self._clock()}])
            row = await session.get_one(Installation, workspace.team, with_for_update=True)
            row.name, row.bot_user = workspace.name[:100], workspace.bot
            row.bot_id, row.bot_name = workspace.bot_id, workspace.bot_name[:100]
            row.scopes, row.installed, row.installed_by = sorted(scopes), self._clock(), by[:60]
            row.ended, row.reason = None, ""
            self._put(row, grant)

    async def of(self, team: str) -> Installed:
        """Raises `Ended`."""
        async with self._sessions() as session:
            row = await session.get(Installation, team)
        if row is None:
            raise NeverInstalled("Readout is not installed in this workspace.")
        if row.ended is not None:
            raise Ended(row.reason)
        who = Workspace(row.team, row.name, row.bot_user, row.bot_name, lacking(row.scopes), row.bot_id)
        return Installed(who, self._open(row.token, row.name), row.expires)

    async def teams(self) -> list[str]:
        """Those that are served."""
        async with self._sessions() as session:
            served = select(Installation.team).where(Installation.ended.is_(None)).order_by(Installation.team)
            return list(await session.scalars(served))

    async def end(self, team: str, reason: str, at: datetime | None = None) -> None:
        """Forget the tokens and stop the schedules there, in one transaction. Any number of times.

        `at` is when it happened, where it is told late: an installation made since then stays.
        """
        async with self._sessions.begin() as session:
            now, row = self._clock(), await session.get(Installation, team)
            if row is not None and at is not None and row.ended is None and row.installed > at:
                return
            served = (Installation.team == team, Installation.ended.is_(None))
            nothing = {"token": "", "refresh_token": "", "expires": None, "ended": now, "reason": reason}
            await session.execute(update(Installation).where(*served).values(**nothing))
            await stop_server(session, now, PLATFORM, team, reason)

    async def reseal(self) -> None:
        """Put every token under the newest key, so that older keys can be dropped. What no key opens is left alone."""
        async with self._sessions.begin() as session:
            for row in await session.scalars(select(Installation).where(Installation.ended.is_(None))):
                try:
                    token = self._seal.renewed(row.token)
                    refresh = self._seal.renewed(row.refresh_token) if row.refresh_token else ""
                except SealError:
                    continue
                row.token, row.refresh_token = token, refresh

    # Renewal

    async def expiring(self, within: timedelta) -> list[str]:
        """Workspaces whose token expires so soon and that nobody is renewing."""
        async with self._sessions() as session:
            return list(await session.scalars(select(Installation.team).where(*self._due(within))))

    async def take(self, team: str, within: timedelta) -> Grant | None:
        """What is to be renewed, for one replica alone; None where there is nothing to do, or another does it."""
        async with self._sessions.begin() as session:
            mine = update(Installation).where(Installation.team == team, *self._due(within))
            taken = await session.execute(mine.values(renewing_until=self._clock() + LEASE))
            assert isinstance(taken, CursorResult)
            if taken.rowcount != 1:
                return None
            row = await session.get_one(Installation, team)
            return Grant("", self._open(row.refresh_token, row.name), row.expires)

    async def renewed(self, team: str, grant: Grant) -> None:
        async with self._sessions.begin() as session:
            row = await session.get(Installation, team)
            if row is not None and row.ended is None:  # it may have been deleted meanwhile
                self._put(row, grant)

    def _due(self, within: timedelta) -> tuple[ColumnElement[bool], ...]:
        now = self._clock()
        free = or_(Installation.renewing_until.is_(None), Installation.renewing_until < now)
        soon = Installation.expires < now + within
        return Installation.ended.is_(None), Installation.refresh_token != "", soon, free

    def _put(self, row: Installation, grant: Grant) -> None:
        row.token = self._seal.close(grant.token)
        row.refresh_token = self._seal.close(grant.refresh_token) if grant.refresh_token else ""
        row.expires, row.renewing_until = grant.expires, None

    def _open(self, sealed: str, name: str) -> str:
        try:
            return self._seal.open(sealed)
        except SealError:
            raise Ended(
                f"The token of {name} was encrypted with a key that TOKEN_KEYS does not hold any more. Add that key "
                "after the newest one and restart, or install Readout there again."
            ) from None
