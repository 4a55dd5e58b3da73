"""Settings and data in the browser: changed, shown and deleted by an admin, with a page that says what goes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from bot.storage.tables import Server
from briefs import condense
from tests.bot.chat_page import Page, open_page

SECRET = "xoxb-very-secret-indeed"
SETTINGS = "/desk/settings"
DELETE = "/desk/topics/1/delete"


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with open_page(tmp_path) as page:
        article = sample_article()
        await page.services.desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
        yield page


async def send(page: Page, path: str, **fields: str) -> tuple[int, str]:
    found = re.search(r'name="csrf" value="([0-9a-f]{32})"', (await page.get("/desk"))[1])
    assert found is not None
    response, text = await page.post(path, {"csrf": found[1], **fields})
    return response.status, text


async def test_settings_are_changed_on_their_page(page: Page) -> None:
    """The name of the newsroom is another one on the next page; a box that is not ticked is off."""
    assert (await send(page, SETTINGS, name="The Lantern", undo="45", topics="yes", **{"topic:1": "yes"}))[0] == 303
    _, text = await page.get(SETTINGS)
    assert "Settings · The Lantern" in text
    assert page.services.desk.house.now.undo_seconds == 45
    assert await page.services.archive.auto_published(1) == {1}
    await send(page, SETTINGS, topics="yes")
    assert await page.services.archive.auto_published(1) == frozenset()


async def test_what_cannot_be_set_stays_in_its_box(page: Page) -> None:
    status, text = await send(page, SETTINGS, undo="soon")
    assert (status, 'value="soon"' in text, "from 0 to 600" in text) == (422, True, True)


async def test_environment_is_shown_without_a_secret(tmp_path: Path) -> None:
    """Each variable by its name; of a secret only that it is set."""
    async with open_page(tmp_path, slack_bot_token=SECRET, public_url="http://127.0.0.1") as page:
        from bot.web.desk.settings import variables  # the page itself is not reached without a log-in

        shown = {one.name: one.value for one in variables(page.services.settings)}
    assert (shown["SLACK_BOT_TOKEN"], shown["DISCORD_TOKEN"]) == ("set", "not set")
    assert SECRET not in str(shown)


async def test_page_says_what_goes_and_what_stays(page: Page) -> None:
    for query, words in (
        ("what=draft", "What was changed in the draft"),
        ("what=article&version=1", "The text of this version"),
        ("what=topic", "1 version of the article"),
    ):
        response, text = await page.get(f"{DELETE}?{query}")
        assert (response.status, words in text, "What stays" in text) == (200, True, True)
    assert (await page.get(f"{DELETE}?what=everything"))[0].status == 404


async def test_topic_goes_when_its_name_is_typed(page: Page) -> None:
    """A slip deletes nothing."""
    status, text = await send(page, DELETE, what="topic", name="Another")
    assert (status, "Nothing was deleted" in text) == (409, True)
    assert (await send(page, DELETE, what="topic", name=TOPIC.upper()))[0] == 303
    assert "There is no topic." in (await page.get("/desk/data"))[1]
    assert "topic deleted" in (await page.get("/desk/record"))[1]


async def test_draft_and_article_are_deleted(page: Page) -> None:
    assert (await send(page, DELETE, what="draft"))[0] == 303
    status, text = await send(page, DELETE, what="article", version="1")
    assert (status, "the draft rests on it" in text) == (409, True)
    assert (await send(page, DELETE, what="all"))[0] == 400


async def test_server_is_deleted_by_its_name(page: Page) -> None:
    async with page.services.sessions.begin() as session:
        session.add(Server(platform="slack", server="T1", name="Harbour", newsroom_id=1))
    path = "/desk/data/slack/T1"
    assert "Harbour" in (await page.get("/desk/data"))[1]
    assert "Its link to the newsroom" in (await page.get(path))[1]
    assert (await send(page, path, name="Harbor"))[0] == 409
    assert (await send(page, path, name="Harbour"))[0] == 303
    assert (await page.get(path))[0].status == 404
