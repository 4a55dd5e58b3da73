"""The documents say what the declarations say."""

from __future__ import annotations

from pathlib import Path

from tests.bot.command_page import command_page

DOCS = Path(__file__).parents[2] / "docs"


def test_every_command_is_documented_as_it_is_declared() -> None:
    """docs/commands.md is what `python -m tests.bot.command_page` prints."""
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == command_page()
