"""Rivals: which of two that a question offers is meant, where one sentence has them both.

“Whose sales rose, Doe's or Roe's?” is told by the one that stands before “rose”; “who lost more, A or B?” by the one
before “than”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.tagging import Word
from briefs.patterns import pattern
from briefs.terms import content_stems

_OFFERED = pattern(
    r"^\W*(?:who|whose|which|what)\b[^?,:]{2,200}[,:–—]\s*(?P<one>[^,:?]{2,60}?)\s+or\s+(?P<two>[^,:?]{2,60}?)\W*$",
    re.I,
)
_MORE = pattern(r"\b(?:more|most|\w+er|worse|worst)\b", re.I)
_LESS = frozenset("less least fewer lower smaller weaker younger cheaper shorter".split())
LOOKED_INTO, NEAR = 2, 8
"""Best sentences that are looked into, and the words between a rival and what is told of it."""


def name_rival(laid: Match, order: Sequence[int]) -> Found | None:
    """One of the two, from the best sentence that has both; None where it does not set them against each other."""
    asked = _OFFERED.match(laid.question.text)
    if not asked:
        return None
    names = [content_stems(asked[group].replace("’s", "").replace("'s", "")) for group in ("one", "two")]
    for i in order[:LOOKED_INTO]:
        words = laid.index.reading(i).words
        places = [_places(words, stems) for stems in names]
        if not all(places):
            continue
        place = _compared(laid, words, places) or _told(laid, words, places, [s for stems in names for s in stems])
        if place is not None:
            word = words[place]
            owner = 2 if word.text.endswith(("’s", "'s")) else 0
            return Found(i, words[_first(words, place)].start, word.end - owner)
    return None


def _places(words: Sequence[Word], stems: Sequence[str]) -> list[int]:
    return [k for k, w in enumerate(words) if stems and w.stem == stems[-1]]


def _first(words: Sequence[Word], place: int) -> int:
    while place and words[place].tag == "M" and words[place - 1].tag == "M":
        place -= 1
    return place


def _compared(laid: Match, words: Sequence[Word], places: Sequence[Sequence[int]]) -> int | None:
    """The one before “than”, or the other where the sentence says “less” and the question “more”."""
    than = next((k for k, w in enumerate(words) if w.lower == "than"), None)
    asks = _MORE.search(laid.question.text)
    if than is None or not asks:
        return None
    before = [max((k for k in own if k < than), default=-1) for own in places]
    after = [min((k for k in own if k > than), default=-1) for own in places]
    first = 0 if before[0] > before[1] else 1
    if before[first] < 0 or after[1 - first] < 0:
        return None
    turned = (words[than - 1].lower in _LESS) != (asks[0].lower() in _LESS)
    return after[1 - first] if turned else before[first]


def _meant(laid: Match, words: Sequence[Word], asked: str) -> list[int]:
    meant = laid.worth.get(asked, {})
    return [k for k, w in enumerate(words) if w.stem in meant]


def _told(laid: Match, words: Sequence[Word], places: Sequence[Sequence[int]], names: Sequence[str]) -> int | None:
    """The one right before the words that a question has beside the two, where the other stands right before others."""
    told = [_meant(laid, words, s) for s in laid.question.stems if s not in names]
    once = [places[0] for places in told if len(places) == 1]
    if not once:
        return None
    at = once[-1]
    near = [max((k for k in own if at - NEAR <= k < at), default=-1) for own in places]
    return max(near) if max(near) >= 0 and near[0] != near[1] else None
