"""Freezes a released schema, with a row or two in each table, as SQL that every later version has to migrate from.

    python -m tests.released.freeze 0001

writes 0001.sqlite.sql and 0001.postgres.sql beside this file. Run it once, at the release; afterwards the files never
change. `rows.sql` speaks the language of both databases and fits the newest release: extend it with the schema.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine, text

from bot.storage.migrations import configuration
from tests.fakes.postgres import postgres

HERE = Path(__file__).parent
NOISE = ("--", "\\", "SET ", "SELECT pg_")
"""What is for psql, or for the session alone."""


def freeze(revision: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "released.sqlite3"
        _fill(f"sqlite:///{file}", revision)
        dump = "\n".join(sqlite3.connect(file).iterdump())
        (HERE / f"{revision}.sqlite.sql").write_text(dump + "\n")
        with postgres(Path(folder) / "postgres") as server:
            address = server.make("released")
            _fill(address.replace("postgresql://", "postgresql+psycopg://"), revision)
            pg_dump = [server.server.bin_path / "pg_dump", "--no-owner", "--no-privileges", "--inserts", address]
            said = subprocess.run(pg_dump, capture_output=True, text=True, check=True, env={**os.environ, "TZ": "UTC"})
    lines = [
        line for line in said.stdout.splitlines() if line and not line.startswith(("--", "\\", "SET ", "SELECT pg_"))
    ]
    (HERE / f"{revision}.postgres.sql").write_text("\n".join(lines) + "\n")


def _fill(address: str, revision: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in (HERE / "rows.sql").read_text().split(";\n"):
            if statement.strip():
                connection.execute(text(statement.replace(":", "\\:")))
    engine.dispose()


if __name__ == "__main__":
    freeze(sys.argv[1])
