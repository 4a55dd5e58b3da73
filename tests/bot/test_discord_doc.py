"""docs/discord.md against the code: the sentences it quotes, the permissions it names, the pictures it shows."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from bot.platforms.discord.permissions import NEEDED, OPTIONAL

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "discord.md").read_text("utf-8")
LARGEST = 150_000
"""Bytes of a picture."""


@cache
def source() -> str:
    """All of the bot's code, with texts that go over several lines put together."""
    whole = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "bot").rglob("*.py")))
    return re.sub(r'"\n {1,40}f?"', "", whole)


def quoted() -> list[str]:
    table = DOC.partition("| what you see |")[2].partition("\n\n")[0]
    rows = [line.split(" | ")[0] for line in table.splitlines()]
    return [sentence for row in rows for sentence in re.findall("“([^”]{1,300})”", row)]


@pytest.mark.parametrize("sentence", quoted())
def test_a_quoted_sentence_is_one_of_ours(sentence: str) -> None:
    """Whoever searches the page for what the bot said finds it."""
    assert all(part.strip() in source() for part in sentence.split("…"))


def test_every_permission_is_explained() -> None:
    """Those that the invitation asks for, as Discord's settings call them."""
    table = DOC.partition("| permission | why |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| ([A-Z][^|]{1,60}) \|", table, re.MULTILINE) == [
        name for name, _ in (*NEEDED.values(), *OPTIONAL.values())
    ]


def test_every_picture_is_there_and_small() -> None:
    """A page should open at once."""
    pictures = [ROOT / "docs" / place for place in re.findall(r"!\[[^\]]{1,200}\]\(([^)]{1,100})\)", DOC)]
    assert len(pictures) >= 4
    assert all(picture.stat().st_size < LARGEST for picture in pictures)
