"""The chat page, from the first brief to a correction that changes it, in a real browser."""

from __future__ import annotations

import re
import socket
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.browser.visiting import Visitor, running, visiting

pytestmark = pytest.mark.browser


async def first_brief(visitor: Visitor) -> Locator:
    """The brief that the first start posts; it may arrive while we look."""
    await visitor.go()
    await expect(visitor.posts).to_have_count(1)
    return visitor.posts.first


async def test_visitor_reads_asks_and_is_refused(browser: Browser, address: str) -> None:
    """The brief is there; its parts, an answer with its proof, and a refusal come as private replies."""
    async with visiting(browser, address) as visitor:
        brief = await first_brief(visitor)
        await expect(brief).to_contain_text("Takaichi")
        await expect(brief).to_contain_text("Published without review")
        await expect(visitor.page.locator(".top .about")).to_contain_text("daily at 09:00, Europe/Paris")

        reply = await visitor.type("brief")
        await expect(reply).to_contain_text("Only visible to you")
        await expect(reply.locator(".title")).to_have_text(await brief.locator(".title").inner_text())

        reply = await visitor.type("quotes")
        await expect(reply.locator("figure")).not_to_have_count(0)
        await expect(reply).to_contain_text("“a big deal — not just for Japan, but for the entire world.”")

        reply = await visitor.type("ask How many cherry blossom trees will Japan give?")
        await expect(reply).to_contain_text("250")
        await reply.get_by_role("button", name="Source:").first.click()
        await expect(reply.locator(".evidence mark")).to_contain_text("250 cherry blossom trees")

        reply = await visitor.type("ask Who is the president of France?")
        await expect(reply).to_contain_text("The article does not say")

        reply = await visitor.type("qoutes")
        await expect(reply).to_contain_text("Nearest")


async def test_replies_stay_for_the_session(browser: Browser, address: str) -> None:
    """A reload keeps them, in their place; another visitor never sees them."""
    async with visiting(browser, address) as visitor:
        await first_brief(visitor)
        await visitor.type("people")
        await visitor.page.reload()
        await expect(visitor.replies).to_have_count(1)
        await expect(visitor.page.locator(".exchange .asked")).to_contain_text("people")
        async with visiting(browser, address) as other:
            await first_brief(other)
            await expect(other.replies).to_have_count(0)


async def test_evidence_opens_under_its_line_and_closes(browser: Browser, address: str) -> None:
    """The sentence is highlighted in its paragraph, where the reader looks."""
    async with visiting(browser, address) as visitor:
        brief = await first_brief(visitor)
        source = brief.get_by_role("button", name="Source:").first
        await source.click()
        await expect(source).to_have_attribute("aria-expanded", "true")
        passage = brief.locator(".evidence")
        await expect(passage.locator("mark").first).not_to_be_empty()
        await expect(passage).to_contain_text("Only visible to you")
        await passage.get_by_role("button", name="Close").click()
        await expect(passage).to_have_count(0)
        await expect(source).to_be_focused()


async def test_shared_answer_reaches_everybody(browser: Browser, address: str) -> None:
    """It is posted in the channel, where others see it arrive."""
    async with visiting(browser, address) as visitor, visiting(browser, address) as other:
        await first_brief(visitor)
        await first_brief(other)
        reply = await visitor.type("ask How many cherry blossom trees will Japan give?")
        await reply.get_by_role("button", name="Share in channel").click()
        await expect(other.posts).to_have_count(2)
        await expect(other.posts.last).to_contain_text("250")


async def test_brief_that_is_followed_comes_as_direct_message(browser: Browser, address: str) -> None:
    """To who follows it, and to nobody else."""
    async with visiting(browser, address) as visitor, visiting(browser, address) as other:
        await first_brief(other)
        await first_brief(visitor)
        await visitor.type("follow 07:30")
        link = visitor.page.get_by_role("navigation").get_by_role("link", name="Readout")
        await expect(link).to_contain_text("1")
        await link.click()
        await expect(visitor.posts).to_have_count(1)
        await other.go("/direct")
        await expect(other.page.get_by_text("Nobody else sees what is said here.")).to_be_visible()


