"""Spelling: “ie” and “ei” taken for one another in a question, which the article need not have to be told."""

from __future__ import annotations

import re

from briefs.answers.lexicon import VERBS
from briefs.patterns import pattern
from briefs.terms import stem

_SWAPPED = pattern(r"\b([a-z]{2,12})(ie|ei)([a-z]{1,8})\b", re.I)
"""“recieve”, “beleived”."""


def spelled_rightly(text: str) -> str:
    """`text` with “receive” for “recieve”: a verb for what is none."""
    return _SWAPPED.sub(_righted, text)


def _righted(found: re.Match[str]) -> str:
    before, pair, after = found.groups()
    right = f"{before}{pair[::-1]}{after}"
    return right if stem(right.lower()) in VERBS and stem(found.group().lower()) not in VERBS else found.group()
