"""Progress: the review says what each channel shows, how far a correction has come, and what could not be reached."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.platform import Destination
from bot.rules import DAILY, Rule
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from bot.storage.tables import Delivery, Part
from briefs import condense
from tests.bot.chat_page import Page, open_page

REVIEW = "/desk/topics/1/review"
COPIES = "/desk/topics/1/copies"


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """With the brief posted in #summit and corrected since, which the copy does not show yet."""
    async with open_page(tmp_path) as page:
        desk, outbox = page.services.desk, page.services.outbox
        article = sample_article()
        await desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
        await desk.publish_unreviewed(1, SYSTEM)
        here = Destination("local", "", "summit", "channel", "#summit")
        await outbox.subscribe(1, here, Rule((time(9),), "UTC", DAILY), made_by="Ann")
        await outbox.tick(page.clock())
        await outbox.deliver_due()
        await desk.correct(1, "correction", "The talks ended early.", SYSTEM)
        yield page


async def csrf(page: Page) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{32})"', (await page.get(REVIEW))[1])
    assert found is not None
    return found[1]


async def fail(page: Page) -> None:
    """The copy's channel is gone."""
    async with page.services.sessions.begin() as session:
        await session.execute(update(Part).values(edit_state="failed", edit_reason="The channel is gone."))


async def test_review_tells_what_each_channel_shows(page: Page) -> None:
    """One that shows something else than what is live, with the difference."""
    _, text = await page.get(REVIEW)
    assert 'Revision 1, in <span dir="auto">#summit</span>' in text
    await page.services.outbox.converge()
    _, text = await page.get(REVIEW)
    assert 'which is live, in <span dir="auto">#summit</span>' in text


async def test_page_tells_how_many_copies_are_to_go(page: Page) -> None:
    """Without script a reload is enough."""
    assert "0 of 1 posted copy shows what it should; 1 to go" in (await page.get(COPIES))[1]
    await page.services.outbox.converge()
    assert "1 of 1 posted copy shows what it should." in (await page.get(COPIES))[1]


async def test_events_end_once_every_copy_was_reached(page: Page) -> None:
    """So no page stays connected for nothing."""
    await page.services.outbox.converge()
    response, text = await page.get(f"{COPIES}/events")
    assert response.content_type == "text/event-stream"
    kind, data = text.strip().splitlines()
    assert kind == "event: done"
    assert json.loads(data.removeprefix("data: ")) == {"total": 1, "current": 1, "unreachable": []}


async def test_copy_that_could_not_be_reached_is_tried_again(page: Page) -> None:
    """It is listed with the reason; the button's act is in the record."""
    await fail(page)
    assert "#summit: The channel is gone." in (await page.get(REVIEW))[1]
    response, _ = await page.post(COPIES, {"csrf": await csrf(page)})
    assert response.status == 303
    await page.services.outbox.converge()
    _, text = await page.get(REVIEW)
    assert "The channel is gone." not in text
    assert "copies retried" in (await page.get("/desk/record"))[1]
    assert (await page.post(COPIES, {"csrf": await csrf(page)}))[0].status == 409


async def test_delivery_is_decided_on_its_page(page: Page) -> None:
    """With a reason, which is kept; what is decided falsely is a sentence."""
    async with page.services.sessions.begin() as session:
        await session.execute(update(Delivery).values(state="expired", reason="Too late."))
    form = {"csrf": await csrf(page), "answer": "retry", "why": "It is news again."}
    assert (await page.post("/desk/deliveries/1", form))[0].status == 303
    _, text = await page.get("/desk/deliveries")
    assert "Local admin had it tried again: It is news again." in text
    response, text = await page.post("/desk/deliveries/1", {**form, "answer": "skip", "why": ""})
    assert (response.status, "Say in a sentence" in text) == (409, True)
    assert (await page.post("/desk/deliveries/1", {**form, "answer": "nothing"}))[0].status == 400


async def test_review_shows_quotations_against_their_source(page: Page) -> None:
    """And how much of the article the brief repeats."""
    _, text = await page.get(REVIEW)
    assert "The quotations against their source" in text
    assert "word for word" in text
    assert re.search(r"\d+ of the article's \d+ words stand in the brief", text)
