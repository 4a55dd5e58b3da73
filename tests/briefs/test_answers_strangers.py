"""Answers that are told of somebody else, or cannot be one, and are not given."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from tests.briefs.asking import Asked

TEXT = (
    "Ann Doe, the mayor of Quillham, met the harbour master Bo Ray in Ostby on Friday. "
    "Quillham and Marrow had quarrelled over the ferry for years. "
    "The two towns signed a lease in March that sets a rent of 12 percent on market stalls. "
    "In 2023, shipments of timber to Ostby reached $80 million. "
    "Quillham will plant 250 lime trees along the canal in 2027. "
    "Doe commended Ray for his work in Velmark. "
    "“We are proud of the mill,” Doe said."
)
REPORT = Asked(TEXT)
ask = REPORT.ask


@pytest.mark.parametrize(
    "question",
    [
        "What was the value of shipments of timber to Velmark in 2023?",
        "When did Velmark sign the lease?",
        "When did Ray sign the lease?",
    ],
)
def test_a_figure_or_a_day_of_another_is_no_answer(question: str) -> None:
    """A name that the article has elsewhere is not what this figure or day is told of."""
    assert ask(question).status == "not_in_article"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When did Marrow sign the lease?", "March"),
        ("What was the value of shipments of timber to Ostby in 2023?", "$80 million"),
        ("When did the towns sign the lease, according to Doe?", "March"),
    ],
)
def test_a_name_may_be_meant_by_other_words(question: str, words: str) -> None:
    """“The two towns” are those named together before; whose account it is need not stand beside it."""
    assert words in ask(question).text


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("How much are the lime trees worth?", "The article does not give a price."),
        ("On what date will the lime trees be planted in 2027?", "The article does not give a date."),
        ("How many times did Doe plant lime trees?", "The article does not count any times."),
        ("Who signed the lease for Marrow?", "The article does not say."),
        ("Who is the governor of Velmark?", "The article does not say."),
        ("Did Doe and Ray talk about copper?", "The article does not say."),
    ],
)
def test_what_cannot_answer_is_not_given(question: str, note: str) -> None:
    """A count is no price, a year that the question gives no date, a town no signer, and a stranger no governor."""
    found = ask(question)
    assert (found.status, found.note) == ("not_in_article", note)


def test_a_deed_may_be_told_from_its_other_side() -> None:
    """Who gets what another gives is not refused because the article has no “receive”."""
    article = Article.from_text(
        "Marrow announced that it will donate 40 benches to Quillham to mark a century of friendship. "
        "The mayor thanked the council. A band played in the square."
    )
    assert answer(article, "Why does Quillham receive the benches?").status != "not_in_article"


def test_what_somebody_says_may_be_asked_by_a_noun() -> None:
    """“Doe's words” are no thing that the article would have to name."""
    assert "The article does not say." not in ask("Doe's words on the mill?").note


def test_one_of_two_that_the_article_names_is_given() -> None:
    """“Was it A or B?” needs no word of the article but the one that it chooses."""
    assert ask("was it friday or sunday").text == "Friday"


def test_a_capital_may_stand_for_its_country() -> None:
    """“How much did Tokyo pledge?” asks what Japan pledged."""
    article = Article.from_text(
        "The envoys met in Tokyo on Friday. Japan pledged $30 million for the harbour. A band played in the square."
    )
    assert answer(article, "How much did Tokyo pledge for the harbour?").text == "$30 million"
