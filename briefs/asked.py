"""Asked: a question as it is compared with others: what it asks for, what it is about, and what limits it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from briefs.answers.kinds import Kind, Wanted, wanted_by_head
from briefs.answers.question import Question, read_question
from briefs.patterns import pattern
from briefs.terms import stem

LONGEST = 300
"""Characters that are read."""
MOST_TERMS = 24
"""Words of content that are compared; a text with more is no question."""
REASONS = frozenset(map(stem, "reason cause motive why".split()))
_LIMITING = frozenset(
    """before after during without since until till over under above below against other another next last first
    previous former latest more less most least only both""".split()
)
"""Short words that make another question of the same one."""
_NEGATED = pattern(r"\b(?:not|never|no|nobody|none|nothing|nowhere|cannot|without)\b|n['’]t\b")
_AHEAD = pattern(r"\b(?:will|shall|won['’]t|going\s+to|gonna)\b|['’]ll\b")
_BEHIND = pattern(r"\b(?:did|was|were|had|didn['’]t|wasn['’]t|weren['’]t)\b")
_BY = pattern(r"\bby\b")
_MOVED = pattern(r"\b(from|to)\s+(?:the\s+)?(\w+)")
_HE, _SHE = frozenset("he him his".split()), frozenset("she her hers".split())
_COUNTED = frozenset("two three four five six seven eight nine ten".split())
_COUNTRIES = (
    (pattern(r"\bunited\s+states(?:\s+of\s+america)?\b|\bUSA\b", re.I), "US"),
    (pattern(r"\bunited\s+kingdom\b", re.I), "UK"),
)
_IS = pattern(r"\b(who|what|when|where|how)['’]s\b", re.I)
_WON = pattern(r"\bwon\b(?!['’])", re.I)
_BY_KIND = {
    Kind.WHO: "person",
    Kind.SPEAKER: "person",
    Kind.WHEN: "time",
    Kind.WHERE: "place",
    Kind.WHY: "reason",
    Kind.HOW_MANY: "count",
    Kind.HOW_MUCH: "measure",
    Kind.HOW_LONG: "duration",
    Kind.HOW_OLD: "age",
    Kind.YES_NO: "whether",
    Kind.EITHER: "whether",
}
_BY_WANTED = {
    Wanted.TIME: "time",
    Wanted.PLACE: "place",
    Wanted.PERSON: "person",
    Wanted.MONEY: "measure",
    Wanted.PERCENT: "measure",
    Wanted.NUMBER: "measure",
    Wanted.DURATION: "duration",
    Wanted.AGE: "age",
    Wanted.REASON: "reason",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One question as it is compared."""

    plain: str
    asks: str
    words: tuple[str, ...]
    """As typed, in lower case: one for each of `stems`."""
    stems: tuple[str, ...]
    """What it is about, in order, each once."""
    said: bool
    numbers: frozenset[str]
    limits: frozenset[str]
    counted: frozenset[str]
    negated: bool
    tense: str
    by: bool
    moved: frozenset[tuple[str, str]]
    whose: str
    """“he” or “she”, where it speaks of one of them."""


@lru_cache(maxsize=2_000)
def read_wording(text: str) -> Wording:
    """`text` as a question, with what tells it apart from others."""
    text = " ".join(text[:LONGEST].split())
    for country, short in _COUNTRIES:
        text = country.sub(short, text)
    text = _IS.sub(r"\1 is", text)
    asked = read_question(_WON.sub("wins", text))
    low = asked.text.lower()
    words = [term.lower for term in asked.terms]
    said = {t.stem: t.lower for t in asked.terms if not t.stops and t.text[0].isalpha() and t.lower not in _COUNTED}
    stems = tuple(said)[:MOST_TERMS]
    limits = frozenset(words) & _LIMITING - (frozenset(("last",)) if asked.kind is Kind.HOW_LONG else frozenset())
    return Wording(
        plain=" ".join(word for word in words if word not in ("the", "a", "an", "please")),
        asks=_asks(asked, stems),
        words=tuple(said[stem_] for stem_ in stems),
        stems=stems,
        said=asked.kind is Kind.SAID,
        numbers=frozenset(t.stem for t in asked.terms if t.text[0].isdigit()),
        limits=limits,
        counted=frozenset(words) & _COUNTED,
        negated=bool(_NEGATED.search(low)),
        tense="ahead" if _AHEAD.search(low) else "behind" if _BEHIND.search(low) else "",
        by=bool(_BY.search(low)),
        moved=frozenset((m[1], stem(m[2])) for m in _MOVED.finditer(low)),
        whose="he" if _HE.intersection(words) else "she" if _SHE.intersection(words) else "",
    )


def _asks(asked: Question, stems: Collection[str]) -> str:
    if found := _BY_KIND.get(asked.kind):
        return found
    if REASONS.intersection(stems) and asked.kind in (Kind.WHAT, Kind.DEFINE):
        return "reason"
    if asked.kind not in (Kind.WHAT, Kind.LIST):
        return "what"
    own = wanted_by_head(asked.head[-1:], Wanted.ANY)
    return "what" if asked.wanted is Wanted.PERSON is not own else _BY_WANTED.get(asked.wanted, "what")
