"""Slack over HTTP: what it signed is answered once; what it did not sign is nothing to Readout."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.app import start, utc_now
from bot.platforms.slack.doors import PATHS
from bot.platforms.slack.signing import signature
from bot.settings import load_settings
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.ways import SIGNING_SECRET, SignedHttp, body_of
from tests.wire.slack_desk import slack_settings
from tests.wire.slack_newsroom import OVER_HTTP, SlackDesk, open_slack

EVENT = b'{"type": "url_verification", "challenge": "3eZbrw1a"}'
QUESTION = "How many cherry trees will Japan give?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path, way="http") as desk:
        yield desk


def http_of(desk: SlackDesk) -> SignedHttp:
    assert desk.slack.ways.http is not None
    return desk.slack.ways.http


async def test_signed_request_is_answered(desk: SlackDesk) -> None:
    """Slack's check of the address gets its challenge back."""
    status, text = await http_of(desk).call("/slack/events", EVENT)
    assert (status, json.loads(text)) == (200, {"challenge": "3eZbrw1a"})


BAD: dict[str, dict[str, str]] = {
    "missing": {"X-Slack-Signature": "", "X-Slack-Request-Timestamp": ""},
    "no signature": {"X-Slack-Signature": ""},
    "no time": {"X-Slack-Request-Timestamp": ""},
    "wrong": {"X-Slack-Signature": "v0=" + "0" * 64},
    "not ASCII": {"X-Slack-Signature": "v0=é"},
    "no number": {"X-Slack-Request-Timestamp": "soon"},
    "endless number": {"X-Slack-Request-Timestamp": "9" * 40},
}


async def test_unsigned_request_is_refused(desk: SlackDesk) -> None:
    """A signature that is missing or wrong is a 401 at every address."""
    called = [(path, name) for path in PATHS for name in BAD]
    got = {(path, name): (await http_of(desk).call(path, EVENT, headers=BAD[name]))[0] for path, name in called}
    assert got == dict.fromkeys(called, 401)


async def test_old_or_future_signature_is_refused(desk: SlackDesk) -> None:
    """A true signature of another time is somebody's copy; within five minutes clocks may differ."""
    got = []
    for minutes in (-6, -4, 4, 6):
        stamp = str(int((desk.newsroom.clock() + timedelta(minutes=minutes)).timestamp()))
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(SIGNING_SECRET, stamp, EVENT)}
        got.append((await http_of(desk).call("/slack/events", EVENT, headers=headers))[0])
    assert got == [401, 200, 200, 401]


async def test_body_that_was_changed_is_refused(desk: SlackDesk) -> None:
    """The signature is of the very bytes."""
    stamp = str(int(desk.newsroom.clock().timestamp()))
    headers = {"X-Slack-Signature": signature(SIGNING_SECRET, stamp, EVENT)}
    status, _ = await http_of(desk).call("/slack/events", EVENT + b" ", headers=headers)
    assert status == 401


async def test_signed_nonsense_is_said_to_be_so(desk: SlackDesk) -> None:
    """What cannot be read is a 400, and nothing fails."""
    bodies = (b"", b"{", b"[1]", b"payload=%7B", b"\xff\xfe", b"payload=3")
    got = [(await http_of(desk).call("/slack/interactivity", body))[0] for body in bodies]
    assert got == [400] * len(bodies)


async def test_health_names_a_wrong_secret(desk: SlackDesk) -> None:
    """Nothing that arrives is let in: the status says which variable to look at, until something is."""
    http = http_of(desk)
    http.secret = "another"
    await http.call("/slack/events", EVENT)
    assert "SLACK_SIGNING_SECRET did not sign" in desk.platform.health()
    http.secret = SIGNING_SECRET
    await http.call("/slack/events", EVENT)
    assert desk.platform.health() == "called at https://news.example/slack/events to Readout test as @readout"


async def test_word_payload_in_a_question_is_a_word(desk: SlackDesk) -> None:
    """bolt's own parser takes a command with “payload” in it for a press, and loses it."""
    assert "does not say" in await desk.says("/ask What is the payload= of the rocket?")


async def test_retried_event_is_answered_once(desk: SlackDesk) -> None:
    """Slack sends again what it saw no answer to, with X-Slack-Retry-Num; the event's id is the same."""
    await desk.slack.people.mention(QUESTION, desk.bob, desk.summit, lose_acks=2)
    await desk.settle()
    await desk.services.outbox.deliver_due()
    assert len(desk.posts()) == 1
    assert http_of(desk).statuses == [200] * 6  # a mention is two events, each sent three times


async def test_event_that_could_not_be_taken_comes_again(desk: SlackDesk) -> None:
    """503 makes Slack send it again, and its id does not stand in the way."""
    home, desk.platform._bureaus.home = desk.platform._bureaus.home, None
    payload = {
        "type": "event_callback",
        "team_id": desk.slack.workspace.team,
        "event_id": "Ev1",
        "event": {"type": "app_home_opened", "user": desk.bob.id, "tab": "home"},
    }
    body, content = body_of("events_api", payload)
    assert (await http_of(desk).call("/slack/events", body, content))[0] == 503
    desk.platform._bureaus.home = home
    assert (await http_of(desk).call("/slack/events", body, content))[0] == 200
    await desk.settle()
    assert len(desk.slack.workspace.calls("views.publish")) == 1


async def test_bot_without_a_chat_page_is_called_all_the_same(tmp_path: Path) -> None:
    """LOCAL=false leaves only what Slack calls, and the health."""
    async with FakeSlack() as slack, AsyncExitStack() as stack:
        port = free_port()
        given = slack_settings(slack, **OVER_HTTP, data_dir=tmp_path, local=False, http_port=port, meaning=False)
        said: list[str] = []
        await start(load_settings(_env_file=None, **given), stack, article=None, say=said.append)
        base = f"http://127.0.0.1:{port}"
        assert (await SignedHttp(base, utc_now).call("/slack/events", EVENT))[0] == 200
        async with ClientSession(base) as session:
            got = [(await session.get(path)).status for path in ("/health", "/", "/desk")]
        assert got == [200, 404, 404]
        assert "Slack: called at https://news.example/slack/events to Readout test as @readout" in said


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
