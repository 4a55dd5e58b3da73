"""States: OAuth's guard against strangers: an installation ends where it began, once, and soon."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import CursorResult, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.storage.tables import InstallState

GOOD_FOR = timedelta(minutes=10)
MOST = 10_000
"""Installations under way at once: asking for one costs a visitor nothing, and the table must not grow for ever."""


class States:
    def __init__(self, sessions: async_sessionmaker[AsyncSession], clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._clock = clock

    async def begin(self, browser: str) -> str | None:
        """A new state for the browser with this cookie; None while too many are under way."""
        state, now = secrets.token_urlsafe(32), self._clock()
        async with self._sessions.begin() as session:
            await session.execute(delete(InstallState).where(InstallState.expires <= now))
            if (await session.scalar(select(func.count()).select_from(InstallState)) or 0) >= MOST:
                return None
            session.add(InstallState(hash=_hash(state), browser=_hash(browser), expires=now + GOOD_FOR))
        return state

    async def use_up(self, state: str, browser: str) -> bool:
        """Whether this state was begun in this browser, lately, and not used yet. One of two at once is told so."""
        mine = (InstallState.hash == _hash(state), InstallState.browser == _hash(browser))
        async with self._sessions.begin() as session:
            gone = await session.execute(delete(InstallState).where(*mine, InstallState.expires > self._clock()))
        assert isinstance(gone, CursorResult)
        return gone.rowcount == 1


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
