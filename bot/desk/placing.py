"""Placing: the words that somebody quotes from an article, found where they stand in it."""

from __future__ import annotations

from difflib import SequenceMatcher

from bot.desk.errors import DeskError
from briefs import Article, Span

_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "\u00a0": " ", "\n": " ", "\t": " "}
)
AROUND = 25
"""Characters shown on each side of words that stand in several places."""
SHOWN = 3


def place(article: Article, words: str) -> Span:
    """Where `words` stand, marks and dashes of any shape. Raises `DeskError` unless they stand there once."""
    text, wanted = article.text.translate(_ALIKE), words.strip().translate(_ALIKE)
    found = _all(text, wanted) or _all(text.lower(), wanted.lower())
    if not found:
        raise DeskError(f"“{words[:200]}” does not stand in the article. {_nearest(article, wanted)}")
    if len(found) > 1:
        places = "; ".join(f"“{_around(article.text, at, len(wanted))}”" for at in found[:SHOWN])
        raise DeskError(f"“{words[:200]}” stands there {len(found)} times. Quote more words with it: {places}.")
    return Span(article.id, found[0], found[0] + len(wanted))


def _all(text: str, wanted: str) -> list[int]:
    """Where `wanted` begins, as whole words."""
    found: list[int] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        inside = wanted[0].isalnum() and at > 0 and text[at - 1].isalnum()
        cut = wanted[-1].isalnum() and end < len(text) and text[end].isalnum()
        if not inside and not cut:
            found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _around(text: str, at: int, length: int) -> str:
    low = text.rfind(" ", 0, max(0, at - AROUND)) + 1 if at > AROUND else 0
    high = text.find(" ", min(len(text), at + length + AROUND))
    return " ".join(text[low : high if high > 0 else len(text)].split())


def _nearest(article: Article, wanted: str) -> str:
    """The sentence that has most of the words in it, to copy from."""
    asked = set(wanted.lower().split())
    best = max(article.sentences, key=lambda s: len(asked & set(s.text.lower().split())), default=None)
    if best is None or not asked & set(best.text.lower().split()):
        return "Copy the words as they stand there."
    matched = SequenceMatcher(None, best.text.lower(), wanted.lower(), autojunk=False).find_longest_match()
    return f"Copy the words as they stand there. Nearest: “{_around(best.text, matched.a, matched.size)}”."
