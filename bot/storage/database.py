"""Database: SQLite in the data folder or PostgreSQL by URL, migrated and ready, or a sentence why it is not.

Write inside `async with sessions.begin() as session`; read inside `async with sessions() as session`. On SQLite the
first takes the one writer's place at once (`BEGIN IMMEDIATE`), so that nothing read there is stale when it is written,
and must not be nested; the second never waits. What reads in the second and then writes is refused with a sentence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, CursorResult, Select, Table, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker

from bot.settings import Settings
from bot.storage import postgres
from bot.storage.migrations import NewerDatabase, upgrade
from bot.storage.sqlite import SqliteSession, hold, open_engines
from bot.storage.tables import Base

Sessions = async_sessionmaker[AsyncSession]
FILE = "readout.sqlite3"
BUSY_SECONDS = 30.0
"""How long a write waits for another one on SQLite."""
NEXT_STEP = "Make it writable for this user, or name another folder in DATA_DIR."


class StorageError(Exception):
    """The database cannot be used; `str()` says why and what to do, without any password."""


@dataclass(frozen=True, slots=True)
class Database:
    engine: AsyncEngine
    writer: AsyncEngine
    """The same engine, except on SQLite, where writing has one connection of its own."""
    sessions: Sessions
    lock: sqlite3.Connection | None = None

    @property
    def alone(self) -> bool:
        """No other Readout can use this database while this one runs."""
        return self.lock is not None

    async def close(self) -> None:
        await self.writer.dispose()
        await self.engine.dispose()
        if self.lock is not None:
            self.lock.close()


async def open_database(settings: Settings, *, alone: bool = True) -> Database:
    """The database of `settings`, migrated. With `alone`, no other Readout may use the same SQLite file.

    Raises `StorageError`.
    """
    return await open_at(database_url(settings), alone=alone)


async def open_at(url: URL, *, alone: bool = True) -> Database:
    """As `open_database`, for an address as `read_address` gives it. Raises `StorageError`."""
    lock = claim_file(Path(str(url.database)), alone) if url.get_backend_name() == "sqlite" else None
    try:
        database = connect(url, lock)
        await _migrate(database, url)
    except StorageError:
        if lock is not None:
            lock.close()
        raise
    return database


async def open_fresh(path: Path) -> Database:
    """An empty SQLite database for tests, made from the tables' metadata without the migrations."""
    database = connect(URL.create("sqlite+aiosqlite", database=str(path)))
    async with database.writer.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    return database


def connect(url: URL, lock: sqlite3.Connection | None = None) -> Database:
    """Engines and sessions for a database that is ready. Raises `StorageError` where PostgreSQL's driver is missing."""
    if url.get_backend_name() == "sqlite":
        engine, writer = open_engines(url, BUSY_SECONDS)
        sessions = async_sessionmaker(
            engine, expire_on_commit=False, sync_session_class=SqliteSession, writer=writer.sync_engine
        )
        return Database(engine, writer, sessions, lock)
    engine = _postgres(url)
    return Database(engine, engine, async_sessionmaker(engine, expire_on_commit=False), lock)


def database_url(settings: Settings) -> URL:
    """Where the database is, with the driver that this project uses. Raises `StorageError`."""
    given = settings.database_url.get_secret_value()
    return read_address(given) if given else file_address(settings.data_dir / FILE)


def file_address(path: Path) -> URL:
    return URL.create("sqlite+aiosqlite", database=str(path.absolute()))


def read_address(given: str) -> URL:
    """An address as people write it, with the driver that this project uses. Raises `StorageError`."""
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise StorageError(
            "DATABASE_URL is not an address. Write one like postgresql://user:password@host/name, "
            "or leave it empty for SQLite in DATA_DIR."
        ) from None
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return file_address(Path(url.database))
    raise StorageError(
        f"DATABASE_URL names “{url.drivername}”, which Readout does not speak. "
        "Write postgresql://user:password@host/name, or leave it empty for SQLite in DATA_DIR."
    )


