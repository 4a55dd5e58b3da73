"""Questions in a real browser: one called wrong, answered by the desk in its form, and the shared copy after it."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.browser.visiting import visiting

pytestmark = pytest.mark.browser

TREES = "How many cherry blossom trees will Japan give?"


async def test_a_pinned_answer_changes_the_shared_one(browser: Browser, address: str) -> None:
    """Asked, shared, called wrong, answered by the desk; the reader sees the message change."""
    async with visiting(browser, address) as reader, visiting(browser, address) as editor:
        await reader.go()
        await editor.go()
        await expect(reader.posts).to_have_count(1)
        await (await editor.type(f"ask {TREES}")).get_by_role("button", name="Share in channel").click()
        await expect(reader.posts).to_have_count(2)
        shared = reader.posts.last
        await shared.get_by_role("button", name="Wrong").click()
        await expect(reader.page.get_by_text("noted as wrong")).to_be_visible()

        listed = await editor.type("questions")
        await expect(listed).to_contain_text("1 × called wrong")
        await listed.get_by_role("button", name="Answer 1").click()
        form = editor.page.get_by_role("dialog")
        await expect(form.get_by_label("Question", exact=True)).to_have_value(TREES)
        await form.get_by_label("Answer", exact=True).fill("Japan will give 250 trees.")
        await form.locator(".send .primary").click()
        await expect(form).to_be_hidden()
        await expect(shared).to_contain_text("Japan will give 250 trees.")
        await expect(shared).to_contain_text("Answered by the desk")
        await expect(await editor.type("questions")).to_contain_text("Nothing waits here")
