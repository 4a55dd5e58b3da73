"""What is refused, and the reason that the reader is given."""

from __future__ import annotations

import pytest

from briefs import Answer, Article, answer
from briefs.answers import build_index

TEXT = (
    "Ann Doe, the mayor of Quillham, met the builder Bo Ray at the old mill on Friday. "
    "Quillham will plant 250 lime trees along the canal in 2027. "
    "The town signed a lease with Ray’s firm in March that sets a rent of 12 percent of sales. "
    "“We are proud of the mill,” Doe said. "
    "The meeting concluded with a walk through the yard."
)
ARTICLE = Article.from_text(TEXT)
INDEX = build_index(ARTICLE, embedder=None)


def ask(question: str) -> Answer:
    return answer(ARTICLE, question, index=INDEX)


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("How many soldiers does Quillham have?", "The article does not count any soldiers."),
        ("Who is Carl Nettle?", "The article does not mention Carl Nettle."),
        ("What is the population of Quillham?", "The article does not say."),
        ("whats the population of quillham", "The article does not say."),
        ("When does the lease expire?", "The article does not say."),
    ],
)
def test_a_refusal_says_what_the_article_lacks(question: str, note: str) -> None:
    """A name, a counted thing, a measure or an end that the article lacks is refused with that reason."""
    found = ask(question)
    assert (found.status, found.note) == ("not_in_article", note)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many trees will Quillham plant?", "250"),
        ("When was the lease signed?", "March"),
        ("How much is the rent?", "12 percent"),
    ],
)
def test_a_number_that_counts_the_asked_thing_is_given(question: str, words: str) -> None:
    """The rules on numbers and ends leave alone what the article does count."""
    found = ask(question)
    assert (found.status, words in found.text) == ("answered", True)


def test_the_word_that_is_missing_is_named_as_it_was_typed() -> None:
    """A reader who mistyped a word, or chose another, sees which one the article does not have."""
    found = ask("Who demolished the mill?")
    assert (found.status, found.note) == ("not_in_article", "The word “demolished” is not in the article.")
