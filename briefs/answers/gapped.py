"""Gapped: what a clause leaves unsaid because the one before has it: “Lyme sends 12 buses, Marden seven”; what
is named above all of its sort; to whom something is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.complements import phrase_at
from briefs.answers.evidence import ALIKE, Match
from briefs.answers.found import Found
from briefs.answers.gaps import GIVES, fill, read_gap
from briefs.answers.kinds import Kind
from briefs.answers.towns import asks_for_town
from briefs.patterns import pattern
from briefs.terms import content_stems

LOOKED_INTO = 3
"""Best sentences that are looked into."""
FIT = 0.45
"""How well the words around the verb must be those of the question."""
_FIGURE = (
    r"(?:[$£€¥]\s?)?(?:\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none)"
    r"(?:\s(?:million|billion|trillion|thousand|percent|per\scent))?%?"
)
_FIRST = pattern(rf"\b{_FIGURE}(?![\w-])")
_GAPPED = pattern(
    rf"(?:[,;]|\sand|\sbut|\swhile)\s(?:the\s)?(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*),?\s(?P<figure>{_FIGURE})"
    r"(?=[,.;](?!\d)|\sand\b|$)"
)
_ABOVE_ALL = (
    r"(?:above\s+all|in\s+particular|particularly|especially|specifically|mainly|chiefly|notably|most\s+of\s+all"
    r"|first\s+and\s+foremost)"
)
_ASKS_CHIEF = pattern(rf"^\W*(?:(?:in|on|about|of|for)\s+)?(?:which|what)\s[^?]{{2,200}}?\b{_ABOVE_ALL}\b", re.I)
_CHIEF = pattern(rf"\b(?P<sort>[\w’'-]+),?\s(?:and\s)?{_ABOVE_ALL}\s(?=\w)", re.I)
_TO_WHOM = pattern(r"^\W*to\s+(?:whom?|what|which)\b|^\W*who(?:m)?\s[^?]*\sto\W*$", re.I)


def name_gapped(laid: Match, order: Sequence[int]) -> Found | None:
    """The words of one of the best sentences in such a place; None where the question has another form."""
    best = order[:LOOKED_INTO]
    return _chief(laid, best) or _recipient(laid, best)


def name_gapped_figure(laid: Match, order: Sequence[int]) -> Found | None:
    """The figure right after the asked name, in a sentence that has another's before and the asked noun."""
    question = laid.question
    if question.kind not in (Kind.HOW_MANY, Kind.HOW_MUCH) or not question.names:
        return None
    names = {s for name in question.names for s in content_stems(name)}
    head = question.head[-1:] or _of_which(laid)
    heads = {s for one in head for s, worth in laid.worth.get(one, {}).items() if worth > ALIKE}
    for i in order[:LOOKED_INTO]:
        text = laid.index.texts[i]
        first = _FIRST.search(text)
        for found in _GAPPED.finditer(text, first.end()) if first else ():
            told = set(content_stems(found["name"]))
            if told and told <= names and heads & laid.index.counts[i].keys():
                return Found(i, found.start("figure"), found.end("figure"))
    return None


def _of_which(laid: Match) -> tuple[str, ...]:
    """“Boat” of “how many of the patrol boats come …”."""
    found = _OF_WHICH.search(laid.question.text)
    return tuple(content_stems(found[1])) if found else ()


_OF_WHICH = pattern(r"\b(?:many|much)\s+of\s+(?:the|these|those|its|their)\s+((?:[\w-]+\s+){0,2}?[\w-]+s)\b", re.I)


def _chief(laid: Match, best: Sequence[int]) -> Found | None:
    """“Trade” of “economic issues, particularly trade”, for “which economic issue above all?”."""
    if not _ASKS_CHIEF.match(laid.question.text):
        return None
    heads = {s for one in laid.question.head for s, worth in laid.worth.get(one, {}).items() if worth > ALIKE}
    for i in best:
        for found in _CHIEF.finditer(laid.index.texts[i]):
            if heads & set(content_stems(found["sort"])):
                return phrase_at(laid, i, found.end())
    return None


def _recipient(laid: Match, best: Sequence[int]) -> Found | None:
    """What “to” brings after the asked verb or one like it: “to whom will the boats be given?”."""
    gap = read_gap(laid.question) if _TO_WHOM.match(laid.question.text) else None
    if gap is None or gap.slot != "to" or gap.verb not in GIVES or asks_for_town(laid.question):
        return None
    for i in best:
        reading = laid.index.reading(i)
        filled = [one for one in fill(laid, gap, i) if one.place and one.fit >= FIT]
        top = max(filled, key=lambda one: one.fit, default=None)
        if top and top.place and reading.words[top.place[0] - 1].lower == "to":
            return phrase_at(laid, i, reading.words[top.place[0]].start)
    return None
