"""Backup: the whole SQLite database as one file, taken and checked while Readout runs, put back while it does not.

PostgreSQL has tools of its own for this, which the sentences name.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL

from bot.storage.database import StorageError, claim_file
from bot.storage.migrations import known_revisions

DUMP = 'pg_dump --format=custom --file={file} "$DATABASE_URL"'
UNDUMP = 'pg_restore --clean --if-exists --no-owner --single-transaction --dbname="$DATABASE_URL" {file}'
BESIDE = ("", "-wal", "-shm")
"""What SQLite may keep of a database, after its name."""


@dataclass(frozen=True, slots=True)
class Backup:
    file: Path
    rows: dict[str, int]
    """By table."""
    taken: datetime
    """When the file was written."""

    @property
    def size(self) -> int:
        """In bytes."""
        return self.file.stat().st_size


def back_up(url: URL, file: Path) -> Backup:
    """Save the database at `url` as it is now, readable by this user alone. Raises `StorageError`."""
    if url.get_backend_name() != "sqlite":
        raise StorageError(f"PostgreSQL makes its own backups, also while Readout runs: {DUMP.format(file=file)}")
    source = must_exist(url)
    if file.exists():
        raise StorageError(f"{file} is there already, and a backup replaces none. Name another file.")
    with _sentences("The backup", file), _unfinished(file) as part:
        counts = _save(source, part)
        if (saved := _checked(part, source)) != counts:
            raise StorageError(f"The backup at {file} did not hold what the database does, so it was not kept.")
    return Backup(file, saved, _written(file))


def restore(url: URL, file: Path, now: datetime) -> tuple[Backup, Path | None]:
    """Put a backup in the place of the database at `url`; returns it, and where the former database is kept.

    Raises `StorageError`, also while Readout runs. What became due since the backup must be settled next, or it would
    be posted again: `bot.delivery.restored`.
    """
    if url.get_backend_name() != "sqlite":
        raise StorageError(f"PostgreSQL restores its own backups; stop Readout first: {UNDUMP.format(file=file)}")
    target = Path(str(url.database))
    if not file.is_file():
        raise StorageError(f"There is no backup at {file}.")
    lock = claim_file(target, alone=True)
    try:
        with _sentences("The backup", file), _unfinished(target.with_name(target.name + ".restored")) as part:
            shutil.copyfile(file, part)
            backup = Backup(file, _checked(part, file), _written(file))
            _sync(part)
            former = _put_aside(target, now)
            part.replace(target)
            _sync(target.parent)
    finally:
        if lock is not None:
            lock.close()
    return backup, former


def must_exist(url: URL) -> Path:
    """The SQLite file at `url`. Raises `StorageError` where there is none."""
    source = Path(str(url.database))
    if not source.is_file():
        raise StorageError(f"There is no database at {source}. Start Readout once, or set DATA_DIR.")
    return source


def _save(source: Path, part: Path) -> dict[str, int]:
    """Copy in one read transaction, in which the rows are counted as well: writers go on meanwhile."""
    with closing(sqlite3.connect(source, isolation_level=None)) as reading, closing(sqlite3.connect(part)) as writing:
        reading.execute("BEGIN")
        counts = _counts(reading)
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    return counts


def _checked(copy: Path, file: Path) -> dict[str, int]:
    """The rows by table of a database that is whole and that this version can read. Raises `StorageError`, which names
    the `file` that the copy is of."""
    with closing(sqlite3.connect(copy)) as database:
        if (found := database.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise StorageError(f"{file} is damaged ({found}); nothing was changed. Take an older backup.")
        if database.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StorageError(f"{file} has rows without the rows they belong to; nothing was changed.")
        counts = _counts(database)
        if "alembic_version" not in counts:
            raise StorageError(f"{file} is no backup of Readout's; nothing was changed.")
        unknown = {row[0] for row in database.execute("SELECT version_num FROM alembic_version")} - known_revisions()
    if unknown:
        raise StorageError(
            f"{file} was written by a newer Readout (schema {', '.join(unknown)}); nothing was changed. "
            "Use that version with it."
        )
    return counts


def _counts(database: sqlite3.Connection) -> dict[str, int]:
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def _put_aside(target: Path, now: datetime) -> Path | None:
    """Rename a database with its log, which together stay as they are."""
    if not target.exists():
        return None
    aside = target.with_name(f"{target.stem}-until-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{target.suffix}")
    for end in BESIDE:
        if (part := target.with_name(target.name + end)).exists():
            part.rename(aside.with_name(aside.name + end))
    return aside


@contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    """A file that takes its name only when it is whole and on the disk, and is gone when that fails."""
    part = file.with_name(file.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    try:
        yield part
        if part.exists():
            _sync(part)
            part.replace(file)
            _sync(file.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _sentences(what: str, file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StorageError(f"{what} at {file} cannot be used: {error}. Nothing was changed.") from None
    except OSError as error:
        raise StorageError(f"{what} at {file} cannot be used: {error.strerror}. Nothing was changed.") from None


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _written(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
