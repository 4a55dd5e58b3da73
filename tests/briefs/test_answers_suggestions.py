"""Suggestions: what is offered reads as a question and gets the figure back that it was made from."""

from __future__ import annotations

from briefs import Article, answer, condense
from briefs.answers import build_index, suggest_questions

TEXT = """The ferry company cancelled 118 of Monday’s 131 crossings at 10 a.m. on the first day.
More than 4,200 ferry workers are on strike for a rise of 9 percent. Some 26,000 people depend on the boats.
The minister threatened to raise the toll to 25 percent. Both sides will talk for nine hours tomorrow.
“We are not tired,” said Rosa Brook, a ferry pilot."""
ARTICLE = Article.from_text(TEXT)
INDEX = build_index(ARTICLE, embedder=None)


def test_every_suggestion_is_answered() -> None:
    """Nothing is offered that gets a refusal."""
    offered = suggest_questions(condense(ARTICLE), ARTICLE)
    assert "How many ferry workers does the article mention?" in offered
    assert all(answer(ARTICLE, question, index=INDEX).status == "answered" for question in offered)


def test_no_suggestion_counts_hours_or_people_alone() -> None:
    """Times of day, half phrases and mere people make no question, and no threat is asked for as a fact."""
    offered = " ".join(suggest_questions(condense(ARTICLE), ARTICLE)).lower()
    assert not any(words in offered for words in ("a.m", "people?", "depend", "hours", "monday", "sides", "toll"))


def test_a_refusal_offers_what_is_answered() -> None:
    """The two questions of a refusal were tried as well."""
    refused = answer(ARTICLE, "What did Angela Merkel say?", index=INDEX)
    assert refused.status == "not_in_article"
    assert refused.suggestions
    assert all(answer(ARTICLE, question, index=INDEX).status == "answered" for question in refused.suggestions)


def test_an_office_set_beside_a_name_asks_for_that_person() -> None:
    """“What did the bishop say?” is answered where only an apposition tells who the bishop is."""
    text = "The Bishop of Marl, the Right Reverend Hugh Pascoe, was released. “I would do it again,” Pascoe said."
    article = Article.from_text(text)
    found = answer(article, "What did the bishop say?", index=build_index(article, embedder=None))
    assert found.text.startswith("I would do it again")


def test_articles_of_a_treaty_may_be_counted() -> None:
    """“Articles” are no word about this article there, and the part is given, not the whole."""
    article = Article.from_text("The sides had settled 17 of 23 articles of a draft treaty. They left on Friday.")
    found = answer(article, "How many articles were settled?", index=build_index(article, embedder=None))
    assert found.text == "17"
