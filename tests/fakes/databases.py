"""Databases for tests: each folder says which one it keeps house with, SQLite unless it holds a file `DATABASE_URL`."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url

from bot.storage.database import Database, connect, open_fresh

ADDRESS = "DATABASE_URL"


def address_in(folder: Path) -> str:
    """For `Settings.database_url`; empty for SQLite."""
    file = folder / ADDRESS
    return file.read_text() if file.exists() else ""


async def open_in(folder: Path) -> Database:
    """The folder's database: a PostgreSQL one as it is, or an SQLite file made fresh from the tables."""
    address = address_in(folder)
    if not address:
        return await open_fresh(folder / "readout.sqlite3")
    return connect(make_url(address).set(drivername="postgresql+psycopg"))
