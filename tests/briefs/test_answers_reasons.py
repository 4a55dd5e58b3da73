"""Reasons and rivals: the words after “following” or “through”, and the one of two that a sentence sets apart."""

from __future__ import annotations

import pytest

from briefs import Article, answer

PIER = Article.from_text(
    "Brenner was perhaps missing the steady hand of Olga Reiss, who missed the regatta through illness. "
    "However, after the captain said that he did not wish to complain, the guards have decided to drop the inquiry. "
    "Vessby's dealings with Marden are at their lowest in years following the seizure of the lighthouse. "
    "It is true that a herring war would hurt Vessby far harder than it would Marden. "
    "Nobody can cut the line now, with Lund's trade on the mend and Reiss's trade on the slide. "
    "The council asked the harbour office for an answer and it is yet to respond. "
    "Nor did the surveyors test the old cranes. "
    "Lund vowed to halt the stream of foreign fishers who were crossing the bay."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did Reiss not sail in the regatta?", "illness"),
        ("Why did the guards drop the inquiry?", "the captain said that he did not wish to complain"),
        ("What brought Vessby's dealings with Marden to their lowest?", "the seizure of the lighthouse"),
        ("Who would suffer more from a herring war, Vessby or Marden?", "Vessby"),
        ("Whose trade is on the mend, Lund's or Reiss's?", "Lund"),
        ("Whose trade is on the slide, Lund's or Reiss's?", "Reiss"),
        ("Has the harbour office already given the council an answer?", "No"),
        ("Did the surveyors test the old cranes?", "No"),
        ("What did Lund vow to halt?", "stream of foreign fishers"),
    ],
)
def test_a_reason_or_a_rival_is_told_by_its_place(question: str, words: str) -> None:
    """The reason is what follows its word, not what the question says itself; “than” and “on the” set two apart."""
    assert answer(PIER, question).text == words


SHORE = Article.from_text(
    "The talks drew envoys from 21 towns, including harbour minister Ida Lund and the Belgian "
    "trade minister Luc Claes, who will speak for two days. "
    "The divers also fed the sea worm, known by the Latin name Arenicola. "
    "Brenner turned very red as he waited for the pilot in the 40 degree heat at the old quay. "
    "The mayor of Vessby is to hold talks with Olga Reiss on Monday."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which two ministers came to the talks?", "Ida Lund and the Belgian trade minister Luc Claes"),
        ("What is Arenicola?", "Latin name"),
        ("How hot was it when Brenner waited for the pilot?", "40 degree"),
    ],
)
def test_what_stands_beside_a_name_or_a_number_belongs_to_it(question: str, words: str) -> None:
    """Two who are asked for are given as two, a name by what it is called, a heat by its degrees."""
    assert answer(SHORE, question).text == words


STRIFE = Article.from_text(
    "Vessby shut its port to Marden in retaliation for the levy on timber. "
    "The pilots left their boats in protest at the new rule. "
    "The people of Marden lit lanterns in celebration of the peace."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How did Vessby retaliate for the levy?", "shut its port to Marden"),
        ("How did the pilots protest at the rule?", "left their boats"),
        ("How did Marden celebrate the peace?", "lit lanterns"),
    ],
)
def test_a_deed_is_told_by_what_was_done(question: str, words: str) -> None:
    """What stands before “in retaliation” is how somebody retaliated."""
    assert answer(STRIFE, question).text == words
