"""A yes or no settled by the contrary, clauses that answer, and few quoted words, in an article of our own."""

from __future__ import annotations

import pytest

from briefs import Article, answer

STORY = Article.from_text(
    "Peru’s president Ana Soto met the Danish leader Lars Holm in Copenhagen on Tuesday in the first "
    "official visit between the two states. "
    "The visit took place in the elegant Rosen Palace. "
    "Denmark remains one of Peru’s largest buyers of copper. "
    "“The tie between Peru and Denmark is stronger than ever,” Holm said. “It is a model of trust for small states.” "
    "Soto became the first female president of Peru in July. "
    "The dispute over fishing rights lasted for years before the two sides reached a settlement. "
    "Holm praised the “quiet triumph of patience” and thanked Soto. "
    "Peru will send two llamas to Denmark in honour of the 50th anniversary of the zoo. "
    "Holm had admired Soto long before they met. "
    "Soto, known for her liberal ideas, is a lawyer. "
    "The $20 million is a promise to build a school. "
    "Copper prices are at the highest level in ten years."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Had Soto and Holm already held an official visit before?", "No"),
        ("Has Soto already become president?", "Yes"),
        ("Is Denmark one of Peru's smallest buyers of copper?", "No"),
        ("Is Denmark one of Peru's biggest buyers of copper?", "Yes"),
        ("Is the tie between Peru and Denmark weaker than before?", "No"),
        ("Is the tie strong?", "Yes"),
        ("Is Soto known for conservative ideas?", "No"),
        ("Did Soto say the tie is stronger than ever?", "No"),
        ("Did Holm say the tie is stronger than ever?", "Yes"),
    ],
)
def test_the_contrary_of_what_is_asked_is_a_no(question: str, words: str) -> None:
    """“Largest” denies “smallest”, and a first visit that there was one before; a first president denies nothing."""
    assert answer(STORY, question).text == words


def test_a_place_that_the_sentence_lacks_gets_no_yes() -> None:
    """“The leaders signed the copper pact in the Rosen Palace” does not say that they signed it in Oslo."""
    story = Article.from_text("The leaders signed the copper pact in the Rosen Palace. A team had trained in Oslo.")
    assert answer(story, "Did the leaders sign the copper pact in Oslo?").text != "Yes"
    assert answer(story, "Did the leaders sign the copper pact in the Rosen Palace?").text == "Yes"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Is Soto a conservative or a liberal politician?", "liberal"),
        ("Is the $20 million a promise or already paid?", "promise"),
    ],
)
def test_one_of_two_is_chosen_without_its_subject(question: str, words: str) -> None:
    """The option that the article has is given alone; what was only promised is no deed."""
    assert answer(STORY, question).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When did Holm admire Soto?", "long before they met"),
        ("How did the dispute over fishing rights end?", "the two sides reached a settlement"),
        ("What did Holm call the tie?", "model of trust for small states"),
        ("How did Holm describe patience?", "quiet triumph of patience"),
        ("How high are copper prices?", "at the highest level"),
        ("How does the article describe the Rosen Palace?", "elegant"),
        ("Why will Peru send llamas?", "in honour of the 50th anniversary of the zoo"),
        ("What kind of llamas will Peru send?", "llamas"),
    ],
)
def test_the_asked_clause_or_phrase_answers(question: str, words: str) -> None:
    """A time told by a clause, an end, what somebody calls a thing: no more than what is asked."""
    assert words in answer(STORY, question).text
    assert len(answer(STORY, question).text) <= len(words) + 4
