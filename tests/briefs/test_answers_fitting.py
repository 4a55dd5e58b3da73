"""Fitting: no answer of another type than asked, in the question's own words, or of the wrong direction."""

from __future__ import annotations

import pytest

from tests.briefs.asking import Asked

TEXT = """Mill fire report found

The council of Harle has ruled out a toll.
A report on the mill fire has been found in a cellar in Brent, the museum said.
In 2024, Norwegian exports to Spain came to $80 million, while Spanish exports to Norway reached $148 million.
The operator said that 118 of Monday’s 131 trains had been cancelled. Harle Rovers beat Brent City 3-2 on Sunday.
Spain pledged to invest $5 million in the harbour. The repairs cost 214 million crowns."""
REPORT = Asked(TEXT)
ask = REPORT.ask


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much did Spain export to Norway?", "$148 million"),
        ("How much did Norway export to Spain?", "$80 million"),
        ("How much are the exports from Spain to Norway?", "$148 million"),
        ("How many trains were cancelled?", "118"),
        ("What did Spain pledge to invest?", "$5 million"),
        ("What was the score?", "3-2"),
        ("Where was the report found?", "Brent"),
    ],
)
def test_an_answer_is_of_the_asked_type_and_direction(question: str, words: str) -> None:
    """Compared figures keep their direction, a part its whole, and a headline gives way to the story."""
    assert ask(question).text == words


def test_how_much_is_not_answered_by_a_name() -> None:
    """Without a sum in the sentence about it, only the sentence is shown."""
    found = ask("How much is the toll?")
    assert found.status != "answered"
    assert found.text == ""
    assert found.sentence is None or "ruled out" in found.sentence.text


def test_who_did_what_nobody_does_is_never_sure() -> None:
    """A verb that the article lacks leaves at most the closest passage."""
    assert ask("Who owns the mill?").status != "answered"


def test_what_was_ruled_out_is_no_yes() -> None:
    """Ruling out is not doing."""
    assert ask("Has the council of Harle charged a toll?").text != "Yes"
