"""Paraphrase: whether two questions ask the same, by their words first and by meaning where there is a model.

A wrong yes puts somebody's answer under another question, so it takes much for a yes: whatever one question names and
the other does not is a reason for no. Sentence vectors alone cannot tell “who won” from “who lost”.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefs.answers.kinds import Kind, Wanted, wanted_by_head
from briefs.answers.question import Question, read_question
from briefs.answers.wording import stand_ins
from briefs.opposites import opposed
from briefs.patterns import pattern
from briefs.terms import find_terms, stem

APART = 0.88
"""Vectors of one question in two wordings were never further apart than .911 (docs/asking.md)."""
SWAPPED = 0.972
"""From here on, one word of each may stand for the other without the thesaurus knowing it."""
LONGEST = 300
MOST_TERMS = 24
"""Words of content that are compared; a text with more is no question."""

_LIGHT = frozenset(
    map(
        stem,
        """place hold happen occur take go going get make do day date time amount number total people person anyone
        anybody somebody someone thing way exactly exact actually currently still plan planned possible able allowed
        available officially roughly mean tell know article story text percent rate level""".split(),
    )
)
"""Words that a question may have or leave out and ask the same."""
_SPOKEN = frozenset(map(stem, "say said tell word words quote comment remark think opinion view reaction react".split()))
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
_SIZES = frozenset(map(stem, "high big large much far".split()))
_MONEY = stem("money")
_COUNTED = frozenset("two three four five six seven eight nine ten".split())
_COUNTRIES = ((pattern(r"\bunited\s+states(?:\s+of\s+america)?\b|\bUSA\b", re.I), "US"), (pattern(r"\bunited\s+kingdom\b", re.I), "UK"))
_WON = pattern(r"\bwon\b(?!['’])", re.I)
_GENERIC = frozenset((Kind.WHAT, Kind.HOW, Kind.LIST, Kind.DEFINE, Kind.SAID, Kind.COMPARE))
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
_NEAR = frozenset(
    frozenset(pair) for pair in (("count", "measure"), ("what", "measure"), ("what", "count"), ("measure", "duration"))
)
"""Kinds of question that one wording may have instead of the other: “how high is it?”, “what is it?”"""


@dataclass(frozen=True, slots=True)
class Wording:
    """One question as it is compared."""

    plain: str
    asks: str
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


def same_question(one: str, other: str, cosine: float | None = None) -> float:
    """How surely two questions ask the same, 0 (they do not) to 1.

    `cosine` is that of their vectors (`briefs.meaning.embed`, both with `asks`); without it words alone decide.
    """
    a, b = read_wording(one), read_wording(other)
    if a.plain == b.plain:
        return 1.0 if a.plain else 0.0
    if (cosine is not None and cosine < APART) or not _comparable(a, b):
        return 0.0
    pairs, left_a, left_b = _aligned(a, b)
    if not pairs or _reversed(a, b, pairs):
        return 0.0
    if not left_a and not left_b:
        return _worth(pairs, cosine)
    swap = len(left_a) == len(left_b) == 1 and len(pairs) > 1 and _may_swap(left_a[0], left_b[0], a, b)
    return 0.9 * _worth(pairs, cosine) if swap and cosine is not None and cosine >= SWAPPED else 0.0


def nearest(question: str, others: Sequence[str], cosines: Sequence[float] | None = None) -> tuple[int, float]:
    """The position of the one of `others` that asks the same most surely, with how surely; (-1, 0.0) for none."""
    found = [(same_question(question, o, cosines[i] if cosines else None), -i) for i, o in enumerate(others)]
    score, place = max(found, default=(0.0, 1))
    return (-place, score) if score else (-1, 0.0)


@lru_cache(maxsize=2_000)
def read_wording(text: str) -> Wording:
    """`text` as a question, with what tells it apart from others."""
    text = " ".join(text[:LONGEST].split())
    for country, short in _COUNTRIES:
        text = country.sub(short, text)
    asked = read_question(_WON.sub("wins", text))
    low = asked.text.lower()
    words = [term.lower for term in asked.terms]
    stems = [t.stem for t in asked.terms if not t.stops and t.text[0].isalpha() and t.lower not in _COUNTED]
    limits = frozenset(words) & _LIMITING - (frozenset(("last",)) if asked.kind is Kind.HOW_LONG else frozenset())
    return Wording(
        plain=" ".join(word for word in words if word not in ("the", "a", "an", "please")),
        asks=_asks(asked, stems),
        stems=tuple(dict.fromkeys(stems[:MOST_TERMS])),
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
    if _REASONS.intersection(stems) and asked.kind in (Kind.WHAT, Kind.DEFINE):
        return "reason"
    if asked.kind not in (Kind.WHAT, Kind.LIST):
        return "what"
    own = wanted_by_head(asked.head[-1:], Wanted.ANY)
    return "what" if asked.wanted is Wanted.PERSON is not own else _BY_WANTED.get(asked.wanted, "what")


_REASONS = frozenset(map(stem, "reason cause motive why".split()))


def _comparable(a: Wording, b: Wording) -> bool:
    """Whether nothing apart from the words of content tells them apart."""
    return (
        (a.asks == b.asks or frozenset((a.asks, b.asks)) in _NEAR)
        and a.numbers == b.numbers
        and a.limits == b.limits
        and a.negated == b.negated
        and {a.tense, b.tense} != {"ahead", "behind"}
        and not {a.whose, b.whose} >= {"he", "she"}
        and (a.counted == b.counted or not (a.counted and b.counted))
        and not any((_TURNED[way], what) in b.moved for way, what in a.moved)
    )


_TURNED = {"from": "to", "to": "from"}


def _aligned(a: Wording, b: Wording) -> tuple[list[tuple[int, int]], list[str], list[str]]:
    """Positions of the stems that stand for each other, and the stems of each that stand for nothing."""
    pairs: list[tuple[int, int]] = []
    for exact in (True, False):
        for i, stem_ in enumerate(a.stems):
            if any(i == known for known, _ in pairs):
                continue
            free = {s: j for j, s in enumerate(b.stems) if not any(j == known for _, known in pairs)}
            meant = [stem_] if exact and stem_ in free else [] if exact else _standing(stem_, free)
            if meant:
                pairs.append((i, free[meant[0]]))
    light = _LIGHT | _light_here(a, b)
    left_a = [s for i, s in enumerate(a.stems) if s not in light and not any(i == known for known, _ in pairs)]
    left_b = [s for j, s in enumerate(b.stems) if s not in light and not any(j == known for _, known in pairs)]
    return pairs, left_a, left_b


def _light_here(a: Wording, b: Wording) -> frozenset[str]:
    """What the kind of question says already: “the reason” beside “why”, “money” beside “how much”."""
    light = frozenset[str]()
    if a.said and b.said:
        light |= _SPOKEN
    if a.asks == "reason":
        light |= _REASONS | {stem("come")}
    if a.asks == "duration":
        light |= {stem("last"), stem("duration")}
    if "measure" in (a.asks, b.asks):
        sizes = [_SIZES.intersection(w.stems) for w in (a, b)]
        light |= {_MONEY} | (frozenset[str]() if all(sizes) else _SIZES)
    return light


def _standing(asked: str, others: Collection[str]) -> list[str]:
    found = {**stand_ins(asked, others)}
    for other in others:
        if asked in stand_ins(other, (asked,)):
            found.setdefault(other, 0.5)
    return [word for word in sorted(found, key=lambda w: -found[w]) if not opposed(asked, word)]


def _reversed(a: Wording, b: Wording, pairs: Sequence[tuple[int, int]]) -> bool:
    """“Japan's exports to America” and “America's exports to Japan”: three words in the opposite order."""
    if a.by != b.by:
        return False
    places = [j for _, j in sorted(pairs)]
    lowest = [min(places[k + 1 :], default=len(places)) for k in range(len(places))]
    highest = [max(places[:k], default=-1) for k in range(len(places))]
    return any(highest[k] > place > lowest[k] for k, place in enumerate(places))


def _may_swap(one: str, other: str, a: Wording, b: Wording) -> bool:
    return not opposed(one, other)


def _worth(pairs: Sequence[tuple[int, int]], cosine: float | None) -> float:
    return 0.9 if cosine is None else cosine
