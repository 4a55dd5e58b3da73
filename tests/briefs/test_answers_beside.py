"""Beside: the passages that are shown next to the one that answers."""

from __future__ import annotations

from briefs import Article
from briefs.answers import build_index
from briefs.answers.beside import beside
from briefs.answers.evidence import match
from briefs.answers.question import read_question

ARTICLE = Article.from_text(
    """The mayor gave a speech on the harbour. She spoke of the pier and its lights. Fishermen heard the speech.
The mayor praised the crews. “We had it once and we will have it again,” she said. Rain fell on the square."""
)
INDEX = build_index(ARTICLE, embedder=None)
LAID = match(read_question("What does the mayor mean by “we will have it again”?"), INDEX)


def test_common_words_in_their_order_of_rank_find_a_passage_that_rare_words_miss() -> None:
    """The fifth sentence has nothing but common words, and is shown although it stands fourth by the rare ones."""
    assert 4 in beside(LAID, (0, 3, 2, 4, 1, 5))[:3]


def test_what_stands_first_by_both_stays_first() -> None:
    """A sentence that both rankings put first is the first that is shown."""
    assert beside(LAID, (4, 0, 3, 2, 1, 5))[0] == 4


def test_every_sentence_is_ranked_once() -> None:
    """Nothing is lost and nothing doubled."""
    assert sorted(beside(LAID, (5, 4, 3, 2, 1, 0))) == [0, 1, 2, 3, 4, 5]
