"""Kinds of questions with a way of their own: lists, superlatives, offices, options, whoever says “I”, threads."""

from __future__ import annotations

import pytest

from briefs import Answer, Article, answer
from briefs.answers import build_index
from briefs.answers.predicate import main_verb, telling_verb
from briefs.terms import find_terms

TEXT = """President Ann Lee of Norland met the Danish prime minister, Ole Berg, in Oslo on Monday.
Japan and Spain were not invited. “I hope to keep my promise to the fishermen,” Lee said.
“We will see,” said Berg. The fleets of Norway and Denmark landed fish worth $80 million and $95 million in 2023.
Both signed a treaty in July that sets a levy of 12 percent, after Lee had threatened to raise it to 20 percent.
Berg is known for his patience. The former prime minister, Ida Holm, did not attend."""
ARTICLE = Article.from_text(TEXT)
INDEX = build_index(ARTICLE, embedder=None)


def ask(question: str, history: tuple[tuple[str, str], ...] = ()) -> Answer:
    return answer(ARTICLE, question, history, INDEX)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("which countries are mentioned?", "Japan, Spain, Norway, Denmark"),
        ("who spoke?", "Ann Lee, Ole Berg"),
        ("list the figures", "$80 million, $95 million, 12 percent, 20 percent"),
        ("What is the largest sum?", "$95 million"),
        ("what is the lowest percentage?", "12 percent"),
        ("Who hopes to keep a promise to the fishermen?", "Ann Lee"),
        ("Did they sign the treaty in June or July?", "July"),
        ("What is Berg known for?", "his patience"),
    ],
)
def test_each_kind_is_answered_its_own_way(question: str, words: str) -> None:
    """A list gathers from all sentences, a superlative compares figures, “I” is whoever speaks."""
    assert ask(question).text == words


def test_a_list_points_at_each_of_its_things() -> None:
    """Every member of a list has its own place, and every sentence with one is evidence."""
    found = ask("which countries are mentioned?")
    assert ", ".join(ARTICLE.cut(span) for span in found.spans) == found.text
    assert all(any(s.span.start <= span.start < s.span.end for s in found.sentences) for span in found.spans)


def test_a_thread_is_read_back_further_than_one_turn() -> None:
    """“when?” after “where?” still means the meeting."""
    history = (("Who met in Oslo?", "President Ann Lee"), ("where?", "Oslo"))
    assert ask("when?", history).text == "Monday"


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Where did she study?", "study"),
        ("How much did the trees cost?", "cost"),
        ("What did the deal follow?", "follow"),
        ("When was the palace built?", "build"),
        ("How many horses died?", "die"),
        ("Who is he?", ""),
    ],
)
def test_the_main_verb_of_a_question_is_told(question: str, verb: str) -> None:
    """Not its auxiliary, not a noun that could be a verb."""
    assert main_verb(find_terms(question)) == verb


def test_light_verbs_tell_nothing() -> None:
    """An article may well say “held” or “was” for “took place”."""
    assert not telling_verb(find_terms("Where did the meeting take place?"))


@pytest.mark.parametrize(
    "question",
    [
        "Where did Lee study?",
        "Why did Holm die?",
        "How many horses died?",
        "Who is Lee's husband?",
        "What is Berg's phone number?",
        "Who is the foreign minister of Norland?",
        "How tall is Berg?",
        "What is the population of Norland?",
        "What did Berg say about bananas?",
        "Who won the match?",
        "Did Holm resign?",
        "How old is Lee?",
        "When was 1987?",
    ],
)
def test_what_is_never_told_is_refused(question: str) -> None:
    """A verb, a relative, a thing of somebody's, an office, a measure or words on a topic that the article lacks."""
    found = ask(question)
    assert (found.status, found.text, found.sentence) == ("not_in_article", "", None)
    assert found.note


def test_won_is_a_word_and_wont_is_none() -> None:
    """“won” tells who won; the first half of “won't” tells nothing."""
    assert [t.stops for t in find_terms("they won")] == [True, False]
    assert all(t.stops for t in find_terms("they won't"))