async def test_restart_loses_nothing_and_posts_nothing_twice(browser: Browser, tmp_path: Path) -> None:
    """The open page finds the new server by itself; what was typed and what was answered are still there."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    async with AsyncExitStack() as stack:
        async with running(tmp_path, http_port=port) as address:
            visitor = await stack.enter_async_context(visiting(browser, address))
            await first_brief(visitor)
            await visitor.type("people")
            await visitor.say.fill("half a thought")
        await expect(visitor.page.get_by_text("Connection lost")).to_be_visible()
        async with running(tmp_path, http_port=port):
            await expect(visitor.page.get_by_text("Connection lost")).to_be_hidden()
            await expect(visitor.say).to_have_value("half a thought")
            await expect(visitor.replies).to_have_count(1)
            await visitor.type("schedule now 1")
            await expect(visitor.posts).to_have_count(2)
        visitor.complaints = [said for said in visitor.complaints if "net::ERR" not in said]


async def test_new_message_does_not_carry_the_reader_away(browser: Browser, address: str) -> None:
    """Who reads further up is told of what is new, and goes there when they want."""
    async with visiting(browser, address) as visitor:
        await first_brief(visitor)
        await visitor.type("schedule now 1")
        await expect(visitor.posts).to_have_count(2)
        await visitor.page.evaluate("log.scrollTop = 0")
        await visitor.page.evaluate(
            "fetch('/c/summit', {method: 'POST', "
            "body: new URLSearchParams({csrf: document.body.dataset.csrf, text: 'schedule now 1'})})"
        )
        more = visitor.page.get_by_role("button", name="New messages")
        await expect(more).to_be_visible()
        assert await visitor.page.evaluate("log.scrollTop") == 0
        await more.click()
        await expect(more).to_be_hidden()
        await expect(visitor.posts.last).to_be_in_viewport()


async def test_schedule_brings_a_brief_to_another_channel(browser: Browser, address: str) -> None:
    """The new channel appears at the side with something unread, without a reload."""
    async with visiting(browser, address) as visitor:
        await first_brief(visitor)
        reply = await visitor.type("schedule add #asia weekdays 07:30 tokyo")
        await expect(reply).to_contain_text("Asia/Tokyo")
        link = visitor.page.get_by_role("navigation").get_by_role("link", name="#asia")
        await expect(link).to_contain_text("1")
        await link.click()
        await expect(visitor.posts).to_have_count(1)
        await expect(visitor.page.locator(".top .about")).to_contain_text("weekdays at 07:30, Asia/Tokyo")


async def test_unknown_zone_gets_the_nearest(browser: Browser, address: str) -> None:
    async with visiting(browser, address) as visitor:
        await first_brief(visitor)
        reply = await visitor.type("schedule add #asia 07:30 Tokio")
        await expect(reply).to_contain_text("Tokyo")


async def test_edit_its_publication_and_a_correction_change_the_post(browser: Browser, address: str) -> None:
    """What is in the channel already changes before the eyes of who reads it."""
    async with visiting(browser, address) as reader, visiting(browser, address) as editor:
        brief = await first_brief(reader)
        await first_brief(editor)

        form = await editor.open_form("edit")
        headline = form.get_by_label("Headline", exact=True)
        await headline.fill("Takaichi and Trump meet in Tokyo for the first time")
        await form.locator(".send .primary").click()
        await expect(form).to_be_hidden()
        await expect(editor.replies).to_have_count(1)

        await publish(editor)
        await expect(brief.locator(".title")).to_have_text("Takaichi and Trump meet in Tokyo for the first time")
        await expect(brief.locator(".meta")).to_contain_text("edited")

        await correct(editor, "The headline of an earlier version named no place.")
        await expect(brief).to_contain_text("The headline of an earlier version named no place.")
        await expect(reader.posts).to_have_count(1)


async def publish(editor: Visitor) -> None:
    reply = await editor.type("publish")
    await expect(reply).to_contain_text(re.compile("publish", re.IGNORECASE))


async def correct(editor: Visitor, note: str) -> None:
    await editor.type(f"correct {note}")
