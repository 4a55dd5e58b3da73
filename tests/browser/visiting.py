"""Visiting: Readout as `make run` starts it, in a folder of its own, and a person at its chat page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, expect

from bot.app import start
from bot.settings import load_settings

PATIENCE = 60_000
"""Milliseconds that the browser waits for what is expected: a busy machine is slow, not wrong."""


@asynccontextmanager
async def running(folder: Path, **settings: Any) -> AsyncIterator[str]:
    """Everything started, with the scheduler ticking; gives the address that the terminal names."""
    said: list[str] = []
    given = {"http_port": 0, "timezone": "Europe/Paris", "meaning": False, "undo_seconds": 0, **settings}
    async with AsyncExitStack() as stack:
        await start(load_settings(_env_file=None, data_dir=folder, **given), stack, article=None, say=said.append)
        yield next(line.removeprefix("Chat page: ") for line in said if line.startswith("Chat page: "))


@dataclass
class Visitor:
    """Somebody at the page, who notes everything that the browser complains about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    @property
    def say(self) -> Locator:
        return self.page.get_by_role("combobox", name="Message to Readout")

    @property
    def posts(self) -> Locator:
        """What everybody in the room sees."""
        return self.page.locator(".message[data-id]")

    @property
    def replies(self) -> Locator:
        """What only this visitor sees."""
        return self.page.locator(".message.private")

    async def go(self, path: str = "/c/summit") -> None:
        await self.page.goto(self.address + path)

    async def type(self, line: str) -> Locator:
        """Type a line, send it, and return the reply once it is there."""
        before = await self.replies.count()
        await self.say.fill(line)
        await self.page.keyboard.press("Escape")
        await self.page.keyboard.press("Enter")
        await expect(self.replies).to_have_count(before + 1)
        return self.replies.last

    async def open_form(self, line: str) -> Locator:
        await self.say.fill(line)
        await self.page.keyboard.press("Escape")
        await self.page.keyboard.press("Enter")
        form = self.page.get_by_role("dialog")
        await expect(form).to_be_visible()
        return form


@asynccontextmanager
async def visiting(browser: Browser, address: str, **context: Any) -> AsyncIterator[Visitor]:
    """A new visitor; when they leave, there must have been no complaint."""
    given = {"timezone_id": "Europe/Paris", "locale": "en-GB", "viewport": {"width": 1200, "height": 860}, **context}
    own = await browser.new_context(**given)
    own.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = await own.new_page()
    visitor = Visitor(page, address)

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            visitor.complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    yield visitor
    await own.close()
    assert visitor.complaints == []
