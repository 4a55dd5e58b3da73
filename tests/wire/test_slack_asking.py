"""Questions on Slack, over the wire: follow-ups in threads, the editors' answers, and what readers call an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.slack import buttons
from tests.fakes.slack.blocks import said
from tests.fakes.slack.workspace import BOT_USER
from tests.wire.slack_newsroom import SlackDesk, open_slack

TREES = "How many cherry blossom trees will Japan give?"
VISIT = "What did Trump say about the alliance?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path) as desk:
        yield desk


async def posted(desk: SlackDesk, count: int) -> list[dict[str, Any]]:
    """Everything in #summit, once so many messages are there."""

    def there() -> bool:
        return len(desk.posts()) >= count

    for _ in range(200):
        await desk.settle()
        await desk.services.outbox.deliver_due()
        if there():
            break
        await desk.slack.until(lambda: True, "a turn of the loop")
    assert len(desk.posts()) == count
    return desk.posts()


async def link(desk: SlackDesk) -> None:
    """Ann becomes admin of the newsroom."""
    assert "You are admin" in await desk.says(f"/brief link {await desk.code()}", desk.ann)


async def test_a_follow_up_in_a_thread_takes_no_mention(desk: SlackDesk) -> None:
    """Somebody else asks on in the thread, and it is understood from what was asked there before."""
    mention = await desk.slack.people.mention("What did Takaichi say about Abe?", desk.bob, desk.summit)
    await posted(desk, 1)
    await desk.slack.people.write("and what about Trump?", desk.ann, desk.summit, thread=mention["ts"])
    _, second = await posted(desk, 2)
    assert second["thread_ts"] == mention["ts"]
    assert "Trump" in second["text"]
    delivery, *_ = await desk.services.outbox.recent()
    assert delivery.subject.startswith('{"message": "and what about Trump?"')


async def test_other_talk_in_a_thread_is_left_alone(desk: SlackDesk) -> None:
    """No question, a question to somebody else, or a thread that Readout was not asked in."""
    mention = await desk.slack.people.mention(TREES, desk.bob, desk.summit)
    await posted(desk, 1)
    people = desk.slack.people
    await people.write("Thanks, that is all.", desk.ann, desk.summit, thread=mention["ts"])
    await people.write(f"<@{desk.bob.id}> do you agree?", desk.ann, desk.summit, thread=mention["ts"])
    other = await people.write("Lunch?", desk.ann, desk.summit)
    await people.write("Where do we meet?", desk.bob, desk.summit, thread=other["ts"])
    await people.write("What time is it?", desk.bob, desk.summit)
    await desk.says("/brief help")
    await posted(desk, 1)


async def test_a_conversation_in_a_thread_ends_after_an_hour(desk: SlackDesk) -> None:
    """Later talk there is people's own; a mention is answered still."""
    mention = await desk.slack.people.mention(TREES, desk.bob, desk.summit)
    await posted(desk, 1)
    desk.newsroom.clock.forward(minutes=61)
    await desk.slack.people.write("Who is Shinzo Abe?", desk.bob, desk.summit, thread=mention["ts"])
    await desk.says("/brief help")
    await posted(desk, 1)
    await desk.slack.people.write(f"<@{BOT_USER}> Who is Shinzo Abe?", desk.bob, desk.summit, thread=mention["ts"])
    await posted(desk, 2)


async def test_an_editor_pins_an_answer_and_the_thread_follows(desk: SlackDesk) -> None:
    """In the modal; what stands in the channel already is changed, and says whose answer it is."""
    await desk.slack.people.mention(TREES, desk.bob, desk.summit)
    await posted(desk, 1)
    await link(desk)
    asking = await desk.slack.people.command(f"/brief answer {TREES}", desk.ann, desk.summit)
    await desk.slack.people.form(asking)
    await desk.slack.people.submit(asking, desk.ann, text="Japan will give 250 trees.")
    assert "Pinned." in (await desk.slack.people.reply(asking))["text"]
    await desk.services.outbox.converge()
    (post,) = desk.posts()
    assert "Japan will give 250 trees." in post["text"]
    assert "Answered by the desk: Ann" in post["text"]


async def test_what_is_pinned_cannot_ping(desk: SlackDesk) -> None:
    """Marks of Slack's in a question and an answer reach the channel as words."""
    await link(desk)
    line = "/brief answer question: Who tuned the piano? text: <!channel> *Bob* <http://evil.example|here> & `all`"
    assert "Pinned." in await desk.says(line, desk.ann)
    await desk.slack.people.mention("Who tuned the piano?", desk.bob, desk.summit)
    (post,) = await posted(desk, 1)
    assert "&lt;!channel&gt;" in post["text"]
    assert "<!channel>" not in post["text"]
    assert "<!channel> *Bob*" in "\n".join(said(post["blocks"]))  # rich text gives no character a meaning


async def test_all_may_judge_a_shared_answer(desk: SlackDesk) -> None:
    """*Wrong* under the answer in the thread counts once for each, and an editor sees it."""
    await desk.slack.people.mention(TREES, desk.bob, desk.summit)
    (post,) = await posted(desk, 1)
    assert [b["text"]["text"] for b in buttons(post)] == ["Source", "Right", "Wrong", "Missing"]
    for user in (desk.bob, desk.ann, desk.ann):
        gesture = await desk.slack.people.press(post, "Wrong", user, desk.summit)
        reply = await desk.slack.people.reply(gesture)
    assert "it counts once" in reply["text"]
    await link(desk)
    assert "2 × called wrong" in await desk.says("/brief questions", desk.ann)


async def test_a_refusal_offers_questions_to_press(desk: SlackDesk) -> None:
    """Two, each answered privately when it is pressed."""
    refused = await desk.slack.people.asked("/ask What did Takaichi have for lunch in Osaka?", desk.bob, desk.summit)
    offered = [b["text"]["text"] for b in buttons(refused) if b["text"]["text"].endswith(("?", "…"))]
    assert len(offered) == 2
    gesture = await desk.slack.people.press(refused, offered[0], desk.bob, desk.summit)
    assert "does not say" not in (await desk.slack.people.reply(gesture))["text"]


async def test_a_mention_with_a_command_shows_nobody_what_is_for_one_alone(desk: SlackDesk) -> None:
    """`@Readout code` of an admin is answered with how to type it; `@Readout quotes` is shared in the thread."""
    await desk.says(f"/brief link {await desk.code()}", desk.ann)
    for number, (word, says) in enumerate((("code", "Type"), ("/desk", "Type"), ("quotes", "Quotations")), 1):
        asked = await desk.slack.people.mention(word, desk.ann, desk.summit)
        await desk.settle()
        await desk.services.outbox.deliver_due()
        assert len(desk.posts()) == number
        assert (desk.posts()[-1]["thread_ts"], desk.posts()[-1]["text"].split()[0]) == (asked["ts"], says)
    assert "/brief code" in desk.posts()[0]["text"]
