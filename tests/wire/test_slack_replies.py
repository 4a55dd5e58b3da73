"""Private replies on Slack: within five uses of a response_url, and nothing that somebody wrote is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Button, Card, CardLine, Field, Form, Moment, line
from bot.commands import ACTIONS, Action, Context, Values
from bot.platforms.slack.callers import Spot
from bot.platforms.slack.groups import Groups
from bot.platforms.slack.replying import TOO_LONG, Asked, Replies, returned
from bot.platforms.slack.viewing import TOO_LATE, Screen
from bot.render.slack import messages
from bot.roles import Role
from tests.fakes.slack import BOT_TOKEN, LOST, Channel, FakeSlack, Fault, Gesture, User
from tests.wire.slack_desk import NOW, Clock
from tests.wire.slack_newsroom import open_slack

LONG = Card("Long", tuple(line(f"{number} " + "word " * 250) for number in range(40)))
FORM = Form("Edit", "save:1:2", (Field("headline", "Headline"),))


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(Clock()) as slack:
        yield slack
        assert slack.workspace.problems == []


@pytest.fixture
def bob(slack: FakeSlack) -> User:
    return slack.workspace.add_user("Bob")


@pytest.fixture
def summit(slack: FakeSlack) -> Channel:
    return slack.workspace.add_channel("summit")


@pytest.fixture
def gesture(slack: FakeSlack, bob: User, summit: Channel) -> Gesture:
    return slack.triggers.new(bob.id, summit.id)


@pytest.fixture
def replies(slack: FakeSlack) -> Replies:
    client = AsyncWebClient(BOT_TOKEN, slack.api_base, retry_handlers=[])
    return Replies(client, Groups(client, lambda: 0.0))


def asked(gesture: Gesture, *, thread: str = "", used: int = 0) -> Asked:
    return Asked(Spot(gesture.user, gesture.channel, "summit", thread), gesture.trigger, gesture.response_url, used)


async def test_long_reply_takes_five_uses_at_most(replies: Replies, gesture: Gesture) -> None:
    """What does not fit into five messages is named, with a way to the rest."""
    await replies.give(asked(gesture), LONG)
    assert (len(gesture.replies), gesture.uses) == (5, 5)
    assert gesture.replies[-1]["text"].startswith(TOO_LONG[:40])


async def test_reply_in_a_thread_stays_there(replies: Replies, gesture: Gesture) -> None:
    """Pressed in a thread, the private reply shows in the thread."""
    await replies.give(asked(gesture, thread="1.000001"), Card("Short"))
    assert gesture.replies[0]["thread_ts"] == "1.000001"


async def test_lost_answer_to_a_reply_is_not_repeated(slack: FakeSlack, replies: Replies, gesture: Gesture) -> None:
    """A private reply whose response is lost is not sent twice, and not sent another way."""
    slack.workspace.fail("response_url", LOST)
    await replies.give(asked(gesture), Card("Short"))
    assert (len(gesture.replies), slack.workspace.hidden) == (1, [])


async def test_used_up_url_is_not_asked(slack: FakeSlack, replies: Replies, gesture: Gesture, bob: User) -> None:
    """After five uses the reply is a message that only who asked can see."""
    await replies.give(asked(gesture, used=5), Card("Short"))
    (hidden,) = slack.workspace.hidden
    assert (hidden["to"], gesture.uses) == (bob.id, 0)


async def test_expired_form_gives_back_what_was_written(slack: FakeSlack, replies: Replies, gesture: Gesture) -> None:
    """A form that Slack opens no more hands the text back in the reply."""
    slack.triggers.late = True
    await replies.give(asked(gesture), FORM, written={"headline": ("My own words",), "quotes": ()})
    assert TOO_LATE[:30] in gesture.replies[0]["text"]
    assert "My own words" in gesture.replies[0]["text"]


async def test_form_that_slack_refuses_is_not_called_late(slack: FakeSlack, replies: Replies, gesture: Gesture) -> None:
    """Only an expired trigger took too long; anything else says so, and loses nothing either."""
    slack.workspace.fail("views.open", Fault(error="invalid_arguments"))
    await replies.give(asked(gesture), FORM, written={"headline": ("My own words",)})
    said = gesture.replies[0]["text"]
    assert ("three seconds" in said, "did not open the form" in said, "My own words" in said) == (False, True, True)


async def test_form_for_a_closed_window_gives_back_what_was_written(
    slack: FakeSlack, replies: Replies, gesture: Gesture, bob: User
) -> None:
    """Closed before its outcome came: a direct message says so, not that it took too long, with the text."""
    closed = Screen("V0", "1", 1)
    await replies.views.replace(bob.id, closed, FORM, asked(gesture).carried(), {"headline": ("My own words",)})
    (told,) = slack.workspace.posts(slack.workspace.direct(bob.id).id)
    assert ("three seconds" in told["text"], "window was closed" in told["text"]) == (False, True)
    assert "My own words" in told["text"]


async def test_failure_inside_is_told_and_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A button that fails inside Readout answers with a sentence, and the log has the trace."""

    async def broken(ctx: Context, args: tuple[str, ...], values: Values) -> Card:
        return Card("", (CardLine((Moment(NOW, "No/Where"),)),))

    monkeypatch.setitem(ACTIONS, "broken", Action("broken", Role.READER, False, broken))
    async with open_slack(tmp_path) as desk:
        message = dict(messages(Card("", (), (Button("Break", "broken"),)))[0])
        gesture = await desk.slack.people.press(message, "Break", desk.bob, desk.summit)
        assert "Something went wrong on our side" in (await desk.slack.people.reply(gesture))["text"]
    assert "failed inside Readout" in caplog.text


async def test_form_takes_its_way_back_along(replies: Replies, gesture: Gesture, bob: User) -> None:
    """A sent form has no response_url of its own: it carries that of the gesture that opened it."""
    opening = asked(gesture, thread="1.000001")
    await replies.give(opening, FORM)
    assert gesture.view is not None
    assert returned(opening.carried(), bob.id, gesture.trigger) == opening
    assert opening.url in gesture.view["private_metadata"]
