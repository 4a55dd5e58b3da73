"""Rows: everything a PostgreSQL database holds, taken out and written into an empty one as it was."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.storage.database import Database
from bot.storage.tables import Base


@dataclass(frozen=True, slots=True)
class Rows:
    tables: dict[str, bytes]
    """Of each table that has any, as COPY writes them."""
    counted: list[tuple[str, int]]
    """The last number of each sequence that gave one."""


async def rows_of(database: Database) -> Rows:
    tables = {}
    async with _cursor(database) as cursor:
        for table in Base.metadata.sorted_tables:
            async with cursor.copy(f"COPY {table.name} TO STDOUT") as rows:
                tables[table.name] = b"".join([bytes(row) async for row in rows])
        await cursor.execute(
            "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences "
            "WHERE last_value IS NOT NULL"
        )
        return Rows({name: rows for name, rows in tables.items() if rows}, await cursor.fetchall())


async def write_rows(database: Database, rows: Rows) -> None:
    """Into a database that has none, without asking after foreign keys or triggers: they held when it was read."""
    async with _cursor(database) as cursor:
        await cursor.execute("SET LOCAL session_replication_role = replica")
        for name, held in rows.tables.items():
            async with cursor.copy(f"COPY {name} FROM STDIN") as written:
                await written.write(held)
        for sequence, number in rows.counted:
            await cursor.execute("SELECT setval(%s::regclass, %s)", (sequence, number))


@asynccontextmanager
async def _cursor(database: Database) -> AsyncIterator[Any]:
    """The driver's own: SQLAlchemy has no word for COPY."""
    async with database.engine.begin() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        async with driver.cursor() as cursor:
            yield cursor
