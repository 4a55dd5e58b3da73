"""Listing: everything of one sort that an article has, wherever it stands: its countries, people, speakers, figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefs.answers.countries import find_countries
from briefs.answers.index import Index
from briefs.answers.question import Question
from briefs.answers.suggestions import FEW
from briefs.article import Article
from briefs.model import Figure, Person, PersonKind, Span
from briefs.patterns import pattern

MOST = 12
"""Things of a list; a longer one is the brief itself."""
_ALL = (
    r"(?:(?:are|is|were|was|get|gets|have\s+been)\s+(?:mentioned|named|listed|quoted|involved|given|reported)"
    r"|appears?|are\s+there|does\s+(?:the|this|it)\s*\w*\s*(?:mention|name|quote|give|list))"
)
_WANTS = pattern(
    rf"^\W*(?:(?:which|what)\s+(?P<one>[\w\s-]{{3,40}}?)\s+{_ALL}"
    r"|(?:please\s+)?(?:list|name|give\s+me|show(?:\s+me)?|tell\s+me)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?(?P<two>[\w\s-]{3,40}?)"
    r"(?:\s+(?:that\s+are\s+)?(?:mentioned|named|quoted))?"
    rf"|who(?:\s+all)?\s+(?P<who>{_ALL}|spoke|speaks|talked|said\s+(?:something|anything)))"
    r"(?:\s+(?:in|by)\s+(?:the\s+|this\s+|it\s*)?(?:article|story|text|report|brief|name|summit|piece)?)?\W*$",
    re.I,
)
_SPEAKS = pattern(r"quote[ds]?|spoke|speaks|speakers?|talked|said", re.I)

Placed = Iterator[tuple[str, Span]]


def list_all(question: Question, article: Article, index: Index) -> tuple[Span, ...]:
    """Where all stands that the question wants listed, each thing once and in order; empty where it wants none."""
    found = _WANTS.match(question.text)
    if not found:
        return ()
    words = (found["one"] or found["two"] or "people").lower().split()
    speaks = bool(_SPEAKS.search(found["who"] or "") or _SPEAKS.fullmatch(words[-1]))
    first: dict[str, Span] = {}
    for name, span in _speakers(index) if speaks and words[-1] != "quotes" else _things(words[-1], article, index):
        first.setdefault(name, span)
    return tuple(sorted(first.values()))[:MOST]


def _things(noun: str, article: Article, index: Index) -> Placed:
    if noun in ("countries", "nations", "states"):
        return ((name, Span(article.id, start, end)) for name, start, end in find_countries(article.text))
    if noun in ("people", "persons", "names", "leaders", "politicians"):
        return _named(index, lambda person: person.kind is PersonKind.PERSON)
    if noun in ("places", "cities", "locations"):
        return _named(index, lambda person: person.kind is PersonKind.PLACE)
    if noun in ("organisations", "organizations", "parties", "companies", "groups"):
        return _named(index, lambda person: person.kind is PersonKind.ORGANISATION)
    if noun in ("figures", "numbers", "sums", "statistics", "amounts"):
        return ((figure.text, figure.span) for figure in index.figures if _tells(figure))
    if noun in ("quotes", "quotations"):
        return ((quote.text, quote.spans[0]) for quote in index.quotes)
    return iter(())


def _tells(figure: Figure) -> bool:
    """Whether a number is worth a place in a list: no ordinal, no year, no “two leaders”."""
    return figure.unit not in ("ordinal", "year") and (bool(figure.unit) or figure.value > FEW)


def _speakers(index: Index) -> Placed:
    names = {name for quote in index.quotes for name in quote.speakers}
    return _named(index, lambda person: person.name in names)


def _named(index: Index, wanted: Callable[[Person], bool]) -> Placed:
    """Each person at the first place where the whole name stands, else at the first mention."""
    for person in index.cast.people:
        if person.spans and wanted(person):
            whole = (s for s in person.spans if s.end - s.start == len(person.name))
            yield person.name, next(whole, person.spans[0])
