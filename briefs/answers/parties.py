"""Parties: the country that gives, the other one of two that sign, and what is given: “a pledge from Peru”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.answers.countries import find_countries
from briefs.answers.evidence import Match
from briefs.answers.found import Found
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

LOOKED_INTO = 3
"""Best sentences that are looked into."""
_ASKS_GIVER = pattern(
    r"^\W*(?:which|what)\s+(?:country|nation|state)\s+(?:has\s+|had\s+)?(?:(?:made|gave|offered|signed|issued)\s+(?:an?|the|its)"
    r"\s+(?:\w+\s+)?(?P<thing>pledge|promise|offer|vow|commitment|gift|donation|guarantee|assurance|apology)|(?P<verb>pledged|promised|offered|vowed|committed))\b",
    re.I,
)
_GIFTS = frozenset(map(stem, "pledge promise offer vow commitment gift donation guarantee assurance apology".split()))
_ASKS_OTHER = pattern(
    r"^\W*with\s+(?:which|what)\s+(?:other\s+)?(?:country|nation|state)\s+(?:did|has|had|does|will|would|is|was)\s[^?]*"
    r"\b(?:sign|signed|agree|agreed|reach|reached|conclude|concluded|make|made|strike|struck|negotiate|negotiated)\b",
    re.I,
)


def name_party(laid: Match, order: Sequence[int]) -> Found | None:
    """Who stands in the asked place of one of the best sentences; None where the question has another form."""
    best = order[:LOOKED_INTO]
    return _giver(laid, best) or _other(laid, best) or _given(laid, best)


_ASKS_GIVEN = pattern(
    r"^\W*what\s+(?:did|does|has|had)\s[^?]*\s(?:secured?|get|gets|got|received?|obtain(?:ed)?|won|win|gain(?:ed)?|extract(?:ed)?)"
    r"\s+from\s+(?:the\s+)?(?P<whom>[\w.’'-]+)\W*$",
    re.I,
)


def _given(laid: Match, best: Sequence[int]) -> Found | None:
    """“Pledge” of “a pledge from Peru”, for “what did the deal secure from Peru?”."""
    asked = _ASKS_GIVEN.match(laid.question.text)
    whom = set(content_stems(asked["whom"])) if asked else set()
    for i in best if whom else ():
        words = laid.index.reading(i).words
        for k in range(1, len(words) - 2):
            if words[k].tag == "N" and words[k + 1].lower == "from" and words[k + 2].stem in whom:
                first = k
                while first and words[first - 1].tag in "NJ#":
                    first -= 1
                return Found(i, words[first].start, words[k].end)
    return None


def _giver(laid: Match, best: Sequence[int]) -> Found | None:
    """“Peru” of “a pledge from Peru to …”."""
    asked = _ASKS_GIVER.match(laid.question.text)
    gift = stem((asked["thing"] or asked["verb"]).lower()) if asked else ""
    meant = {s for s in laid.worth.get(gift, {gift: 1.0}) if s in _GIFTS} if gift in _GIFTS else set()
    for i in best if meant else ():
        words, text = laid.index.reading(i).words, laid.index.texts[i]
        for k in range(len(words) - 2):
            if words[k].stem in meant and words[k + 1].lower in ("from", "by"):
                for _, start, end in find_countries(text):
                    if start in (words[k + 2].start, words[min(k + 3, len(words) - 1)].start):
                        return Found(i, start, end)
    return None


def _other(laid: Match, best: Sequence[int]) -> Found | None:
    """The only country that a sentence about it names beside the asked one."""
    if not _ASKS_OTHER.match(laid.question.text):
        return None
    asked = {name for name, _, _ in find_countries(laid.question.text)}
    for i in best if asked else ():
        named = [one for one in find_countries(laid.index.texts[i]) if one[0] not in asked]
        if named and len({name for name, _, _ in named}) == 1:
            return Found(i, named[0][1], named[0][2])
        if named:
            return None
    return None
