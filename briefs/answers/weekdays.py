"""Weekdays: the day of the week that a question asks for by that word: only the name of one answers it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.answers.kin import has_kin
from briefs.answers.mismatch import has_word
from briefs.patterns import pattern
from briefs.terms import stem

_ASKS = pattern(r"\b(?:which|what)\s+week\s?day\b", re.I)
_DAY = pattern(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_IDLE = frozenset(map(stem, "weekday happen occur place take fall week day".split()))


def asks_weekday(laid: Match) -> bool:
    """Whether only a weekday answers the question."""
    return bool(_ASKS.search(laid.question.text))


def name_weekday(laid: Match, order: Sequence[int]) -> Found | None:
    """The weekday of the best sentence that has one and tells of what is asked; None where no weekday is asked for."""
    if not asks_weekday(laid):
        return None
    told = [s for s in laid.question.stems if s not in _IDLE]
    for i in order:
        day = _DAY.search(laid.index.texts[i])
        if day and any(has_word(laid, i, s) or has_kin(s, laid.index.counts[i]) for s in told):
            return Found(i, day.start(), day.end())
    return None
