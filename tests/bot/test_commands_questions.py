"""Questions and feedback: what was asked in vain is counted once for all its wordings, and never with who asked."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from bot.cards import Card, Reply
from bot.commands import Caller
from bot.desk import asked as book
from bot.roles import Role
from bot.storage.tables import Base, OpenQuestion
from tests.bot.newsroom import Newsroom, filled, form_of, open_newsroom, text_of

PIANO = "Who tuned the piano at the palace?"
PIANO_AGAIN = "who tuned the piano at the palace"
TREES = "How many cherry blossom trees will Japan give?"


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(home) as opened:
        yield opened


@pytest.fixture
async def ann(news: Newsroom) -> Caller:
    return await news.person("Ann Lee", Role.EDITOR)


async def judge(news: Newsroom, label: str, question: str = TREES, who: str = "Reader") -> str:
    """Ask, then press one of the three buttons under the answer."""
    caller = news.caller(who)
    return text_of(await news.press(action_of(await news.type(f"ask {question}", caller), label), caller))


def action_of(reply: Reply, label: str) -> str:
    assert isinstance(reply, Card)
    return next(button.action for button in reply.buttons if button.label == label)


async def rows(news: Newsroom) -> list[OpenQuestion]:
    async with news.services.sessions() as session:
        return list((await session.scalars(select(OpenQuestion).order_by(OpenQuestion.id))).all())


async def test_a_refused_question_is_listed(news: Newsroom, ann: Caller) -> None:
    """Once for all its spellings, with how often it was asked."""
    for asked in (PIANO, PIANO_AGAIN, f"{PIANO}?"):
        await news.type(f"ask {asked}")
    listed = await news.reads("questions", ann)
    assert f"1. {PIANO}" in listed
    assert "3 × " in listed
    assert "last on 23 Nov 2026" in listed
    assert "Kept for 90 days after the last time, never with who asked." in listed


async def test_an_answered_question_is_not_listed(news: Newsroom, ann: Caller) -> None:
    """What was answered is kept nowhere, unless somebody judged it."""
    await news.type(f"ask {TREES}")
    assert await rows(news) == []
    assert "Nothing waits here" in await news.reads("questions", ann)


async def test_other_words_count_together(news: Newsroom) -> None:
    """By the same matcher as pinned answers."""
    await news.type("ask Who bought the piano of the palace?")
    await news.type("ask Who purchased the piano of the palace?")
    assert [(row.wording, row.refused + row.closest) for row in await rows(news)] == [
        ("Who bought the piano of the palace?", 2)
    ]


async def test_nobody_can_be_told_from_the_list(news: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    """No table that the question touches holds who asked, no log holds the question, and mentions are taken out."""
    caplog.set_level(logging.DEBUG, "bot")
    await judge(news, "Wrong", "Who tuned the piano of <@4242> and eve@mail.example?", "Mallory")
    async with news.services.sessions() as session:
        for table in ("open_questions", "feedback_marks", "audit"):
            stored = str((await session.execute(text(f"SELECT * FROM {table}"))).all())
            assert "Mallory" not in stored
            assert "4242" not in stored
            assert "eve@" not in stored
    assert "piano" not in caplog.text


async def test_an_editor_answers_from_the_list(news: Newsroom, ann: Caller) -> None:
    """Pinned, the question is off it, and readers get the answer."""
    await news.type(f"ask {PIANO}")
    form = form_of(await news.press(action_of(await news.type("questions", ann), "Answer 1"), ann))
    assert filled(form)["question"] == (PIANO,)
    said = text_of(await news.press(form.action, ann, filled(form, text="We do not know.", origin="desk")))
    assert "1 question off the list" in said
    assert "Nothing waits here" in await news.reads("questions", ann)
    assert "We do not know." in await news.reads(f"ask {PIANO_AGAIN}")


async def test_a_dismissed_question_stays_away(news: Newsroom, ann: Caller) -> None:
    """Also when it is asked again."""
    await news.type(f"ask {PIANO}")
    listed = await news.press(action_of(await news.type("questions", ann), "Dismiss 1"), ann)
    assert "Nothing waits here" in text_of(listed)
    await news.type(f"ask {PIANO}")
    assert "Nothing waits here" in await news.reads("questions", ann)
    assert "off the list already" in text_of(await news.press("dismiss:1:1", ann))


async def test_questions_are_kept_for_some_days(news: Newsroom, ann: Caller) -> None:
    """Then they are gone from the database, with the next question of anybody."""
    await judge(news, "Wrong", PIANO)
    news.clock.forward(days=90)
    assert "Nothing waits here" in await news.reads("questions", ann)
    await news.type("ask Who swept the floor of the palace?")
    assert [row.wording for row in await rows(news)] == ["Who swept the floor of the palace?"]


async def test_a_newsroom_may_keep_none(tmp_path: Path) -> None:
    """QUESTIONS_DAYS=0: nothing is written, and the buttons say so."""
    async with open_newsroom(tmp_path, questions_days=0) as news:
        assert "keeps no questions" in await judge(news, "Wrong", PIANO)
        assert await rows(news) == []
        assert "keeps no questions" in await news.reads("questions", await news.person("Ann", Role.EDITOR))


async def test_a_flood_does_not_fill_the_database(news: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest make room."""
    monkeypatch.setattr(book, "MOST", 2)
    for name in ("piano", "carpet", "window"):
        await news.type(f"ask Who cleaned the {name} of the palace?")
    assert [row.wording.split()[3] for row in await rows(news)] == ["carpet", "window"]


