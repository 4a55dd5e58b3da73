"""Alignment: which sentences of the article a line retells, and what of it none of them has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from briefs.answers.index import Index
from briefs.answers.tagging import Word, tag_words
from briefs.answers.wording import stand_ins
from briefs.article import Article
from briefs.model import Person, Quote, Span, Statement
from briefs.people import find_people
from briefs.quotes import find_quotes
from briefs.statements import find_statements
from briefs.terms import find_terms

MOST_SOURCES = 3
"""Sentences that one line may draw together."""
ADDS = 0.12
"""The share of a line's weight that a further source must add."""
FOLLOWS = 0.6
"""The share of a line's words that its source must have in the same order for it to follow the source."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line (`own`) in the place of words of its source (`theirs`); one of the two may be empty."""

    own: tuple[Word, ...]
    theirs: tuple[Word, ...]
    next: tuple[Word, ...]
    """The source's words behind them that the line has as well."""
    first: bool
    """They open the source."""
    last: bool
    """They end the source, but for its full stop."""


@dataclass(frozen=True)
class Line:
    """One sentence of the checked text laid over the article."""

    text: str
    start: int
    """Where it begins in the checked text."""
    article: Article
    index: Index
    words: tuple[Word, ...]
    weights: dict[str, float]
    """What each content stem of the line counts: its rarity in the article."""
    worth: dict[str, dict[str, float]]
    """Per stem, the article's stems that stand for it."""
    sources: tuple[int, ...]
    """The sentences that it retells, best first."""
    coverage: float
    """The share of the line's weight that the best source holds."""
    people: tuple[Person, ...]
    quotes: tuple[Quote, ...]
    statements: tuple[Statement, ...]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Where the line departs from its best source, in order; none where it does not follow it word for word."""
        return _pieces(self.words, self.index.reading(self.sources[0]).words) if self.sources else ()

    def span(self, start: int, end: int) -> Span:
        """Offsets of this sentence as offsets of the checked text."""
        return Span("", self.start + start, self.start + end)

    def evidence(self, i: int | None = None) -> Span | None:
        """The sentence of the article that comes nearest, or sentence `i`."""
        if i is None:
            i = self.sources[0] if self.sources else None
        return self.article.sentences[i].span if i is not None else None

    def held(self, stem: str, sources: Sequence[int] | None = None) -> float:
        """What a stem of the line is worth in its sources (or those given): 1 for itself, less for a stand-in."""
        places = self.sources if sources is None else sources
        others = self.worth.get(stem, {})
        return max(
            (w for i in places for o, w in others.items() if o in self.index.counts[i] or o in self.index.carried[i]),
            default=0.0,
        )


def lay(text: str, start: int, article: Article, index: Index) -> Line:
    """Lay one sentence of a checked text over `article`."""
    mini = Article.from_text(text)
    people = find_people(mini)
    words = tag_words(text)
    stems = tuple(dict.fromkeys(t.stem for t in find_terms(text) if not t.stops))
    weights = {s: index.idf(s) for s in stems}
    worth = {s: stand_ins(s, index.documents) for s in stems}
    sources, coverage = _sources(index, weights, worth)
    return Line(
        text, start, article, index, words, weights, worth, sources, coverage,
        people, find_quotes(mini, people), find_statements(mini, people),
    )  # fmt: skip


def _pieces(own: tuple[Word, ...], theirs: tuple[Word, ...]) -> tuple[Piece, ...]:
    codes = SequenceMatcher(None, [w.lower for w in own], [w.lower for w in theirs], autojunk=False).get_opcodes()
    same = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal")
    if same < FOLLOWS * len(own):
        return ()
    end = len(theirs) - (1 if theirs and theirs[-1].text in ".!?" else 0)
    following = [*codes[1:], ("equal", 0, 0, 0, 0)]
    return tuple(
        Piece(own[i1:i2], theirs[j1:j2], theirs[n1:n2], j1 == 0, j2 >= end)
        for (tag, i1, i2, j1, j2), (_, _, _, n1, n2) in zip(codes, following, strict=True)
        if tag != "equal"
    )


def _sources(
    index: Index, weights: dict[str, float], worth: dict[str, dict[str, float]]
) -> tuple[tuple[int, ...], float]:
    """The sentence that covers most of the line, then those that add to it."""
    total = sum(weights.values()) or 1.0
    held: list[dict[str, float]] = []
    for count, carried in zip(index.counts, index.carried, strict=True):
        own: dict[str, float] = {}
        for asked, others in worth.items():
            best = max(
                (w if o in count else w * carried[o] for o, w in others.items() if o in count or o in carried),
                default=0.0,
            )
            if best:
                own[asked] = best * weights[asked]
        held.append(own)
    chosen: list[int] = []
    have: dict[str, float] = {}
    first = 0.0
    while len(chosen) < MOST_SOURCES and held:
        gains = [sum(max(0.0, w - have.get(s, 0.0)) for s, w in own.items()) for own in held]
        best = max(range(len(held)), key=lambda i: gains[i])
        if gains[best] / total < ADDS:
            break
        first = first or gains[best] / total
        chosen.append(best)
        for s, w in held[best].items():
            have[s] = max(have.get(s, 0.0), w)
    return tuple(chosen), first
