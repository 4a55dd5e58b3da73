"""Undo in a real browser: what was published a moment ago is taken back, or goes out, and the page says which."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.visiting import running

TOPIC = "/desk/topics/1"


@pytest.mark.browser
async def test_publication_is_undone_and_then_sent_out(browser: Browser, tmp_path: Path) -> None:
    """With the keyboard; the page follows by itself what became of it."""
    async with running(tmp_path, undo_seconds=600) as address:
        page = await browser.new_page()
        # The first brief's post is over: a review that waits for one loads itself anew, and might swallow a key.
        await page.goto(f"{address}/c/summit")
        await expect(page.locator(".message[data-id]")).to_have_count(1)
        await page.goto(address + TOPIC)
        await page.get_by_role("textbox", name="Headline").fill("Leaders meet in Tokyo")
        await page.get_by_role("textbox", name="Headline").blur()
        await expect(page.locator("#h .under")).to_contain_text("reworded by")
        await page.goto(f"{address}{TOPIC}/review")
        await page.get_by_role("button", name="Approve and publish").press("Enter")
        await expect(page.get_by_role("heading", name="Revision 2 goes out in")).to_be_visible()
        await page.get_by_role("button", name="Undo").press("Enter")
        await expect(
            page.get_by_role("heading", name="Revision 2 waits, against revision 1, which is live")
        ).to_be_visible()
        await page.get_by_role("button", name="Approve and publish").press("Enter")
        await page.get_by_role("button", name="Send it out now").press("Enter")
        await expect(page.locator(".told")).to_have_text("1 of 1 posted copy shows what it should.")
        await expect(page.get_by_text("Revision 2, which is live, in #summit")).to_be_visible()