@pytest.mark.parametrize(("label", "said"), [("Wrong", "called wrong"), ("Missing", "called incomplete")])
async def test_a_judged_answer_is_listed(news: Newsroom, ann: Caller, label: str, said: str) -> None:
    """With the answer that was given."""
    assert "Thank you" in await judge(news, label)
    listed = await news.reads("questions", ann)
    assert f"1 × {said}" in listed
    assert "Answered: 250" in listed


async def test_a_right_answer_waits_for_nobody(news: Newsroom, ann: Caller) -> None:
    """It is counted, beside what others call it."""
    await judge(news, "Right")
    assert "Nothing waits here" in await news.reads("questions", ann)
    await judge(news, "Wrong", who="Bob")
    assert "1 × called wrong and 1 × called right" in await news.reads("questions", ann)


async def test_a_person_counts_once(news: Newsroom) -> None:
    """Pressed again, asked again, or on another platform after linking: one judgement for one answer."""
    await judge(news, "Wrong")
    assert "it counts once" in await judge(news, "Wrong")
    assert "it counts once" in await judge(news, "Wrong", TREES.lower())
    await judge(news, "Wrong", who="Bob")
    assert [row.called_wrong for row in await rows(news)] == [2]


async def test_a_person_may_change_their_mind(news: Newsroom) -> None:
    """The new word takes the old one's place."""
    await judge(news, "Wrong")
    assert "It no longer counts as wrong." in await judge(news, "Right")
    assert [(row.called_wrong, row.called_right) for row in await rows(news)] == [(0, 1)]


async def test_a_shared_answer_is_judged_by_all(news: Newsroom) -> None:
    """Its buttons work after a restart too, and only in the newsroom whose answer it is."""
    await news.press(action_of(await news.type(f"ask {TREES}"), "Share in channel"))
    await news.deliver()
    edition = await news.services.reading.edition(news.topic_id)
    assert edition is not None
    shared = await news.services.reading.answer_card(edition, TREES)
    assert [button.label for button in shared.buttons] == ["Source", "Right", "Wrong", "Missing"]
    for who in ("Ann", "Bob", "Bob"):
        await news.press(action_of(shared, "Wrong"), news.caller(who))
    (row,) = await rows(news)
    assert row.called_wrong == 2
    assert row.answer.startswith("250")
    other = action_of(shared, "Wrong").replace("s1-", "s2-")
    assert "too old to be judged" in text_of(await news.press(other))


@pytest.mark.parametrize(
    "pressed", ["judge:wrong:gone", "judge:wrong:s1-0", "judge:wrong:s9x-1", "judge:great:x", "judge"]
)
async def test_a_button_that_nothing_belongs_to_says_so(news: Newsroom, pressed: str) -> None:
    """In a sentence with what to do."""
    assert "Ask again" in text_of(await news.press(pressed))


async def test_nothing_asked_is_nothing_kept(news: Newsroom) -> None:
    """Greetings and questions about the bot are no gaps of the article."""
    for line in ("ask hello", "ask who are you?", "ask ???", "ask summarise it"):
        await news.type(line)
    assert [row.wording for row in await rows(news)] in ([], ["hello"])


def test_no_column_could_hold_who_asked() -> None:
    """The promise stands in the schema: counts, days and words only."""
    columns = {column.name for column in Base.metadata.tables["open_questions"].columns}
    assert not columns & {"user", "who", "by", "person_id", "channel", "server", "at"}
    assert inspect(OpenQuestion).columns["last"].type.python_type.__name__ == "date"
