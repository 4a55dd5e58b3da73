"""Migrations: from every schema that was ever released, with its rows, to the newest one, on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, create_engine, select
from sqlalchemy.orm import Session

from bot.storage.migrations import upgrade
from bot.storage.tables import Base, Delivery, Part, Subscription
from tests.fakes.postgres import Postgres

RELEASED = Path(__file__).parents[1] / "released"
DUMPS = sorted(RELEASED.glob("0*.sql"))


@pytest.fixture(params=DUMPS, ids=[file.stem for file in DUMPS])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """A database of a released version, as its users have it."""
    dump: Path = request.param
    if ".sqlite." in dump.name:
        with closing(sqlite3.connect(tmp_path / "released.sqlite3")) as file:
            file.executescript(dump.read_text())
        address = f"sqlite:///{tmp_path}/released.sqlite3"
    else:
        server: Postgres = request.getfixturevalue("postgres_server")
        given = server.make(tmp_path.name)
        with psycopg.connect(given, autocommit=True) as filling:
            filling.execute(dump.read_bytes())
        address = given.replace("postgresql://", "postgresql+psycopg://")
    with opened(address) as connected:
        yield connected


@contextmanager
def opened(address: str) -> Iterator[Connection]:
    engine = create_engine(address)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def rows(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, as the database itself describes them."""
    known = MetaData()
    known.reflect(connection)
    return {
        table.name: [
            {name: str(value) for name, value in row.items()}
            for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
        ]
        for table in known.sorted_tables
        if table.name != "alembic_version"
    }


def test_a_released_database_keeps_every_row(connection: Connection) -> None:
    """What was in a column is still there, and each table of then had a row to lose."""
    before = rows(connection)
    upgrade(connection)
    after = rows(connection)
    assert all(before.values())
    for table, kept in before.items():
        narrowed = [{name: row[name] for name in kept[0]} for row in after[table]]
        assert narrowed == kept


def test_a_released_database_comes_to_the_newest_schema(connection: Connection) -> None:
    """It has exactly the tables, columns and indexes that the code expects."""
    upgrade(connection)
    context = MigrationContext.configure(connection, opts={"include_name": ours})
    assert compare_metadata(context, Base.metadata) == []


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Not the tables that procrastinate keeps for itself on PostgreSQL."""
    return kind != "table" or name in Base.metadata.tables


def test_the_code_reads_a_released_database(connection: Connection) -> None:
    """Rules, deliveries and payloads of then come back as the code of now knows them."""
    upgrade(connection)
    with Session(connection) as session:
        subscriptions = session.scalars(select(Subscription).order_by(Subscription.id)).all()
        deliveries = session.scalars(select(Delivery).order_by(Delivery.id)).all()
        parts = session.scalars(select(Part).order_by(Part.id)).all()
    assert [row.rule["zone"] for row in subscriptions] == ["Europe/Paris", "Asia/Tokyo"]
    assert [row.state for row in deliveries] == ["posted", "claimed"]
    assert parts[0].payload == {"text": "The harbour council voted."}
