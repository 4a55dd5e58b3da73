"""What is refused, and the reason that the reader is given."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers import build_index
from tests.briefs.asking import Asked

TEXT = (
    "Ann Doe, the mayor of Quillham, met the builder Bo Ray at the old mill on Friday. "
    "Quillham will plant 250 lime trees along the canal in 2027. "
    "The town signed a lease with Ray’s firm in March that sets a 12 percent rent on market stalls. "
    "“We are proud of the mill,” Doe said. "
    "The meeting concluded with a walk through the yard."
)
REPORT = Asked(TEXT)
ask = REPORT.ask


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


@pytest.mark.parametrize(
    "question",
    [
        "<@U123> **how many** trees will Quillham plant?",
        "<script>alert(1)</script> how many [trees](http://x.example) will Quillham plant?",
        "@everyone ~~how~~ `how many trees` will Quillham plant?",
    ],
)
def test_markup_is_no_part_of_a_question(question: str) -> None:
    """Marks, tags, links and mentions of everybody do not keep an answer from whoever pastes them."""
    assert ask(question).text.startswith("250")


def test_a_message_of_markup_alone_is_answered_politely() -> None:
    """Nothing is left to ask, and still the reader gets a sentence and something to ask."""
    found = ask("<@U123> ****")
    assert found.status == "not_in_article"
    assert found.note
    assert found.suggestions


@pytest.mark.parametrize("question", ["x" * 10_000, "Is Doe married?", "Is Doe pregnant?"])
def test_noise_and_private_life_are_refused(question: str) -> None:
    """Ten thousand letters are no word, and who is married to whom is said or it is not."""
    found = ask(question)
    assert (found.status, found.text) == ("not_in_article", "")
    assert len(found.note) < 200


@pytest.mark.parametrize("question", ["Wer traf Bo Ray?", "Кто встретил мэра?"])
def test_no_word_of_another_language_is_taken_for_a_name(question: str) -> None:
    """“Wer” opens a German question; the article does not lack it as it lacks a person."""
    assert "mention" not in ask(question).note


def test_a_refusal_offers_a_figure_from_where_it_looked() -> None:
    """Who asks when the rent expires is offered the rent before the trees."""
    assert "How much is the rent on market stalls?" in ask("When does the lease expire?").suggestions


BRIDGE = Article.from_text(
    "Russia is far away. Ostby’s port has done without its Moscow shippers since 2011. "
    "“The friendship between the two towns is stronger than ever,” the mayor, Ida Holm, said. "
    "Crews had “very effectively” held the river back, Holm told the radio. "
    "Ostby will mark its 300th anniversary in 2031."
)
BRIDGE_INDEX = build_index(BRIDGE, embedder=None)


@pytest.mark.parametrize(
    "question",
    [
        "Since which year has the port done without Russia’s shippers?",
        "Is the friendship between the two towns stronger than before?",
        "Does Holm think the crews will hold the river back in the end?",
        "How old will Ostby be in 2031?",
    ],
)
def test_what_only_seems_to_be_missing_is_not_refused(question: str) -> None:
    """A capital tells of its country, “than before” asks for no earlier time, “in the end” for nothing, and an
    anniversary is an age."""
    assert answer(BRIDGE, question, index=BRIDGE_INDEX).status != "not_in_article"


PARK = Article.from_text("The Mill Park covers an area of 76 hectares. The Alder Party elected Ann Doe as its leader.")


@pytest.mark.parametrize(
    ("question", "words"),
    [("What park covers an area of 76 hectares?", "Mill Park"), ("What party leads Doe?", "Party")],
)
def test_a_verb_after_the_noun_is_no_other_sort(question: str, words: str) -> None:
    """“What park covers an area?” asks for a park, though “covers” could be a noun."""
    assert words in answer(PARK, question, index=build_index(PARK, embedder=None)).text


def test_a_speech_that_is_delivered_is_said() -> None:
    """No article needs the verb of “who delivered a speech?”: it gives the words."""
    said = Article.from_text("Ann Doe opened the fair. “To win in farming, you share seeds,” Doe said in her speech.")
    found = answer(said, "Who delivered a speech about winning in farming?", index=build_index(said, embedder=None))
    assert found.status != "not_in_article"
