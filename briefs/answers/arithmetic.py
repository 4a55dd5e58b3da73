"""Arithmetic: what follows from two numbers that both stand in the article, shown as a calculation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefs.answers.evidence import Match
from briefs.answers.kinds import Kind
from briefs.answers.question import Question
from briefs.answers.wording import stand_ins
from briefs.model import Figure, Span
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

_DIFFERENCE = pattern(
    r"\bwhat(?:['’]s|\s+is|\s+was|\s+were|\s+are)?\s+the\s+(?:\w+\s+){0,2}?(?:deficit|surplus|imbalance|balance|difference|gap)\b"
    r"|\bhow\s+(?:big|large|wide|high)\s+(?:is|was)\s+the\s+(?:\w+\s+){0,2}?(?:deficit|surplus|imbalance|difference|gap)\b"
    r"|\bhow\s+(?:much|many)\s+(?:\w+\s+)?(?:more|less|fewer|larger|bigger|higher|lower|greater|smaller|cheaper|older|younger)\b"
    r"|\bby\s+how\s+(?:much|many)\b|\bhow\s+many\s+years\s+(?:between|after|before|later|passed)\b",
    re.I,
)
_SUM = pattern(
    r"\b(?:combined|altogether|added\s+(?:up|together)|sum\s+of|both\s+together|total\s+trade|trade\s+in\s+total)\b",
    re.I,
)
_TRADE = pattern(r"\b(?:trade\s+)?(?:deficit|surplus|imbalance|balance)\b", re.I)
_SCALED = pattern(r"^(.*?\d[\d.,]*)\s*(million|billion|trillion|bn|m|k)?(.*)$")


@dataclass(frozen=True, slots=True)
class Sum:
    """A calculation, with the spans of its two numbers."""

    text: str
    spans: tuple[Span, ...]
    note: str


def compute(laid: Match, figures: Sequence[Figure]) -> Sum | None:
    """The difference or total that `laid`'s question asks for; None where it asks for none or a number is missing."""
    question = laid.question
    if not (_DIFFERENCE.search(question.text) or _SUM.search(question.text)):
        return None
    if any(word in laid.index.documents for word in _named(question)):
        return None  # the article states it itself
    pair = _pair(laid, figures)
    if pair is None:
        return None
    return _total(*pair) if _SUM.search(question.text) else _difference(*pair)


def _named(question: Question) -> tuple[str, ...]:
    found = _TRADE.search(question.text) if question.kind is not Kind.YES_NO else None
    return (stem(found.group().split()[-1]),) if found else ()


def _pair(laid: Match, figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Two numbers of one unit that count what the question is about and are compared, or named in it."""
    trade = bool(_TRADE.search(laid.question.text))
    asked = {"export", "import"} if trade else {*laid.question.stems, *laid.question.earlier}
    usable = [f for f in figures if f.high is None and f.unit != "ordinal"]
    named = [f for f in usable if any(n in f.text for n in laid.question.numbers)]
    if len(named) == 2 and named[0].unit == named[1].unit:
        return named[0], named[1]
    best: tuple[float, Figure, Figure] | None = None
    for k, one in enumerate(usable):
        for other in usable[k + 1 : k + 12]:
            if one.unit != other.unit or one.unit in ("year", "day", "month") or one.value == other.value:
                continue
            shared = _shared(one, other, asked)
            if (
                shared
                and ((one.group and one.group == other.group) or not trade)
                and (best is None or shared > best[0])
            ):
                best = shared, one, other
    return (best[1], best[2]) if best else None


def _shared(one: Figure, other: Figure, asked: set[str]) -> float:
    """How much of what is asked both figures count; 0 where they count different things."""
    mine, theirs = set(content_stems(one.counts)), set(content_stems(other.counts))
    if not mine & theirs:
        return 0.0
    hits = [s for s in asked if stand_ins(s, mine) and stand_ins(s, theirs)]
    return len(hits) + (0.5 if one.group and one.group == other.group else 0.0) if hits else 0.0


def _difference(one: Figure, other: Figure) -> Sum:
    low, high = sorted((one, other), key=lambda f: f.value)
    return _shown(high, low, "−", high.value - low.value)


def _total(one: Figure, other: Figure) -> Sum:
    return _shown(one, other, "+", one.value + other.value)


def _shown(one: Figure, other: Figure, sign: str, value: Decimal) -> Sum:
    text = f"{_short(one, other)} {sign} {_number(other)} = {_written(value, other)}"
    note = "Computed from two numbers of the article."
    if one.approximate or other.approximate:
        note = "Computed from two numbers of the article, one of them approximate there."
    return Sum(text, (one.span, other.span), note)


def _number(figure: Figure) -> str:
    return re.sub(r"^(?:in|about|approximately|some|nearly|around)\s+", "", figure.text, flags=re.I)


def _short(one: Figure, other: Figure) -> str:
    """The first number without its “billion” where the second has the same."""
    mine, theirs = _SCALED.match(_number(one)), _SCALED.match(_number(other))
    if mine and theirs and mine.group(2) and mine.group(2) == theirs.group(2) and mine.group(3) == theirs.group(3):
        return mine.group(1).strip()
    return _number(one)


_SCALES = {"million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "k": 1000}


def _written(value: Decimal, like: Figure) -> str:
    """`value` in the unit and scale of `like`."""
    if like.unit == "year":
        return f"{value} years"
    found = _SCALED.match(_number(like))
    if not found:
        return f"{value}"
    scale = _SCALES.get(found.group(2) or "", 1)
    plain = f"{(value / scale).normalize():,f}"
    sign = re.match(r"[^\d]*", found.group(1))
    unit = "percentage points" if like.unit == "percent" else f"{found.group(2) or ''}{found.group(3)}".strip()
    joint = "" if unit in ("m", "bn", "k", "%") else " "
    return f"{sign.group() if sign else ''}{plain}{joint}{unit}".strip()
