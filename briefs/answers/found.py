"""Found: an answer inside one sentence, before it becomes an `Answer`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` of sentence `sentence`; `words` stands instead where the answer is “Yes” or “No”."""

    sentence: int
    start: int
    end: int
    words: str = ""
    note: str = ""
    proof: int | None = None
    """The sentence that shows it, where the words themselves stand in another."""
