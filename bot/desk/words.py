"""Words: which words of a line are new and which are gone, for a difference that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 400
"""Words of a line that are compared one by one; a longer one is shown as replaced."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came."""

    text: str
    kind: str
    """same, gone or new."""


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """Both lines as one, word by word, what went before what came."""
    old, new = before.split(), after.split()
    if len(old) > LONGEST or len(new) > LONGEST:
        return tuple(Piece(text, kind) for text, kind in ((before, "gone"), (after, "new")) if text)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(" ".join(old[a:b]), "same"))
            continue
        pieces += [Piece(" ".join(old[a:b]), "gone")] if b > a else []
        pieces += [Piece(" ".join(new[c:d]), "new")] if d > c else []
    return tuple(pieces)
