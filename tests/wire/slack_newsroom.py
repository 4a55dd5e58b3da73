"""A whole newsroom whose Slack side talks to the loopback Slack; the outbox posts when a test says so."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.commands import Services
from bot.delivery import Outbox
from bot.delivery.pacing import Budget
from bot.people import make_code
from bot.platform import Platform
from bot.platforms.slack import SlackPlatform
from bot.roles import Role
from bot.storage.audit import SYSTEM
from bot.web.server import ChatServer
from tests.bot.newsroom import Newsroom, open_newsroom
from tests.fakes.slack import Channel, FakeSlack, User
from tests.fakes.slack.server import PATIENCE
from tests.fakes.slack.ways import SIGNING_SECRET
from tests.wire.slack_desk import slack_settings

PUBLIC_URL = "https://news.example"
CALM = 20.0
"""Seconds between pings of the socket: one that four of them pass over counts as dead, which a busy machine is not."""
OVER_HTTP = {"slack_app_token": "", "slack_signing_secret": SIGNING_SECRET, "public_url": PUBLIC_URL}


@dataclass
class SlackDesk:
    newsroom: Newsroom
    services: Services
    slack: FakeSlack
    platform: SlackPlatform
    summit: Channel
    ann: User
    """Administers the workspace; nobody to the newsroom."""
    bob: User
    base: str
    """The address that Slack would call, and browsers."""

    async def says(self, line: str, user: User | None = None, channel: Channel | None = None) -> str:
        """The first reply to a slash command, as its plain text."""
        reply = await self.slack.people.asked(line, user or self.bob, channel or self.summit)
        return str(reply["text"])

    async def code(self) -> str:
        """What an admin of the newsroom hands out to link a workspace."""
        clock = self.newsroom.clock()
        return await make_code(self.services.sessions, self.newsroom.newsroom_id, "server", Role.ADMIN, clock, SYSTEM)

    async def settle(self) -> None:
        """Return when nothing that people did is being worked on any more."""
        await self.platform.settled()

    def posts(self) -> list[dict[str, Any]]:
        return self.slack.workspace.posts(self.summit.id)


def with_outbox(newsroom: Newsroom) -> tuple[Services, dict[str, Platform]]:
    """The newsroom's services with an outbox that keeps no pace, and the platforms it sends to."""
    platforms = dict(newsroom.services.platforms)
    budget = Budget(time.monotonic, paces={})  # the loopback Slack keeps no pace
    outbox = Outbox(
        newsroom.services.sessions,
        platforms,
        newsroom.clock,
        chance=random.Random(7),
        budget=budget,
        reanswer=newsroom.services.reading.answer_card,
    )
    return replace(newsroom.services, outbox=outbox, platforms=platforms), platforms


@asynccontextmanager
async def open_slack(
    folder: Path, *, way: str = "socket", settings: Mapping[str, Any] | None = None, **changes: Any
) -> AsyncIterator[SlackDesk]:
    """Connected, with #summit, an admin Ann and a member Bob. At the end, nothing sent may break a limit of Slack's.

    `way` is “socket” or “http”: then Slack calls the app on the server of the chat page.
    """
    slack = FakeSlack()
    await slack.start()
    over_http = OVER_HTTP if way == "http" else {}
    given = slack_settings(slack, **{"http_port": 0, **over_http, **(settings or {})})
    async with open_newsroom(folder, **given) as newsroom:
        slack.use_clock(newsroom.clock)
        services, platforms = with_outbox(newsroom)
        slack.sockets.ack_within = PATIENCE
        platform = SlackPlatform(services, **{"check": CALM, **changes})
        platforms[platform.name] = platform
        ann, bob = slack.workspace.add_user("Ann", admin=True), slack.workspace.add_user("Bob")
        server = ChatServer(services, None, [platform])
        await server.start()
        await platform.start()
        base = f"http://127.0.0.1:{server.port}"
        if way == "http":
            slack.call_at(base)
        else:
            await slack.sockets.connected()
        try:
            yield SlackDesk(newsroom, services, slack, platform, slack.workspace.add_channel("summit"), ann, bob, base)
        finally:
            await server.stop()
            await platform.stop()
            await slack.stop()
    assert slack.workspace.problems == []
