"""The words of a text: their offsets, their common forms, and which of them carry meaning."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefs.terms import content_stems, find_terms, stem


@given(st.text(max_size=300))
def test_every_term_stands_where_it_says(text: str) -> None:
    """Offsets cut the very word out of any text."""
    assert all(text[t.start : t.end] == t.text for t in find_terms(text))


@given(st.text(max_size=60))
def test_any_word_has_a_stem(word: str) -> None:
    """Stemming never fails, and says the same for capitals."""
    assert isinstance(stem(word), str) if word else True


def test_forms_of_a_word_meet() -> None:
    """Inflected forms, British and American spelling, and irregular verbs share a stem."""
    for one, other in (
        ("negotiations", "negotiated"),
        ("colour", "color"),
        ("organised", "organize"),
        ("raised", "raise"),
        ("said", "says"),
        ("children", "child"),
        ("U.S.", "US"),
    ):
        assert stem(one) == stem(other), (one, other)


def test_us_the_country_is_no_pronoun() -> None:
    """“US” carries meaning, “us” does not."""
    assert content_stems("US trade") == ("us", "trad")
    assert content_stems("told us") == (stem("tell"),)


def test_a_number_with_commas_is_one_term() -> None:
    """“6,588” is one number, and equal to 6588."""
    assert [t.text for t in find_terms("6,588 users at 13:00")] == ["6,588", "users", "at", "13:00"]
    assert stem("6,588") == stem("6588")
