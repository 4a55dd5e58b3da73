"""Frames and gaps: who does what to whom, and which of it a question leaves open."""

from __future__ import annotations

import pytest

from briefs import Answer, Article, answer
from briefs.answers import build_index
from briefs.answers.frames import find_frames
from briefs.answers.tagging import tag_words

TEXT = "\n\n".join(
    (
        "The mayor of Ashby, Rosa Brook, praised the volunteers for their patience on the quay and "
        "their work at night.",
        "The port has signed a contract with the town in June. “We cannot wait any longer,” Brook said.",
        "Ferryman Tom Reed, in turn, paid tribute to the late harbour master Lena Holt.",
        "The strike would cost 120 jobs. Reed had threatened to raise the fare to 9 percent.",
        "The port will give 250 lamps to the school. “Our harbour has a future,” Brook said.",
        "“It will remain the heart of the island.”",
    )
)


def ask(question: str) -> Answer:
    article = Article.from_text(TEXT)
    return answer(article, question, index=build_index(article, embedder=None))


def frames(text: str) -> list[tuple[str, str, str]]:
    """Subject, verb and object of each frame."""
    words = tag_words(text)

    def told(place: tuple[int, int] | None) -> str:
        return " ".join(word.text for word in words[slice(*place)]) if place else ""

    return [(told(frame.subject), words[frame.verb].text, told(frame.object)) for frame in find_frames(words)]


def test_an_inserted_clause_does_not_part_subject_and_verb() -> None:
    """Between commas stands what is told besides."""
    assert ("Reed", "paid", "tribute") in frames("Reed, in turn, paid tribute to Holt.")


def test_an_infinitive_has_the_subject_of_its_verb() -> None:
    """Who threatens to raise is who would raise."""
    assert ("Reed", "raise", "fares") in frames("Reed had threatened to raise fares.")


def test_who_was_congratulated_on_doing_did_it() -> None:
    """After “on” and “for” the object is who acts."""
    assert ("her", "breaking", "a record") in frames("Reed congratulated her on breaking a record.")


def test_that_stands_for_the_noun_before_it() -> None:
    """The object of a relative clause stands before “that”."""
    found = frames("It shows a tie that both sides said they mean to strengthen.")
    assert ("they", "strengthen", "a tie") in found


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who paid tribute to Lena Holt?", "Tom Reed"),
        ("Who is the mayor?", "Rosa Brook"),
        ("Who gets the lamps?", "school"),
        ("What were the volunteers praised for?", "their patience on the quay and their work at night"),
        ("what was the threat", "raise the fare to 9 percent"),
        ("how many jobs will be lost?", "120"),
        ("Who said “we cannot wait”?", "Rosa Brook"),
        ("Is Lena Holt still alive?", "No"),
    ],
)
def test_what_fills_the_open_place_answers(question: str, words: str) -> None:
    """The words beside the asked verb, on the asked side."""
    assert ask(question).text == words


@pytest.mark.parametrize(
    "question",
    [
        "Is Rosa Brook married?",
        "Which senator did Brook meet?",
        "How much rice will the port buy?",
        "Where is the next ceremony?",
        "What did the opposition say?",
        "When did the fare rise to 9 percent?",
        "Did they sign it on Sunday?",
    ],
)
def test_what_nobody_says_is_refused(question: str) -> None:
    """A sentence near the question does not bear it out."""
    assert ask(question).status == "not_in_article"


def test_a_verb_that_the_article_lacks_leaves_the_closest_passage() -> None:
    """All else of the question stands in one sentence: the reader is shown it, as not said directly."""
    found = ask("Where was tribute to Lena Holt delivered?")
    assert found.status == "closest"
    assert found.note
    assert "".join(s.text for s in found.sentences[:1]).startswith("Ferryman Tom Reed")


def test_what_is_given_may_be_planted() -> None:
    """The verb of a gift tells of what becomes of it."""
    assert ask("How many lamps will be planted at the school?").text == "250"
