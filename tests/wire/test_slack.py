"""The main job on Slack, by a real bolt app over Socket Mode: read, ask, schedule, edit, publish, correct, link."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.people import make_code
from bot.roles import Role
from bot.storage.audit import SYSTEM
from tests.fakes.slack import LOST, Fault, buttons
from tests.fakes.slack.blocks import said
from tests.wire.slack_newsroom import SlackDesk, open_slack


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path) as desk:
        yield desk


def shown(message: dict[str, Any]) -> str:
    return "\n".join(said(message["blocks"]))


async def test_brief_is_for_who_asked(desk: SlackDesk) -> None:
    """`/brief` answers privately, whole in blocks and in text, and posts nothing."""
    gesture = await desk.slack.people.command("/brief", desk.bob, desk.summit)
    reply = await desk.slack.people.reply(gesture)
    assert (gesture.acked, reply["response_type"], desk.posts()) == (True, "ephemeral", [])
    for words in ("a big deal", "Sanae Takaichi", "$550 billion"):
        assert words in reply["text"]
        assert words in shown(reply)


async def test_quotes_of_one_speaker(desk: SlackDesk) -> None:
    """`/brief quotes takaichi` gives her words and nobody else's, with her full name."""
    said_by = await desk.says("/brief quotes takaichi")
    assert "Sanae Takaichi" in said_by
    assert "What Sanae Takaichi said" in said_by


async def test_mistyped_speaker_gets_the_nearest(desk: SlackDesk) -> None:
    """A slip is answered with the names that are near, as buttons."""
    reply = await desk.slack.people.asked("/brief quotes takaichy", desk.bob, desk.summit)
    assert any(button["text"]["text"] == "Sanae Takaichi" for button in buttons(reply))
    gesture = await desk.slack.people.press(reply, "Sanae Takaichi", desk.bob, desk.summit)
    assert "What Sanae Takaichi said" in (await desk.slack.people.reply(gesture))["text"]


async def test_short_brief(desk: SlackDesk) -> None:
    """A length after `/brief` is the brief's, not an unknown command."""
    assert "KEY QUOTES" not in await desk.says("/brief short")


async def test_ask_answers_with_its_sentence(desk: SlackDesk) -> None:
    """`/ask` gives the number asked for, inside the sentence that says it."""
    assert "250" in await desk.says("/ask How many cherry trees will Japan give?")


async def test_ask_refuses_what_is_not_there(desk: SlackDesk) -> None:
    """What the article does not say is not made up."""
    assert "does not say" in await desk.says("/ask What is the price of rice in Osaka?")


async def test_ask_without_a_question(desk: SlackDesk) -> None:
    """`/ask` alone says what it needs."""
    assert "needs question" in await desk.says("/ask")


async def test_unknown_words_get_the_nearest_line(desk: SlackDesk) -> None:
    """A slip in the command's name is answered with the right line, set as code."""
    reply = await desk.slack.people.asked("/brief qoutes", desk.bob, desk.summit)
    code = [part for part in reply["blocks"][0]["elements"][0]["elements"] if part.get("style")]
    assert code == [{"type": "text", "text": "/brief quotes", "style": {"code": True}}]


async def test_source_button_shows_the_sentence(desk: SlackDesk) -> None:
    """*Source* under an answer shows its paragraph, privately."""
    answer = await desk.slack.people.asked("/ask How many cherry trees will Japan give?", desk.bob, desk.summit)
    gesture = await desk.slack.people.press(answer, "Source", desk.bob, desk.summit)
    evidence = await desk.slack.people.reply(gesture)
    assert evidence["response_type"] == "ephemeral"
    assert "250" in shown(evidence)


async def test_menu_shows_the_source_of_a_line(desk: SlackDesk) -> None:
    """Quotes carry one menu; choosing one shows where it stands in the article."""
    quotes = await desk.slack.people.asked("/brief quotes", desk.bob, desk.summit)
    options = [option["text"]["text"] for option in buttons(quotes) if option["type"] == "static_select"]
    gesture = await desk.slack.people.press(quotes, options[0], desk.bob, desk.summit)
    assert (await desk.slack.people.reply(gesture))["text"].startswith("Source")


async def test_ask_button_opens_the_question_form(desk: SlackDesk) -> None:
    """*Ask* opens a modal, and the sent question is answered to who asked."""
    brief = await desk.slack.people.asked("/brief", desk.bob, desk.summit)
    asking = await desk.slack.people.press(brief, "Ask", desk.bob, desk.summit)
    await desk.slack.people.form(asking)
    await desk.slack.people.submit(asking, desk.bob, question="How many cherry trees will Japan give?")
    assert "250" in (await desk.slack.people.reply(asking))["text"]


