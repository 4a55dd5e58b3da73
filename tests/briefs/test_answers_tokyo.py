"""The summit's questions, asked of the sample report in our own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs import Answer, Article, answer
from briefs.answers import Index, build_index
from briefs.meaning import has_meaning
from tests.briefs.tokyo_questions import ANSWERED, COMPUTED, FOLLOW_UPS, JAPANESE, REFUSED

SAMPLE = Path(__file__).parents[2] / "bot" / "sample" / "tokyo-summit.txt"


@pytest.fixture(scope="module")
def article() -> Article:
    return Article.from_text(SAMPLE.read_text("utf-8"))


@pytest.fixture(scope="module")
def words(article: Article) -> Index:
    """By words alone."""
    return build_index(article, embedder=None)


@pytest.fixture(scope="module")
def meaning(article: Article) -> Index:
    if not has_meaning():
        pytest.skip("The optional model (readout[meaning]) is not installed.")
    return build_index(article)


def share(article: Article, index: Index) -> float:
    """How many of the answerable questions get words that answer them."""
    found = [answer(article, question, index=index) for question, _ in ANSWERED]
    right = [_has(a, expected) for a, (_, expected) in zip(found, ANSWERED, strict=True)]
    return sum(right) / len(right)


def _has(found: Answer, expected: tuple[str, ...]) -> bool:
    return found.status != "not_in_article" and any(words.lower() in found.text.lower() for words in expected)


def test_most_questions_are_answered_by_words_alone(article: Article, words: Index) -> None:
    """Without the model at least four of five questions get the right words."""
    assert share(article, words) >= 0.8


def test_meaning_loses_nothing(article: Article, meaning: Index) -> None:
    """With the model no fewer than that."""
    assert share(article, meaning) >= 0.8


@pytest.mark.parametrize(("question", "expected"), COMPUTED)
def test_sums_are_shown_as_such(article: Article, words: Index, question: str, expected: str) -> None:
    """A calculation gives its operands, and points at them."""
    found = answer(article, question, index=words)
    assert (found.status, found.text) == ("computed", expected)
    assert len(found.spans) == 2


def test_what_the_article_does_not_say_is_refused(article: Article, meaning: Index) -> None:
    """Of the questions beside the article at least three of five are refused outright, each with a note."""
    found = [answer(article, question, index=meaning) for question in REFUSED]
    assert sum(a.status == "not_in_article" for a in found) >= 0.6 * len(found)
    assert all(a.note for a in found if a.status == "not_in_article")


def test_a_threatened_tariff_was_not_raised(article: Article, words: Index) -> None:
    """The false premise is named: it was threatened, the article does not say that it happened."""
    found = answer(article, "did Trump raise tariffs to 25 percent?", index=words)
    assert found.status == "not_in_article"
    assert "threatened" in found.note


@pytest.mark.parametrize(("history", "question", "expected"), FOLLOW_UPS)
def test_follow_ups_are_understood(
    article: Article, meaning: Index, history: tuple[tuple[str, str], ...], question: str, expected: tuple[str, ...]
) -> None:
    """What is left out of a follow-up is taken from the thread."""
    assert _has(answer(article, question, history, meaning), expected)


def test_questions_in_japanese_find_the_english_sentence(article: Article, meaning: Index) -> None:
    """Of twenty questions in Japanese, most find their sentence first, nearly all among three."""
    found = [answer(article, question, index=meaning).sentences for question, _ in JAPANESE]
    first = [bool(s) and words in s[0].text for s, (_, words) in zip(found, JAPANESE, strict=True)]
    third = [any(words in sentence.text for sentence in s) for s, (_, words) in zip(found, JAPANESE, strict=True)]
    assert sum(first) >= 18
    assert sum(third) >= 19


def test_every_answer_is_the_articles(article: Article, words: Index) -> None:
    """Whatever is answered stands in the article, byte for byte."""
    for question, _ in ANSWERED:
        found = answer(article, question, index=words)
        assert found.text in ("", "Yes", "No") or found.text in article.text
