"""Answers: what somebody did, what happened, what a chain of verbs leaves open, and names that belong together."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers.index import build_index

PORT = (
    "Chancellor Ada Holm met the newly elected Mayor Nils Berg in Marden on Tuesday. "
    "The two towns signed a new ferry contract in March that set a 9 percent fee on Velland fish. "
    "Holm and Berg praised the “quiet coast” they share. "
    "Velland sales to Marden totaled $3 billion, while Marden sales to Velland reached $7 billion, "
    "showing a busy market that both towns said they mean to protect. "
    "“The harbour will continue to be the heart of trade and travel on the coast,” Berg said. "
    "“Chancellor Holm often spoke of the old respect between Marden and the islands,” Berg said. "
    "Six million people live on the coast, and the wounded were taken to Marden police station. "
    "The Tern is a light wooden craft designed to carry nine people across the sound at night. "
    "As a token of thanks, Holm announced that Velland will send 40 pear trees to Marden. "
    "Berg thanked Holm for her early visit and her role in settling quarrels between Osby and Lund — a dispute "
    "that had drawn attention abroad. "
    "“The ferry line is busier than ever,” Berg said. "
    "Holm, in turn, paid tribute to the pilots. "
    "The old boats have a guide price of £40,000. "
    "Harbour pilots Ola Vik and Siri May guided it home."
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What happened in March?", "two towns signed a new ferry contract"),
        ("what hapened in march", "two towns signed a new ferry contract"),
        ("What did the two towns do in March?", "signed a new ferry contract"),
        ("What do both towns mean to protect?", "busy market"),
        ("What will the harbour continue to be?", "heart of trade and travel"),
        ("Who praised the quiet coast?", "Holm and Berg"),
        ("Which harbour pilots guided the craft home?", "Ola Vik and Siri May"),
        ("Who spoke of the old respect between Marden and the islands?", "Holm"),
        ("In which town did Holm meet Berg?", "Marden"),
        ("How many people live on the coast?", "Six million"),
        ("Where were the wounded taken?", "Marden police station"),
        ("What is the Tern?", "a light wooden craft"),
        ("What did Holm announce?", "Velland will send 40 pear trees to Marden"),
        ("What are the pear trees a token of?", "thanks"),
        ("Which town will get 40 pear trees?", "Marden"),
        ("What role did Berg thank Holm for?", "her role in settling quarrels between Osby and Lund"),
        ("What did Holm pay to the pilots?", "tribute"),
        ("What is the name of Marden’s mayor?", "Nils Berg"),
        ("What had drawn attention abroad?", "quarrels between Osby and Lund"),
        ("How did Berg describe the ferry line?", "busier than ever"),
        ("What are the old boats expected to fetch?", "£40,000"),
        ("What did Marden sales to Velland amount to?", "$7 billion"),
    ],
)
def test_the_fewest_words_that_are_whole(question: str, expected: str) -> None:
    """An answer is the whole of what fills the question's open place, and nothing beside it."""
    article = Article.from_text(PORT)
    assert answer(article, question, index=build_index(article, embedder=None)).text == expected
