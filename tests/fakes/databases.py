"""Databases for tests: each folder says which one it keeps house with, SQLite unless it holds a file `DATABASE_URL`.

What a test's set-up writes is made once in a process, by the code itself, and copied for each further test.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Dialect, make_url, select

from bot.storage.database import Database, connect, file_address, open_fresh
from bot.storage.tables import Newsroom
from tests.fakes.rows import rows_of, write_rows

ADDRESS = "DATABASE_URL"
FILE = "readout.sqlite3"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copy:
    """What a database held after its set-up: the file, or the rows of PostgreSQL; and what the set-up returned."""

    held: Any
    made: Any


_copies: dict[Hashable, Copy] = {}
_dialects: dict[str, Dialect] = {}
_compiled: dict[Any, Any] = {}


def address_in(folder: Path) -> str:
    """For `Settings.database_url`; empty for SQLite."""
    file = folder / ADDRESS
    return file.read_text() if file.exists() else ""


async def open_in(folder: Path) -> Database:
    """The folder's database: a PostgreSQL one as it is, or an SQLite file made fresh from the tables."""
    address = address_in(folder)
    if address:
        return _practised(connect(make_url(address).set(drivername="postgresql+psycopg")))
    return await open_copied(folder / FILE)


async def open_copied(file: Path) -> Database:
    """An SQLite file made fresh from the tables, or as it is where it is there already."""
    if "fresh" in _copies:
        _put(file, _copies["fresh"])
    elif not _is_there(file):
        await (await open_fresh(file)).close()
        _copies["fresh"] = Copy(_read(file), None)
    return _practised(connect(file_address(file)))


def _practised(database: Database) -> Database:
    """It speaks the dialect of an earlier one that was connected: for each dialect SQLAlchemy compiles all anew."""
    for engine in (database.engine.sync_engine, database.writer.sync_engine):
        known = _dialects.get(engine.name)
        if known is None or known.server_version_info is None:
            known = _dialects[engine.name] = engine.dialect
        engine.dialect = known
        engine.update_execution_options(compiled_cache=_compiled)
    return database


def _is_there(file: Path) -> bool:
    return file.exists()


def _read(file: Path) -> bytes:
    return file.read_bytes()


def _put(file: Path, copy: Copy) -> None:
    if not file.exists():
        file.write_bytes(copy.held)


async def open_made(folder: Path, what: Hashable, make: Callable[[Database], Awaitable[T]]) -> tuple[Database, T]:
    """The folder's database with what `make` writes there, and what that returned.

    Where the same `what` was made before, an empty database gets a copy. `make` must write the same each time and
    leave nothing behind but what it wrote.
    """
    if not address_in(folder):
        return await _in_file(folder / FILE, what, make)
    database = await open_in(folder)
    async with database.sessions() as session:
        is_used = await session.scalar(select(Newsroom.id).limit(1)) is not None
    return database, await (make(database) if is_used else _in_rows(database, what, make))


async def _in_file(file: Path, what: Hashable, make: Callable[[Database], Awaitable[T]]) -> tuple[Database, T]:
    if _is_there(file):
        database = await open_copied(file)
        return database, await make(database)
    if ("file", what) not in _copies:
        database = await open_copied(file)
        made = await make(database)
        await database.close()
        _copies["file", what] = Copy(_read(file), made)
    _put(file, _copies["file", what])
    return await open_copied(file), _copies["file", what].made


async def _in_rows(database: Database, what: Hashable, make: Callable[[Database], Awaitable[T]]) -> Any:
    if ("rows", what) not in _copies:
        made = await make(database)
        _copies["rows", what] = Copy(await rows_of(database), made)
    else:
        await write_rows(database, _copies["rows", what].held)
    return _copies["rows", what].made
