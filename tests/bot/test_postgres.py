"""PostgreSQL: which connections are asked before they are used, shown on a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.postgres import TRUSTED, open_engine
from tests.fakes.postgres import Postgres

BACKEND = text("SELECT pg_backend_pid()")


class Monotonic:
    """A clock that stands until it is told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def engine(server: Postgres, clock: Monotonic) -> AsyncIterator[AsyncEngine]:
    opened = open_engine(make_url(server.url()).set(drivername="postgresql+psycopg"), clock)
    try:
        yield opened
    finally:
        await opened.dispose()


async def backend(opened: AsyncEngine) -> int:
    async with opened.connect() as connection:
        return int((await connection.execute(BACKEND)).scalar_one())


def cut(server: Postgres, process: int) -> None:
    """As an administrator, a firewall or a restart cuts a connection that nobody is using."""
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 5000)", [process])


@pytest.fixture
def clock() -> Monotonic:
    return Monotonic()


async def test_a_connection_that_was_cut_while_idle_is_replaced(postgres_server: Postgres, clock: Monotonic) -> None:
    """Whoever asks next notices nothing."""
    async with engine(postgres_server, clock) as opened:
        first = await backend(opened)
        cut(postgres_server, first)
        clock.now += TRUSTED
        assert await backend(opened) != first


async def test_a_connection_that_answered_a_moment_ago_is_not_asked(
    postgres_server: Postgres, clock: Monotonic
) -> None:
    """It costs no way there and back; one that was cut in that moment fails once and is replaced then."""
    async with engine(postgres_server, clock) as opened:
        first = await backend(opened)
        assert await backend(opened) == first
        cut(postgres_server, first)
        clock.now += TRUSTED / 2
        with pytest.raises(OperationalError):
            await backend(opened)
        assert await backend(opened) != first


async def test_the_connection_used_last_is_used_next(postgres_server: Postgres, clock: Monotonic) -> None:
    """So that the one which the tick uses each second stays trusted while others stand idle."""
    async with engine(postgres_server, clock) as opened:
        async with opened.connect() as kept:
            await kept.execute(BACKEND)
            latest = await backend(opened)
            await kept.rollback()
        async with opened.connect() as again:
            assert (await again.execute(BACKEND)).scalar_one() != latest
