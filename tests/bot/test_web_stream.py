"""What is posted and edited reaches the open pages as it happens, and those that were away for a moment."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse

from bot.cards import Card
from bot.platform import Destination
from bot.web.stream import WINDOWS
from tests.bot.chat_page import Page, open_page

SUMMIT = Destination("local", "", "summit", "channel", "#summit")


@asynccontextmanager
async def following(page: Page, after: str = "", **headers: str) -> AsyncIterator[ClientResponse]:
    after = after or page.local.feed.cursor
    async with page.browser.get(f"{page.address}/events?after={after}", headers=headers) as response:
        yield response


async def next_event(response: ClientResponse) -> tuple[str, str, Any]:
    """Kind, cursor and data of the next event; comments and settings are skipped."""
    found: dict[str, str] = {}
    while raw := await response.content.readline():
        name, _, value = raw.decode().rstrip("\n").partition(": ")
        if name:
            found[name] = value
        elif "event" in found:
            return found["event"], found["id"], json.loads(found["data"])
    return "closed", "", None


async def test_post_arrives_as_it_happens(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page, following(page) as events:
        number = await page.news()
        kind, cursor, data = await next_event(events)
        assert (kind, cursor, data["room"], str(data["id"])) == ("message", page.local.feed.cursor, "summit", number)
        assert "Channel to be widened" in data["html"]


async def test_edit_arrives_as_it_happens(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        number = await page.news()
        async with following(page) as events:
            await page.local.edit(SUMMIT, number, page.local.render(Card("Corrected", private=False))[0])
            _, _, data = await next_event(events)
            assert (str(data["id"]), "Corrected" in data["html"]) == (number, True)


async def test_page_gets_what_it_missed(tmp_path: Path) -> None:
    """A browser that comes back names the last event it had."""
    async with open_page(tmp_path) as page:
        cursor = page.local.feed.cursor
        await page.news(Card("Missed", private=False))
        async with following(page, "anything", **{"Last-Event-ID": cursor}) as events:
            assert "Missed" in (await next_event(events))[2]["html"]


async def test_page_of_an_earlier_start_reads_anew(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page, following(page, "earlier-7") as events:
        assert (await next_event(events))[0] == "reload"


async def test_direct_messages_reach_nobody_else(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page, following(page) as events:
        await page.news(Card("For Ann alone", private=False), direct="ann")
        await page.news(Card("For all", private=False))
        _, _, data = await next_event(events)
        assert "For all" in data["html"]


async def test_window_too_many_lets_the_first_one_rest(tmp_path: Path) -> None:
    """A browser opens six connections to a site; pages that nobody looks at must not use them up."""
    async with open_page(tmp_path) as page:
        await page.get("/c/summit")
        async with following(page) as first:
            windows = [following(page) for _ in range(WINDOWS)]
            for window in windows:
                await window.__aenter__()
            assert (await next_event(first))[0] == "rest"
            assert (await next_event(first))[0] == "closed"
            for window in windows:
                await window.__aexit__(None, None, None)


async def test_stop_lets_open_pages_go(tmp_path: Path) -> None:
    """An orderly stop does not wait for browsers to leave; they come back by themselves, and are not told to rest."""
    async with open_page(tmp_path) as page, following(page) as events:
        await page.server.stop()
        assert (await next_event(events))[0] == "closed"