# Schedules


async def test_schedule_posts_once_though_the_answer_is_lost(desk: SlackDesk) -> None:
    """`schedule add` typed in a channel posts the first brief at once; a lost response makes no second one."""
    desk.slack.workspace.fail("chat.postMessage", LOST)
    assert "The first post comes now" in await desk.says("/brief schedule add weekdays 09:00", desk.ann)
    await desk.services.outbox.deliver_due()
    desk.newsroom.clock.forward(minutes=1)
    await desk.services.outbox.deliver_due()
    (delivery,) = await desk.services.outbox.recent()
    assert (len(desk.posts()), delivery.state) == (1, "posted")
    assert "a big deal" in desk.posts()[0]["text"]


async def test_schedule_names_another_channel(desk: SlackDesk) -> None:
    """`schedule add #town …` posts there: Slack sends the channel's id."""
    town = desk.slack.workspace.add_channel("town")
    assert "#town gets" in await desk.says("/brief schedule add #town weekdays 09:00", desk.ann)
    await desk.services.outbox.deliver_due()
    assert (len(desk.slack.workspace.posts(town.id)), desk.posts()) == (1, [])


async def test_schedule_for_a_channel_without_the_bot(desk: SlackDesk) -> None:
    """A channel that the bot is not in is refused at once, with how to invite it."""
    desk.slack.workspace.add_channel("attic", with_bot=False)
    assert "/invite @readout" in await desk.says("/brief schedule add #attic 09:00", desk.ann)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (Fault(status=503), "Slack did not answer about this channel"),
        (Fault(error="missing_scope"), "The app lacks the scope"),
    ],
)
async def test_schedule_for_a_channel_that_slack_does_not_tell(desk: SlackDesk, fault: Fault, says: str) -> None:
    """An outage or a missing scope is said as such: not that the channel is none, nor that we failed."""
    desk.slack.workspace.add_channel("town")
    desk.slack.workspace.fail("conversations.info", fault)
    said = await desk.says("/brief schedule add #town 09:00", desk.ann)
    assert (says in said, "Nothing was changed" in said) == (True, True)


async def test_schedule_takes_a_workspace_admin(desk: SlackDesk) -> None:
    """Somebody who neither manages the workspace nor has a role schedules nothing."""
    assert "takes the role “admin”" in await desk.says("/brief schedule add 09:00", desk.bob)


async def test_follow_sends_a_direct_message(desk: SlackDesk) -> None:
    """`follow` brings the brief to one's own direct messages, in one's own zone."""
    assert "Europe/Paris" in await desk.says("/brief follow 8am", desk.bob)
    await desk.services.outbox.deliver_due()
    direct = desk.slack.workspace.direct(desk.bob.id)
    assert len(desk.slack.workspace.posts(direct.id)) == 1


# The newsroom's work


async def test_unlinked_workspace_edits_nothing(desk: SlackDesk) -> None:
    """Not even its admin edits: a workspace that only follows changes nothing of the newsroom's."""
    assert "only follows the newsroom" in await desk.says("/brief edit", desk.ann)


async def test_code_links_the_workspace(desk: SlackDesk) -> None:
    """`link` and a code make who typed it admin; the code works once."""
    code = await desk.code()
    assert "You are admin" in await desk.says(f"/brief link {code}", desk.ann)
    assert "You are admin" not in await desk.says(f"/brief link {code}", desk.bob)


async def test_edit_publish_and_correct_change_the_post(desk: SlackDesk) -> None:
    """Edited in a modal, published and corrected, the posted message changes in place each time."""
    people, ann = desk.slack.people, desk.ann
    await desk.says(f"/brief link {await desk.code()}", ann)
    await desk.says("/brief schedule add 09:00", ann)
    await desk.services.outbox.deliver_due()
    editing = await people.command("/brief edit", ann, desk.summit)
    await people.form(editing)
    await people.submit(editing, ann, headline="Leaders meet in Tokyo")
    assert "saved in the draft" in (await people.reply(editing))["text"]
    assert "Revision 2" in await desk.says("/brief publish", ann)
    await desk.services.outbox.converge()
    assert desk.posts()[0]["text"].startswith("Leaders meet in Tokyo")

    editing = await people.command("/brief edit", ann, desk.summit)
    await people.form(editing)
    await people.submit(editing, ann, headline="Two leaders meet in Tokyo")
    await people.reply(editing)
    await desk.says("/brief correct The headline did not say how many.", ann)
    await desk.services.outbox.converge()
    (post,) = desk.posts()
    assert post["text"].startswith("Two leaders meet in Tokyo")
    assert "The headline did not say how many." in post["text"]


