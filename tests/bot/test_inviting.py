"""The command line's link to the desk."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.inviting import desk_link
from bot.people import enter, members
from bot.roles import Role
from bot.settings import Settings
from bot.storage.database import StorageError, open_database
from bot.storage.tables import Newsroom

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def settings(folder: Path) -> Settings:
    return Settings.model_validate({"data_dir": folder, "http_port": 8080})


async def test_link_lets_an_admin_of_that_name_in_while_the_bot_runs(tmp_path: Path) -> None:
    """It is taken beside the running bot, works once, and two of them are one person."""
    running = await open_database(settings(tmp_path))
    async with running.sessions.begin() as session:
        session.add(Newsroom(id=1, name="Readout", made=NOW))
    said: list[str] = []
    for _ in range(2):
        await desk_link(settings(tmp_path), "Ann Lee", said.append, NOW)
    assert said[0].startswith("http://127.0.0.1:8080/desk/enter?code=")
    assert await enter(running.sessions, said[0].rpartition("=")[2], NOW, "browser") == "Ann Lee"
    assert [(one.name, one.role) for one in await members(running.sessions, 1)] == [("Ann Lee", Role.ADMIN)]
    await running.close()


async def test_before_the_first_start_there_is_no_newsroom(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no newsroom yet"):
        await desk_link(settings(tmp_path), "Ann Lee", print, NOW)


async def test_a_link_is_somebodys(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="whose link"):
        await desk_link(settings(tmp_path), "  ", print, NOW)
