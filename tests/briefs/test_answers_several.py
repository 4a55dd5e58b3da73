"""Several questions in one message, and an article that the desk has set right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs import Article, Erratum, Span, answer
from briefs.answers import build_index, split_questions, stands_alone

TEXT = (
    "The council of Harle will plant 300 oak trees along the river, Mayor Jane Porter said on Tuesday. "
    "The work costs £45,000. It will end in October."
)
ARTICLE = Article.from_text(TEXT)
INDEX = build_index(ARTICLE, embedder=None)


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("When did they meet, and where?", ("When did they meet?", "where?")),
        ("when and where did they meet", ("when did they meet", "where did they meet")),
        ("Who spoke? How much does it cost?", ("Who spoke?", "How much does it cost?")),
        ("list the figures\nwho spoke?", ("list the figures", "who spoke?")),
        ("What did he say and did he leave?", ("What did he say?", "did he leave?")),
        ("Who met whom?", ("Who met whom?",)),
        ("When the bank closed, what did they say?", ("When the bank closed, what did they say?",)),
        ("Was it Monday or Tuesday?", ("Was it Monday or Tuesday?",)),
        ("Harle has a river. How long is it?", ("Harle has a river. How long is it?",)),
        ("", ("",)),
    ],
)
def test_a_message_is_split_where_another_question_begins(message: str, questions: tuple[str, ...]) -> None:
    """A question word with its own verb opens the next question; a clause or an alternative does not."""
    assert split_questions(message) == questions


@given(st.text(max_size=900))
@settings(max_examples=80, deadline=None)
def test_any_message_has_one_to_four_questions(message: str) -> None:
    """Nothing is too strange to be split, and nothing comes out empty that was not."""
    found = split_questions(message)
    assert 1 <= len(found) <= 4
    assert found == (message,) or all(found)


def test_each_question_of_a_message_is_answered() -> None:
    """The first answer carries the others, each with its question."""
    found = answer(ARTICLE, "How many trees will be planted? And how much does the work cost?", index=INDEX)
    assert "300" in found.text
    assert [(a.question, a.text) for a in found.others] == [("And how much does the work cost?", "£45,000")]


def test_a_single_question_has_no_others() -> None:
    """What asks one thing is answered as ever."""
    found = answer(ARTICLE, "How many trees will be planted?", index=INDEX)
    assert (found.question, found.others) == ("", ())


def test_a_correction_of_the_desk_is_obeyed() -> None:
    """The corrected words answer, a note says so, and the evidence stays at the article's own place."""
    at = TEXT.index("£45,000")
    erratum = Erratum(Span(ARTICLE.id, at, at + 7), "£54,000", "misprint", "Ada Byrne")
    found = answer(ARTICLE, "How much does the work cost?", index=INDEX, errata=(erratum,))
    assert found.text == "£54,000"
    assert [ARTICLE.cut(span) for span in found.spans] == ["£45,000"]
    assert "£54,000" in found.note
    assert "Ada Byrne" in found.note


def test_a_correction_elsewhere_changes_nothing() -> None:
    """Answers that do not touch the place are as before, without a note."""
    at = TEXT.index("October")
    erratum = Erratum(Span(ARTICLE.id, at, at + 7), "November")
    found = answer(ARTICLE, "How much does the work cost?", index=INDEX, errata=(erratum,))
    assert (found.text, found.note) == ("£45,000", "")


@pytest.mark.parametrize(
    ("message", "alone"),
    [
        ("How many oak trees will the council plant?", True),
        ("How many oak trees will the council plant? And when did Jane Porter announce the work?", True),
        ("and when?", False),
        ("When will it end?", False),
        ("what about the river?", False),
        ("the cost of the work?", False),
        ("hm", False),
    ],
)
def test_it_is_told_from_the_words_whether_a_question_stands_alone(message: str, alone: bool) -> None:
    """What refers back, or is too short to tell, does not; what stands alone is answered the same in a thread."""
    thread = (("What will Jane Porter plant along the river?", "300 oak trees"),)
    assert stands_alone(message, thread, INDEX) is alone
    if alone:
        assert answer(ARTICLE, message, thread, INDEX) == answer(ARTICLE, message, (), INDEX)
