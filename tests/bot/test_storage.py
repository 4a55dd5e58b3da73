"""Storage: what a database promises once it is open, and what is said when it cannot be opened."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from bot.settings import Settings
from bot.storage.database import Database, StorageError, insert_new, open_database, open_fresh
from bot.storage.migrations import configuration, upgrade
from bot.storage.sqlite import ReadThenWrote
from bot.storage.tables import Account, Base, Fact, Newsroom

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def settings(folder: Path, **given: object) -> Settings:
    return Settings.model_validate({"data_dir": folder, **given})


async def test_migrations_and_tables_agree(tmp_path: Path) -> None:
    """A migrated database has exactly the tables, columns and indexes that the code expects."""
    engine = create_engine(f"sqlite:///{tmp_path}/migrated.sqlite3")
    with engine.begin() as connection:
        upgrade(connection)
        difference = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert difference == []


def test_every_migration_can_be_taken_back(tmp_path: Path) -> None:
    """Down to nothing and up again leaves a whole schema, so each step's two halves match."""
    engine = create_engine(f"sqlite:///{tmp_path}/both_ways.sqlite3")
    with engine.begin() as connection:
        upgrade(connection)
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        left = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        upgrade(connection)
    engine.dispose()
    assert list(left) == ["alembic_version"]


async def test_a_restart_finds_what_was_written(tmp_path: Path) -> None:
    """The folder is made at the first start, and the second start migrates nothing away."""
    for _ in range(2):
        database = await open_database(settings(tmp_path / "new" / "data"))
        async with database.sessions.begin() as session:
            found = await session.get(Fact, "started")
            if found is None:
                session.add(Fact(name="started", value="first"))
        await database.close()
    assert found is not None
    assert found.value == "first"


