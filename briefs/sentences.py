"""Sentences: the sentences of a text, with their offsets."""

from __future__ import annotations

import re

from briefs.model import Sentence, Span

BEFORE_NAMES = frozenset(
    """
    mr mrs ms dr prof st gen col lt sgt capt cmdr adm maj brig rep reps sen sens gov hon pres rev messrs mme mlle fr sr
    supt det insp cpl del atty ald cllr pvt pte vs fig approx mt ft
    """.split()
)
"""Abbreviations that never end a sentence: a name or a number follows."""
ABBREVIATIONS = BEFORE_NAMES | frozenset(
    """
    jr no nos inc ltd corp co plc bros dept est jan feb mar apr jun jul aug sep sept oct nov dec al ave blvd rd
    ala ariz ark calif colo conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex
    va vt wash wis wyo
    """.split()
)
"""Abbreviations with a full stop; what they end is told by the word after them."""
OPENERS = "\"'“‘«„([—–- \t\xa0"
STARTERS = frozenset(
    """
    the a an in on at but and he she it they his her its their this that these those i we you mr mrs ms then so when
    after while if as for with from by to there what who how why more most some one both also however meanwhile although
    """.split()
)
"""Words that open a sentence and no name."""
_SMALL = frozenset("vs fig approx est".split())

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029\v\f\x85]+")
_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s)")
_SAID = re.compile(
    r"(?:[^\W\d_][\w.’'-]*\s+){1,4}?(?:said|says|asked|asks|told|wrote|added|replied|exclaimed|wondered|shouted|cried|tweeted)\b"
)
"""“What now?” Ann Lee asked."""


def split_sentences(text: str, article: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; a line break always ends one. Spans hold no outer white space."""
    found: list[Sentence] = []
    paragraph = -1
    for line in _PARAGRAPH.finditer(text):
        if line.group().isspace():
            continue
        paragraph += 1
        start = line.start()
        for end in [*_ends(text, line.start(), line.end()), line.end()]:
            piece = text[start:end]
            if words := piece.strip():
                begin = start + len(piece) - len(piece.lstrip())
                found.append(Sentence(words, Span(article, begin, begin + len(words)), paragraph, len(found)))
            start = end
    return tuple(found)


def _ends(text: str, start: int, limit: int) -> list[int]:
    return [stop.end() for stop in _STOP.finditer(text, start, limit) if _ends_here(text, start, stop, limit)]


def _ends_here(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    following = text[stop.end() : min(stop.end() + 80, limit)].lstrip(OPENERS)
    if not following or following[0].islower():
        return not following
    marks = stop.group()
    if not marks.startswith(".") or len(marks) > 1:
        asks = marks[0] in "!?" and marks[-1] in "\"”’'»"
        return not (asks and _SAID.match(following))
    word = text[max(start, stop.start() - 12) : stop.start()].rsplit(None, 1)[-1:] or [""]
    return _word_ends(word[0].lstrip(OPENERS), following)


def _word_ends(word: str, following: str) -> bool:
    """Whether the full stop after `word` ends a sentence, with `following` next."""
    low = word.lower()
    after = (following.split(None, 1) or [""])[0].strip(",.’'s").lower()
    if low in ABBREVIATIONS and (word[0].isupper() or low in _SMALL):
        return low not in BEFORE_NAMES and after in STARTERS
    if len(low) == 1 and low.isalpha():
        return low != "i" and after in STARTERS if word.isupper() else True
    if "." in low and low.replace(".", "").isalpha():  # U.S., D.C., p.m.
        return after in STARTERS
    return True
