"""Figuring: the figure that a question names by what it counts, directions kept apart: exports from here to there."""

from __future__ import annotations

import itertools

from briefs.answers.evidence import Match
from briefs.answers.kinds import Kind, Wanted
from briefs.answers.wording import stand_ins
from briefs.model import Figure, Modality
from briefs.patterns import pattern
from briefs.terms import content_stems, stem

_FROM = pattern(r"\bfrom\s+(?:the\s+)?([\w.]+)")
_YEAR = pattern(r"(?:19|20)\d\d")
_SCORE = frozenset(map(stem, ("score", "result")))

_SUM = pattern(r"^\W*[Hh]ow\s+(?:large|big|high|great)\s+(?:is|was)\s+the\s+(?:sum|amount|investment|pledge|promise)\b")
_PLEDGED = frozenset(map(stem, "promise pledge vow commit".split()))
"""Words with which a question calls a sum promised."""


def name_figure(laid: Match, figures: tuple[Figure, ...]) -> Figure | None:
    """The figure asked for: the score of a game, or the one of two compared that runs in the question's direction."""
    question = laid.question
    if question.wanted is Wanted.NUMBER and question.kind is Kind.WHAT and set(question.head) <= _SCORE:
        return next((f for f in figures if f.unit == "score"), None) if question.head else None
    if question.kind is not Kind.HOW_MUCH:
        return None
    if _SUM.match(question.text) and _PLEDGED & set(question.stems):
        sums = [f for f in figures if f.modality is Modality.PLEDGE and f.unit.isupper()]
        return sums[0] if len({f.value for f in sums}) == 1 else None
    asked = _directed(*_as_exports(question.text, question.stems))
    compared = [f for f in figures if f.group and f.modality is Modality.FACT and _holds(asked, f)]
    ranked = sorted(compared, key=lambda f: -_in_order(asked, f))
    if len(ranked) < 2 or _in_order(asked, ranked[0]) == _in_order(asked, ranked[1]):
        return None
    return ranked[0]


_LONG_NAMES = (((stem("united"), stem("states")), stem("us")), ((stem("united"), stem("kingdom")), stem("uk")))
_SELLS, _BUYS = (frozenset(map(stem, words.split())) for words in ("sell ship send", "buy import purchase"))
_EMPTY = frozenset(
    map(stem, "stuff worth value goods total year annually product money dollar amount reach add come sum".split())
)


def _as_exports(text: str, stems: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """“What A sells to B” as A's exports to B, “what B buys from A” likewise; years and “worth” left out."""
    kept = [s for s in stems if s not in _EMPTY and not _YEAR.fullmatch(s)]
    for (one, two), short in _LONG_NAMES:
        if one in kept and two in kept:
            kept[kept.index(one)] = short
            kept.remove(two)
    trade = stem("export")
    text = text.replace("United States", "US").replace("United Kingdom", "UK")
    return text, tuple(trade if s in _SELLS or s in _BUYS else s for s in kept)


def _directed(text: str, stems: tuple[str, ...]) -> tuple[str, ...]:
    """The question's words with where it comes from first: “exports from Japan” are “Japanese exports”."""
    if found := _FROM.search(text):
        first = content_stems(found[1])
        return (*first, *(s for s in stems if s not in first))
    return stems


def _holds(asked: tuple[str, ...], figure: Figure) -> bool:
    """Whether all that is asked stands in what the figure counts, three words at least: a thing and two sides."""
    counted = content_stems(figure.counts)
    return len(asked) > 2 and all(stand_ins(s, counted) for s in asked)


def _in_order(asked: tuple[str, ...], figure: Figure) -> int:
    counted = content_stems(figure.counts)
    places = [min(counted.index(other) for other in stand_ins(s, counted)) for s in asked]
    return sum(one < two for one, two in itertools.combinations(places, 2))