async def test_the_file_is_safe_through_power_loss(tmp_path: Path) -> None:
    """Write-ahead log, full syncs and foreign keys hold on every connection."""
    database = await open_fresh(tmp_path / "db.sqlite3")
    async with database.sessions() as session:
        found = [
            (await session.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    await database.close()
    assert found == ["wal", 2, 1]


async def test_a_row_without_its_parent_is_refused(tmp_path: Path) -> None:
    """Foreign keys are enforced on SQLite too."""
    database = await open_fresh(tmp_path / "db.sqlite3")
    with pytest.raises(IntegrityError):
        async with database.sessions.begin() as session:
            session.add(Account(platform="local", user="u1", person_id=99))
    await database.close()


async def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    """A database with a schema from the future is refused with a sentence and nothing in it changes."""
    await (await open_database(settings(tmp_path))).close()
    with sqlite3.connect(tmp_path / "readout.sqlite3") as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.close()
    with pytest.raises(StorageError, match=r"newer Readout \(schema 9999\)"):
        await open_database(settings(tmp_path))
    again = sqlite3.connect(tmp_path / "readout.sqlite3")
    assert again.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    again.close()


async def test_one_readout_a_folder(tmp_path: Path) -> None:
    """A second Readout on the same folder is told so; once the first has ended it may start."""
    first = await open_database(settings(tmp_path))
    with pytest.raises(StorageError, match="Another Readout is running"):
        await open_database(settings(tmp_path))
    await first.close()
    await (await open_database(settings(tmp_path))).close()


async def test_sharing_the_folder_can_be_asked_for(tmp_path: Path) -> None:
    """A command such as a backup works beside the running bot."""
    first = await open_database(settings(tmp_path))
    second = await open_database(settings(tmp_path), alone=False)
    assert (first.alone, second.alone) == (True, False)
    await second.close()
    await first.close()


async def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    """The sentence names the folder and the setting."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match=r"data folder .*cannot be used.*DATA_DIR"):
        await open_database(settings(tmp_path / "file" / "data"))


async def test_a_strange_file_is_a_sentence(tmp_path: Path) -> None:
    """A file of that name that is no database is neither changed nor taken for a fault of ours."""
    (tmp_path / "readout.sqlite3").write_text("not a database at all, but long enough to look at" * 50)
    with pytest.raises(StorageError, match="is not a database of Readout's; nothing was changed"):
        await open_database(settings(tmp_path))


async def test_postgresql_out_of_reach_hides_its_password(tmp_path: Path) -> None:
    """The sentence says which variable to check and shows no secret."""
    with pytest.raises(StorageError, match="Check DATABASE_URL") as caught:
        await open_database(settings(tmp_path, database_url="postgresql://ann:s3cret@127.0.0.1:1/news"))
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/name", "postgresql://ann:s3cret@host:port/news"])
async def test_an_unknown_database_is_a_sentence(tmp_path: Path, url: str) -> None:
    """What Readout does not speak is named, with the form that it does."""
    with pytest.raises(StorageError, match="postgresql://user:password@host/name") as caught:
        await open_database(settings(tmp_path, database_url=url))
    assert "s3cret" not in str(caught.value)


async def test_writers_take_turns(tmp_path: Path) -> None:
    """Tasks that read and then write one row at the same time lose none of each other's changes."""
    database = await open_fresh(tmp_path / "db.sqlite3")
    async with database.sessions.begin() as session:
        session.add(Fact(name="count", value="0"))

    async def add_one() -> None:
        async with database.sessions.begin() as session:
            fact = await session.get_one(Fact, "count")
            fact.value = str(int(fact.value) + 1)

    await asyncio.gather(*(add_one() for _ in range(8)))
    async with database.sessions() as session:
        assert (await session.get_one(Fact, "count")).value == "8"
    await database.close()


async def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    """A read beside an open write sees the last committed state at once."""
    database = await open_fresh(tmp_path / "db.sqlite3")
    async with database.sessions.begin() as writing:
        writing.add(Fact(name="open", value="yes"))
        await writing.flush()
        async with database.sessions() as reading:
            assert await reading.get(Fact, "open") is None
    await database.close()


async def test_a_read_that_begins_with_its_own_tables_does_not_wait_either(tmp_path: Path) -> None:
    """A common table at the start of a statement makes no write of it."""
    database = await open_fresh(tmp_path / "db.sqlite3")
    named = select(Fact.name).cte("named")
    async with database.sessions.begin() as writing:
        writing.add(Fact(name="open", value="yes"))
        await writing.flush()
        async with asyncio.timeout(20), database.sessions() as reading:
            assert (await reading.scalars(select(named.c.name))).all() == []
    await database.close()


async def test_reading_before_writing_needs_begin(tmp_path: Path) -> None:
    """A transaction opened for reading that comes to write is refused always, not only when it races."""
    database = await open_fresh(tmp_path / "db.sqlite3")
    async with database.sessions() as session:
        await session.get(Fact, "count")
        session.add(Fact(name="count", value="1"))
        with pytest.raises(ReadThenWrote, match=r"sessions\.begin"):
            await session.commit()
        await session.rollback()
        session.add(Fact(name="count", value="1"))
        await session.commit()
    await database.close()


async def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """A transaction is whole or not there."""
    database = await open_fresh(tmp_path / "db.sqlite3")

    async def fail_half_way() -> None:
        async with database.sessions.begin() as session:
            session.add(Fact(name="half", value="1"))
            await session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_half_way()
    async with database.sessions() as session:
        assert await session.get(Fact, "half") is None
    await database.close()


async def test_only_new_rows_are_inserted(tmp_path: Path) -> None:
    """A row that clashes is left as it was and the others go in."""
    database = await open_fresh(tmp_path / "db.sqlite3")
    for value in ("1", "2"):
        async with database.sessions.begin() as session:
            await insert_new(session, Fact, [{"name": n, "value": value} for n in ("a", "b" + value)])
    async with database.sessions() as session:
        facts = (await session.execute(select(Fact).order_by(Fact.name))).scalars()
        assert [(fact.name, fact.value) for fact in facts] == [("a", "1"), ("b1", "1"), ("b2", "2")]
    await database.close()


async def newsroom_made(database: Database, made: datetime) -> datetime:
    async with database.sessions.begin() as session:
        session.add(Newsroom(name="The Lantern", made=made))
    async with database.sessions() as session:
        return (await session.execute(select(Newsroom.made))).scalar_one()


async def test_an_instant_comes_back_aware(tmp_path: Path) -> None:
    """Whatever zone it was written in, it comes back as the same instant in UTC."""
    database = await open_fresh(tmp_path / "db.sqlite3")
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    found = await newsroom_made(database, tokyo)
    await database.close()
    assert (found, found.tzinfo) == (NOON, UTC)


async def test_a_time_without_zone_is_refused(tmp_path: Path) -> None:
    """A naive time would be guessed at; it is refused where it is written."""
    database = await open_fresh(tmp_path / "db.sqlite3")
    with pytest.raises(StatementError, match="needs a zone"):
        await newsroom_made(database, NOON.replace(tzinfo=None))
    await database.close()
