"""App Home and modals on Slack, by a real bolt app: the brief, one's schedules, the editors' queue, the set-up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platforms.slack.callers import Callers
from bot.platforms.slack.groups import Groups
from bot.platforms.slack.home import Home
from tests.fakes.slack import BOT_TOKEN, Fault, User, buttons
from tests.fakes.slack.blocks import said
from tests.wire.slack_newsroom import SlackDesk, open_slack

TREES = "How many cherry trees will Japan give?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path) as desk:
        yield desk


def shown(view: dict[str, Any]) -> str:
    return " ".join(" ".join(said(view["blocks"])).split())


def offered(view: dict[str, Any]) -> list[str]:
    return [button["text"]["text"] for button in buttons(view)]


async def on_top(desk: SlackDesk, user: User) -> dict[str, Any]:
    """The modal that lies uppermost, once everything is done."""
    await desk.settle()
    return desk.slack.views.modals[user.id][-1]


async def test_reader_finds_the_brief_and_may_follow(desk: SlackDesk) -> None:
    """A reader's home has the brief with its quotes, and a button to follow; nothing of the desk's or the admins'."""
    home = await desk.slack.people.open_home(desk.bob)
    assert "Sanae Takaichi" in shown(home)
    assert "You follow nothing yet" in shown(home)
    assert {"Ask", "Full brief", "Quotes", "Figures", "Follow daily at 09:00"} <= set(offered(home))
    assert not {"Edit", "Schedules"} & set(offered(home))
    assert "Set-up" not in shown(home)


async def test_home_is_renewed_after_a_change(desk: SlackDesk) -> None:
    """Following from the home says so in a modal, and the home then has the schedule with its next time."""
    people = desk.slack.people
    following = await people.press_in(await people.open_home(desk.bob), "Follow daily", desk.bob)
    assert "You get “Tokyo summit” in your direct messages" in shown(await people.form(following))
    await desk.settle()
    home = desk.slack.views.homes[desk.bob.id]
    assert "daily at 09:00, Europe/Paris" in shown(home)
    assert "/brief follow 8am weekdays" in shown(home)
    assert offered(home)[-1] == "Unfollow"


async def test_home_that_did_not_change_is_not_sent_again(desk: SlackDesk) -> None:
    """Reading on changes nothing of the home, so nothing is published anew."""
    people = desk.slack.people
    reading = await people.press_in(await people.open_home(desk.bob), "Quotes", desk.bob)
    await people.form(reading)
    await desk.settle()
    assert len(desk.slack.workspace.calls("views.publish")) == 1


async def test_question_is_asked_and_answered_in_a_modal(desk: SlackDesk) -> None:
    """*Ask* in the home opens a form; sent, the answer takes its place, and *Source* lies on top of it."""
    people = desk.slack.people
    asking = await people.press_in(await people.open_home(desk.bob), "Ask", desk.bob)
    await people.form(asking)
    await people.submit(asking, desk.bob, question=TREES)
    answer = await on_top(desk, desk.bob)
    assert "250" in shown(answer)
    assert "Share in channel" not in offered(answer)
    source = await people.press_in(answer, "Source", desk.bob)
    assert "250" in shown(await people.form(source))
    assert len(desk.slack.views.modals[desk.bob.id]) == 2


async def test_modals_go_no_deeper_than_slack_lets_them(desk: SlackDesk) -> None:
    """Beyond three modals on each other, the deepest one shows what comes next."""
    people = desk.slack.people
    view = await people.open_home(desk.bob)
    for label in ("Full brief", "Quotes", "Full brief", "Quotes"):
        pressed = await people.press_in(view, label, desk.bob)
        await desk.settle()
        view = pressed.view or desk.slack.views.modals[desk.bob.id][-1]
    assert len(desk.slack.views.modals[desk.bob.id]) == 3
    assert "What is reported" in shown(view) or "Quotations" in view["title"]["text"]


async def test_later_state_of_a_modal_is_not_written_over(desk: SlackDesk) -> None:
    """Where the modal has changed meanwhile (its hash), the reply comes as a direct message instead."""
    people = desk.slack.people
    view = await people.open_home(desk.bob)
    for label in ("Full brief", "Quotes", "Full brief"):
        view = await people.form(await people.press_in(view, label, desk.bob))
    await people.press_in({**view, "hash": "0"}, "Quotes", desk.bob)
    await desk.settle()
    direct = desk.slack.workspace.direct(desk.bob.id)
    assert desk.slack.workspace.posts(direct.id)[0]["text"].startswith("Quotations")


async def test_expired_trigger_gets_a_sentence(desk: SlackDesk) -> None:
    """A modal that opens too late is a direct message: a form says to press again, a card says what it had to say."""
    people = desk.slack.people
    home = await people.open_home(desk.bob)
    desk.slack.triggers.late = True
    for label in ("Ask", "Quotes"):
        await people.press_in(home, label, desk.bob)
        await desk.settle()
    direct = desk.slack.workspace.direct(desk.bob.id)
    form, quotes = desk.slack.workspace.posts(direct.id)
    assert "this took longer" in form["text"]
    assert quotes["text"].startswith("Quotations")


async def test_slow_form_says_that_it_is_worked_on(tmp_path: Path) -> None:
    """What takes longer than Slack waits shows that it goes on, then its outcome in the same place."""
    async with open_slack(tmp_path, patience=0.0) as desk:
        people = desk.slack.people
        asking = await people.press_in(await people.open_home(desk.bob), "Ask", desk.bob)
        await people.form(asking)
        sent = await people.submit(asking, desk.bob, question=TREES)
        assert "Working on it" in shown(sent.ack["view"])
        await desk.settle()
        assert "250" in shown(desk.slack.views.modals[desk.bob.id][-1])


