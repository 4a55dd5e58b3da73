"""How firmly something is said: never hardened, and a fact stays a fact beside a threat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.modality import modality_at, modality_of
from briefs.model import Modality

FACT, PLEDGE, THREAT = Modality.FACT, Modality.PLEDGE, Modality.THREAT
EXPECTATION, ESTIMATE = Modality.EXPECTATION, Modality.ESTIMATE


@pytest.mark.parametrize(
    ("sentence", "number", "expected"),
    [
        ("Both sides agreed in July on a 15 percent duty.", "15", FACT),
        ("He had threatened to lift duties to 25 percent before a truce was struck.", "25", THREAT),
        ("The accord set a 15 percent duty while securing a pledge to invest $550 billion.", "15", FACT),
        ("The accord set a 15 percent duty while securing a pledge to invest $550 billion.", "550", PLEDGE),
        ("The minister announced that Tokyo will give 250 trees.", "250", PLEDGE),
        ("The firm pledged to hire 300 people and open 4 sites.", "4", PLEDGE),
        ("Ministers were expected to discuss 3 treaties.", "3", EXPECTATION),
        ("Some 5,000 people are expected to march.", "5,000", EXPECTATION),
        ("Duties of 25 percent were threatened.", "25", THREAT),
        ("The firm that employs 5,000 people will close 2 plants.", "5,000", FACT),
        ("The firm that employs 5,000 people will close 2 plants.", "2", EXPECTATION),
        ("The bridge, which could cost $5 billion, was begun in 2019.", "5", EXPECTATION),
        ("The bridge, which could cost $5 billion, was begun in 2019.", "2019", FACT),
        ("Economists believe 40 percent of it is spent.", "40", ESTIMATE),
        ("The limit will stay in force until at least 2028.", "2028", EXPECTATION),
        ("An estimated 70 homes were lost.", "70", ESTIMATE),
        ("The owner could not be reached for 2 hours.", "2", FACT),
        ("“We will build 12 schools,” the mayor said.", "12", PLEDGE),
        ("In May 2019 the army's full might, 90 tanks, was shown.", "90", FACT),
    ],
)
def test_a_number_is_said_as_firmly_as_its_own_clause_says_it(sentence: str, number: str, expected: Modality) -> None:
    """A cue governs its clause and its subject, and nothing of the clause beside it."""
    assert modality_at(sentence, sentence.index(number)) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The leaders were also expected to talk about trade.", EXPECTATION),
        ("The minister announced that Tokyo will give 250 trees.", PLEDGE),
        ("The company threatened to leave.", THREAT),
        ("The council has abandoned plans to fell the old oak.", FACT),
        ("A report on the planned bridge was read to the council.", FACT),
        ("The council plans to fell the old oak.", EXPECTATION),
        ("The builder had promised to finish the bridge by May.", FACT),
        ("Larvae were twice as likely to survive the heat.", FACT),
        ("The envoy said that the sides had met and called it “what we will remember”.", FACT),
        ("The talks ended, after which the envoys flew home.", FACT),
        ("The deal followed months in which he had threatened to lift duties.", FACT),
        ("The company that employs 5,000 people will close two plants.", EXPECTATION),
    ],
)
def test_a_line_is_said_as_firmly_as_its_main_statement(line: str, expected: Modality) -> None:
    """An aside (“in which he had threatened”) does not colour the statement that carries it."""
    assert modality_of(line) is expected


@given(st.text(max_size=300), st.integers(0, 300))
def test_any_text_has_a_modality_everywhere(text: str, offset: int) -> None:
    """No text and no offset raises."""
    assert modality_at(text, offset) in Modality
    assert modality_of(text) in Modality
