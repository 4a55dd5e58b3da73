"""Meaning beside the event loop: the model works in another thread, and once for each question."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy
import pytest

import bot.reading
from bot.roles import Role
from briefs import Answer, answer
from tests.bot.newsroom import Newsroom, open_newsroom

if TYPE_CHECKING:
    from briefs.meaning import Vectors

TREES = "How many cherry blossom trees will Japan give?"
DONATED = "what number of cherry blossom trees is japan going to donate"
UNSAID = "What did Takaichi eat for lunch in Osaka?"


class Model:
    """Letters instead of meaning, with a note of every text that it was given and of the thread that gave it."""

    def __init__(self) -> None:
        self.threads: set[int] = set()
        self.questions: list[str] = []

    def __call__(self, texts: Sequence[str], *, asks: bool = False) -> Vectors | None:
        self.threads.add(threading.get_ident())
        self.questions += texts if asks else ()
        rows = numpy.array([[1 + text.lower().count(c) for c in "etaoinshr"] for text in texts], dtype=numpy.float32)
        return rows / numpy.linalg.norm(rows, axis=1, keepdims=True) if texts else rows.reshape(0, 9)


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
async def news(tmp_path: Path, model: Model) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path, embedder=model) as opened:
        yield opened


async def test_no_text_is_read_by_the_model_on_the_loop(news: Newsroom, model: Model) -> None:
    """Indexing, answering, following up, refusing, counting for the editors, and matching a pinned question."""
    ann = await news.person("Ann", Role.PUBLISHER)
    await news.services.reading.prepare(news.topic_id)
    for question in (TREES, "and what about Trump?", UNSAID, "What food did Takaichi have in Osaka?"):
        await news.type(f"ask {question}")
    await news.run("answer", ann, question=TREES, text="Some.")
    await news.type(f"ask {DONATED}")
    assert DONATED in model.questions
    assert threading.get_ident() not in model.threads


async def test_a_question_is_read_by_the_model_once(news: Newsroom, model: Model) -> None:
    """To answer it, to hold it against a pinned question, and to answer it again after something was pinned."""
    ann = await news.person("Ann", Role.PUBLISHER)
    await news.type(f"ask {DONATED}")
    await news.run("answer", ann, question=TREES, text="Some.")
    await news.type(f"ask {DONATED}")
    assert sorted(model.questions) == sorted({TREES, DONATED})


async def test_a_question_that_refers_to_nothing_is_answered_once(
    news: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a conversation too: that it stands alone is read off its words, not off a second answer."""
    asked: list[str] = []

    def counting(article: object, question: str, *rest: object) -> Answer:
        asked.append(question)
        return answer(article, question, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(bot.reading, "answer", counting)
    await news.type("ask Who is Shinzo Abe?")
    await news.type(f"ask {TREES}")
    assert asked == ["Who is Shinzo Abe?", TREES]
