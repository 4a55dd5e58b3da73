"""Qualities and bounds that a question asks for, in an article of our own."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers.rewording import plainly

STORY = Article.from_text(
    "Nora Quill won the Sable Cup in Harrow on Sunday, a week after she broke her wrist. "
    "It was the first indoor final between the two clubs since 1990. "
    "Her coach, Ivo Brand, spoke warmly of her at the dinner and said that she had trained quietly for years. "
    "“She would be so proud to see this,” Brand said of Quill’s late mother. "
    "The mayor and the coach praised her “iron patience” during the final. "
    "The two clubs want a lasting sporting and cultural exchange. "
    "Quill rose to the captaincy after the resignation of Tom Hale in March. "
    "Hale was appointed as director of the regional league in April. "
    "The clubs signed a pact in June that bans smoking in the stands while raising wages by 4 percent. "
    "The club will celebrate its 75th birthday in 2027. "
    "Fans called the final a “small miracle”."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What was special about the final?", "first indoor final between the two clubs"),
        ("How did Brand speak of her?", "warmly"),
        ("In what way did Quill train?", "quietly"),
        ("What would Quill's mother feel?", "so proud"),
        ("With what two words did the mayor and the coach describe her patience?", "iron patience"),
        ("In which two fields do the clubs want a lasting exchange?", "sporting and cultural"),
    ],
)
def test_the_asked_quality_answers(question: str, words: str) -> None:
    """A manner, a feeling, a field or a few quoted words answer alone, not the clause they stand in."""
    assert answer(STORY, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How long after she broke her wrist did Quill win?", "a week"),
        ("What happened a week before the cup?", "she broke her wrist"),
        ("To what post was Hale appointed?", "director of the regional league"),
        ("How did Quill come to be captain?", "the resignation of Tom Hale"),
        (
            "What are the main points of the pact?",
            "bans smoking in the stands while raising wages by 4 percent",
        ),
        ("What number birthday will the club celebrate?", "75th birthday"),
    ],
)
def test_the_asked_bound_answers(question: str, words: str) -> None:
    """How long after, what came before, to what office, by what way: the words that the sentence bounds it with."""
    assert answer(STORY, question).text == words


def test_a_duration_that_counts_from_another_deed_is_none() -> None:
    """“A week after she broke her wrist” does not tell how long before the final somebody trained."""
    assert answer(STORY, "How long before the final did Quill train?").text != "a week"


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("In what manner did she speak?", "How did she speak?"),
        ("For what reason did she leave?", "Why did she leave?"),
        ("Which of the two men spoke first?", "Who spoke first?"),
        ("Which two things did she always take along?", "What did she always take along?"),
        ("Which position does Hale hold since April?", "What position does Hale hold?"),
        ("Her work in which part of the world was praised?", "In which region was Her work praised?"),
        ("Which of the two clubs won?", "Which of the two clubs won?"),
        ("Which things are blue?", "What are blue?"),
    ],
)
def test_a_roundabout_wording_is_read_as_the_plain_one(question: str, plain: str) -> None:
    """“In what manner” is “how”; a wording that asks for something of its own stays."""
    assert plainly(question)[0] == plain
