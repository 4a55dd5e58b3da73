"""Counted: what a figure stands for, where a question gives the figure: “$80 billion is the value of what?”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.model import Figure
from briefs.patterns import pattern
from briefs.terms import content_stems

_AMOUNT = (
    r"(?:[$£€¥]\s?)?\d[\d,.]*(?:\s?(?:million|billion|trillion|thousand|percent|per\s+cent|bn|%))?"
    r"(?:\s+(?:dollars|pounds|euros|yen))?"
)
_ASKED = pattern(
    rf"\b(?P<a>{_AMOUNT})[^?]{{0,40}}?\s(?:is|was|are|were)\b[^?]{{0,40}}?\s(?:for|of)\s+what\b"
    rf"|^\W*what(?:['’]?s|\s+(?:is|was|are|were|totall?ed|reached|amounted\s+to|came\s+to|cost))\s+"
    rf"(?:worth\s+)?(?:(?:about|around|some|the|approximately)\s+)?(?P<b>{_AMOUNT})(?:\s+in\s+(?:19|20)\d\d)?\W*$"
    rf"|^\W*what\s+(?:does|do|did)\s+(?:the\s+)?(?P<c>{_AMOUNT})\s+(?:stand\s+for|refer\s+to|represent|mean|measure|describe|count)\b"
    rf"|\b(?:to|for)\s+what\s+(?:does|do|did|is|was)\s+(?:the\s+)?(?P<d>{_AMOUNT})\b",
    re.I,
)
_TOTALLED = pattern(
    rf"^\W*(?:which|what)\s+(?P<thing>[\w’'-]+)\s+(?:totall?ed|reached|amounted\s+to|came\s+to|hit|stood\s+at|were\s+worth|was\s+worth)"
    rf"\s+(?:(?:about|around|some|nearly|almost|approximately)\s+)?(?P<amount>{_AMOUNT})(?:\s+in\s+(?P<year>(?:19|20)\d\d))?\W*$",
    re.I,
)
"""“Which sales reached $3 million?”."""
_DIGITS = pattern(r"\d[\d,.]*\d|\d")


def name_counted(laid: Match, figures: Sequence[Figure]) -> Found | None:
    """What the only figure counts that is written with the question's digits, as its sentence words it."""
    asked = _ASKED.search(laid.question.text)
    amount = next(filter(None, asked.groups()), "") if asked else ""
    return _counted(laid, figures, amount)


def name_total(laid: Match, figures: Sequence[Figure]) -> Found | None:
    """What of the asked sort came to the figure that a question gives, where its sentence has the asked year too."""
    asked = _TOTALLED.match(laid.question.text)
    found = _counted(laid, figures, asked["amount"]) if asked else None
    if not asked or not found:
        return None
    text = laid.index.texts[found.sentence]
    same = set(content_stems(asked["thing"])) <= set(content_stems(text[found.start : found.end]))
    return found if same and (asked["year"] or "") in text else None


def _counted(laid: Match, figures: Sequence[Figure], amount: str) -> Found | None:
    digits = _DIGITS.findall(amount)[:1]
    meant = [f for f in figures if digits and f.counts and digits[0] in _DIGITS.findall(f.text) and f.unit != "year"]
    if not meant or len({f.counts for f in meant}) > 1:
        return None
    for i, text in enumerate(laid.index.texts):
        at = text.find(meant[0].counts) if meant[0].text in text else -1
        if at >= 0:
            return Found(i, at, at + len(meant[0].counts))
    return None
