"""Stopping while somebody waits: who was acknowledged gets the reply before the process ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Reply, say
from bot.platforms.discord.replying import Patience
from tests.wire.discord_bot import Rig, discord_rig, said


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path, start=False) as made:
        yield made


async def test_a_stop_waits_for_a_reply_that_was_begun(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another replica does not answer it any more: this one took it up."""
    stopping = asyncio.Event()

    async def slow(*_: object) -> Reply:
        await stopping.wait()
        return say("Here it is.")

    monkeypatch.setattr("bot.platforms.discord.front.commands.run", slow)
    rig.platform._patience = Patience(card=0.0)
    await rig.start()
    exchange = await rig.fake.people.begin_slash(rig.reader, rig.channel, "help")
    await rig.fake.until(lambda: bool(rig.fake.calls("POST", "/interactions/.*")))
    stop = asyncio.create_task(rig.platform.stop())
    await rig.fake.until(lambda: rig.fake.gateway.heard() == {})
    stopping.set()
    await stop
    assert "Here it is." in said(exchange)
