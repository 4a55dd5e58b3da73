"""Joint: several speakers of one quotation."""

from __future__ import annotations

import pytest

from briefs import Article, Quote
from briefs.people import find_people
from briefs.quotes import find_quotes

TWO = ("Ann Lee", "Bob Roy")


def quoted(text: str) -> Quote:
    article = Article.from_text(text)
    (quote,) = find_quotes(article, find_people(article))
    return quote


@pytest.mark.parametrize(
    "text",
    [
        "“We will build the port,” Mayor Ann Lee and union leader Bob Roy said.",
        "“We will build the port,” said Mayor Ann Lee and union leader Bob Roy on Monday.",
        "“We will build the port,” Ann Lee, the mayor, and Bob Roy, the union leader, said in a joint statement.",
        "“We will build the port,” said Ann Lee, the mayor, and Bob Roy, the union leader.",
        "Ann Lee of the union and Bob Roy of the port said: “We will build the port.”",
        "In a joint statement, Mayor Ann Lee and union leader Bob Roy said: “We will build the port.”",
        "Mayor Ann Lee met union leader Bob Roy. “We will build it,” the mayor and the union leader said together.",
        "Mayor Ann Lee met union leader Bob Roy. “We will build it,” said the mayor and the union leader.",
    ],
)
def test_joint_words_have_both_speakers(text: str) -> None:
    """Who shares the verb shares the words, whatever roles stand between."""
    assert quoted(text).speakers == TWO


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“We are ready,” Ann Lee and her deputy said on Monday.", "Ann Lee and her deputy"),
        ("“We are ready,” said Ann Lee and her deputy on Monday.", "Ann Lee and her deputy"),
        (
            "“We are ready,” the mayor, Ann Lee, and the union's chairman said.",
            "the mayor, Ann Lee, and the union's chairman",
        ),
        ("“We are ready,” the ministry and the union said in a statement.", "the ministry and the union"),
    ],
)
def test_pair_with_somebody_unnamed_is_given_in_the_words_of_the_article(text: str, source: str) -> None:
    """Naming one of two would take the words from the other."""
    quote = quoted(text)
    assert (quote.speakers, quote.source) == ((), source)


@pytest.mark.parametrize(
    "text",
    [
        "“We are ready,” said Ann Lee, director of the port and a professor at Ashby.",
        "“We are ready,” Ann Lee, an economist and tax expert, said.",
        "“We are ready,” said author and tax adviser Ann Lee.",
        "Bob Roy met the mayor and Ann Lee said: “We are ready for it.”",
    ],
)
def test_roles_of_one_speaker_are_no_second_one(text: str) -> None:
    """An “and” inside an apposition, or between two sentences, joins nobody."""
    assert quoted(text).speakers == ("Ann Lee",)


def test_three_speakers_in_a_list() -> None:
    """Commas divide those before the last “and”."""
    assert quoted("“We are ready,” Ann Lee, Bob Roy and Eve Moss said.").speakers == (*TWO, "Eve Moss")
    assert quoted("“We are ready,” said Ann Lee, Bob Roy and Eve Moss.").speakers == (*TWO, "Eve Moss")
