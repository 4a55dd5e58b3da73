"""Asking: an answer with its sentence, or a refusal; a shared answer follows corrections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards import Card, Form
from bot.commands.memory import FOLLOWS_FOR, TURNS, Memory, Shelf, Turn
from bot.roles import Role
from bot.storage.audit import SYSTEM
from tests.bot.newsroom import START, Newsroom, form_of, open_newsroom, text_of

TREES = "How many cherry blossom trees will Japan give?"


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(home) as opened:
        yield opened


async def share(news: Newsroom, question: str = TREES) -> str:
    """Ask, press *Share*, let it be posted; returns the reply to the button."""
    answer = await news.type(f"ask {question}")
    assert isinstance(answer, Card)
    said = text_of(await news.press(labelled(answer, "Share in channel")))
    await news.deliver()
    return said


def labelled(card: Card, label: str) -> str:
    """What the button with this label runs."""
    return next(button.action for button in card.buttons if button.label == label)


async def test_an_answer_shows_the_sentence_that_proves_it(news: Newsroom) -> None:
    """And a button leads to it in its paragraph."""
    answer = await news.type(f"ask {TREES}")
    assert isinstance(answer, Card)
    assert "250 cherry blossom trees" in text_of(answer)
    evidence = text_of(await news.press(answer.buttons[0].action))
    assert "250 cherry blossom trees" in evidence


async def test_a_question_may_be_typed_as_it_is(news: Newsroom) -> None:
    """In a chat people do not type `ask`."""
    assert await news.reads(TREES) == await news.reads(f"ask {TREES}")


async def test_what_the_article_does_not_say_is_refused(news: Newsroom) -> None:
    """A refusal has nothing to share and no source."""
    answer = await news.type("ask What is the boiling point of tungsten?")
    assert isinstance(answer, Card)
    assert "does not say" in text_of(answer)


async def test_the_ask_button_opens_a_form_that_answers(news: Newsroom) -> None:
    """On every platform the same form, with the same answer."""
    form = await news.press("ask:1")
    assert isinstance(form, Form)
    assert form.action == "ask:1"
    assert "250" in text_of(await news.press(form.action, values={"question": (TREES,)}))


async def test_the_ask_button_of_an_old_message_answers_from_what_is_live(news: Newsroom) -> None:
    """A question is about the news, not about one message."""
    await news.services.desk.withdraw(news.topic_id, "Retracted.", SYSTEM)
    assert "Retracted." in text_of(await news.press("ask:1"))


async def test_a_question_has_a_length(news: Newsroom) -> None:
    """Too long is said with both numbers."""
    assert await news.reads("ask " + "why " * 200) == ("question may have 300 characters; this has 799. Shorten it.")
    assert "needs question" in await news.reads("ask")


async def test_a_shared_answer_is_posted_in_the_channel(news: Newsroom) -> None:
    """As a delivery of its own, so that it counts as a copy."""
    assert (await share(news)).startswith("Shared in #summit.")
    assert "250 cherry blossom trees" in news.platform.texts[-1]


async def test_an_answer_is_shared_once(news: Newsroom) -> None:
    """Pressed twice at once, or pressed again later, the button posts one message."""
    asked = await news.type(TREES)
    assert isinstance(asked, Card)
    button = next(button for button in asked.buttons if button.label == "Share in channel")
    said = [text_of(reply) for reply in await asyncio.gather(news.press(button.action), news.press(button.action))]
    assert sorted(text.split(".")[0] for text in said) == ["Shared in #summit", "This answer is shared already"]
    await news.deliver()
    assert len(news.platform.messages) == 1


async def test_a_correction_reaches_a_shared_answer(news: Newsroom) -> None:
    """What everybody saw must not go on saying what was taken back."""
    await share(news)
    await news.services.desk.withdraw(news.topic_id, "The report was retracted.", SYSTEM)
    await news.deliver()
    assert "The report was retracted." in news.platform.texts[-1]
    assert "250" not in news.platform.texts[-1]


async def test_nothing_is_shared_in_direct_messages(news: Newsroom) -> None:
    """There is nobody else to share it with."""
    here = news.caller()
    place = type(here.place)(here.place.platform, "", here.user, "direct", "direct messages")
    answer = await news.type(f"ask {TREES}", news.caller(place=place))
    assert isinstance(answer, Card)
    assert [button.label for button in answer.buttons] == ["Source", "Right", "Wrong", "Missing"]


async def test_an_answer_of_a_withdrawn_brief_is_not_shared(news: Newsroom) -> None:
    """It was given before the withdrawal, and must not be posted after it."""
    answer = await news.type(f"ask {TREES}")
    assert isinstance(answer, Card)
    await news.services.desk.withdraw(news.topic_id, "Retracted.", SYSTEM)
    assert "withdrawn" in text_of(await news.press(labelled(answer, "Share in channel")))
    await news.deliver()
    assert news.platform.texts == []


async def test_an_answer_is_shared_from_what_is_live_by_then(news: Newsroom) -> None:
    """Else a copy of an older revision would be posted, which no correction waits for any more."""
    answer = await news.type(f"ask {TREES}")
    assert isinstance(answer, Card)
    ann = await news.person("Ann", Role.PUBLISHER)
    await news.publish(ann, headline="Another headline")
    await news.press(labelled(answer, "Share in channel"))
    assert [delivery.revision_id for delivery in await news.services.outbox.recent()] == [2]


async def test_an_answer_too_old_to_share_says_so(news: Newsroom) -> None:
    """After a restart nothing is known of it."""
    assert "too old to share" in text_of(await news.press("share:gone"))


async def test_answers_do_not_depend_on_other_people(news: Newsroom) -> None:
    """A follow-up refers to one's own last question, in the same channel."""
    memory = news.services.memory
    await news.type("ask Who is Shinzo Abe?", news.caller("Ann"))
    assert memory.recent("fake:100:summit:user-Ann", news.topic_id, news.clock())
    assert not memory.recent("fake:100:summit:user-Bob", news.topic_id, news.clock())
    assert not memory.recent("fake:100:other:user-Ann", news.topic_id, news.clock())


