"""Superlative: the largest or smallest of an article's figures of one kind: “what is the largest sum?”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.question import Question
from briefs.model import Figure
from briefs.patterns import pattern

_ASKS = pattern(
    r"^\W*(?:and\s+)?(?:what|which)(?:['’]s|\s+is|\s+was|\s+are)?\s+(?:the\s+)?(?P<most>largest|biggest|highest|greatest|smallest|lowest|"
    r"least)\s+(?P<noun>figure|number|sum|amount|percentage|share|rate)(?:\s+of\s+money)?"
    r"(?:\s+(?:mentioned|named|given|in|of|here|there)\b.{0,30})?\W*$",
    re.I,
)
_MOST = ("largest", "biggest", "highest", "greatest")
_MONEY = frozenset(("USD", "GBP", "EUR", "JPY", "CHF", "CNY", "INR", "AUD", "CAD"))


def most_of(question: Question, figures: Sequence[Figure]) -> Figure | None:
    """The figure asked for, where all that may be meant are of one unit; None for any other question."""
    found = _ASKS.match(question.text)
    if not found:
        return None
    noun = found["noun"].lower()
    if noun in ("percentage", "share", "rate"):
        meant = [f for f in figures if f.unit == "percent"]
    elif noun in ("sum", "amount", "figure"):
        meant = [f for f in figures if f.unit in _MONEY]
    else:
        meant = [f for f in figures if not f.unit]
    if not meant or len({f.unit for f in meant}) > 1:
        return None
    return (max if found["most"].lower() in _MOST else min)(meant, key=lambda f: f.value)
