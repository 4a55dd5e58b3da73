"""Copying: everything from one database into another, empty one, as when a newsroom moves from SQLite to PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Integer, Table, func, insert, select, text
from sqlalchemy.exc import DataError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database, StorageError, unhurried
from bot.storage.tables import Base

AT_ONCE = 1000
Say = Callable[[str], None]


async def copy_all(source: Database, target: Database, say: Say) -> int:
    """Copy all rows and count them on both sides; returns how many. `target` keeps nothing of it if anything fails.

    Both have the newest schema. Raises `StorageError`: the target is not empty, a Readout runs on one of them, or a
    table did not arrive whole.
    """
    try:
        async with source.engine.connect() as reading, target.writer.begin() as writing:
            for connection in (reading, writing):
                await unhurried(connection)
                await _refuse_running(connection)
            await _refuse_full(writing)
            copied = 0
            for table in Base.metadata.sorted_tables:
                copied += await _copy(table, reading, writing, say)
            await _count_on(writing)
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StorageError(f"Copying failed and the target is as it was: {why}.") from None
    return copied


async def _copy(table: Table, reading: AsyncConnection, writing: AsyncConnection, say: Say) -> int:
    expected = await _count(reading, table)
    rows = await reading.stream(select(table).order_by(*table.primary_key))
    async for some in rows.partitions(AT_ONCE):
        try:
            await writing.execute(insert(table), [dict(row._mapping) for row in some])
        except DataError as error:
            why = str(error.orig).strip().splitlines()[0]
            raise StorageError(f"A row of {table.name} does not fit: {why}. The target is as it was.") from None
    arrived = await _count(writing, table)
    if arrived != expected:
        raise StorageError(f"{table.name} has {expected:,} rows, and {arrived:,} arrived. The target is as it was.")
    say(f"{table.name}: {arrived:,}")
    return arrived


async def _refuse_full(writing: AsyncConnection) -> None:
    for table in Base.metadata.sorted_tables:
        if count := await _count(writing, table):
            raise StorageError(
                f"The target is not empty: {table.name} has {count:,} rows. Nothing was copied. Name an empty database."
            )


async def _refuse_running(connection: AsyncConnection) -> None:
    """On SQLite the lock on the folder said it already."""
    if connection.dialect.name != "postgresql":
        return
    others = await connection.scalar(
        text(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'Readout' "
            "AND datname = current_database() AND pid <> pg_backend_pid()"
        )
    )
    if others:
        raise StorageError("A Readout is running on the PostgreSQL database. Stop it first; nothing was copied.")


async def _count_on(writing: AsyncConnection) -> None:
    """PostgreSQL numbers new rows by itself and has not seen the numbers that were copied."""
    if writing.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, Integer):
            last = await writing.scalar(select(func.max(column)))
            sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            await writing.execute(select(func.setval(sequence, last or 1, last is not None)))


async def _count(connection: AsyncConnection, table: Table) -> int:
    return await connection.scalar(select(func.count()).select_from(table)) or 0
