"""Trips: SQLite is asked once for a statement, and what is read is all there, and of one moment."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage.database import Database, open_fresh
from bot.storage.tables import Fact
from bot.storage.trips import TAKEN, Connection, connected

MANY = 2 * TAKEN + 7


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = await open_fresh(tmp_path / "trips.sqlite3")
    yield made
    await made.close()


async def fill(database: Database, count: int = MANY) -> None:
    async with database.sessions.begin() as session:
        session.add_all(Fact(name=f"{number:05}", value="old") for number in range(count))


async def test_every_row_comes(database: Database) -> None:
    """More rows than come along with the statement are all read, in their order."""
    await fill(database)
    async with database.sessions() as session:
        found = (await session.scalars(select(Fact.name).order_by(Fact.name))).all()
    assert found == [f"{number:05}" for number in range(MANY)]


async def test_a_stream_comes_piece_by_piece(database: Database) -> None:
    """A table that is copied does not stand in memory at once, and one that is left early harms nothing."""
    await fill(database)
    async with database.engine.connect() as connection:
        rows = await connection.stream(text("SELECT name FROM facts ORDER BY name"))
        first = await rows.fetchmany(3)
        await rows.close()
        rest = [row.name async for row in await connection.stream(text("SELECT name FROM facts ORDER BY name"))]
    assert [row.name for row in first] == ["00000", "00001", "00002"]
    assert len(rest) == MANY


async def test_one_reading_is_of_one_moment(database: Database) -> None:
    """What is written meanwhile is not seen by a reading that has begun, and is by the next one."""
    await fill(database, 2)
    async with database.sessions() as reading:
        before = (await reading.scalars(select(Fact.value))).all()
        async with database.sessions.begin() as writing:
            await writing.execute(text("UPDATE facts SET value = 'new'"))
        assert (await reading.scalars(select(Fact.value))).all() == before == ["old", "old"]
    async with database.sessions() as reading:
        assert (await reading.scalars(select(Fact.value))).all() == ["new", "new"]


async def test_a_reading_that_failed_leaves_a_clean_connection(database: Database) -> None:
    """A statement that is refused says why, and the connection serves whoever comes next."""
    await fill(database, 1)
    for _ in range(3):
        async with database.sessions() as session:
            with pytest.raises(OperationalError, match="no such table: void"):
                await session.execute(text("SELECT * FROM void"))
        async with database.sessions() as session:
            assert (await session.scalars(select(Fact.value))).all() == ["old"]


async def test_a_write_that_clashes_is_undone(database: Database) -> None:
    """Of a transaction that fails on its way nothing stays."""

    async def clash() -> None:
        async with database.sessions.begin() as session:
            await session.execute(text("INSERT INTO facts (name, value) VALUES ('a', '1')"))
            await session.execute(text("INSERT INTO facts (name, value) VALUES ('a', '2')"))

    with pytest.raises(IntegrityError):
        await clash()
    async with database.sessions() as session:
        assert (await session.scalars(select(Fact.name))).all() == []


async def test_a_write_tells_how_many_rows_it_met(database: Database) -> None:
    """Also where it returns them, and more than come along at once."""
    await fill(database)
    async with database.sessions.begin() as session:
        changed: Any = await session.execute(text("UPDATE facts SET value = 'new'"))
        returned: Any = await session.execute(text("UPDATE facts SET value = 'newer' RETURNING name"))
        assert changed.rowcount == len(returned.all()) == MANY


async def test_one_trip_for_a_statement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading twice in one transaction goes to the thread twice, and its end is not waited for."""
    trips: list[str] = []
    go = Connection.go

    async def counted(connection: Connection, work: Any) -> None:
        trips.append("there and back")
        await go(connection, work)

    monkeypatch.setattr(Connection, "go", counted)
    connection = connected(str(tmp_path / "trips.sqlite3"), isolation_level=None)
    await connection
    cursor = connection.cursor()
    await cursor.execute("BEGIN DEFERRED")
    for _ in range(2):
        await cursor.execute("SELECT 1")
        assert await cursor.fetchall() == [(1,)]
        await cursor.close()
    inside = [connection.in_transaction]
    for _ in range(2):
        await connection.rollback()
    assert len(trips) == 2
    await cursor.execute("SELECT 1")
    inside.append(connection.in_transaction)
    await connection.close()
    assert inside == [True, False]


async def test_a_connection_that_was_lost_is_closed(tmp_path: Path) -> None:
    """A task that is cancelled while the pool opens one leaves it to nobody; its thread ends, without a warning."""
    lost = await connected(str(tmp_path / "lost.sqlite3"))
    thread = lost._thread
    del lost
    gc.collect()
    await asyncio.to_thread(thread.join, 30)
    assert not thread.is_alive()


def test_a_loop_that_is_closed_leaves_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that is still at work when its event loop ends, because its task was cancelled, ends unheard."""
    heard: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", heard.append)
    begun, done = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        done.wait(30)

    async def ask() -> Connection:
        connection = connected(str(tmp_path / "trips.sqlite3"))
        await connection
        asking = asyncio.create_task(connection.go(work))
        await asyncio.to_thread(begun.wait, 30)
        asking.cancel()
        return connection

    connection = asyncio.run(ask())
    done.set()
    connection._thread.join(30)
    assert not connection._thread.is_alive()
    assert heard == []
