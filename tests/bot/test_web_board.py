"""Rooms of the desk made of commands: schedules, questions and errata, with their buttons and forms."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from bot.web.desk.board import PANELS, Panel
from bot.web.desk.rooms import ROOMS
from briefs import condense
from tests.bot.chat_page import Page, open_page
from tests.bot.test_web_desk import enter, send


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """A published topic, and an admin at the desk."""
    async with open_page(tmp_path, public_url="http://127.0.0.1") as page:
        page.browser.headers["Host"] = "127.0.0.1"
        article = sample_article()
        topic = await page.services.desk.add_topic(1, TOPIC, article, condense(article), SYSTEM)
        await page.services.desk.publish_unreviewed(topic, SYSTEM)
        await enter(page, Role.ADMIN)
        yield page


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.room.label)
async def test_room_shows_what_its_commands_reply(page: Page, panel: Panel) -> None:
    response, text = await page.get(panel.room.path)
    assert response.status == 200
    assert 'class="card"' in text


def test_every_room_is_in_the_list_with_its_role() -> None:
    """The list at the side and the rooms agree, and each command exists."""
    assert {panel.room for panel in PANELS} <= set(ROOMS)
    assert {
        name for panel in PANELS for name in (*panel.shows, *(asked.command for asked in panel.forms))
    } <= COMMANDS.keys()


async def test_command_has_a_form_of_its_arguments(page: Page) -> None:
    """Each argument has its label and what it means."""
    _, text = await page.get("/desk/schedules/new?command=schedule+add")
    for argument in COMMANDS["schedule add"].arguments:
        assert f'for="field-{argument.name}"' in text or f'name="f:{argument.name}"' in text
    response, _ = await page.get("/desk/schedules/new?command=withdraw")
    assert response.status == 404


async def test_schedule_is_made_by_its_form(page: Page) -> None:
    """And stands in the list below the reply."""
    fields = {"action": "run:schedule add", "f:channel": "#summit", "f:times": "09:00", "f:zone": "Europe/Paris"}
    status, text = await send(page, "/desk/schedules", **fields)
    assert status == 200
    assert "Schedule 1" in text
    assert len(await page.services.outbox.subscriptions(newsroom_id=1)) == 1


async def test_refused_form_is_shown_as_it_was_filled_in(page: Page) -> None:
    """A wrong zone costs nobody the times that they wrote."""
    fields = {"f:channel": "#summit", "f:times": "7am & <noon>", "f:zone": "Atlantis", "f:format": "quotes"}
    status, text = await send(page, "/desk/schedules", action="run:schedule add", **fields)
    assert status == 200
    assert "Atlantis" in text
    assert 'value="7am &amp; &lt;noon&gt;"' in text
    assert '<option value="quotes" selected>' in text
    assert await page.services.outbox.subscriptions(newsroom_id=1) == []


async def test_form_behind_a_button_is_shown_again_too(page: Page) -> None:
    """The button that opened it opens it again, with what was written."""
    _, text = await send(page, "/desk/errata", action="mark:1")
    opened = re.search(r'name="opened" value="([^"]+)"', text)
    sent = re.search(r'name="action" value="([^"]+)"', text)
    assert opened
    assert sent
    fields = {"f:wrong": "Words of no article.", "f:right": "Others.", "f:why": "A letter."}
    _, text = await send(page, "/desk/errata", action=sent[1], opened=opened[1], **fields)
    assert "Words of no article." in text
    assert "A letter." in text


async def test_form_runs_no_command_of_another_room(page: Page) -> None:
    """`run:` takes only the commands that the room has a form for."""
    _, text = await send(page, "/desk/questions", action="run:withdraw", **{"f:reason": "Out with it."})
    assert "older version" in text
    edition = await page.services.reading.edition(1)
    assert edition is not None
    assert edition.withdrawn == ""


async def test_question_asked_in_vain_is_answered_at_the_desk(page: Page) -> None:
    """An editor pins an answer without leaving the page."""
    fields = {
        "action": "run:answer",
        "f:question": "Who paid for dinner?",
        "f:text": "The hosts did.",
        "f:topic": TOPIC,
    }
    status, text = await send(page, "/desk/questions", **fields)
    assert status == 200
    _, text = await page.get("/desk/questions")
    assert "Who paid for dinner?" in text


async def test_editor_has_no_room_for_schedules(page: Page) -> None:
    await enter(page, Role.EDITOR, "Bob Roy")
    response, _ = await page.get("/desk/schedules")
    assert response.status == 403
    response, _ = await page.get("/desk/questions")
    assert response.status == 200
