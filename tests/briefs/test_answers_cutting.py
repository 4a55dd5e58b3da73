"""Cutting: names without titles, whole objects, pronouns told by name, and sentences about something else."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from tests.briefs.asking import Asked

TEXT = """Mayor Ann Doe met with the visiting President Carl Berg in Harle on Friday.
The visit came three days after Doe formally took over as head of the Harle Workers Front (HWF).
Doe praised Berg for his steady support to Harle.
Berg thanked the port’s Captain Lena Holm, saying she had written warmly of Doe.
The bridge, which has since become a well-known sign of Norway-Spain friendship, opened in 1954.
The treaty followed weeks of talks in which Berg had threatened to lift the toll to 12 percent.
In 2024, Norwegian exports to Spain came to $80 million, while Spanish exports to Norway reached $148 million.
The visit echoed the town’s old promise of peace to its neighbours, and 300 pear trees will be planted in its honour."""
REPORT = Asked(TEXT)
ask = REPORT.ask


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who met with President Berg?", "Ann Doe"),
        ("How long had Doe been head of the HWF when Berg came?", "three days"),
        ("What does HWF stand for?", "Harle Workers Front"),
        ("Who had written warmly of Doe?", "Lena Holm"),
        ("What has the bridge become?", "well-known sign of Norway-Spain friendship"),
        ("What did the visit echo?", "town’s old promise of peace to its neighbours"),
        ("What did Berg threaten to lift?", "toll"),
        ("How much did Spain export to Norway in 2024?", "$148 million"),
        ("How much did Norway sell to Spain?", "$80 million"),
        ("Does Norway export more to Spain than Spain exports to Norway?", "No"),
    ],
)
def test_the_shortest_whole_phrase_answers(question: str, words: str) -> None:
    """No title, no loose end, no half of a phrase; a pronoun gives way to the name."""
    assert ask(question).text == words


@pytest.mark.parametrize(
    "question",
    [
        "When did Berg lift the toll to 12 percent?",
        "What time did the visit start?",
        "Who was mayor before Doe?",
        "How many pear trees were planted in 1954?",
    ],
)
def test_what_is_told_of_something_else_is_refused(question: str) -> None:
    """Another year, a threat taken for a deed, an hour and a predecessor that nobody names."""
    assert ask(question).status == "not_in_article"


def test_sum_answers_what_something_costs() -> None:
    """A channel “for $40 million” costs that, though the article has no such verb."""
    article = Article.from_text(
        "The harbour council voted on Tuesday to widen the northern channel for $40 million. "
        "“We have waited long enough,” said council chair Mara Lindqvist. The work is expected to take two years."
    )
    assert answer(article, "How much does the channel cost?").text == "$40 million"
