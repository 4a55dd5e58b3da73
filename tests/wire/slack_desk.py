"""A Readout connected to the loopback Slack, for wire tests; every block it sends is checked at the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from bot.commands import Services
from bot.platform import Destination
from bot.platforms.slack import SlackPlatform
from bot.settings import load_settings
from tests.fakes.databases import open_copied
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN, FakeSlack

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by


def slack_settings(slack: FakeSlack, **changes: Any) -> dict[str, Any]:
    return {
        "slack_bot_token": BOT_TOKEN,
        "slack_app_token": APP_TOKEN,
        "slack_api_base": slack.api_base,
        **changes,
    }


@asynccontextmanager
async def posting_platform(
    slack: FakeSlack, folder: Path, clock: Clock, **changes: Any
) -> AsyncIterator[SlackPlatform]:
    """A platform without a newsroom: it can post and look, and no command works."""
    database = await open_copied(folder / "readout.sqlite")
    settings = load_settings(_env_file=None, **slack_settings(slack, **changes))
    unused = cast(Any, None)
    platform = SlackPlatform(Services(settings, database.sessions, unused, unused, unused, clock, {}), check=0.2)
    try:
        await platform.start()
        yield platform
    finally:
        await platform.stop()
        await database.close()


def channel_of(slack: FakeSlack, channel: str, kind: str = "channel") -> Destination:
    return Destination("slack", slack.workspace.team, channel, kind, "#summit")
