"""Replicas on Slack: each has a socket, Slack gives a gesture to one, and what it sends again is answered once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands.memory import Memory
from bot.platforms.slack import SlackPlatform
from tests.fakes.databases import ADDRESS
from tests.fakes.postgres import Postgres
from tests.wire.slack_newsroom import CALM, SlackDesk, open_slack


@asynccontextmanager
async def another(desk: SlackDesk) -> AsyncIterator[SlackPlatform]:
    """A second replica, which has nothing in common with the first but the database and the tokens."""
    platform = SlackPlatform(replace(desk.services, memory=Memory()), check=CALM)
    await platform.start()
    async with asyncio.timeout(20):
        while desk.slack.sockets.count < 2:  # noqa: ASYNC110 - no request tells of it
            await asyncio.sleep(0)
    try:
        yield platform
    finally:
        await platform.stop()


@pytest.fixture
async def desk(tmp_path: Path, postgres_server: Postgres) -> AsyncIterator[SlackDesk]:
    postgres_server.empty("home")
    (tmp_path / ADDRESS).write_text(postgres_server.url("home"))
    async with open_slack(tmp_path) as made:
        yield made


async def test_what_is_sent_again_to_another_replica_is_answered_once(desk: SlackDesk) -> None:
    """Slack saw no ack of the first, and tries the other socket: a command, a mention and a direct message."""
    direct = desk.slack.workspace.direct(desk.bob.id)
    async with another(desk) as other:
        gesture = await desk.slack.people.command("/brief", desk.bob, desk.summit, lose_acks=1)
        await desk.slack.people.reply(gesture)
        await desk.slack.people.mention("What is the price of rice in Osaka?", desk.bob, desk.summit, lose_acks=1)
        await desk.slack.people.write("quotes takaichi", desk.bob, direct, lose_acks=1)
        await desk.settle()
        await other.settled()
    assert (gesture.acked, len(gesture.replies)) == (True, 1)
    assert len(desk.posts()) == 1
    assert len(desk.slack.workspace.posts(direct.id)) == 1
