"""Answers cut neither short nor long: clauses aside, names before “for”, marks in halves, one's own words."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers.cutting import without_half_marks
from briefs.answers.kinds import Wanted
from briefs.answers.mentions import Form, Mention
from briefs.answers.nothings import names_nothing

STORY = Article.from_text(
    "Ines Vale met the ferry crews in Lund on Monday, three weeks after she took over as harbour chief. "
    "The talks followed a long strike, during which the crews had threatened to raise fares before both "
    "parties reached a truce. "
    "“Our port is open again,” Vale said. "
    "“We run an open port at the lowest cost,” said the crews’ speaker, Otto Rehn. "
    "Rehn praised Vale for her patient efforts in the northern docks and recalled Vale’s warm friendship with him. "
    "The post was not just for Vale, but for the whole harbour, Rehn said. "
    "Lund’s first gift of lanterns to Ystad in 1950 still stands. "
    "The town will hold a fair in honour of the 90th jubilee of the harbour’s opening in 2031. "
    "Both signed the “unshakable pact” of the ports. "
    "In turn, Ines Vale and Otto Rehn opened the elegant Tern Museum in 1999. "
    "He would be glad to hear it, Vale said of Rehn."
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How long had Vale been harbour chief when she met the crews?", "three weeks"),
        ("What did both parties reach before fares were raised?", "truce"),
        ("What did Rehn say about the port?", "We run an open port at the lowest cost"),
        ("Which efforts in the northern docks did Rehn praise?", "her patient efforts"),
        ("What was Vale's friendship with Rehn like?", "warm"),
        ("For whom was the post?", "not just for Vale, but for the whole harbour"),
        ("Which jubilee of the harbour's opening will the town mark in 2031?", "90th jubilee"),
        ("What kind of efforts did Rehn praise?", "patient efforts"),
        ("Who are the two speakers?", "Ines Vale and Otto Rehn"),
        ("In which building did the harbour chief greet him?", "Tern Museum"),
    ],
)
def test_the_answer_is_neither_more_nor_less_than_asked(question: str, words: str) -> None:
    """Without the question's own words and without another's, whole where less would say too little."""
    found = answer(STORY, question).text
    assert words in found
    assert len(found) <= len(words) + 4


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("“unshakable pact", "unshakable pact"),
        ("pact of the ports”", "pact of the ports"),
        ("“pact” of ports", "“pact” of ports"),
        ("the ports’", "the ports’"),
    ],
)
def test_half_a_pair_of_quotation_marks_is_left_out(text: str, kept: str) -> None:
    """A mark whose other half stands elsewhere is no part of an answer; an apostrophe is."""
    start, end = without_half_marks(text, 0, len(text))
    assert text[start:end] == kept


@pytest.mark.parametrize(
    ("text", "piece", "wanted", "nothing"),
    [
        ("Vale, in turn, left.", "turn", Wanted.ANY, True),
        ("Vale, in turn, left.", "in turn", Wanted.TIME, True),
        ("It opened in 1999.", "in 1999", Wanted.PLACE, True),
        ("It opened in 1999.", "in 1999", Wanted.TIME, False),
        ("It took a turn for good reasons.", "turn", Wanted.ANY, False),
    ],
)
def test_a_linking_phrase_names_nothing(text: str, piece: str, wanted: Wanted, nothing: bool) -> None:
    """“In turn” is never an answer, and “in 1999” is no place."""
    start = text.index(piece)
    assert names_nothing(text, Mention(start, start + len(piece), Form.NOUN), wanted) is nothing
