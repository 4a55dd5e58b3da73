"""Sentences: the sentences of a text, with their offsets."""

from __future__ import annotations

import re

from briefs.model import Sentence, Span

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st sr jr gen col lt sgt capt cmdr adm maj brig rep reps sen sens gov hon pres rev
    vs no nos inc ltd corp co plc dept est fig approx mt ft jan feb mar apr jun jul aug sep sept oct nov
    dec al ala ariz ark calif colo conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex va vt wash wis wyo""".split()
)
ENDS_TOO = frozenset(["inc", "ltd", "corp", "co", "plc", "no", "jr", "sr"])
"""Abbreviations that also stand at the end of a sentence: a capital after them is decided by the next word."""
OPENERS = "\"'“‘«„([—–-"
STARTERS = frozenset(
    """the a an in on at but and he she it they his her its their this that these those i we you mr mrs ms""".split()
)

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029\v\f]+")
_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s)")


def split_sentences(text: str, article: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; a line break always ends one. Spans hold no outer white space."""
    found: list[Sentence] = []
    paragraph = -1
    for line in _PARAGRAPH.finditer(text):
        if not line.group().strip():
            continue
        paragraph += 1
        start = line.start()
        for stop in [*_STOP.finditer(text, line.start(), line.end()), None]:
            end = stop.end() if stop else line.end()
            if stop and not _ends_here(text, start, stop, line.end()):
                continue
            piece = text[start:end]
            if words := piece.strip():
                begin = start + len(piece) - len(piece.lstrip())
                found.append(Sentence(words, Span(article, begin, begin + len(words)), paragraph, len(found)))
            start = end
    return tuple(found)


def _ends_here(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    following = text[stop.end() : min(stop.end() + 40, limit)].lstrip().lstrip(OPENERS)
    if not following or following[0].islower():
        return not following
    if not stop.group().startswith(".") or len(stop.group()) > 1:
        return True
    word = text[max(start, stop.start() - 12) : stop.start()].rsplit(None, 1)[-1:] or [""]
    last = word[0].lstrip(OPENERS).lower()
    after = following.split(None, 1)[0].strip(",.’'s").lower()
    if last in ABBREVIATIONS:
        return last in ENDS_TOO and (last != "no" or not following[0].isdigit()) and after in STARTERS
    if len(last) == 1 and last.isalpha():
        return False
    if "." in last and last.replace(".", "").isalpha():  # U.S., D.C., p.m.
        return after in STARTERS
    return True
