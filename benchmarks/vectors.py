"""Vectors: sentence vectors kept in a file, so that a benchmark that runs again embeds nothing twice."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.meaning import embed

if TYPE_CHECKING:
    from briefs.meaning import Vectors


class Remembered:
    """The model behind a memory; `save` writes the memory to `path`. The file is our own: never load a stranger's.

    Questions are embedded each time, so that measured times are what a reader waits for.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[tuple[str, bool], Vectors] = {}
        if path and path.exists():
            self._known = pickle.loads(path.read_bytes())

    def __call__(self, texts: Sequence[str], *, asks: bool = False) -> Vectors | None:
        import numpy  # the model's own extra: words alone need none

        if asks:
            return embed(texts, asks=True)
        new = [text for text in dict.fromkeys(texts) if (text, False) not in self._known]
        rows = embed(new) if new else None
        if new and rows is None:
            return None
        self._known |= {(text, False): row for text, row in zip(new, rows if rows is not None else (), strict=True)}
        return numpy.stack([self._known[text, False] for text in texts])

    def save(self) -> None:
        if self._path:
            self._path.write_bytes(pickle.dumps(self._known))
