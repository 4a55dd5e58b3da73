"""Nothings: phrases that only link or colour a sentence, and so are never an answer: “in turn”, “of course”."""

from __future__ import annotations

from briefs.answers.kinds import Wanted
from briefs.answers.mentions import Mention
from briefs.patterns import pattern

_ADVERBIAL = pattern(
    r"\b(?:[Ii]n\s(?:turn|fact|addition|general|particular|short|detail|full)|[Aa]t\s(?:least|first|last|all|once|times)"
    r"|[Oo]f\scourse|[Ff]or\s(?:example|instance|now|good)|[Aa]s\swell|[Oo]n\spurpose)\b"
)
_YEARLY = pattern(r"(?:in|from|to|between)\s(?:19|20)\d\d")
OPENING = 4
"""Letters of the preposition that may stand before a candidate: “turn” of “in turn”."""


def names_nothing(text: str, mention: Mention, wanted: Wanted) -> bool:
    """Whether a candidate is such a phrase or part of one, or a year where a place is wanted: “in 2026”."""
    if wanted is Wanted.PLACE and _YEARLY.fullmatch(text, mention.start, mention.end):
        return True
    found = _ADVERBIAL.search(text, max(0, mention.start - OPENING), mention.end)
    return found is not None and found.start() <= mention.start and mention.end <= found.end()
