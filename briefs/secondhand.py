"""Second hand: of whom a quotation passes on the words: “He spoke so well of you,” Lee said of Ward."""

from __future__ import annotations

from bisect import bisect_left

from briefs.lexicon import ADVERBS, AUXILIARIES
from briefs.marks import Marked
from briefs.pronouns import SURE, View
from briefs.saying import SPEECH
from briefs.syntax import Syntax

NEAR = 40
"""Tokens of a quotation that are looked at."""
_PASSED_ON = SPEECH | frozenset(
    "spoke speaks spoken called calls praised praises thought thinks believed believes wanted".split()
)


def reported_by(syntax: Syntax, view: View, piece: Marked, speakers: tuple[int, ...]) -> int:
    """The number of whoever the quotation says has said something, or -1 where none or in doubt."""
    reading = syntax.reading
    first = bisect_left(reading.starts, piece.start)
    for token in range(first, min(first + NEAR, len(reading.words))):
        if reading.starts[token] >= piece.end:
            break
        if _speaks(syntax, token):
            return _who(syntax, view, token, speakers)
    return -1


def _speaks(syntax: Syntax, token: int) -> bool:
    """Whether a subject at `token` is followed by a verb of saying."""
    lows = syntax.reading.lows
    if lows[token] not in ("he", "she") and syntax.named(token) < 0:
        return False
    at = token + 1
    while at < min(token + 5, len(lows)) and (lows[at] in ADVERBS or lows[at] in AUXILIARIES or syntax.named(at) >= 0):
        at += 1
    return at < len(lows) and lows[at] in _PASSED_ON


def _who(syntax: Syntax, view: View, token: int, speakers: tuple[int, ...]) -> int:
    number = syntax.named(token)
    if number >= 0:
        return number if syntax.is_person(number) and number not in speakers else -1
    ranked = [pair for pair in view.candidates(syntax.reading.lows[token]) if pair[1] not in speakers]
    if not ranked or (len(ranked) > 1 and ranked[0][0] < SURE * ranked[1][0]):
        return -1
    return ranked[0][1]
