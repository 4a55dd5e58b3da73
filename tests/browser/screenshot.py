"""Screenshot: the picture of the chat page in the README, from a page that runs.

python -m tests.browser.screenshot docs/images/chat.png
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import expect

from tests.browser.chromium import chromium, open_browser
from tests.browser.visiting import running, visiting

LARGEST = 200_000
"""Bytes: a README should open at once."""


async def draw(path: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with (
            running(Path(folder)) as address,
            open_browser(path) as browser,
            visiting(browser, address, viewport={"width": 1200, "height": 900}) as visitor,
        ):
            await visitor.go()
            await expect(visitor.posts).to_have_count(1)
            brief = visitor.posts.first
            await brief.get_by_role("button", name="Source:").nth(1).click()
            await expect(brief.locator(".evidence")).to_be_visible()
            await visitor.page.evaluate("log.scrollTop = 0; document.activeElement.blur()")
            await visitor.page.screenshot(path=target, animations="disabled")


def main(target: Path) -> None:
    path = chromium()
    if path is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium.")
    asyncio.run(draw(path, target))
    if target.stat().st_size > LARGEST:
        raise SystemExit(f"{target} has {target.stat().st_size:,} bytes; at most {LARGEST:,} are wanted.")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images/chat.png"))
