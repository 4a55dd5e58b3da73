"""A chat page on a free port, with the newsroom behind it and a clock of its own, for tests that ask over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar
from yarl import URL

from bot.app import wire
from bot.cards import Card, line
from bot.commands import Services
from bot.platform import Destination, Sending
from bot.platforms.local import LocalPlatform
from bot.settings import load_settings
from bot.web import ChatServer
from bot.web.tokens import token_of
from bot.web.visitors import COOKIE, READS, Visitor, new_token, user_of
from tests.fakes.databases import open_copied

NEWS = Card("Channel to be widened", (line("The council voted.", source="source:1:l"),), private=False)


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by


@dataclass
class Page:
    """A running page and one browser's session with it."""

    services: Services
    local: LocalPlatform
    server: ChatServer
    address: str
    browser: ClientSession
    clock: Clock
    posts: list[str] = field(default_factory=list)

    async def get(self, path: str, **headers: str) -> tuple[ClientResponse, str]:
        async with self.browser.get(self.address + path, headers=headers, allow_redirects=False) as response:
            return response, await response.text()

    async def post(self, path: str, fields: dict[str, Any], **headers: str) -> tuple[ClientResponse, str]:
        """As a form of the page itself sends it, unless `headers` say otherwise."""
        sent, form = {"Origin": self.address, **headers}, fields if "csrf" in fields else {"csrf": self.csrf, **fields}
        async with self.browser.post(self.address + path, data=form, headers=sent, allow_redirects=False) as response:
            return response, await response.text()

    @property
    def csrf(self) -> str:
        """What a form carries that the page has just shown to this browser, which has a cookie from then on."""
        here = URL(self.address)
        if COOKIE not in self.browser.cookie_jar.filter_cookies(here):
            self.browser.cookie_jar.update_cookies({COOKIE: new_token(self.clock(), READS)}, here)
        token = self.browser.cookie_jar.filter_cookies(here)[COOKIE].value
        return token_of(Visitor(token, user_of(token), known=True, private=False))

    async def news(self, card: Card = NEWS, *, channel: str = "summit", direct: str = "") -> str:
        """Post as delivery does, and return the message's number."""
        kind = "direct" if direct else "channel"
        to = Destination("local", "", direct or channel, kind, f"#{channel}")
        self.posts.append(f"part{len(self.posts)}")
        return await self.local.post(Sending(self.posts[-1], to, self.local.render(card)[0], None))


@asynccontextmanager
async def open_page(folder: Path, **settings: Any) -> AsyncIterator[Page]:
    usual = {"http_port": 0, "meaning": False, "undo_seconds": 0}
    given = load_settings(_env_file=None, data_dir=folder, **{**usual, **settings})
    clock = Clock()
    async with AsyncExitStack() as stack:
        database = await open_copied(folder / "readout.sqlite")
        stack.push_async_callback(database.close)
        services = wire(given, database, clock)
        local = LocalPlatform(services)
        assert isinstance(services.platforms, dict)
        services.platforms[local.name] = local
        await services.desk.open_newsroom(given.newsroom)
        server = ChatServer(services, local)
        await server.start()
        stack.push_async_callback(server.stop)
        browser = await stack.enter_async_context(ClientSession(cookie_jar=CookieJar(unsafe=True)))
        yield Page(services, local, server, f"http://127.0.0.1:{server.port}", browser, clock)