@asynccontextmanager
async def glance(sessions: Sessions) -> AsyncIterator[AsyncSession]:
    """To ask one question that is a transaction by itself: PostgreSQL is then not told where it begins and ends."""
    async with sessions() as session:
        if session.get_bind().dialect.name == "postgresql":
            await session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        yield session


async def insert_new(session: AsyncSession, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows that clash with no unique constraint, and leave the others alone."""
    if rows:
        await session.execute(_insert(session, table).on_conflict_do_nothing(), [dict(row) for row in rows])


async def insert_selected(
    session: AsyncSession,
    table: type[Base],
    columns: Sequence[str],
    rows: Select[Any],
    given: Mapping[str, Any],
) -> int:
    """Insert what `rows` selects with the parameters `given`, except what clashes; returns how many went in."""
    wanted = _insert(session, table).from_select(list(columns), rows).on_conflict_do_nothing()
    result = await session.execute(wanted, dict(given), execution_options={"preserve_rowcount": True})
    assert isinstance(result, CursorResult)
    return result.rowcount


async def unhurried(connection: AsyncConnection) -> None:
    """Let this transaction take its time, as migrations and copies of a large newsroom do."""
    if connection.dialect.name == "postgresql":
        for limit in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            await connection.execute(text(f"SET LOCAL {limit} = 0"))


def _insert(session: AsyncSession, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    assert isinstance(table.__table__, Table)
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table.__table__)


def _postgres(url: URL) -> AsyncEngine:
    try:
        return postgres.open_engine(url)
    except ModuleNotFoundError:
        raise StorageError(
            "DATABASE_URL names PostgreSQL, but its driver is not installed. Install it with "
            "`pip install 'readout[postgres]'`, or leave DATABASE_URL empty for SQLite in DATA_DIR."
        ) from None


async def _migrate(database: Database, url: URL) -> None:
    try:
        async with database.writer.begin() as connection:
            await unhurried(connection)
            await connection.run_sync(upgrade)
    except NewerDatabase as newer:
        await database.close()
        raise StorageError(
            f"The database {shown(url)} was written by a newer Readout (schema {newer}). Nothing was changed. "
            "Start the newer version, or restore a backup made with this one."
        ) from None
    except (DatabaseError, OSError) as error:
        await database.close()
        raise StorageError(_why(error, url)) from None


def claim_file(path: Path, alone: bool) -> sqlite3.Connection | None:
    """What keeps every other Readout from the SQLite file `path` until it is closed. Raises `StorageError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = hold(path.with_name(path.name + ".lock")) if alone else None
    except OSError as error:
        raise StorageError(f"The data folder {path.parent} cannot be used: {error.strerror}. {NEXT_STEP}") from None
    except sqlite3.OperationalError as error:
        raise StorageError(f"The data folder {path.parent} cannot be written: {error}. {NEXT_STEP}") from None
    if alone and lock is None:
        raise StorageError(
            f"Another Readout is running on the data folder {path.parent}. Stop that one first, "
            "or give this one its own folder in DATA_DIR."
        )
    return lock


def _why(error: Exception, url: URL) -> str:
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    where = shown(url)
    if url.get_backend_name() != "sqlite":
        return f"The database {where} cannot be used: {cause}. Check DATABASE_URL and that the server is running."
    if "readonly" in cause or "unable to open" in cause:
        return f"The database {where} cannot be written: {cause}. {NEXT_STEP}"
    if "not a database" in cause:
        return (
            f"{where} is not a database of Readout's; nothing was changed. Move it away, or name another folder "
            "in DATA_DIR."
        )
    return f"The database {where} cannot be used: {cause}. Free the disk or the file, then start again."


def shown(url: URL) -> str:
    """As a sentence names it: the file, or the address without its password."""
    is_file = url.get_backend_name() == "sqlite"
    return str(url.database) if is_file else url.render_as_string(hide_password=True)
