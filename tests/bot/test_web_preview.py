"""Preview: the page draws the very payloads that would be sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from briefs import condense
from tests.bot.chat_page import Page, open_page

PATH = "/desk/topics/1/preview"


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with open_page(tmp_path) as page:
        article = sample_article()
        await page.services.desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
        yield page


async def test_draft_is_previewed_before_anything_is_published(page: Page) -> None:
    """On Discord, on Slack, as plain text and on a phone, each with what it uses of the limits."""
    response, text = await page.get(PATH)
    assert response.status == 200
    for words in (
        ">Discord<",
        ">Slack<",
        ">Plain text<",
        ">Phone notification<",
        "of 4,000 characters",
        "of 50 blocks",
    ):
        assert words in text
    headline = (await page.services.desk.draft(1)).brief.headline.text
    assert text.count(headline.partition("’")[0]) >= 5
    assert "The draft, as it would be published now." in text


async def test_what_waits_is_previewed_first(page: Page) -> None:
    """The draft, which may be newer, on demand; with the name of who would approve it."""
    await page.services.desk.submit(1, SYSTEM)
    assert "The revision that waits." in (await page.get(PATH))[1]
    _, text = await page.get(f"{PATH}?of=draft")
    assert "The draft, as it would be published now." in text
    assert "Approved by Local admin" in text


async def test_live_brief_is_previewed_in_each_format(page: Page) -> None:
    """A format that there is none of gives the full brief."""
    await page.services.desk.publish_unreviewed(1, SYSTEM)
    for wanted, words in (("short", "What is live."), ("quotes", "What is live."), ("nothing", "What is live.")):
        response, text = await page.get(f"{PATH}?of=live&format={wanted}")
        assert (response.status, words in text) == (200, True)


async def test_another_newsroom_s_topic_is_not_there(page: Page) -> None:
    assert (await page.get("/desk/topics/99/preview"))[0].status == 404
