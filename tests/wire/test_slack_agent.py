"""The agent view on Slack, by a real bolt app: questions to begin with, a status while one is answered, its threads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.slack_newsroom import SlackDesk, open_slack

TREES = "How many cherry trees will Japan give?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path) as desk:
        yield desk


async def prompted(desk: SlackDesk, channel: str, thread: str) -> list[str]:
    """What the pane of this conversation offers, once it does."""
    key = (channel, thread)
    await desk.slack.until(lambda: key in desk.slack.views.panes, "suggested prompts")
    return [prompt["message"] for prompt in desk.slack.views.panes[key].prompts]


async def test_conversation_begins_with_questions_that_have_an_answer(desk: SlackDesk) -> None:
    """Opening the pane offers at most four prompts: questions that the article answers, and the brief."""
    channel, thread = await desk.slack.people.open_agent(desk.bob)
    offered = await prompted(desk, channel.id, thread)
    assert (len(offered), offered[-1]) == (4, "brief")
    for question in offered[:-1]:
        assert "does not say" not in await desk.says(f"/ask {question}")


async def test_question_is_answered_in_its_thread(desk: SlackDesk) -> None:
    """Each conversation is a thread: the status says that it is read, and the answer stands there."""
    channel, thread = await desk.slack.people.open_agent(desk.bob)
    await desk.slack.people.write(TREES, desk.bob, channel, thread=thread)
    await desk.slack.until(lambda: desk.slack.workspace.posts(channel.id), "an answer")
    (answer,) = desk.slack.workspace.posts(channel.id)
    assert (answer["thread_ts"], "250" in answer["text"]) == (thread, True)
    await desk.settle()
    assert desk.slack.views.panes[channel.id, thread].statuses == ["is reading the article …"]


async def test_question_may_refer_to_the_one_before(desk: SlackDesk) -> None:
    """In one conversation, “who announced them?” is understood; it is answered once."""
    channel, thread = await desk.slack.people.open_agent(desk.bob)
    for question in (TREES, "Who announced that?"):
        await desk.slack.people.write(question, desk.bob, channel, thread=thread)
        await desk.slack.until(lambda: desk.slack.workspace.posts(channel.id), "an answer")
        await desk.settle()
    _, second = desk.slack.workspace.posts(channel.id)
    assert "Takaichi" in second["text"]


async def test_status_goes_where_nothing_could_be_said(desk: SlackDesk) -> None:
    """An answer that Slack refuses leaves no “is reading” behind."""
    channel, thread = await desk.slack.people.open_agent(desk.bob)
    await prompted(desk, channel.id, thread)
    channel.archived = True
    await desk.slack.people.write(TREES, desk.bob, channel, thread=thread)
    statuses = desk.slack.views.panes[channel.id, thread].statuses
    await desk.slack.until(lambda: len(statuses) == 2, "the status is taken away")
    assert statuses[-1] == ""


async def test_newer_apps_offer_prompts_in_the_messages_tab(desk: SlackDesk) -> None:
    """There the agent is the app's own direct messages: prompts come when they are opened."""
    direct = await desk.slack.people.open_messages(desk.bob)
    assert (await prompted(desk, direct.id, ""))[-1] == "brief"


async def test_direct_question_begins_a_thread(desk: SlackDesk) -> None:
    """Each message there begins a conversation: the status and the answer stand in its thread."""
    direct = await desk.slack.people.open_messages(desk.bob)
    asked = await desk.slack.people.write(TREES, desk.bob, direct)
    await desk.slack.until(lambda: desk.slack.workspace.posts(direct.id), "an answer")
    await desk.settle()
    (answer,) = desk.slack.workspace.posts(direct.id)
    assert (answer["thread_ts"], "250" in answer["text"]) == (asked["ts"], True)
    assert desk.slack.views.panes[direct.id, asked["ts"]].statuses == ["is reading the article …"]


@pytest.mark.parametrize("below", [True, False])
async def test_direct_question_is_followed_up_below_and_beside_it(desk: SlackDesk, below: bool) -> None:
    """“Who announced that?” is understood in the question's thread, and as the next message."""
    direct = await desk.slack.people.open_messages(desk.bob)
    asked = await desk.slack.people.write(TREES, desk.bob, direct)
    await desk.slack.until(lambda: desk.slack.workspace.posts(direct.id), "an answer")
    await desk.settle()
    await desk.slack.people.write("Who announced that?", desk.bob, direct, thread=asked["ts"] if below else "")
    await desk.slack.until(lambda: len(desk.slack.workspace.posts(direct.id)) == 2, "a second answer")
    await desk.settle()
    assert "Takaichi" in desk.slack.workspace.posts(direct.id)[1]["text"]


async def test_workspace_without_the_agent_view_is_left_in_peace(desk: SlackDesk) -> None:
    """Slack's refusal is harmless: direct messages work, and it is not asked again."""
    desk.slack.views.has_agent = False
    direct = await desk.slack.people.open_messages(desk.bob)
    await desk.slack.until(lambda: desk.slack.workspace.calls("assistant.threads.setSuggestedPrompts"), "the attempt")
    await desk.settle()
    await desk.slack.people.open_messages(desk.ann)
    await desk.slack.people.write(TREES, desk.bob, direct)
    await desk.slack.until(lambda: desk.slack.workspace.posts(direct.id), "an answer")
    await desk.settle()
    assert len(desk.slack.workspace.calls("assistant.threads.setSuggestedPrompts")) == 1
    (answer,) = desk.slack.workspace.posts(direct.id)
    assert ("250" in answer["text"], answer.get("thread_ts")) == (True, None)


async def test_nothing_is_suggested_before_a_brief(tmp_path: Path) -> None:
    """While nothing is published the pane offers the brief's command alone, which says so."""
    async with open_slack(tmp_path) as desk:
        await desk.says(f"/brief link {await desk.code()}", desk.ann)
        withdrawing = await desk.slack.people.command("/brief withdraw", desk.ann, desk.summit)
        await desk.slack.people.form(withdrawing)
        await desk.slack.people.submit(withdrawing, desk.ann, reason="The article was retracted.")
        await desk.settle()
        channel, thread = await desk.slack.people.open_agent(desk.bob)
        assert await prompted(desk, channel.id, thread) == ["brief"]
