"""Screenshots: every picture in the README and the documentation, from pages that run, of our own sample article.

    python -m tests.browser.screenshot [NAME …]

Draws docs/images/NAME.png for each of `PICTURES`, or for those named.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import chromium, open_browser
from tests.browser.png import fewer_colours
from tests.browser.visiting import running, visiting

FOLDER = Path(__file__).parents[2] / "docs/images"
LARGEST = 150_000
"""Bytes: a page of the documentation should open at once."""
TOPIC = "/desk/topics/1"
WRONG = "Japan pledged to invest $550 billion, and its goods face a tariff of 35 percent."
RIGHT = "Japan pledged to invest $550 billion, and its goods face a tariff of 15 percent."
POINT = "The two leaders met in Tokyo and affirmed their alliance."
NOTE = "An earlier version named another tariff; it is 15 percent."


class Studio:
    """A newsroom of its own and a page to draw it from."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address

    async def go(self, path: str) -> None:
        await self.page.goto(self._address + path)

    async def reword(self, line: str, text: str) -> None:
        await self.go(TOPIC)
        field = self.page.get_by_role("textbox", name=line, exact=True)
        await field.fill(text)
        async with self.page.expect_navigation():
            await field.blur()

    async def decide(self, button: str, note: str = "", reason: str = "") -> None:
        """Decide about what waits, else the draft."""
        await self.go(f"{TOPIC}/review")
        form = self.page.locator("form.decide", has=self.page.locator("button", has_text=button))
        if note:
            await self.page.locator("details", has=form).locator("summary").click()
            await form.locator("[name=note]").fill(note)
        if reason:
            await form.locator("[name=reason]").fill(reason)
        await self.page.get_by_role("button", name=button).click()
        await self.page.wait_for_load_state()


async def chat(studio: Studio) -> None:
    """The first brief, one line's evidence opened."""
    await studio.go("/c/summit")
    brief = studio.page.locator(".message[data-id]").first
    await brief.get_by_role("button", name="Source:").nth(1).click()
    await expect(brief.locator(".evidence")).to_be_visible()
    await studio.page.evaluate("log.scrollTop = 0; document.activeElement.blur()")


async def draft(studio: Studio) -> None:
    """A line in the focus, its sentence lit in the article."""
    await studio.go(TOPIC)
    await studio.page.get_by_role("textbox", name="Point 1").focus()
    await expect(studio.page.locator(".s.lit").first).to_be_visible()


async def blocked(studio: Studio) -> None:
    """A wrong number stops approval."""
    await studio.reword("Point 2", WRONG)
    await expect(studio.page.locator("#p2 .finding.stops")).to_be_visible()
    await studio.page.locator("#p1").evaluate("(row) => row.scrollIntoView()")


async def review(studio: Studio) -> None:
    """What changed against what is live, word by word."""
    await studio.reword("Point 1", POINT)
    await studio.go(f"{TOPIC}/review")


async def preview(studio: Studio) -> None:
    """The brief as each platform draws it."""
    await studio.go(f"{TOPIC}/preview")


async def undo(studio: Studio) -> None:
    """The minute in which a publication can be taken back."""
    await studio.reword("Point 1", POINT)
    await studio.decide("Approve and publish")
    await expect(studio.page.get_by_role("button", name="Undo")).to_be_visible()


async def corrected(studio: Studio) -> None:
    """A correction on the post itself, dated."""
    await studio.reword("Point 2", WRONG)
    await studio.decide("Approve and publish", reason="The ministry gave this number by telephone.")
    await studio.page.get_by_role("button", name="Send it out now").click()
    await studio.reword("Point 2", RIGHT)
    await studio.decide("Publish as a correction", NOTE)
    await studio.page.get_by_role("button", name="Send it out now").click()
    await studio.go("/c/summit")
    await expect(studio.page.locator(".message[data-id]").first).to_contain_text(NOTE)
    await studio.page.evaluate("log.scrollTop = 0")


async def withdrawn(studio: Studio) -> None:
    """A withdrawn brief: the reason in the place of the body."""
    await studio.decide("Withdraw what is live", "The talks were postponed; a new report follows.")
    await studio.go("/c/summit")
    await expect(studio.page.locator(".message[data-id]").first).to_contain_text("postponed")


PICTURES: dict[str, tuple[Callable[[Studio], Awaitable[None]], int]] = {
    "chat": (chat, 900),
    "draft": (draft, 900),
    "blocked": (blocked, 620),
    "review": (review, 900),
    "preview": (preview, 900),
    "undo": (undo, 560),
    "corrected": (corrected, 620),
    "withdrawn": (withdrawn, 420),
}
"""How each is drawn, and its height in pixels."""


async def draw(browser: Browser, name: str) -> None:
    """One picture, from a newsroom that starts for it. Raises `SystemExit` where it is too large for a page."""
    act, height = PICTURES[name]
    size = {"width": 1200, "height": height}
    with tempfile.TemporaryDirectory() as folder:
        async with (
            running(Path(folder), undo_seconds=60) as address,
            visiting(browser, address, viewport=size, reduced_motion="reduce") as visitor,
        ):
            await visitor.go()
            await expect(visitor.posts).to_have_count(1)
            await act(Studio(visitor.page, address))
            drawn = await fewer_colours(browser, await visitor.page.screenshot(animations="disabled"))
    target = FOLDER / f"{name}.png"
    target.write_bytes(drawn)
    sys.stdout.write(f"{target.name}: {len(drawn):,} bytes\n")
    if len(drawn) > LARGEST:
        raise SystemExit(f"{target.name} has {len(drawn):,} bytes; at most {LARGEST:,} are wanted.")


async def main(names: list[str]) -> None:
    path = chromium()
    if path is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium.")
    unknown = set(names) - set(PICTURES)
    if unknown:
        raise SystemExit(f"There is no picture {', '.join(unknown)}. They are {', '.join(PICTURES)}.")
    async with open_browser(path) as browser:
        for name in names or PICTURES:
            await draw(browser, name)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