async def test_withdrawal_replaces_the_post(desk: SlackDesk) -> None:
    """A withdrawn brief shows its reason wherever it was posted."""
    people, ann = desk.slack.people, desk.ann
    await desk.says(f"/brief link {await desk.code()}", ann)
    await desk.says("/brief schedule add 09:00", ann)
    await desk.services.outbox.deliver_due()
    asking = await people.command("/brief withdraw", ann, desk.summit)
    await people.form(asking)
    await people.submit(asking, ann, reason="The article was retracted.")
    await people.reply(asking)
    await desk.services.outbox.converge()
    assert "The article was retracted." in desk.posts()[0]["text"]
    assert "a big deal" not in desk.posts()[0]["text"]


async def test_conflicting_save_loses_nothing(desk: SlackDesk) -> None:
    """The later of two saves is told what differs and goes on with its own text."""
    people, ann = desk.slack.people, desk.ann
    await desk.says(f"/brief link {await desk.code()}", ann)
    mine, theirs = [await people.command("/brief edit", ann, desk.summit) for _ in range(2)]
    await people.form(mine)
    await people.form(theirs)
    await people.submit(theirs, ann, headline="Their headline")
    await people.reply(theirs)
    await people.submit(mine, ann, headline="My headline")
    conflict = await people.reply(mine)
    again = await people.press(conflict, "Go on with my text", ann, desk.summit)
    form = await people.form(again)
    assert any(block.get("element", {}).get("initial_value") == "My headline" for block in form["blocks"])


# Questions


async def test_mention_is_answered_once_in_its_thread(desk: SlackDesk) -> None:
    """A mention comes as two events and is answered once, where all see it and corrections reach it."""
    mention = await desk.slack.people.mention("How many cherry trees will Japan give?", desk.bob, desk.summit)
    await desk.slack.until(lambda: desk.slack.workspace.calls("users.info"), "the question")
    await desk.settle()
    await desk.services.outbox.deliver_due()
    (post,) = desk.posts()
    (delivery,) = await desk.services.outbox.recent()
    assert (post["thread_ts"], "250" in post["text"]) == (mention["ts"], True)
    assert delivery.name == "a thread in #summit"
    assert (await desk.services.outbox.copies(desk.newsroom.topic_id)).current == 1


async def test_mention_that_is_sent_again_is_answered_once(desk: SlackDesk) -> None:
    """An event whose ack is lost is redelivered, and answered once all the same."""
    await desk.slack.people.mention("What is the price of rice in Osaka?", desk.bob, desk.summit, lose_acks=2)
    await desk.slack.until(desk.posts, "an answer")
    await desk.settle()
    (post,) = desk.posts()
    assert "does not say" in post["text"]


async def test_lost_answer_to_a_mention_is_not_said_twice(desk: SlackDesk) -> None:
    """The answer arrives, its response is lost: the history shows it, and it is left at that."""
    desk.slack.workspace.fail("chat.postMessage", LOST)
    await desk.slack.people.mention("What is the price of rice in Osaka?", desk.bob, desk.summit)
    await desk.slack.until(lambda: desk.slack.workspace.calls("conversations.replies"), "a look")
    await desk.settle()
    assert len(desk.posts()) == 1


async def test_direct_message_is_a_question_or_a_command(desk: SlackDesk) -> None:
    """In direct messages both a question and a command are answered there."""
    direct = desk.slack.workspace.direct(desk.bob.id)
    await desk.slack.people.write("how many cherry trees will be planted", desk.bob, direct)
    await desk.slack.until(lambda: len(desk.slack.workspace.posts(direct.id)) == 1, "an answer")
    await desk.slack.people.write("quotes takaichi", desk.bob, direct)
    await desk.slack.until(lambda: len(desk.slack.workspace.posts(direct.id)) == 2, "quotes")
    answer, quotes = desk.slack.workspace.posts(direct.id)
    assert "250" in answer["text"]
    assert "What Sanae Takaichi said" in quotes["text"]


async def test_edited_direct_message_is_no_new_question(desk: SlackDesk) -> None:
    """Slack reports an edit as a message too; it is not answered again."""
    direct = desk.slack.workspace.direct(desk.bob.id)
    await desk.slack.people.write("how many trees?", desk.bob, direct, subtype="message_changed")
    await desk.says("/brief help")
    await desk.settle()
    assert desk.slack.workspace.posts(direct.id) == []


