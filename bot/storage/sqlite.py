"""SQLite: what makes one file safe for many tasks — WAL, full syncs, one writer at a time, one Readout a folder."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, AsyncAdaptedQueuePool, Connection, Engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import Session, SessionTransactionOrigin

from bot.storage.trips import connected

READS = ("SELECT", "PRAGMA")
CACHE = 48_000
"""KiB of pages that the writer keeps; with SQLite's own 2,000 a wave of 100,000 posts costs a quarter more."""
PAGE = 8_192
"""Bytes of a page in a new file; SQLite's own 4,096 cost a wave a tenth more."""
LOG_PAGES = 8_000
"""64 MiB of log before it is copied into the file."""


class ReadThenWrote(Exception):
    """A transaction that was opened for reading came to write; `str()` says how to open it."""


class SqliteSession(Session):
    """A session that writes on the one connection for writing when it was opened with `begin()`, and reads on another.

    Who wants to write waits for that connection in turn, instead of asking the file again and again.
    """

    def __init__(self, *args: Any, writer: Engine, **given: Any) -> None:
        super().__init__(*args, **given)
        self._writer = writer

    def get_bind(self, *args: Any, **given: Any) -> Engine | Connection:
        transaction = self.get_transaction()
        if transaction is not None and transaction.origin is SessionTransactionOrigin.BEGIN:
            return self._writer
        return super().get_bind(*args, **given)


def open_engines(url: URL, seconds: float) -> tuple[AsyncEngine, AsyncEngine]:
    """The engine to read with, and the one to write with, which has a single connection."""
    given = {"timeout": seconds, "async_creator_fn": connected}
    reader = create_async_engine(url, connect_args=given)
    writer = create_async_engine(
        url,
        connect_args=given,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=seconds,
        execution_options={"immediate": True},
    )
    for engine in (reader, writer):
        _attach(engine)
    event.listen(writer.sync_engine, "connect", _make_room)
    return reader, writer


def _attach(engine: AsyncEngine) -> None:
    """Prepare every connection of `engine`, and let its transactions begin as their first statement needs."""
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _note_begin)
    event.listen(engine.sync_engine, "before_cursor_execute", _begin_late)


def hold(file: Path) -> sqlite3.Connection | None:
    """Hold `file` until the connection closes or this process ends, however it ends; None while another one holds it.

    Raises `sqlite3.OperationalError` where the file cannot be made.
    """
    lock = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return None
        raise
    return lock


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself; `_begin_late` does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA page_size={PAGE}")  # before the log, which fixes it; a file keeps the one that it has
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _make_room(connection: Any, _record: Any) -> None:
    """For a wave: its pages stay in memory, and go from the log into the file less often."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA cache_size=-{CACHE}")
    cursor.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}")
    cursor.close()


def _note_begin(connection: Connection) -> None:
    on_purpose = connection.get_execution_options().get("immediate")
    connection.info["begin"] = "IMMEDIATE" if on_purpose else "DEFERRED"
    connection.info["reading"] = False


def _begin_late(
    connection: Connection, cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool
) -> None:
    writes = not (statement.lstrip()[:6].upper().startswith(READS) or _selects(context))
    kind = connection.info.pop("begin", None)
    if kind is not None:
        kind = "IMMEDIATE" if writes else kind
        cursor.execute(f"BEGIN {kind}")
        connection.info["reading"] = kind == "DEFERRED"
    elif writes and connection.info.get("reading"):
        raise ReadThenWrote(
            "This transaction read before it wrote, so that another write could slip between. Open it with "
            "`async with sessions.begin() as session` instead."
        )


def _selects(context: Any) -> bool:
    """Whether it is a SELECT that begins with its common tables: as a write it would wait for who is writing."""
    return context is not None and context.invoked_statement is not None and bool(context.invoked_statement.is_select)
