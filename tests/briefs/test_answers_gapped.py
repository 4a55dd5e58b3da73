"""What a clause leaves unsaid, what is named above all, and to whom something goes, in an article of our own."""

from __future__ import annotations

import pytest

from briefs import Article, answer

STORY = Article.from_text(
    "Mayor Ann Doe met Governor Bob Roe in Marden on Thursday. The two were expected to talk about farm matters, "
    "especially milk prices. Doe announced that the town will send 30 young oak saplings to Norway as a thank-you. "
    "The oak in the square, a gift of 1950, has since become a lasting sign of Marden-Norway kinship. "
    "Lyme will supply 12 of the 30 buses, Westley 11 and Marden seven. "
    "In the vote, the Greens won 14 seats, the Reds nine and the Blues six. "
    "Peru spent $3.5 million on the ferry, and Norway $2 million."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many of the buses come from Marden?", "seven"),
        ("How many buses will Westley supply?", "11"),
        ("How many seats did the Reds win?", "nine"),
        ("How many buses will Lyme supply?", "12"),
        ("How many seats did the Yellows win?", ""),
    ],
)
def test_a_figure_is_told_without_its_verb(question: str, words: str) -> None:
    """The name right before a figure is whose it is, though the clause leaves out the verb that the first one has."""
    assert answer(STORY, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which farm matters above all were they expected to talk about?", "milk prices"),
        ("What farm matter in particular was to come up?", "milk prices"),
        ("To whom will the saplings be given?", "Norway"),
        ("Who will the town send the saplings to?", "Norway"),
        ("What does the old oak stand for nowadays?", "Marden-Norway kinship"),
    ],
)
def test_the_asked_place_is_told(question: str, words: str) -> None:
    """“Especially” names the chief of its sort, “to” who gets it, and a sign “of” something stands for that."""
    assert answer(STORY, question).text == words
