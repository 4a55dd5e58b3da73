"""A whole newsroom whose Slack side talks to the loopback Slack; the outbox posts when a test says so."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.commands import Services
from bot.delivery import Outbox
from bot.delivery.pacing import Budget
from bot.people import make_code
from bot.platforms.slack import SlackPlatform
from bot.roles import Role
from bot.storage.audit import SYSTEM
from tests.bot.newsroom import Newsroom, open_newsroom
from tests.fakes.slack import Channel, FakeSlack, User
from tests.wire.slack_desk import slack_settings


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


@asynccontextmanager
async def open_slack(folder: Path, **changes: Any) -> AsyncIterator[SlackDesk]:
    """Connected, with #summit, an admin Ann and a member Bob. At the end, nothing sent may break a limit of Slack's."""
    slack = FakeSlack()
    await slack.start()
    async with open_newsroom(folder, **slack_settings(slack)) as newsroom:
        slack.use_clock(newsroom.clock)
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
        services = replace(newsroom.services, outbox=outbox, platforms=platforms)
        platform = SlackPlatform(services, check=0.2, **changes)
        platforms[platform.name] = platform
        ann, bob = slack.workspace.add_user("Ann", admin=True), slack.workspace.add_user("Bob")
        await platform.start()
        await slack.sockets.connected()
        try:
            yield SlackDesk(newsroom, services, slack, platform, slack.workspace.add_channel("summit"), ann, bob)
        finally:
            await platform.stop()
            await slack.stop()
    assert slack.workspace.problems == []
