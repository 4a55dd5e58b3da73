"""Colleagues: people with each role, each in a browser of their own, who ask the server over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession, DummyCookieJar, FormData

from bot.people import make_code, use_code
from bot.roles import Role
from bot.storage.audit import SYSTEM
from bot.storage.tables import Account
from bot.web.tokens import token_of
from bot.web.visitors import EDITS, Visitor, new_token, user_of
from tests.bot.chat_page import Page, open_page

HERE = "http://127.0.0.1"
"""The public address of the pages that they use: nobody is let in by being on this machine."""
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Heard:
    status: int
    text: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Colleague:
    """One browser: with a log-in, or as a stranger's."""

    page: Page
    browser: ClientSession
    token: str = ""

    @property
    def csrf(self) -> str:
        return token_of(Visitor(self.token, user_of(self.token), known=True, private=False))

    async def ask(self, method: str, path: str, *, multipart: bool = False, **fields: str) -> Heard:
        """As a page of ours asks: with its origin, and the form's token."""
        form = {"csrf": self.csrf, **fields}
        return await self.send(method, path, _form(form, multipart) if method == "POST" else None)

    async def send(self, method: str, path: str, data: object = None, **headers: str) -> Heard:
        """What `headers` do not say is as the browser sends it; one that is empty is left out."""
        usual = {"Host": "127.0.0.1", "Origin": HERE, "Cookie": f"readout={self.token}" if self.token else ""}
        sent = {name: value for name, value in (usual | headers).items() if value}
        address = f"http://127.0.0.1:{self.page.server.port}{path}"
        async with self.browser.request(method, address, data=data, headers=sent, allow_redirects=False) as response:
            whole = "" if response.content_type == "text/event-stream" else await response.text(errors="replace")
            return Heard(response.status, whole, dict(response.headers))


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The page of a newsroom that others reach, and who comes to it."""

    page: Page
    browser: ClientSession

    @property
    def stranger(self) -> Colleague:
        """Nobody known, in a browser that has seen a page and so has a cookie."""
        return Colleague(self.page, self.browser, new_token(self.page.clock(), EDITS))

    async def hire(self, role: Role, name: str = "Ann Lee", newsroom: int = 1) -> Colleague:
        """Somebody known on Discord with this role, who is at the desk in a browser."""
        services, now = self.page.services, self.page.clock()
        code = await make_code(services.sessions, newsroom, "person", role, now, SYSTEM)
        await use_code(services.sessions, code, now, platform="discord", user=name, name=name)
        return await self.again(name)

    async def again(self, name: str) -> Colleague:
        """Somebody known, in a browser more."""
        token = new_token(self.page.clock(), EDITS)
        async with self.page.services.sessions.begin() as session:
            known = await session.get_one(Account, ("discord", name))
            session.add(Account(platform="local", user=user_of(token), person_id=known.person_id))
        return Colleague(self.page, self.browser, token)


@asynccontextmanager
async def open_desk(folder: Path) -> AsyncIterator[Newsroom]:
    async with open_page(folder, public_url=HERE) as page, ClientSession(cookie_jar=DummyCookieJar()) as browser:
        yield Newsroom(page, browser)


def _form(fields: Mapping[str, str], multipart: bool) -> FormData:
    form = FormData(default_to_multipart=multipart)
    for name, value in fields.items():
        form.add_field(name, value)
    return form