async def test_home_that_slack_refuses_is_harmless(desk: SlackDesk) -> None:
    """Where the Home tab is off nothing breaks, and the next time it is tried again."""
    desk.slack.workspace.fail("views.publish", Fault(error="not_enabled"))
    await desk.slack.people.visit_home(desk.bob)
    await desk.slack.until(lambda: desk.slack.workspace.calls("views.publish"), "the attempt")
    await desk.settle()
    assert desk.slack.views.homes == {}
    assert "Quotations" not in shown(await desk.slack.people.open_home(desk.bob))


async def test_nobody_waits_for_anothers_home(desk: SlackDesk) -> None:
    """While Slack takes its time over Ann's page, Bob's is shown."""
    held, asked = asyncio.Event(), asyncio.Event()

    class SlowForAnn(AsyncWebClient):
        async def views_publish(self, *, user_id: str, **given: Any) -> AsyncSlackResponse:
            if user_id == desk.ann.id:
                asked.set()
                await held.wait()
            return await super().views_publish(user_id=user_id, **given)

    client = SlowForAnn(BOT_TOKEN, desk.slack.api_base)
    callers = Callers(client, desk.slack.workspace.team, time.monotonic, Groups(client, time.monotonic))
    home = Home(desk.services, client, callers)
    ann = asyncio.create_task(home.opened({"tab": "home", "user": desk.ann.id}))
    await asked.wait()
    await home.opened({"tab": "home", "user": desk.bob.id})
    assert set(desk.slack.views.homes) == {desk.bob.id}
    held.set()
    await ann
    assert set(desk.slack.views.homes) == {desk.ann.id, desk.bob.id}


# The newsroom's people


async def linked(desk: SlackDesk) -> None:
    await desk.says(f"/brief link {await desk.code()}", desk.ann)


async def test_editors_find_what_waits(desk: SlackDesk) -> None:
    """An editor's home has the queue: a draft with changes and readers' questions, each with its button."""
    await linked(desk)
    await desk.says("/ask What is the price of rice in Osaka?")
    home = await desk.slack.people.open_home(desk.ann)
    assert "Tokyo summit: 1 question of readers waits." in shown(home)
    assert {"Edit", "Questions", "Pinned answers"} <= set(offered(home))


async def test_draft_is_edited_reviewed_and_published_from_home(desk: SlackDesk) -> None:
    """The form opens over the home; sent, the check's findings stand in its place; review and publish follow there."""
    await linked(desk)
    people, ann = desk.slack.people, desk.ann
    editing = await people.press_in(await people.open_home(ann), "Edit", ann)
    await people.form(editing)
    lede = "Donald Trump met Sanae Takaichi, who promised Tokyo 999 cherry trees."
    await people.submit(editing, ann, lede=lede, headline="Leaders meet")
    saved = await on_top(desk, ann)
    assert "What the article does not bear out" in shown(saved)
    assert "the draft has 2 changes" in shown(desk.slack.views.homes[ann.id])
    review = await people.form(await people.press_in(saved, "Review", ann))
    assert "“Trump and Takaichi affirm their alliance at a first meeting in Tokyo” became “Leaders meet”" in shown(
        review
    )
    blocked = await people.form(await people.press_in(review, "Approve and publish", ann))
    assert "Not published" in blocked["title"]["text"]
    reason = await people.press_in(blocked, "Publish with a reason", ann)
    reason.view = await on_top(desk, ann)
    assert reason.view["submit"]["text"] == "Publish"
    await people.submit(reason, ann, reason="The desk was told so.")
    assert "Revision 2" in shown(await on_top(desk, ann))


async def test_later_of_two_editors_sees_both_texts(desk: SlackDesk) -> None:
    """Two forms over the same draft: the later one is shown theirs beside its own, and goes on with its own."""
    await linked(desk)
    people, ann = desk.slack.people, desk.ann
    home = await people.open_home(ann)
    mine = await people.press_in(home, "Edit", ann)
    await people.form(mine)
    theirs = await people.command("/brief edit", ann, desk.summit)
    await people.form(theirs)
    await people.submit(theirs, ann, headline="Their headline")
    await people.reply(theirs)
    desk.slack.views.modals[ann.id] = [mine.view] if mine.view else []
    await people.submit(mine, ann, headline="My headline")
    conflict = await on_top(desk, ann)
    assert "“Their headline” became “My headline”" in shown(conflict)
    again = await people.form(await people.press_in(conflict, "Go on with my text", ann))
    assert any(block.get("element", {}).get("initial_value") == "My headline" for block in again["blocks"])


async def test_admins_see_what_is_left_to_set_up(desk: SlackDesk) -> None:
    """The check list names what is to do in the words to type, and is complete once a channel has its schedule."""
    await linked(desk)
    people = desk.slack.people
    assert "To do · A channel and a time: No channel here gets the brief. /brief schedule add" in shown(
        await people.open_home(desk.ann)
    )
    await desk.says("/brief schedule add weekdays 09:00", desk.ann)
    await desk.settle()
    home = desk.slack.views.homes[desk.ann.id]
    assert "Set-up is complete" in shown(home)
    assert "Schedules" in offered(home)


async def test_admin_of_a_following_workspace_sets_up_schedules_only(desk: SlackDesk) -> None:
    """Who administers a workspace that only follows has its check list, and nothing of the newsroom's desk."""
    home = await desk.slack.people.open_home(desk.ann)
    assert "Set-up: 1 step to do" in shown(home)
    assert "On your desk" not in shown(home)
    assert "Edit" not in offered(home)
