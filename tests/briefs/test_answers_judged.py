"""For what somebody is thanked or praised, in other words than the article's, in an article of our own."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers.light import in_one_verb

STORY = Article.from_text(
    "Mayor Ann Doe met Governor Bob Roe in Marden on Thursday. Doe, known for her long walks, thanked Roe for his "
    "steady help with the harbour and recalled the flood. During the talks, Roe congratulated her on winning the "
    "county's first trophy. “She would be proud to see you here,” Roe said."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("For what reason did Doe say thank you to the county's governor?", "his steady help with the harbour"),
        ("Why did the mayor express her gratitude to Roe?", "his steady help with the harbour"),
        ("Why did Roe offer Doe his congratulations?", "winning the county's first trophy"),
        ("Why did Roe thank Doe?", ""),
        ("Why did Doe congratulate Roe?", ""),
    ],
)
def test_a_reason_is_told_with_the_verb(question: str, words: str) -> None:
    """What “for” or “on” brings is the reason, whatever the two are called; none where the deed goes the other way."""
    assert answer(STORY, question).text == words


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("Why did Roe offer Doe his warm congratulations?", "Why did Roe congratulate Doe?"),
        ("Who gave thanks to the crew?", "Who thanked the crew?"),
        ("Who had good things to say about Doe?", "Who spoke highly of Doe?"),
        ("Who sent the new mayor congratulations?", "Who congratulated the new mayor?"),
        ("What did Doe offer in thanks?", "What did Doe offer in thanks?"),
        ("What did she give to the press?", "What did she give to the press?"),
    ],
)
def test_a_light_verb_gives_way_to_its_deed(asked: str, plain: str) -> None:
    """“Offer congratulations” is “congratulate”; a gift or an answer stays what is given."""
    assert in_one_verb(asked) == plain
