"""PostgreSQL: how it is spoken to, and which connections are trusted without asking."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

CONNECTION = {
    "application_name": "Readout",
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
    "options": "-c statement_timeout=60s -c lock_timeout=30s -c idle_in_transaction_session_timeout=120s",
}
"""How PostgreSQL is spoken to, unless the address says otherwise: a server that is gone is noticed within 30 seconds,
and neither a statement nor a transaction holds up the others for long."""
TRUSTED = 2.0
"""Seconds after its last use in which a connection is not asked whether it still answers. The tick uses one each
second, and a server takes longer to restart."""


def open_engine(url: URL, clock: Callable[[], float] = time.monotonic) -> AsyncEngine:
    """An engine whose connections answer. Raises `ModuleNotFoundError` where the driver is missing."""
    given = {name: value for name, value in CONNECTION.items() if name not in url.query}
    engine = create_async_engine(
        url, pool_size=10, max_overflow=20, pool_recycle=1800, pool_use_lifo=True, connect_args=given
    )
    dialect = engine.sync_engine.dialect

    def note_use(_connection: Any, record: Any) -> None:
        record.info["used"] = clock()

    def ask(connection: Any, record: Any, _proxy: Any) -> None:
        if "used" not in record.info or clock() - record.info["used"] < TRUSTED:
            return  # new, or answered a moment ago
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    event.listen(engine.sync_engine, "checkin", note_use)
    event.listen(engine.sync_engine, "checkout", ask)
    return engine
