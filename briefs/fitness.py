"""Fitness: whether a text can be briefed at all, and a sentence that says why not."""

from __future__ import annotations

import unicodedata

from briefs.patterns import pattern

LONGEST = 1_000_000
"""Characters: about 160,000 words, ten times the longest report that was ever briefed."""
_SAMPLE = 2_000
"""Characters from the front of a text that are enough to know its language."""
_BINARY_SHARE = 0.01
_ENGLISH = frozenset(
    """the and to that for with was it by from at as be his her their have has were which this said but not are
    they been who had an will would its he she after more one we you there when what about into than or
    out up all no""".split()
)
_LONGEST_WORD = 60
"""Letters: longer than any word in print, so keys held down."""
_ENGLISH_SHARE = 0.12
"""English news has a third of such words and more; other languages stay under a twentieth."""
_CONTROL = pattern(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_WORD = pattern(r"[^\W\d_]+")


def unfit(text: str) -> str | None:
    """Why `text` cannot be briefed, as a sentence to who gave it; None where it can."""
    if len(text) > LONGEST:
        return (
            f"This text has {len(text):,} characters and the longest that can be briefed has {LONGEST:,}. "
            "Give the part that matters."
        )
    if not _WORD.search(text) and not any(map(_shows, text)):
        return "There is no text to brief. Give the words of an article."
    sample = text[:_SAMPLE]
    if "\0" in sample or len(_CONTROL.findall(sample)) > _BINARY_SHARE * len(sample):
        return "This is binary data, not text. Give the article as plain text or as a web page."
    words = _WORD.findall(sample.lower())
    if not words:
        return "There are no words in this text. Give the words of an article."
    if not _reads_as_english(words):
        return "This text does not read as English, the only language that can be briefed. Give it in English."
    return None


def _shows(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc", "Cn")


def _reads_as_english(words: list[str]) -> bool:
    """Short texts are believed when their letters are Latin: names alone tell no language."""
    latin = sum(word.isascii() for word in words)
    if latin < len(words) / 2:
        return False
    known = sum(word in _ENGLISH for word in words)
    if not known and max(map(len, words)) > _LONGEST_WORD:
        return False
    if len(words) < 20:
        return known > 0 or len(words) < 8
    return known >= _ENGLISH_SHARE * len(words)
