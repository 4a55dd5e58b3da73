"""Weekdays, what lies before and after, and what is only to come or is told of another."""

from __future__ import annotations

import pytest

from tests.briefs.asking import Asked

TEXT = (
    "Mayor Ida Berg met the architect Paul Roy in Marden on Thursday, two years after she became the first female "
    "mayor of the town. "
    "The talks were held at the old Rowan Palace, near the harbour. "
    "The accord followed years of quarrels about the harbour wall. "
    "Berg was elected as leader of the Marden Farmers Party (MFP) last spring. "
    "She thanked Roy for his drawings of the wall and praised his work on unrest in Peru. "
    "The town signed a contract in March that brought a pledge from the builders to spend $3 million on the quay. "
    "The old lighthouse has since become a symbol of patience. "
    "Berg said that her father always spoke of the storms of his youth."
)
REPORT = Asked(TEXT)
ask = REPORT.ask


def test_only_a_weekday_answers_on_which_weekday() -> None:
    """Neither a span of years nor a month stands for it."""
    assert ask("On which weekday did Berg meet Roy?").text == "Thursday"
    assert ask("On which weekday was the contract signed?").status == "not_in_article"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Name of the palace where they talked?", "Rowan Palace"),
        ("the letters MFP mean what", "Marden Farmers Party"),
        ("What do the initials MFP stand for?", "Marden Farmers Party"),
        ("Why did Berg say thank you to Roy?", "his drawings of the wall"),
        ("What has the old lighthouse come to represent?", "symbol of patience"),
        ("What “first” did Berg achieve?", "first female mayor of the town"),
        ("Berg says her father always spoke of what?", "storms of his youth"),
    ],
)
def test_a_roundabout_wording_asks_the_same(question: str, text: str) -> None:
    """“Say thank you to” is “thank”, “come to represent” is “become”."""
    assert ask(question).text.removeprefix("the ").removeprefix("a ") == text


def test_what_follows_something_comes_after_it() -> None:
    """“Before” in the question does not make a “no” of every “after”, and “followed” tells the order too."""
    assert ask("Did the accord come after years of quarrels?").text == "Yes"
    assert ask("Did the accord come before years of quarrels?").text == "No"


def test_an_election_to_one_office_is_none_to_another() -> None:
    """“Yes” takes the asked office, not one of like meaning."""
    assert ask("Was Berg elected as leader?").text == "Yes"
    assert ask("Was Berg elected president?").text != "Yes"


def test_unrest_in_a_country_is_no_visit_to_it() -> None:
    """The place of something else is not where somebody went."""
    assert ask("Did Berg visit Peru?").text != "Yes"


@pytest.mark.parametrize(
    "question",
    [
        "When will the $3 million be spent?",
        "Since what year has Berg known Roy?",
        "Which lake did Berg and Roy visit?",
        "Which envoy did Berg meet?",
        "Who is Berg meeting next?",
        "What was the result of the vote in the senate?",
    ],
)
def test_what_is_told_of_something_else_is_refused(question: str) -> None:
    """A day of what is done is not when the rest will be; a sort that is nowhere spoken of has no name here."""
    assert ask(question).status == "not_in_article"
