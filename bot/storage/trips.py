"""Trips: a statement goes to the thread that SQLite works in once, and comes back with its rows.

The driver goes there for a cursor, for the statement, for the rows and to close, and each of the four ways wakes two
threads. A page of the desk asks a dozen things: with the driver's own cursors the ways took most of its time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from threading import Thread
from typing import Any, Self

import aiosqlite
from aiosqlite.core import _connection_worker_thread as serve

TAKEN = 1000
"""Rows that come along at once; of more, the rest is fetched when it is asked for."""
READING = "BEGIN DEFERRED"
"""Takes no lock and cannot fail, so it waits for the first statement and goes with it."""


class Cursor:
    """What SQLAlchemy asks of a driver's cursor."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._raw: sqlite3.Cursor | None = None
        self._rows: Sequence[Any] = ()
        self.arraysize = 1
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Any = ()) -> Self:
        if sql == READING:
            self._connection.opens = True
        else:
            await self._connection.go(partial(self._run, sqlite3.Cursor.execute, sql, parameters))
        return self

    async def executemany(self, sql: str, parameters: Any) -> Self:
        await self._connection.go(partial(self._run, sqlite3.Cursor.executemany, sql, parameters))
        return self

    async def fetchall(self) -> Sequence[Any]:
        return await self._fetch(-1)

    async def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        return await self._fetch(size or self.arraysize)

    async def fetchone(self) -> Any:
        found = await self._fetch(1)
        return found[0] if found else None

    async def close(self) -> None:
        self._rows = ()
        if self._raw is not None:
            await self._connection.go(self._done)

    async def _fetch(self, size: int) -> Sequence[Any]:
        """The next `size` rows, or all that are left for -1."""
        if self._raw is not None and not 0 <= size <= len(self._rows):
            await self._connection.go(partial(self._take, size))
        count = len(self._rows) if size < 0 else size
        found, self._rows = self._rows[:count], self._rows[count:]
        return found

    def _run(self, way: Callable[..., object], sql: str, parameters: Any) -> None:
        """In the thread, as everything below."""
        self._done()
        raw = self._raw = self._connection.raw.cursor()
        self._rows = ()
        try:
            way(raw, sql, parameters)
            self.description, self.lastrowid = raw.description, raw.lastrowid
            self._take(TAKEN)
        except BaseException:
            self._done()
            raise

    def _take(self, size: int) -> None:
        """At least `size` rows more, or all that are left for -1."""
        assert self._raw is not None
        wanted = max(size, TAKEN)
        more = self._raw.fetchall() if size < 0 else self._raw.fetchmany(wanted) if self.description else []
        self._rows = [*self._rows, *more] if self._rows else more
        self.rowcount = self._raw.rowcount  # of what a statement returns, known when it is read
        if size < 0 or len(more) < wanted:
            self._done()

    def _done(self) -> None:
        if self._raw is not None:
            self._raw.close()
            self._raw = None


class Connection(aiosqlite.Connection):
    """A connection whose cursors make one trip a statement, and whose reading ends without being waited for."""

    opens = False
    """A transaction for reading is to be opened with the next statement."""
    _reads = False
    _used = False
    """Something was asked since the last transaction ended: SQLAlchemy ends each twice."""

    def __del__(self) -> None:
        """Close what nobody else can: the pool loses a connection whose task is cancelled while it is opened."""
        if self._connection is not None:
            self.stop()

    @property
    def raw(self) -> sqlite3.Connection:
        return self._conn

    def cursor(self) -> Any:
        """A `Cursor`, at once: not one that has to be fetched from the thread."""
        return Cursor(self)

    async def go(self, work: Callable[[], None]) -> None:
        """Do `work` in the thread, in the transaction that is to be opened."""
        if self.opens:
            self.opens, self._reads = False, True
            work = partial(self._opened, work)
        self._used = True
        await self._execute(work)  # type: ignore[no-untyped-call]

    async def commit(self) -> None:
        await self._end(super().commit)

    async def rollback(self) -> None:
        await self._end(super().rollback)

    async def _end(self, end: Callable[[], Any]) -> None:
        """What only read has nothing to lose: its end goes before the next statement, and nobody waits for it."""
        used, reads, self.opens, self._used, self._reads = self._used, self._reads, False, False, False
        if reads:
            self._tx.put_nowait((None, self._conn.rollback))
        elif used:
            await end()

    def _opened(self, work: Callable[[], None]) -> None:
        self._conn.execute(READING)
        work()


def connected(path: str, **given: Any) -> Connection:
    """A connection to the file at `path`, to be awaited; `given` goes to `sqlite3.connect`."""
    found = Connection(partial(sqlite3.connect, path, **given), iter_chunk_size=TAKEN)
    # Daemon as SQLAlchemy makes the driver's own: a lost connection must not hold up the end.
    found._thread = Thread(target=_work, args=(found._tx,), daemon=True)
    return found


def _work(queue: Any) -> None:
    """The driver's own work, which ends without a traceback where the event loop was closed before its answer came."""
    try:
        serve(queue)
    except RuntimeError:  # of `call_soon_threadsafe`: all else that work raises goes to who asked for it
        return
