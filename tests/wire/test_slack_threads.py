"""Posts on Slack and their threads: long briefs go on there, changes are noted there, corrections edit in place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.slack import LOST
from tests.wire.slack_newsroom import SlackDesk, open_slack


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path) as desk:
        await desk.says(f"/brief link {await desk.code()}", desk.ann)
        yield desk


def threads(desk: SlackDesk) -> list[list[str]]:
    """Each post's text, with the texts of its thread."""
    posts = desk.posts()
    return [
        [one["text"] for one in posts if post["ts"] in {one["ts"], one.get("thread_ts")}]
        for post in posts
        if "thread_ts" not in post
    ]


async def edited(desk: SlackDesk, **changes: str) -> None:
    """Change the draft, an hour after whatever was before."""
    desk.newsroom.clock.forward(hours=1)
    editing = await desk.slack.people.command("/brief edit", desk.ann, desk.summit)
    await desk.slack.people.form(editing)
    await desk.slack.people.submit(editing, desk.ann, **changes)
    await desk.settle()


async def delivered(desk: SlackDesk) -> None:
    await desk.services.outbox.converge()
    await desk.services.outbox.deliver_due()


async def test_changes_are_noted_under_the_post(desk: SlackDesk) -> None:
    """A new revision and a correction change the post in place, and each is a message in its thread."""
    await desk.says("/brief schedule add 09:00", desk.ann)
    await desk.services.outbox.deliver_due()
    await edited(desk, headline="Leaders meet in Tokyo")
    await desk.says("/brief publish", desk.ann)
    await delivered(desk)
    await edited(desk, headline="Two leaders meet in Tokyo")
    await desk.says("/brief correct The headline did not say how many.", desk.ann)
    await delivered(desk)
    ((post, updated, corrected),) = threads(desk)
    assert post.startswith("Two leaders meet in Tokyo")
    assert "this now shows revision 2. Approved by Ann, without a second reader." in updated
    assert corrected.startswith("Corrected ")
    assert "The headline did not say how many." in corrected


async def test_slip_is_mended_without_a_note(desk: SlackDesk) -> None:
    """A refile changes the post and tells nobody."""
    await desk.says("/brief schedule add 09:00", desk.ann)
    await desk.services.outbox.deliver_due()
    await edited(desk, headline="Leaders meet in Tokyo")
    await desk.says("/brief correct refile Spelling", desk.ann)
    await delivered(desk)
    ((post,),) = threads(desk)
    assert post.startswith("Leaders meet in Tokyo")


async def test_only_the_newest_post_gets_the_note(desk: SlackDesk) -> None:
    """All copies change; of several posts in a channel the newest alone has the note, and it stays there."""
    await desk.says("/brief schedule add 09:00 repeat", desk.ann)
    await desk.services.outbox.deliver_due()
    desk.newsroom.clock.forward(days=1)
    await desk.services.outbox.tick(desk.newsroom.clock())
    await desk.services.outbox.deliver_due()
    await edited(desk, headline="Leaders meet in Tokyo")
    await desk.says("/brief publish", desk.ann)
    await delivered(desk)
    desk.newsroom.clock.forward(days=1)
    await desk.services.outbox.tick(desk.newsroom.clock())
    await desk.services.outbox.deliver_due()
    await edited(desk, headline="They meet")
    await desk.says("/brief publish", desk.ann)
    await delivered(desk)
    first, second, third = threads(desk)
    assert [len(first), len(second), len(third)] == [1, 2, 2]
    assert "revision 2" in second[1]
    assert "revision 3" in third[1]
    assert all(thread[0].startswith("They meet") for thread in (first, second, third))


async def test_note_whose_answer_was_lost_is_there_once(desk: SlackDesk) -> None:
    """The note is looked for in the thread before it would be posted again."""
    await desk.says("/brief schedule add 09:00", desk.ann)
    await desk.services.outbox.deliver_due()
    await edited(desk, headline="Leaders meet in Tokyo")
    await desk.says("/brief publish", desk.ann)
    await desk.services.outbox.converge()
    desk.slack.workspace.fail("chat.postMessage", LOST)
    await desk.services.outbox.deliver_due()
    desk.newsroom.clock.forward(minutes=5)
    await desk.services.outbox.deliver_due()
    assert [len(thread) for thread in threads(desk)] == [2]
    assert desk.slack.workspace.calls("conversations.replies")


async def test_long_brief_goes_on_in_its_thread(desk: SlackDesk) -> None:
    """What does not fit into one message follows in its thread, with the buttons at the first."""
    points = "\n".join(f"Point {n} says that the alliance holds, " + "and more of it, " * 12 for n in range(12))
    await edited(desk, points=points)
    publishing = await desk.slack.people.asked("/brief publish reason: the desk's own test", desk.ann, desk.summit)
    assert "is live" in publishing["text"], publishing["text"]
    await desk.says("/brief schedule add 09:00", desk.ann)
    await desk.services.outbox.deliver_due()
    ((first, *others),) = threads(desk)
    assert others
    assert "It goes on in the thread." in first
    top = desk.posts()[0]
    assert labels(top)[:2] == ["Source", "Quotes"]
    assert all(not labels(post) for post in desk.posts()[1:])
    assert all(len(post["text"]) < 10_000 for post in desk.posts())


async def test_format_is_posted_alone(desk: SlackDesk) -> None:
    """In a place that had the brief, a schedule for the figures posts the figures and nothing else, as a table."""
    await desk.says("/brief schedule add 09:00", desk.ann)
    await desk.services.outbox.deliver_due()
    await desk.says("/brief schedule add 10:00 figures", desk.ann)
    await desk.services.outbox.deliver_due()
    _, figures = desk.posts()
    assert [block["type"] for block in figures["blocks"]].count("table") == 1
    assert "KEY QUOTES" not in figures["text"]


def labels(message: dict[str, Any]) -> list[str]:
    return [element["text"]["text"] for block in message["blocks"] if block["type"] == "actions"
            for element in block["elements"] if element["type"] == "button"]  # fmt: skip


async def test_brief_is_shared_once_and_corrected_there(desk: SlackDesk) -> None:
    """*Share in channel* under a private brief posts it for all, once a revision; a correction reaches it."""
    people = desk.slack.people
    brief = await people.asked("/brief", desk.bob, desk.summit)
    for said in ("Shared in #summit", "shared here already"):
        pressed = await people.press(brief, "Share in channel", desk.bob, desk.summit)
        assert said in (await people.reply(pressed))["text"]
    await desk.services.outbox.deliver_due()
    (post,) = desk.posts()
    assert "Share in channel" not in labels(post)
    await edited(desk, headline="Leaders meet in Tokyo")
    await desk.says("/brief publish", desk.ann)
    await delivered(desk)
    ((text,),) = threads(desk)
    assert text.startswith("Leaders meet in Tokyo")
