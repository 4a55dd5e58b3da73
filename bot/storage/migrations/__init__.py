"""Migrations: the schema step by step. `python -m bot.storage.migrations "subject"` drafts the next one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

HERE = Path(__file__).parent
ADVISORY_LOCK = 7_323_686
"""Any number of our own: one replica migrates while the others wait."""


class NewerDatabase(Exception):
    """The database has a revision that this version does not know; `str()` names it."""


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision within the caller's transaction. Raises `NewerDatabase`."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ADVISORY_LOCK})
    config = configuration()
    current = MigrationContext.configure(connection).get_current_heads()
    if unknown := sorted(set(current) - known_revisions()):
        raise NewerDatabase(", ".join(unknown))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def known_revisions() -> set[str]:
    """The schemas that this version can read."""
    return {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
