"""Shortcuts on Slack, by a real bolt app: ask from anywhere; check a quote and brief a link of somebody's message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.slack.shortcuts import ASK, shortcuts, text_for
from bot.storage.audit import SYSTEM
from briefs import Article, condense
from tests.fakes.slack.blocks import said
from tests.wire.slack_newsroom import SlackDesk, open_slack

HARBOUR = "OSLO — The harbour opened on Monday. Twelve ferries run each hour, the port authority said."
TREES = "How many cherry trees will Japan give?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path) as desk:
        yield desk


def shown(view: dict[str, Any]) -> str:
    return " ".join(" ".join(said(view["blocks"])).split())


async def test_question_from_anywhere_is_answered_in_the_modal(desk: SlackDesk) -> None:
    """*Ask about the summit* opens a form wherever one is; the answer takes its place, for who asked alone."""
    people = desk.slack.people
    asking = await people.shortcut(ASK, desk.bob)
    assert (await people.form(asking))["title"]["text"] == "Ask about Tokyo summit"
    await people.submit(asking, desk.bob, question=TREES)
    await desk.settle()
    assert "250" in shown(desk.slack.views.modals[desk.bob.id][0])
    assert desk.posts() == []


async def test_several_topics_are_offered(desk: SlackDesk) -> None:
    """Where the newsroom has several topics, the form asks which; the question is answered from that one."""
    news = desk.newsroom
    article, brief = Article.from_text(HARBOUR), condense(Article.from_text(HARBOUR))
    harbour = await news.services.desk.add_topic(news.newsroom_id, "Harbour", article, brief, SYSTEM)
    await news.services.desk.publish_unreviewed(harbour, SYSTEM)
    people = desk.slack.people
    asking = await people.shortcut(ASK, desk.bob)
    await people.form(asking)
    await people.submit(asking, desk.bob, question="How many ferries run?", topic=str(harbour))
    await desk.settle()
    assert "Twelve ferries" in shown(desk.slack.views.modals[desk.bob.id][0])


async def test_expired_trigger_is_answered_in_a_direct_message(desk: SlackDesk) -> None:
    """A trigger serves three seconds, once: who was too late is told to do it again."""
    desk.slack.triggers.late = True
    await desk.slack.people.shortcut(ASK, desk.bob)
    await desk.settle()
    (told,) = desk.slack.workspace.posts(desk.slack.workspace.direct(desk.bob.id).id)
    assert "within three seconds" in told["text"]


async def test_quote_of_a_message_is_checked(desk: SlackDesk) -> None:
    """*Check this quote* says whether the article has the words and who said them, to who asked alone."""
    words = "Trump said “a big deal — not just for Japan, but for the entire world.”"
    message = await desk.slack.people.write(words, desk.bob, desk.summit)
    reply = await checked(desk, "check_quote", message)
    assert reply["response_type"] == "ephemeral"
    assert "word for word" in reply["text"]
    assert "Donald Trump (U.S. President) said it." in reply["text"]


async def test_words_that_nobody_said_are_not_found(desk: SlackDesk) -> None:
    """Words that the article does not have are called so."""
    message = await desk.slack.people.write("“We will leave the alliance tomorrow”", desk.bob, desk.summit)
    assert "Not in the article" in (await checked(desk, "check_quote", message))["text"]


async def test_link_that_cannot_be_read_says_why(desk: SlackDesk) -> None:
    """*Brief this link* takes the link's address, not its label, and says why an address is not read."""
    message = await desk.slack.people.write("<https://127.0.0.1:9/news|the news>", desk.bob, desk.summit)
    assert "127.0.0.1 is not on the open internet" in (await checked(desk, "brief_link", message))["text"]


async def test_message_without_a_link_says_so(desk: SlackDesk) -> None:
    message = await desk.slack.people.write("Lunch?", desk.bob, desk.summit)
    assert "There is no link in this message" in (await checked(desk, "brief_link", message))["text"]


async def test_what_takes_longer_says_that_it_goes_on(tmp_path: Path) -> None:
    """A page that is still being read is announced; the outcome follows."""
    async with open_slack(tmp_path, patience=0.0) as desk:
        message = await desk.slack.people.write("“We are an ally”", desk.bob, desk.summit)
        chosen = await desk.slack.people.message_shortcut("check_quote", message, desk.ann, desk.summit)
        first, second = [await desk.slack.people.reply(chosen, number) for number in (1, 2)]
        assert first["text"] == "Reading …"
        assert second["text"].startswith("Check of a quote")


def test_text_of_an_app_may_stand_in_blocks_alone() -> None:
    """Another app's message has its words and links in blocks, or in an attachment."""
    section = {"type": "rich_text_section", "elements": [
        {"type": "text", "text": "Read "}, {"type": "link", "url": "https://news.example/a", "text": "this"},
    ]}  # fmt: skip
    message = {"text": "", "blocks": [{"type": "rich_text", "elements": [section]}]}
    assert "https://news.example/a" in text_for("brief_link", message, "U1")
    attached = {"text": "Look", "attachments": [{"from_url": "https://news.example/b"}]}
    assert text_for("brief_link", attached, "U1") == "Look https://news.example/b"
    assert text_for("check_quote", {"text": "<@U2> said <https://a.example|it>"}, "U1") == "@somebody said it"


def test_menus_have_names_that_slack_takes() -> None:
    """A shortcut's name has at most 24 characters, what it does at most 150; ids are unique."""
    known = list(shortcuts())
    assert [one["name"] for one in known] == ["Ask about the summit", "Check this quote", "Brief this link"]
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in known)
    assert len({one["callback_id"] for one in known}) == len(known)


async def checked(desk: SlackDesk, shortcut: str, message: dict[str, Any]) -> dict[str, Any]:
    """What Ann gets for the shortcut on this message."""
    chosen = await desk.slack.people.message_shortcut(shortcut, message, desk.ann, desk.summit)
    await desk.settle()
    return chosen.replies[-1]
