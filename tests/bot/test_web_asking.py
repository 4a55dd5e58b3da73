"""Questions over the chat page's HTTP: an answer judged and pinned, with and without script, and nothing that runs."""

from __future__ import annotations

import html
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.render.html import FIELD
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from tests.bot.chat_page import Page, open_page

JSON = {"Accept": "application/json"}
TREES = "How many cherry blossom trees will Japan give?"


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with open_page(tmp_path) as opened:
        article = sample_article()
        newsroom = await opened.services.desk.open_newsroom("Readout")
        brief = await opened.services.reading.condensed(article)
        topic = await opened.services.desk.add_topic(newsroom, TOPIC, article, brief, SYSTEM)
        await opened.services.desk.publish_unreviewed(topic, SYSTEM)
        yield opened


async def reply(page: Page, **fields: str) -> str:
    """What comes back to a typed line, a pressed button or a sent form."""
    _, text = await page.post("/c/summit", dict(fields), **JSON)
    answer = json.loads(text)
    return str(answer["exchange"] if answer["kind"] == "card" else answer["shown"])


def action(shown: str, label: str) -> str:
    """What the button with this label sends."""
    found = re.search(rf'value="([^"]*)">{re.escape(html.escape(label))}<', shown)
    assert found is not None, f"no {label!r} in {shown}"
    return html.unescape(found[1])


async def test_an_answer_is_judged_and_listed(page: Page) -> None:
    """The button under it, then the editors' list with a way to answer."""
    shown = await reply(page, text=TREES)
    assert "Thank you" in await reply(page, action=action(shown, "Wrong"))
    assert "it counts once" in await reply(page, action=action(shown, "Wrong"))
    listed = await reply(page, text="questions")
    assert "1 × called wrong" in listed
    assert "Answer 1" in listed


async def test_an_editor_pins_in_the_form(page: Page) -> None:
    """Opened under an answer, sent, and given to the next who asks; a shared copy follows."""
    shown = await reply(page, text=TREES)
    await reply(page, action=action(shown, "Share in channel"))
    await page.services.outbox.deliver_due()
    form = await reply(page, action=action(shown, "Pin an answer"))
    assert "250 cherry blossom trees" in form
    sent = {"question": TREES, "text": "It is to be 250.", "origin": "desk", "words": "", "alike": ""}
    done = await reply(page, action="pinned:1:0:0", **{f"{FIELD}{name}": value for name, value in sent.items()})
    assert "Pinned." in done
    assert "It is to be 250." in await reply(page, text=TREES.upper())
    await page.services.outbox.converge()
    _, room = await page.get("/c/summit")
    assert "It is to be 250." in room


async def test_what_is_pinned_or_asked_is_never_run(page: Page) -> None:
    """Markup in either is shown as it was typed."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    await reply(page, text=f"answer question: Who is {evil}? text: {evil} [a](javascript:alert(1))")
    told = await reply(page, text=f"ask Who is {evil}?")
    listed = await reply(page, text="answers")
    for shown in (told, listed):
        assert "<script>" not in shown
        assert "<img src=x" not in shown
        assert "&lt;script&gt;alert(1)" in shown
    assert 'href="javascript' not in told


async def test_a_page_without_script_asks_too(page: Page) -> None:
    """The whole page comes back with the answer and its buttons."""
    response, shown = await page.post("/c/summit", {"text": "ask Who painted the palace walls purple?"})
    assert response.status == 200
    assert "does not say" in shown
    offered = re.findall(r">([^<>]{5,80}\?)</button>", shown)
    assert offered
    response, answered = await page.post("/c/summit", {"action": action(shown, html.unescape(offered[0]))})
    assert (response.status, "Source" in answered) == (200, True)


@pytest.mark.parametrize("question", ["why " * 90, "\U000e0001\u202e\x1b[31m?", "{{7*7}} ${x} %s ' OR 1=1 --?"])
async def test_hostile_questions_get_a_sentence(page: Page, question: str) -> None:
    """Too long, unreadable, or orders to another program: answered politely, and nothing breaks."""
    shown = await reply(page, text=f"ask {question}")
    assert "Something went wrong" not in shown
    assert re.search(r"does not|Shorten|Ask a question|needs question", shown)
