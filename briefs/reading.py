"""Reading: an article's words with their offsets, its quotations folded away, cut into sentences."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from functools import lru_cache

from briefs.lexicon import FUNCTION_WORDS
from briefs.marks import Marked, find_marked
from briefs.sentences import ABBREVIATIONS

_TOKEN = re.compile(
    r"(?:[A-Z]-)?(?:[^\W\d_]\.){2,}"  # U.S., D-N.C.
    r"|[^\W\d_]\w*(?:[-‑&][^\W_]\w*|\.(?=[^\W\d_]{2})[^\W\d_]\w*|['’](?![sS]\b)[^\W\d_]\w*)*"
    r"|['’][sS]\b"
    r"|[$£€]?\d[\d,.]*(?<![,.])\w*(?:-\w+)*"
    r"|\n+|[.!?…。]+|--+|([^\w\s])\1*"
)
_BEFORE_NAMES = frozenset(
    "mr. mrs. ms. dr. prof. sen. rep. gov. gen. col. lt. sgt. capt. st. rev. hon. vs. no.".split()
)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Reading:
    """Parallel lists over an article's tokens. A line break is the token "\\n"."""

    words: list[str]
    lows: list[str]
    starts: array[int]
    ends: array[int]
    inside: array[int]
    """The number in `marked` of the quotation that the token stands in, or -1."""
    marked: tuple[Marked, ...]
    outline: array[int] = field(default_factory=lambda: array("i"))
    """Tokens outside quotations, in order; a quotation is -1 minus its number in `marked`."""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """Half-open ranges of `outline`; none crosses a line break."""
    paragraphs: list[int] = field(default_factory=list)
    """For each sentence the paragraph that it stands in."""


def read(text: str) -> Reading:
    """The reading of `text`; the last one is kept, because people and quotations ask in turn."""
    return _read(text)


@lru_cache(maxsize=1)
def _read(text: str) -> Reading:
    marked = find_marked(text)
    reading = Reading([], [], array("i"), array("i"), array("i"), marked)
    _tokens(text, reading)
    _outline(reading)
    _sentences(text, reading)
    return reading


def _tokens(text: str, reading: Reading) -> None:
    words, lows, starts, ends, inside = reading.words, reading.lows, reading.starts, reading.ends, reading.inside
    pieces = iter(reading.marked)
    number, piece = 0, next(pieces, None)
    spellings: dict[str, tuple[str, str]] = {}  # a word is kept once, however often it stands in the text
    end, size = 0, len(text)
    for match in _TOKEN.finditer(text.translate(_BREAKS)):
        at = match.start()
        if at < end:
            continue
        end = match.end()
        while piece is not None and at >= piece.right:
            number, piece = number + 1, next(pieces, None)
        word = match.group()
        if word[0].isalpha() and end < size and text[end] == "." and _takes_stop(word):
            word, end = word + ".", end + 1
        known = spellings.get(word)
        if known is None:
            known = spellings[word] = (word, word.lower().replace("’", "'"))
        words.append(known[0])
        lows.append(known[1])
        starts.append(at)
        ends.append(end)
        inside.append(number if piece is not None and at >= piece.left else -1)


_BREAKS = {ord(c): "\n" for c in "\r\u2028\u2029\v\f\x85"}


def _takes_stop(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or word.lower() in ABBREVIATIONS)


def _outline(reading: Reading) -> None:
    last = -1
    for token, piece in enumerate(reading.inside):
        if piece < 0:
            reading.outline.append(token)
        elif piece != last:
            reading.outline.append(-1 - piece)
        last = piece


def _sentences(text: str, reading: Reading) -> None:
    begin, paragraph = 0, 0
    outline, words = reading.outline, reading.words
    for at, token in enumerate(outline):
        if token >= 0 and words[token][0] == "\n":
            if at > begin:
                reading.sentences.append((begin, at))
                reading.paragraphs.append(paragraph)
                paragraph += 1
            begin = at + 1
        elif at > begin and _starts_sentence(text, reading, at):
            reading.sentences.append((begin, at))
            reading.paragraphs.append(paragraph)
            begin = at
    if begin < len(outline):
        reading.sentences.append((begin, len(outline)))
        reading.paragraphs.append(paragraph)


def _starts_sentence(text: str, reading: Reading, at: int) -> bool:
    """Whether the token at `at` opens a sentence: what comes before it has ended one."""
    token, before = reading.outline[at], reading.outline[at - 1]
    if token >= 0 and not reading.words[token][0].isupper() and not reading.words[token][0].isdigit():
        return False
    if token >= 0 and not _WORD.match(reading.words[token]):
        return False
    if before < 0:
        piece = reading.marked[-1 - before]
        return text[piece.end - 1] in ".…" or (token < 0 and text[piece.end - 1] in "!?")
    if reading.words[before][0] in ".!?…。":
        return True
    if reading.words[before][-1] == "." and token >= 0:
        return reading.lows[token] in FUNCTION_WORDS and reading.lows[before] not in _BEFORE_NAMES
    return reading.words[before][0] in ")]" and before > 0 and reading.words[before - 1][0] in ".!?"
