"""Published briefs as pages: permanent, with evidence, corrections and feeds; off without a public address."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.compose import compose
from bot.desk import Desk
from bot.render.plain import plain
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from briefs import condense
from tests.bot.chat_page import Page, open_page

PUBLIC = "http://127.0.0.1"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """One published topic behind a public address."""
    async with open_page(tmp_path, public_url=PUBLIC) as page:
        await _publish(page.services.desk)
        yield page


async def _publish(desk: Desk, name: str = TOPIC) -> int:
    article = sample_article()
    topic = await desk.add_topic(1, name, article, condense(article), SYSTEM)
    await desk.publish_unreviewed(topic, SYSTEM)
    return topic


async def test_without_a_public_address_there_are_no_pages(tmp_path: Path) -> None:
    """Nobody publishes to the web by accident."""
    async with open_page(tmp_path) as page:
        await _publish(page.services.desk)
        response, _ = await page.get("/briefs")
        assert response.status == 404


async def test_brief_has_its_page_with_evidence_behind_each_line(page: Page) -> None:
    """A reader opens the proof of a line where the line stands, without script."""
    response, text = await page.get("/briefs/1/1")
    assert response.status == 200
    assert "<h1" in text
    assert text.count('<details class="proof">') >= 8
    assert "Published without review" in text
    assert "<form" not in text


async def test_page_tells_others_what_it_is(page: Page) -> None:
    """Whoever shares the address gets a card with headline and summary."""
    _, text = await page.get("/briefs/1/1")
    assert f'<meta property="og:url" content="{PUBLIC}/briefs/1/1">' in text
    assert '<meta property="og:description" content="' in text
    assert 'content="noindex"' not in text


async def test_topics_address_leads_to_what_is_live(page: Page) -> None:
    """The short address stays good when a revision follows."""
    response, _ = await page.get("/briefs/1")
    assert response.headers["Location"] == f"{PUBLIC}/briefs/1/1"


@pytest.mark.parametrize("path", ["/briefs/9", "/briefs/1/7", "/briefs/x", "/briefs/1/0"])
async def test_what_was_never_published_is_not_found(page: Page, path: str) -> None:
    response, _ = await page.get(path)
    assert response.status == 404


async def test_list_names_each_live_brief(page: Page) -> None:
    await _publish(page.services.desk, "Harbour <b>")
    _, text = await page.get("/briefs")
    assert "Harbour &lt;b&gt;" in text
    assert f'href="{PUBLIC}/briefs/1/1"' in text


async def test_withdrawn_brief_says_so_and_asks_not_to_be_found(page: Page) -> None:
    """The page stays, its body is the note."""
    await page.services.desk.withdraw(1, "The report was false.", SYSTEM)
    _, text = await page.get("/briefs/1/1")
    assert "The report was false." in text
    assert 'content="noindex"' in text
    _, listed = await page.get("/briefs")
    assert "Nothing is published yet." in listed


async def test_corrections_are_listed_with_their_notes(page: Page) -> None:
    """Readers find every correction on one page, marked up as schema.org has it."""
    await page.services.desk.withdraw(1, "The report was <false>.", SYSTEM)
    _, text = await page.get("/corrections")
    assert "https://schema.org/CorrectionComment" in text
    assert "The report was &lt;false&gt;." in text
    _, feed = await page.get("/corrections.atom")
    entry = ElementTree.fromstring(feed).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == f"Withdrawn: {TOPIC}"


async def test_atom_feed_holds_the_whole_brief(page: Page) -> None:
    """A feed reader needs no second request."""
    response, text = await page.get("/briefs.atom")
    assert response.content_type == "application/atom+xml"
    root = ElementTree.fromstring(text)
    content = root.findtext(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert "<blockquote" in content
    assert root.findtext(f"{ATOM}entry/{ATOM}id") == f"{PUBLIC}/briefs/1/1"


async def test_json_feed_names_its_version(page: Page) -> None:
    response, text = await page.get("/briefs.json")
    feed = json.loads(text)
    assert response.content_type == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["url"] == f"{PUBLIC}/briefs/1/1"


async def test_messages_lead_to_the_brief_s_own_page(page: Page) -> None:
    """Whole, short and in part, also as plain text; not without a public address."""
    edition = await page.services.reading.edition(1)
    assert edition is not None
    assert edition.page.endswith(f"/briefs/1/{edition.number}")
    for part in ("full", "short", "quotes"):
        assert f"On the web: {edition.page}" in plain(compose(edition, part))
    assert "On the web" not in plain(compose(replace(edition, page=""), "full"))


async def test_reader_that_has_the_feed_gets_it_again_only_when_it_changed(page: Page) -> None:
    """Known by its text: a withdrawal takes a brief out, so it changes although nothing newer is there."""
    for path in ("/briefs.atom", "/briefs.json"):
        first, _ = await page.get(path)
        tag = first.headers["ETag"]
        same, nothing = await page.get(path, **{"If-None-Match": tag})
        assert (same.status, nothing, same.headers["ETag"]) == (304, "", tag)
        assert same.headers["Cache-Control"] == "public, max-age=60"
    before, _ = await page.get("/briefs.atom")
    await page.services.desk.withdraw(1, "The report was false.", SYSTEM)
    after, text = await page.get("/briefs.atom", **{"If-None-Match": before.headers["ETag"]})
    assert after.status == 200
    assert "<entry>" not in text


async def test_feed_follows_what_the_newsroom_is_called(page: Page) -> None:
    """What is kept of a feed is not the feed of another day."""
    await page.get("/briefs.atom")
    await page.services.desk.house.change(1, {"name": "Harbour desk"}, page.clock(), SYSTEM)
    _, text = await page.get("/briefs.atom")
    assert "<title>Briefs by Harbour desk</title>" in text
