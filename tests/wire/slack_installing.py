"""A browser that installs the app in another workspace, and the settings that let it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import aiohttp

from bot.settings import new_key
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.oauth import CLIENT_ID, CLIENT_SECRET
from tests.fakes.slack.screens import People
from tests.wire.slack_newsroom import PUBLIC_URL, SlackDesk

KEY = new_key()
INSTALLABLE: dict[str, Any] = {
    "slack_client_id": CLIENT_ID,
    "slack_client_secret": CLIENT_SECRET,
    "token_keys": KEY,
    "public_url": PUBLIC_URL,
}


@dataclass
class Browser:
    """Somebody's browser; it keeps the cookies of Readout's pages, and follows nothing by itself."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, url: str) -> tuple[int, str]:
        """The page, or where a redirect leads to. PUBLIC_URL is a proxy before `base`."""
        there = url.replace(PUBLIC_URL, self.base) if url.startswith("http") else self.base + url
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.get(there, headers=sent, allow_redirects=False) as answer,
        ):
            self.cookies |= {name: cookie.value for name, cookie in answer.cookies.items()}
            return answer.status, answer.headers.get("Location") or await answer.text()

    async def begin(self) -> str:
        """Open the page with the button; returns where the button leads."""
        status, page = await self.get("/slack/install")
        found = re.search(r'href="([^"]*/oauth/v2/authorize[^"]*)"', page)
        assert status == 200, page
        assert found is not None, page
        return unescape(found[1])

    async def install(self) -> tuple[int, str]:
        """From the button to the last page."""
        _, back = await self.get(await self.begin())
        return await self.get(back)


def another(slack: FakeSlack, team: str = "T2OTHER", name: str = "The Other Paper") -> People:
    """A workspace whose admin is about to install the app."""
    people = slack.add_workspace(team, name)
    slack.oauth.workspace = people.workspace
    return people


async def installed(desk: SlackDesk) -> People:
    """The app is in another workspace too; its token expires where the app has rotation on."""
    people = another(desk.slack)
    status, page = await Browser(desk.base).install()
    assert status == 200, page
    return people
