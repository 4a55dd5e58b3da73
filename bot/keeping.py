"""Keeping: the command line's words for backup, restoring and moving house."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL

from bot.delivery.restored import settle
from bot.settings import Settings
from bot.storage import backup
from bot.storage.copying import copy_all
from bot.storage.database import StorageError, database_url, file_address, open_at, read_address, shown
from bot.words import counted

Say = Callable[[str], None]


async def back_up(settings: Settings, file: Path, say: Say) -> None:
    """Save the database while Readout runs. Raises `StorageError`."""
    saved = await asyncio.to_thread(backup.back_up, database_url(settings), file)
    say(f"{_of(saved)} saved to {file} ({saved.size / 1e6:,.1f} MB) and checked.")


async def restore(settings: Settings, file: Path, say: Say) -> None:
    """Put a backup back, so that nothing is posted twice for it. Raises `StorageError`."""
    url, now = database_url(settings), datetime.now(UTC)
    restored, former = await asyncio.to_thread(backup.restore, url, file, now)
    database = await open_at(url)
    try:
        closed = await settle(database.sessions, now, restored.taken)
    finally:
        await database.close()
    say(f"{_of(restored)} restored from {file}, as of {restored.taken:%Y-%m-%d %H:%M} UTC.")
    if former is not None:
        say(f"The former database is kept as {former}.")
    if closed:
        say(f"{counted(closed, 'post')} that may have been made since then will not be repeated; `status` lists them.")


async def copy_database(settings: Settings, source: str, target: str | None, say: Say) -> None:
    """Copy everything into an empty database. Raises `StorageError`."""
    from_url = _address(source)
    to_url = database_url(settings) if target is None else _address(target)
    if from_url == to_url:
        raise StorageError("FROM and TO are the same database. Name another TO, or set DATABASE_URL to it.")
    if from_url.get_backend_name() == "sqlite":
        await asyncio.to_thread(backup.must_exist, from_url)
    async with AsyncExitStack() as stack:
        from_database = await open_at(from_url)
        stack.push_async_callback(from_database.close)
        to_database = await open_at(to_url)
        stack.push_async_callback(to_database.close)
        copied = await copy_all(from_database, to_database, say)
    say(f"{counted(copied, 'row')} copied to {shown(to_url)}; every table counts the same on both sides.")
    if target is None or to_url == database_url(settings):
        say("Start Readout: it uses that database now.")
    else:
        say("Set DATABASE_URL to it in .env, and start Readout.")


def _address(given: str) -> URL:
    return read_address(given) if "://" in given else file_address(Path(given))


def _of(saved: backup.Backup) -> str:
    return f"{counted(sum(saved.rows.values()), 'row')} of {counted(len(saved.rows), 'table')}"
