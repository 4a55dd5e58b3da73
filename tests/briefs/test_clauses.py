"""Clauses: the words around a number or a date that make sense alone."""

from __future__ import annotations

import pytest

from briefs.clauses import clause_at


def around(text: str, words: str) -> str:
    clause = clause_at(text, text.index(words))
    return text[clause.start : clause.end]


def test_a_clause_of_its_own_is_enough() -> None:
    text = "Exports rose to $80 billion, while imports fell to $70 billion, and the wage rose 3 percent."
    assert around(text, "$70") == "imports fell to $70 billion"
    assert around(text, "3 percent") == "the wage rose 3 percent"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The navy will run the boats, as the government did in 1987.", "1987"),
        ("Of 900 larvae, 46 percent were alive after seven days, compared with 20 percent of the rest.", "20"),
        ("The work, according to a report published on Wednesday, is done.", "Wednesday"),
    ],
)
def test_words_torn_from_their_sentence_bring_it_along(text: str, words: str) -> None:
    """“the government did” and “compared with” say nothing alone."""
    assert around(text, words) == text.rstrip(".")


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("He ran 12 kilometres.”", "12", "He ran 12 kilometres"),
        ("“I saw the counts from 3 tanks.", "3", "I saw the counts from 3 tanks"),
        ("Its last entry, of 4 November 1942, reads: “Fog.", "1942", "Its last entry, of 4 November 1942, reads"),
    ],
)
def test_a_mark_whose_partner_is_elsewhere_is_left_out(text: str, words: str, shown: str) -> None:
    """A quotation of several sentences opens in one of them and closes in another."""
    assert around(text, words) == shown
