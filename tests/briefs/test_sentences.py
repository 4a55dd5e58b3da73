"""Sentences and their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.sentences import split_sentences


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text, "a")]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. J. R. Lee met Sen. Ward in the U.S. Senate.",
        "It opens at 5 p.m. Monday in Washington, D.C., again.",
        "“What now?” Ann Lee asked.",
        "“What now?” he asked.",
        "The No. 10 bus costs $3.50 a ride.",
        "Lee vs. Ward was heard on Jan. 6 in St. Paul.",
    ],
)
def test_full_stops_that_end_nothing(whole: str) -> None:
    """Abbreviations, initials, prices and a question with its speaker stay in one sentence."""
    assert texts(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He flew to the U.S. The plane was late.", ["He flew to the U.S.", "The plane was late."]),
        ("They chose plan B. It failed.", ["They chose plan B.", "It failed."]),
        ("She said no. Nobody asked why.", ["She said no.", "Nobody asked why."]),
        ("“We go.” She left.", ["“We go.”", "She left."]),
        ("One line\nAnother line", ["One line", "Another line"]),
    ],
)
def test_ends_of_sentences(text: str, parts: list[str]) -> None:
    """The word after an abbreviation tells whether it ended the sentence; a line break always does."""
    assert texts(text) == parts


def test_paragraphs_are_counted_over_the_article() -> None:
    """Empty lines make no paragraph."""
    sentences = split_sentences("It rained. They ran.\n\n\nIt stopped.", "a")
    assert [(sentence.paragraph, sentence.index) for sentence in sentences] == [(0, 0), (0, 1), (1, 2)]


@given(st.text(max_size=200))
def test_spans_are_verbatim(text: str) -> None:
    """The text of a sentence is the article's at its span, in order, for any text."""
    end = 0
    for sentence in split_sentences(text, "a"):
        assert text[sentence.span.start : sentence.span.end] == sentence.text == sentence.text.strip()
        assert sentence.span.start >= end
        end = sentence.span.end


@given(st.text(alphabet="Ab. !?”\"'\n", max_size=80))
def test_no_word_is_lost(text: str) -> None:
    """The sentences together hold every character that is not white space."""
    assert "".join("".join(s.text.split()) for s in split_sentences(text, "a")) == "".join(text.split())
