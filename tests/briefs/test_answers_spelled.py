"""Answers: roundabout, chosen and misspelt words of a question mean what the plain ones do."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers.spelling import spelled_rightly

REPORT = Article.from_text(
    "The port of Lindhaven received 40 tugs from Arland on Tuesday, minister Jon Vale said in Oslo.\n\n"
    "Arland has pledged to invest $90 million in Lindhaven, one of its largest partners in shipping.\n\n"
    "Arland’s exports to Lindhaven totalled $30 million last year, "
    "while Lindhaven’s exports to Arland reached $48 million."
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("recieve", "receive"), ("beleived", "believed"), ("acheives", "achieves"), ("fiends", "fiends")],
)
def test_ie_and_ei_are_told_apart(typed: str, meant: str) -> None:
    """Only what is no verb becomes one."""
    assert spelled_rightly(f"Did they {typed} it?") == f"Did they {meant} it?"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("how many tugs did the port recieve from Arland", "40"),
        ("Does Lindhaven count among Arland's largest partners in shipping?", "Yes"),
        ("what's the amount of Arland's investment pledge", "$90 million"),
        ("Were Arland's exports to Lindhaven larger or smaller than Lindhaven's exports to Arland?", "Smaller"),
        ("Were Lindhaven's exports to Arland smaller or larger than Arland's exports to Lindhaven?", "Larger"),
        ("Were Arland's exports to Lindhaven larger than Lindhaven's exports to Arland?", "No"),
    ],
)
def test_it_is_answered_as_the_plain_question(question: str, short: str) -> None:
    """Whichever way somebody puts it."""
    assert answer(REPORT, question).text == short
