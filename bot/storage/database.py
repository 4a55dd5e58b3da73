"""Database: SQLite in the data folder or PostgreSQL by URL, migrated and ready, or a sentence why it is not.

Write inside `async with sessions.begin() as session`; read inside `async with sessions() as session`. On SQLite the
first takes the one writer's place at once (`BEGIN IMMEDIATE`), so that nothing read there is stale when it is written;
the second never waits. A transaction that read without that place and then writes is refused with a sentence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Table, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.storage.migrations import NewerDatabase, upgrade
from bot.storage.sqlite import SqliteSession, attach, hold
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
    sessions: Sessions
    lock: sqlite3.Connection | None = None

    @property
    def alone(self) -> bool:
        """No other Readout can use this database while this one runs."""
        return self.lock is not None

    async def close(self) -> None:
        await self.engine.dispose()
        if self.lock is not None:
            self.lock.close()


async def open_database(settings: Settings, *, alone: bool = True) -> Database:
    """The database of `settings`, migrated. With `alone`, no other Readout may use the same SQLite file.

    Raises `StorageError`.
    """
    url = database_url(settings)
    lock = _claim_file(Path(str(url.database)), alone) if url.get_backend_name() == "sqlite" else None
    try:
        engine = make_engine(url)
        await _migrate(engine, url)
    except StorageError:
        if lock is not None:
            lock.close()
        raise
    return Database(engine, make_sessions(engine), lock)


async def open_fresh(path: Path) -> Database:
    """An empty SQLite database for tests, made from the tables' metadata without the migrations."""
    engine = make_engine(URL.create("sqlite+aiosqlite", database=str(path)))
    async with engine.connect() as connection:
        await connection.execution_options(immediate=True)
        await connection.run_sync(Base.metadata.create_all)
        await connection.commit()
    return Database(engine, make_sessions(engine))


def database_url(settings: Settings) -> URL:
    """Where the database is, with the driver that this project uses. Raises `StorageError`."""
    given = settings.database_url.get_secret_value()
    if not given:
        return URL.create("sqlite+aiosqlite", database=str((settings.data_dir / FILE).absolute()))
    try:
        url = make_url(given)
    except ArgumentError:
        raise StorageError(
            "DATABASE_URL is not an address. Write one like postgresql://user:password@host/name, "
            "or leave it empty for SQLite in DATA_DIR."
        ) from None
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url.set(drivername="sqlite+aiosqlite", database=str(Path(url.database).absolute()))
    raise StorageError(
        f"DATABASE_URL names “{url.drivername}”, which Readout does not speak. "
        "Write postgresql://user:password@host/name, or leave it empty for SQLite in DATA_DIR."
    )


def make_engine(url: URL) -> AsyncEngine:
    """An engine with this project's promises. Raises `StorageError` where PostgreSQL's driver is missing."""
    if url.get_backend_name() == "sqlite":
        engine = create_async_engine(url, connect_args={"timeout": BUSY_SECONDS})
        attach(engine)
        return engine
    try:
        return create_async_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    except ModuleNotFoundError:
        raise StorageError(
            "DATABASE_URL names PostgreSQL, but its driver is not installed. Install it with "
            "`pip install 'readout[postgres]'`, or leave DATABASE_URL empty for SQLite in DATA_DIR."
        ) from None


def make_sessions(engine: AsyncEngine) -> Sessions:
    kind = SqliteSession if engine.dialect.name == "sqlite" else Session
    return async_sessionmaker(engine, expire_on_commit=False, sync_session_class=kind)


async def insert_new(session: AsyncSession, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows that clash with no unique constraint, and leave the others alone."""
    if not rows:
        return
    assert isinstance(table.__table__, Table)
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    await session.execute(insert(table.__table__).on_conflict_do_nothing(), [dict(row) for row in rows])


async def _migrate(engine: AsyncEngine, url: URL) -> None:
    try:
        async with engine.connect() as connection:
            await connection.execution_options(immediate=True)
            await connection.run_sync(upgrade)
            await connection.commit()
    except NewerDatabase as newer:
        await engine.dispose()
        raise StorageError(
            f"The database {_shown(url)} was written by a newer Readout (schema {newer}). Nothing was changed. "
            "Start the newer version, or restore a backup made with this one."
        ) from None
    except (DatabaseError, OSError) as error:
        await engine.dispose()
        raise StorageError(_why(error, url)) from None


def _claim_file(path: Path, alone: bool) -> sqlite3.Connection | None:
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
    where = _shown(url)
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


def _shown(url: URL) -> str:
    is_file = url.get_backend_name() == "sqlite"
    return str(url.database) if is_file else url.render_as_string(hide_password=True)