async def test_form_cannot_open_from_a_direct_message(desk: SlackDesk) -> None:
    """A command that needs a form says where to type it: Slack opens none after a message."""
    await desk.says(f"/brief link {await desk.code()}", desk.ann)
    direct = desk.slack.workspace.direct(desk.ann.id)
    await desk.slack.people.write("edit", desk.ann, direct)
    await desk.slack.until(lambda: desk.slack.workspace.posts(direct.id), "an answer")
    assert "slash command" in desk.slack.workspace.posts(direct.id)[0]["text"]


async def test_slow_form_closes_and_is_answered_later(tmp_path: Path) -> None:
    """A sent form is acknowledged before its outcome is known, and the outcome follows."""
    async with open_slack(tmp_path, patience=0.0) as desk:
        asking = await desk.slack.people.press(await _brief(desk), "Ask", desk.bob, desk.summit)
        await desk.slack.people.form(asking)
        sent = await desk.slack.people.submit(asking, desk.bob, question="How many cherry trees will Japan give?")
        assert sent.acked
        assert "250" in (await desk.slack.people.reply(asking))["text"]


async def _brief(desk: SlackDesk) -> dict[str, Any]:
    return await desk.slack.people.asked("/brief", desk.bob, desk.summit)


async def test_talk_of_others_is_left_alone(desk: SlackDesk) -> None:
    """A message that addresses somebody else is not answered."""
    await desk.slack.people.write("Lunch?", desk.bob, desk.summit)
    await desk.says("/brief help")
    await desk.settle()
    assert desk.posts() == []


# What Slack does to an app


async def test_command_that_is_sent_again_is_answered_once(desk: SlackDesk) -> None:
    """Slack saw no ack and sends the command again: it is acknowledged, not answered, a second time."""
    gesture = await desk.slack.people.command("/brief", desk.bob, desk.summit, lose_acks=1)
    await desk.slack.people.reply(gesture)
    await desk.settle()
    assert (gesture.acked, len(gesture.replies)) == (True, 1)


async def test_form_that_opens_too_late_says_so(desk: SlackDesk) -> None:
    """A trigger serves three seconds; after them the reply says what to do, and nothing is silent."""
    await desk.says(f"/brief link {await desk.code()}", desk.ann)
    desk.slack.triggers.late = True
    late = await desk.slack.people.asked("/brief edit", desk.ann, desk.summit)
    assert "do the same once more" in late["text"]


async def test_used_response_url_falls_back(desk: SlackDesk) -> None:
    """A response_url that takes no more is replaced by a message that only who asked can see."""
    desk.slack.triggers.worn = True
    await desk.slack.people.command("/brief help", desk.bob, desk.summit)
    await desk.slack.until(lambda: desk.slack.workspace.hidden, "a private message")
    (hidden,) = desk.slack.workspace.hidden
    assert hidden["to"] == desk.bob.id


async def test_admin_of_another_workspace_is_nobody(desk: SlackDesk) -> None:
    """In a channel shared with another workspace, that one's admin manages nothing here."""
    desk.slack.workspace.users[desk.ann.id].team = "T0OTHER"
    assert "takes the role “admin”" in await desk.says("/brief schedule add 09:00", desk.ann)


async def test_person_code_is_typed_in_a_direct_message(desk: SlackDesk) -> None:
    """A code for a person's role works in direct messages, where nobody reads along."""
    await desk.says(f"/brief link {await desk.code()}", desk.ann)
    now = desk.newsroom.clock()
    code = await make_code(desk.services.sessions, desk.newsroom.newsroom_id, "person", Role.EDITOR, now, SYSTEM)
    direct = desk.slack.workspace.direct(desk.bob.id)
    await desk.slack.people.write(f"link {code}", desk.bob, direct)
    await desk.slack.until(lambda: desk.slack.workspace.posts(direct.id), "an answer")
    assert "You are editor" in desk.slack.workspace.posts(direct.id)[0]["text"]


async def test_lengths_are_taken_as_people_write_them(desk: SlackDesk) -> None:
    """`/brief long` is the full brief with its further points; a word that means nothing gets what there is."""
    long, standard = await desk.says("/brief long"), await desk.says("/brief")
    assert len(long) >= len(standard) > len(await desk.says("/brief the short one please"))
    assert await desk.says("/brief kurz") == (
        "There is no topic “kurz”. There is “Tokyo summit”. The lengths are short, standard and full."
    )
    assert "Nearest: ˋ/brief shortˋ" in await desk.says("/brief shrot")
