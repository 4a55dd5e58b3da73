"""Complements, cases, possessors and figures that a question names by its wording, in articles of our own."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers.rewording import plainly

STORY = Article.from_text(
    "Mayor Ann Doe of Marden opened the new library on Friday with Bob Roe, the architect. "
    "“If it rains, we will move the concert indoors,” Doe said. "
    "Roe thanked the mayor for her patience and for a second budget of $12 million. "
    "The opening was not only for students, but also for the whole town, Doe said. "
    "Roe accepted a medal on behalf of the builders. "
    "“The reading room is brighter than ever,” Roe said. "
    "“I believe the town always dreamed of a quiet place by the river.” "
    "The new library cost $14 million while the old hall cost $3 million. "
    "Doe criticised the council over its delays and praised Roe’s drawings. "
    "Critics admired the elegant reading room and both towns’ commitment to reading. "
    "The town signed a pact with Lyme Harbour and Westshire in May. "
    "“We would call the police if anyone smoked inside,” the librarian, Cara Poe, said."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("On whose behalf did Roe accept a medal?", "builders"),
        ("In the name of whom did Roe accept a medal?", "builders"),
        ("Why did Roe thank the mayor?", "her patience and for a second budget of $12 million"),
        ("For what reason did Doe criticise the council?", "its delays"),
        ("Besides students, for whom was the opening?", "whole town"),
        ("A pact between Lyme Harbour and who?", "Westshire"),
    ],
)
def test_the_asked_complement_answers(question: str, words: str) -> None:
    """What “on behalf of”, “for”, “but also” or “and” brings answers the question that leaves it open."""
    assert answer(STORY, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Doe say they will do if it rains?", "we will move the concert indoors"),
        ("If it rains, what will they do, in Doe's words?", "we will move the concert indoors"),
        ("What would the librarian do if anyone smoked inside?", "We would call the police"),
    ],
)
def test_what_follows_from_the_asked_case_answers(question: str, words: str) -> None:
    """Of “if it rains, we will …” a question that names the case asks for the main clause alone."""
    assert answer(STORY, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Whose patience was the mayor thanked for?", "Ann Doe"),
        ("Whose drawings did Doe praise?", "Roe"),
        ("Whose commitment to reading did critics admire?", "both towns"),
    ],
)
def test_the_possessor_of_the_asked_thing_answers(question: str, words: str) -> None:
    """“Whose” is told by the name before the thing, or by whom “her” stands for."""
    assert answer(STORY, question).text.endswith(words.split()[-1])


@pytest.mark.parametrize(
    ("question", "words"),
    [("$3 million is the cost of what?", "old hall"), ("What does the $14 million stand for?", "new library")],
)
def test_a_figure_asks_for_what_it_counts(question: str, words: str) -> None:
    """A question that gives a figure asks for the noun that the article counts with it."""
    assert words in answer(STORY, question).text


@pytest.mark.parametrize(
    ("question", "plain", "source"),
    [
        ("In Roe's opinion, what is brighter than ever?", "what is brighter than ever?", "Roe"),
        ("What is brighter than ever, if we believe Roe?", "What is brighter than ever", "Roe"),
        ("What does Roe believe the town dreamed of?", "What did the town dreamed of?", "Roe"),
        ("What did Doe tell Roe the town will do?", "What will the town do?", "Doe"),
        ("What did Doe say was ready?", "What was ready?", "Doe"),
        ("doe says roe would be what if it rained", "What would roe be if it rained", "doe"),
        ("The Lyme Prize, what is that?", "What is The Lyme Prize?", ""),
        ("What did Doe say about the hall?", "What did Doe say about the hall?", ""),
        ("What did witnesses say the car did?", "What did witnesses say the car did?", ""),
    ],
)
def test_a_question_is_read_without_its_frame(question: str, plain: str, source: str) -> None:
    """Who is to tell it is set apart from what is asked; a question without such a frame stays as it is."""
    assert plainly(question) == (plain, source)
