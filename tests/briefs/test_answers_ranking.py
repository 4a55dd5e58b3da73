"""Ranking: which sentence is taken where several have the question's words."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers import build_index

ARTICLE = Article.from_text(
    """“One moment the lorry stood there, a minute later it had hit the ferry,” a passenger said of the crash.
The crew spoke of a crash in the harbour. The ferry and the lorry met at the ramp at 06:45 on Friday.
The line’s chief executive, Bo Ray, said the union had “left the table”. The union denied it."""
)
INDEX = build_index(ARTICLE, embedder=None)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What time did the lorry crash into the ferry?", "The ferry and the lorry met"),
        ("At what time was the crash of the lorry?", "The ferry and the lorry met"),
        ("What did the CEO say about the union?", "The line’s chief executive"),
    ],
)
def test_a_time_of_day_and_an_office_find_their_sentence(question: str, sentence: str) -> None:
    """“What time” is answered where a clock is read, and a CEO is the chief executive."""
    found = answer(ARTICLE, question, index=INDEX)
    assert found.sentence is not None
    assert found.sentence.text.startswith(sentence)
