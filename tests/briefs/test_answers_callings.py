"""What somebody calls a thing in quoted words, asked from either side, in an article of our own."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers.cutting import without_half_marks

STORY = Article.from_text(
    "Mayor Ann Doe met Governor Bob Roe in Marden on Thursday. During the talks, Roe congratulated her on winning the "
    "club's first trophy, calling her path to office “a small miracle — not only for Marden, but for the valley.” "
    "The new bridge, which was described as “a marvel of glass” by Doe, opens in May. "
    "Roe dismissed the old ferry as “a floating coffin.” Doe called the toll “unfair to nurses” on Friday. "
    "“Our friendship has outlived the flood,” Doe said. “It will remain the backbone of trade in the valley.” "
    "“The harbour is busier than ever,” Roe said."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Roe describe as “a small miracle”?", "her path to office"),
        ("What was called “a marvel of glass” by Doe?", "new bridge"),
        ('What did Roe dismiss as a "floating coffin"?', "old ferry"),
        ("What did Doe call “unfair to nurses”?", "toll"),
        ("What did Doe describe as the backbone of trade?", "Our friendship"),
        ("What did Roe describe as busier than ever?", "harbour"),
    ],
)
def test_a_thing_is_told_by_its_description(question: str, words: str) -> None:
    """Who asks what is called so gets the thing, not the words that the question has."""
    assert answer(STORY, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "With which words did Roe comment on her coming to office?",
            "a small miracle — not only for Marden, but for the valley",
        ),
        ("In what words did Doe describe the bridge?", "a marvel of glass"),
        ("With what words did Doe describe the toll?", "unfair to nurses"),
    ],
)
def test_words_are_told_by_their_thing(question: str, words: str) -> None:
    """Who asks for the words gets those that the sentence sets to the asked thing."""
    assert answer(STORY, question).text == words


def test_the_words_end_with_their_quotation() -> None:
    """What is found within a quotation goes no further than its closing mark: neither mark nor “she said” is in it."""
    text = "“The harbour is busier than ever,” Roe said."
    assert without_half_marks(text, 1, len(text) - 1) == (1, text.index(",”"))


def test_one_of_two_who_said_it_is_a_bare_name() -> None:
    """Who asks whether Doe or Roe said it gets the name without the verb."""
    assert answer(STORY, "Did Roe or Doe say the friendship has outlived the flood?").text in ("Doe", "Ann Doe")
