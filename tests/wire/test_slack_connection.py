"""Connecting to Slack: a wrong token is named, an outage is waited out, a lost socket comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import OperationalError

from bot.platform import Busy, Refused
from bot.platforms.slack import SlackPlatform
from bot.platforms.slack.connection import Connection
from bot.settings import new_key
from tests.fakes.slack import FakeSlack, Fault
from tests.wire.slack_desk import Clock, posting_platform


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(Clock()) as slack:
        yield slack


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"slack_bot_token": "xoxb-wrong"}, "SLACK_BOT_TOKEN was refused by Slack .invalid_auth."),
        ({"slack_app_token": "xapp-wrong"}, "SLACK_APP_TOKEN was refused by Slack .invalid_auth."),
        ({"slack_app_token": "xoxb-0-readout"}, "SLACK_APP_TOKEN was refused by Slack .not_allowed_token_type."),
        ({"slack_bot_token": ""}, "SLACK_BOT_TOKEN is missing"),
        ({"slack_app_token": ""}, "SLACK_APP_TOKEN is missing: .* over Socket Mode"),
        ({"slack_app_token": "", "slack_signing_secret": "s"}, "PUBLIC_URL is missing: Slack calls it over HTTP"),
        ({"slack_client_id": "1.2"}, "SLACK_CLIENT_SECRET is missing"),
        ({"slack_client_secret": "s"}, "SLACK_CLIENT_ID is missing"),
        ({"slack_client_id": "1.2", "slack_client_secret": "s"}, "TOKEN_KEYS is missing: .* `python -m bot token-key`"),
        (
            {"slack_client_id": "1.2", "slack_client_secret": "s", "token_keys": new_key()},
            "PUBLIC_URL is missing: who installs the app",
        ),
    ],
)
async def test_wrong_token_names_its_variable(
    slack: FakeSlack, tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    """A token that is missing or wrong is one sentence with the variable, and no waiting."""
    with pytest.raises(Refused, match=says):
        async with posting_platform(slack, tmp_path, Clock(), **changes):
            pass


async def test_health_names_the_workspace(slack: FakeSlack, tmp_path: Path) -> None:
    """Connected, the status says where and as whom."""
    async with posting_platform(slack, tmp_path, Clock()) as platform:
        await slack.sockets.connected()
        assert platform.health() == "connected to Readout test as @readout"


async def test_health_names_missing_scopes(slack: FakeSlack, tmp_path: Path) -> None:
    """An app that was installed before a scope was added says which one it lacks."""
    slack.workspace.scopes.discard("im:history")
    async with posting_platform(slack, tmp_path, Clock()) as platform:
        assert "lacks im:history: install the app again" in platform.health()


async def test_outage_at_the_start_is_waited_out(slack: FakeSlack, tmp_path: Path) -> None:
    """Slack that cannot be reached at the start refuses nothing: it connects when it is back."""
    await slack.stop()
    async with posting_platform(slack, tmp_path, Clock()) as platform:
        assert platform.health() == "cannot be reached (ClientConnectorError); trying again"
        await slack.start()
        await slack.sockets.connected()
        await until_healthy(platform)


async def test_lost_socket_comes_back(slack: FakeSlack, tmp_path: Path) -> None:
    """A server that is gone with its sockets is connected to again, also when an address was used up meanwhile."""
    async with posting_platform(slack, tmp_path, Clock()) as platform:
        await slack.sockets.connected()
        slack.sockets.down = True
        await slack.sockets.close_all()
        await slack.until(lambda: len(slack.workspace.calls("apps.connections.open")) > 2, "a second attempt")
        await platform.look()
        assert "connecting again" in platform.health()
        slack.sockets.down = False
        await slack.sockets.connected()
        await until_healthy(platform)


async def test_refresh_is_followed(slack: FakeSlack, tmp_path: Path) -> None:
    """Slack asks for a new connection every few hours; it is made."""
    async with posting_platform(slack, tmp_path, Clock()):
        await slack.sockets.connected()
        before = len(slack.workspace.calls("apps.connections.open"))
        await slack.sockets.refresh()
        await slack.until(lambda: len(slack.workspace.calls("apps.connections.open")) > before, "a new connection")
        await slack.sockets.connected()


async def test_slack_that_answers_nonsense_is_waited_out(slack: FakeSlack, tmp_path: Path) -> None:
    """A page of HTML instead of an answer is an outage, not a wrong token."""
    slack.workspace.fail("auth.test", Fault(status=502))
    async with posting_platform(slack, tmp_path, Clock()) as platform:
        await slack.sockets.connected()
        await until_healthy(platform)


async def test_database_that_is_away_is_waited_out() -> None:
    """After an outage of Slack's the workspace is noted in the database: where that is away too, it is tried again."""
    away = [Busy("Slack is away", 1.0), OperationalError("INSERT", {}, Exception("gone"))]

    async def begin() -> None:
        if away:
            raise away.pop(0)

    async def take(payload: dict[str, Any]) -> BoltResponse:
        raise AssertionError(payload)

    connection = Connection(AsyncWebClient(), "", begin, take, check=0.001)
    await connection.open()
    while not connection.begun:  # noqa: ASYNC110 - bounded by the test's own time limit
        await asyncio.sleep(0.01)
    assert connection.trouble == ""
    await connection.close()


async def test_failure_in_taking_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """slack_sdk keeps what a listener raises for its own log, which is off: so ours has it first."""

    async def begin() -> None: ...

    async def take(payload: dict[str, Any]) -> BoltResponse:
        raise KeyError("team")

    connection = Connection(AsyncWebClient(), "", begin, take, check=1)
    client = SocketModeClient("xapp-0")
    with pytest.raises(KeyError):
        await connection._arrived(client, SocketModeRequest("slash_commands", "e", {}))
    await client.close()  # type: ignore[no-untyped-call]
    await asyncio.sleep(0)  # lets the tasks that it only cancels come to their end
    assert "failed inside Readout" in caplog.text


async def until_healthy(platform: SlackPlatform) -> None:
    """Bounded by the test's own time limit."""
    while not platform.health().startswith("connected to"):  # noqa: ASYNC110 - a line of text is nothing to wait on
        await asyncio.sleep(0.02)
