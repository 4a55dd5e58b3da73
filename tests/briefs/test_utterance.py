"""“What did she say?”: the whole words of somebody, found by name or by office."""

from __future__ import annotations

import pytest

from briefs import Article, answer
from briefs.answers import build_index

TEXT = (
    "The harbour of Port Ellis will close for six weeks, the council decided on Tuesday.\n"
    "“We have waited long enough,” said the mayor, Ruth Calder. “The boats have paid for it.”\n"
    "Tom Ward, a fisherman, was less sure. “We will lose a summer,” he said. Storms tore a hole into the wall.\n"
)
ARTICLE = Article.from_text(TEXT)
INDEX = build_index(ARTICLE, embedder=None)


@pytest.mark.parametrize(
    ("question", "words", "speaker"),
    [
        ("What did Ruth Calder say?", "We have waited long enough, … The boats have paid for it.", "Ruth Calder"),
        ("what did the mayor say", "We have waited long enough, … The boats have paid for it.", "Ruth Calder"),
        ("What did Ward say?", "We will lose a summer,", "Tom Ward"),
    ],
)
def test_whole_words_are_given_with_their_speaker(question: str, words: str, speaker: str) -> None:
    """Both parts of a split quotation, and whose they are, though “he” spoke them."""
    said = answer(ARTICLE, question, index=INDEX)
    assert (said.status, said.text, said.speakers) == ("answered", words, (speaker,))
    assert " … ".join(ARTICLE.cut(span) for span in said.spans) == words


@pytest.mark.parametrize(
    "question", ["What did the president say?", "What did Ruth Calder say about the summer of 1911?"]
)
def test_nobody_s_words_are_given_for_another_s_or_for_a_topic(question: str) -> None:
    """An office that nobody holds here, and a topic, are for the search by words."""
    assert answer(ARTICLE, question, index=INDEX).text != "We have waited long enough, … The boats have paid for it."


def test_what_was_ruled_out_is_no_yes() -> None:
    """The words stand together in the sentence, but it says that they will not come true."""
    article = Article.from_text("The minister ruled out sending in the navy to run the boats. The talks go on today.")
    asked = answer(article, "Did the navy run the boats?", index=build_index(article, embedder=None))
    assert asked.text != "Yes"
