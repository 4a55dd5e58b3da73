"""Introductions: what a sentence takes as known, and what brings it in."""

from __future__ import annotations

import pytest

from briefs.article import Article
from briefs.context import own_words
from briefs.introductions import Introductions
from briefs.people import find_people

DAM = (
    "Karvia is building a dam on the Anur River, its minister Viktor Sandu said.",
    "The dam will close in May, whatever the price of power may be.",
    "Sandu promised water to the farmers of Dosht.",
    "The government has asked the central bank for a loan.",
    "The bank refused, and the central bank has the last word.",
    "Jens Holm drove them to the valley.",
    "The 30-year-old engineer had left in March.",
)


@pytest.fixture
def known() -> Introductions:
    article = Article.from_text("\n".join(DAM))
    return Introductions(article.sentences, own_words(article), find_people(article))


@pytest.mark.parametrize(
    ("at", "lacking"),
    [(0, 0), (1, 1), (2, 1), (3, 0), (4, 1), (5, 1), (6, 1)],
    ids=["the first", "the dam", "a surname", "known to all", "a shortened name", "them", "a description"],
)
def test_what_a_sentence_takes_as_known_is_counted(known: Introductions, at: int, lacking: int) -> None:
    """A noun or name that an earlier sentence brought in; not the government, nor what explains itself."""
    assert known.lacking(at) == lacking


def test_what_was_shown_is_known(known: Introductions) -> None:
    """Once the first sentence is read, “the dam” and “Sandu” are no riddles."""
    assert known.lacks_name(2)
    known.show(0)
    assert (known.lacking(1), known.lacking(2), known.lacks_name(2)) == (0, 0, False)


def test_a_description_needs_the_sentence_before_it(known: Introductions) -> None:
    """“The 30-year-old engineer” is somebody of whom the sentence before has just told."""
    known.show(0)
    assert known.lacking(6) == 1
    known.show(5)
    assert known.lacking(6) == 0


def test_the_sentence_that_brings_something_in_is_known(known: Introductions) -> None:
    """The dam leans on the first sentence, unless another that is shown tells of it too."""
    assert known.leans(1, [0])
    assert not known.leans(1, [3])
    assert not known.leans(1, [0], besides=[0])
