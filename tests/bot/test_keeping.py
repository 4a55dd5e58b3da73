"""Keeping a database: backup while it is in use, restoring without posting twice, moving to another one."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.keeping import back_up, copy_database, restore
from bot.settings import Settings
from bot.storage.database import FILE, Database, StorageError, open_database
from bot.storage.migrations import known_revisions
from bot.storage.tables import Base, Delivery, Fact, Newsroom
from tests.bot.newsroom import START, open_newsroom
from tests.fakes.newsroom import DAY, newsroom
from tests.fakes.postgres import Postgres


def settings(folder: Path, url: str = "") -> Settings:
    return Settings.model_validate({"data_dir": folder, "database_url": url})


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await open_database(settings(tmp_path))
    yield opened
    await opened.close()


async def note(database: Database, name: str) -> None:
    async with database.sessions.begin() as session:
        session.add(Fact(name=name, value="kept"))


async def facts(folder: Path) -> set[str]:
    opened = await open_database(settings(folder))
    async with opened.sessions() as session:
        found = set(await session.scalars(select(Fact.name)))
    await opened.close()
    return found


async def test_a_backup_is_taken_while_others_write(database: Database, tmp_path: Path) -> None:
    """It holds what was committed before it began, nothing half done, and stops nobody from writing."""
    await note(database, "before")
    saved = tmp_path / "backups" / "one.sqlite3"
    said: list[str] = []
    async with database.sessions.begin() as session:
        session.add(Fact(name="open", value="not committed"))
        await session.flush()
        await back_up(settings(tmp_path), saved, said.append)
    with closing(sqlite3.connect(saved)) as file:
        assert file.execute("SELECT name FROM facts").fetchall() == [("before",)]
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert said[0].endswith("MB) and checked.")
    assert list(saved.parent.iterdir()) == [saved]
    assert saved.stat().st_mode & 0o077 == 0


async def test_a_backup_replaces_no_other(database: Database, tmp_path: Path) -> None:
    saved = tmp_path / "one.sqlite3"
    await back_up(settings(tmp_path), saved, quiet)
    with pytest.raises(StorageError, match=r"one\.sqlite3 is there already"):
        await back_up(settings(tmp_path), saved, quiet)


async def test_what_was_restored_is_the_backup(database: Database, tmp_path: Path) -> None:
    """The state of then is back, and the state of now is kept aside, whole."""
    await note(database, "then")
    await back_up(settings(tmp_path), tmp_path / "one.backup", quiet)
    await note(database, "later")
    await database.close()
    said: list[str] = []
    await restore(settings(tmp_path), tmp_path / "one.backup", said.append)
    assert await facts(tmp_path) == {"then"}
    former = said[1].removeprefix("The former database is kept as ").removesuffix(".")
    (tmp_path / former).rename(tmp_path / FILE)
    assert await facts(tmp_path) == {"then", "later"}


async def test_nothing_is_restored_under_a_running_readout(database: Database, tmp_path: Path) -> None:
    await back_up(settings(tmp_path), tmp_path / "one.backup", quiet)
    with pytest.raises(StorageError, match="Another Readout is running"):
        await restore(settings(tmp_path), tmp_path / "one.backup", quiet)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda file: file.write_bytes(b"not a database, but some text" * 300), "file is not a database"),
        (lambda file: file.write_bytes(b""), "is no backup of Readout's"),
        (
            lambda file: run_sql(file, "UPDATE alembic_version SET version_num = '9999'"),
            r"one\.backup was written by a newer Readout \(schema 9999\)",
        ),
        (
            lambda file: run_sql(file, "INSERT INTO accounts VALUES ('local', 'u', 99)"),
            "without the rows they belong to",
        ),
        (lambda file: file.unlink(), "There is no backup at"),
    ],
)
async def test_a_backup_that_cannot_be_used_changes_nothing(
    database: Database, tmp_path: Path, spoil: object, why: str
) -> None:
    """The sentence says what is wrong, and the database stays where it is."""
    await note(database, "kept")
    await back_up(settings(tmp_path), tmp_path / "one.backup", quiet)
    await database.close()
    assert callable(spoil)
    spoil(tmp_path / "one.backup")
    with pytest.raises(StorageError, match=why):
        await restore(settings(tmp_path), tmp_path / "one.backup", quiet)
    assert await facts(tmp_path) == {"kept"}


def run_sql(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute(statement)


async def test_posts_made_since_the_backup_are_not_repeated(tmp_path: Path) -> None:
    """What was due when the backup was taken, and what came due since, is skipped with the reason."""
    async with newsroom(tmp_path) as world:
        world.clock.now = datetime.now(UTC) - 2 * DAY
        await world.subscribe(first=True)
    stamp(tmp_path)
    await back_up(settings(tmp_path), tmp_path / "one.backup", quiet)
    said: list[str] = []
    await restore(settings(tmp_path), tmp_path / "one.backup", said.append)
    database = await open_database(settings(tmp_path))
    async with database.sessions() as session:
        found = list(await session.scalars(select(Delivery).order_by(Delivery.id)))
    await database.close()
    assert [row.state for row in found] == ["skipped", "skipped"]
    assert "restored from a backup" in found[1].reason
    assert said[-1].startswith("2 posts that may have been made since then will not be repeated")


def stamp(folder: Path) -> None:
    """Tables that were made without the migrations become a database of the newest schema."""
    run_sql(folder / FILE, f"CREATE TABLE alembic_version AS SELECT '{max(known_revisions())}' AS version_num")


def quiet(_line: str) -> None:
    """Nobody listens."""


async def test_postgresql_is_told_its_own_way(tmp_path: Path) -> None:
    """The sentences name the exact line, without the password."""
    given = settings(tmp_path, "postgresql://ann:s3cret@host/news")
    with pytest.raises(StorageError, match=r'pg_dump --format=custom --file=x\.dump "\$DATABASE_URL"') as caught:
        await back_up(given, Path("x.dump"), quiet)
    assert "s3cret" not in str(caught.value)
    with pytest.raises(StorageError, match=r"pg_restore --clean .*x\.dump"):
        await restore(given, Path("x.dump"), quiet)


async def test_a_newsroom_moves_to_postgresql(tmp_path: Path, postgres_server: Postgres) -> None:
    """Every table counts the same, instants and documents read the same, and new rows get new numbers."""
    async with open_newsroom(tmp_path) as news:
        assert news.newsroom_id == 1
    stamp(tmp_path)
    url, said = postgres_server.make("moved"), list[str]()
    await copy_database(settings(tmp_path, url), str(tmp_path / FILE), None, said.append)
    there = await open_database(settings(tmp_path, url))
    async with there.sessions.begin() as session:
        session.add(Newsroom(name="The Lantern", made=START))
        await session.flush()
        newest, made = (await session.execute(select(Newsroom.id, Newsroom.made).order_by(Newsroom.id))).all()[-1]
    assert (newest, made) == (2, START)
    assert await counts(there) | {"newsrooms": 1} == await counted_in(tmp_path)
    await there.close()
    assert said[-1] == "Start Readout: it uses that database now."
    with pytest.raises(StorageError, match="The target is not empty"):
        await copy_database(settings(tmp_path, url), str(tmp_path / FILE), None, quiet)


async def test_no_copy_is_made_under_a_running_readout(tmp_path: Path, postgres_server: Postgres) -> None:
    """Neither from the one database nor into the other."""
    url = postgres_server.make("running")
    first = await open_database(settings(tmp_path))
    with pytest.raises(StorageError, match="Another Readout is running"):
        await copy_database(settings(tmp_path, url), str(tmp_path / FILE), None, quiet)
    await first.close()
    second = await open_database(settings(tmp_path, url))
    with pytest.raises(StorageError, match="A Readout is running on the PostgreSQL database"):
        await copy_database(settings(tmp_path, url), str(tmp_path / FILE), None, quiet)
    await second.close()


async def counts(database: Database) -> dict[str, int]:
    async with database.sessions() as session:
        return {
            table.name: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


async def counted_in(folder: Path) -> dict[str, int]:
    database = await open_database(settings(folder))
    try:
        return await counts(database)
    finally:
        await database.close()