def test_a_conversation_is_forgotten_after_minutes() -> None:
    """Tomorrow's question does not refer to today's."""
    memory = Memory()
    memory.note("ann", Turn(START, 1, "Who?", "Ann"))
    assert memory.recent("ann", 1, START + FOLLOWS_FOR) == (("Who?", "Ann"),)
    assert memory.recent("ann", 1, START + FOLLOWS_FOR + timedelta(seconds=1)) == ()
    assert memory.recent("ann", 2, START) == ()


def test_a_conversation_keeps_its_last_turns() -> None:
    """And no more: a long talk costs no more than a short one."""
    memory = Memory()
    for number in range(TURNS + 3):
        memory.note("ann", Turn(START, 1, f"{number}?", ""))
    assert [f"{n}?" for n in range(3, TURNS + 3)] == [question for question, _ in memory.recent("ann", 1, START)]


def test_a_shelf_has_an_end() -> None:
    """The oldest goes when there is no room, and keys fit into a button."""
    shelf: Shelf[int] = Shelf(2)
    keys = [shelf.put(number) for number in range(3)]
    assert [shelf.get(key) for key in keys] == [None, 1, 2]
    assert all(len(key) <= 20 for key in keys)


async def test_a_form_of_one_caller_is_told_apart(news: Newsroom) -> None:
    """Asking by form and by line is one conversation."""
    ann = await news.person("Ann", Role.READER)
    form = form_of(await news.press("ask:1", ann))
    await news.press(form.action, ann, {"question": ("Who is Shinzo Abe?",)})
    assert news.services.memory.recent("fake:100:summit:user-Ann", news.topic_id, news.clock())


async def test_a_thread_is_one_conversation(news: Newsroom) -> None:
    """Of all who ask in it, and longer than a person's own minutes in a channel."""
    ann, bob = (news.caller(name, thread="t1") for name in ("Ann", "Bob"))
    await news.type("ask What did Takaichi say about Abe?", ann)
    news.clock.forward(minutes=59)
    assert "Trump" in await news.reads("ask and what about Trump?", bob)
    assert not news.services.memory.recent("fake:100:summit:user-Bob", news.topic_id, news.clock())


async def test_a_follow_up_is_shared_with_what_it_refers_to(news: Newsroom) -> None:
    """So that its copy says the same, and goes on saying it after a correction."""
    await news.type("ask What did Takaichi say about Abe?")
    answer = await news.type("ask and what about Trump?")
    assert isinstance(answer, Card)
    await news.press(labelled(answer, "Share in channel"))
    await news.deliver()
    before = news.platform.texts[-1]
    assert "Trump" in before
    ann = await news.person("Ann", Role.PUBLISHER)
    await news.publish(ann, headline="Another headline")
    await news.deliver()
    assert news.platform.texts == [before]


async def test_a_question_that_stands_alone_is_shared_alone(news: Newsroom) -> None:
    """What somebody asked before is not posted with it."""
    await news.type("ask Who is Shinzo Abe?")
    await share(news)
    (delivery,) = await news.services.outbox.recent()
    assert delivery.subject == TREES


async def test_a_refusal_offers_two_questions(news: Newsroom) -> None:
    """Each on a button that answers it, also one too long for a button."""
    refused = await news.type("ask What did Takaichi eat for lunch in Osaka?")
    assert isinstance(refused, Card)
    offered = [button for button in refused.buttons if button.action.startswith("again:")]
    assert len(offered) == 2
    for button in offered:
        assert "does not say" not in text_of(await news.press(button.action))
    key = news.services.memory.offered.put(TREES)
    assert "250" in text_of(await news.press(f"again:1:~:{key}"))
    assert "not kept any more" in text_of(await news.press("again:1:~:gone"))


async def test_several_questions_are_answered_each(news: Newsroom) -> None:
    """In one reply, which can be shared as it is."""
    await share(news, f"When did they meet? {TREES}")
    assert "250" in news.platform.texts[-1]
    assert "When did they meet?" in news.platform.texts[-1]


async def test_after_a_withdrawal_the_topic_says_so(news: Newsroom) -> None:
    """Asked by any way, and on a button of an older answer."""
    answer = await news.type("ask What did Takaichi eat for lunch in Osaka?")
    assert isinstance(answer, Card)
    again = next(button.action for button in answer.buttons if button.action.startswith("again:"))
    await news.services.desk.withdraw(news.topic_id, "Retracted.", SYSTEM)
    for reply in (await news.type(f"ask {TREES}"), await news.press(again), await news.press("ask:1")):
        assert "Retracted." in text_of(reply)
