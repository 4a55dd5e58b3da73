"""Rigs: Readout with the loopback Discord and Slack beside its chat page, all of it real but the two platforms."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import discord
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.app import start
from bot.commands import Services
from bot.platform import Destination
from bot.rules import DAILY, Rule
from bot.settings import load_settings
from tests.browser.visiting import PATIENCE
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.rules import words
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.blocks import said
from tests.wire.slack_desk import slack_settings

WHEN_PUBLISHED = Rule((), "Europe/Paris", DAILY, published=True)


@dataclass
class Rigs:
    """One Readout on three platforms, with a channel #summit on each."""

    address: str
    services: Services
    discord: FakeDiscord
    slack: FakeSlack
    slack_channel: str
    link: str
    """Lets the admin in, once."""

    async def follow(self, topic_id: int) -> None:
        """The topic goes to the three channels whenever it is published."""
        guild = self.discord.world.channel("summit")
        for place in (
            Destination("local", "", "summit", "channel", "#summit"),
            Destination("discord", guild.guild, guild.id, "channel", "#summit"),
            Destination("slack", self.slack.workspace.team, self.slack_channel, "channel", "#summit"),
        ):
            await self.services.outbox.subscribe(topic_id, place, WHEN_PUBLISHED, made_by="Ann Lee")

    def on_discord(self) -> list[str]:
        """Each message of the channel as its readers see it now."""
        return [words(message) for message in self.discord.world.channel("summit").messages]

    def on_slack(self) -> list[str]:
        """Each message of the channel itself as its readers see it now."""
        return self._slack(threads=False)

    def in_threads_on_slack(self) -> list[str]:
        return self._slack(threads=True)

    def _slack(self, *, threads: bool) -> list[str]:
        posts = self.slack.workspace.posts(self.slack_channel)
        return ["\n".join(said(post["blocks"])) for post in posts if ("thread_ts" in post) is threads]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what the scheduler's next ticks do."""
        await self.discord.until(holds)


@asynccontextmanager
async def open_rigs(folder: Path) -> AsyncIterator[Rigs]:
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    fake, slack, said_lines = FakeDiscord(), FakeSlack(), list[str]()
    fake.world.add_guild("Harbour watch", "summit")
    channel = slack.workspace.add_channel("summit").id
    async with AsyncExitStack() as stack:
        await fake.start()
        stack.push_async_callback(fake.stop)
        await slack.start()
        stack.push_async_callback(slack.stop)
        tokens = {"discord_token": fake.token, "discord_api_base": fake.api, "discord_gateway_url": fake.gateway_url}
        given = {"http_port": 0, "timezone": "Europe/Paris", "meaning": False, "undo_seconds": 0, **tokens}
        settings = load_settings(_env_file=None, data_dir=folder, **slack_settings(slack, **given))
        try:
            services = await start(settings, stack, article=None, say=said_lines.append)
            told = "\n".join(said_lines)
            address, link = re.findall(r"^(?:Chat page|Log in as admin with this link, once): (\S+)", told, re.M)
            yield Rigs(address, services, fake, slack, channel, link)
        finally:
            discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@dataclass
class Person:
    """Somebody of the newsroom in a browser of their own."""

    page: Page
    address: str
    context: BrowserContext

    async def go(self, path: str) -> None:
        await self.page.goto(self.address + path)

    async def press(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def reword(self, line: str, text: str) -> None:
        """Change a line of the draft and leave it, which saves it."""
        field = self.page.get_by_role("textbox", name=line, exact=True)
        await field.fill(text)
        async with self.page.expect_navigation():
            await field.blur()

    async def leave(self) -> None:
        await self.context.close()


async def arrive(browser: Browser, rigs: Rigs, link: str, name: str = "") -> Person:
    """Let somebody in by a link or by a code that an admin gave them."""
    context = await browser.new_context(timezone_id="Europe/Paris", locale="en-GB")
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    await page.goto(link)
    if name:
        await page.get_by_label("Your name").fill(name)
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("link", name="The desk")).to_be_visible()
    return Person(page, rigs.address, context)
