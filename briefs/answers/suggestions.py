"""Suggestions: questions that an article answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.answers.index import Index
from briefs.article import Article
from briefs.model import Brief, Figure, Person, PersonKind, Quote

MOST = 25
"""What an autocompletion shows at once (Discord)."""
OFFERED = 2
"""What goes with a refusal."""


def suggest_questions(brief: Brief, article: Article) -> tuple[str, ...]:
    """At most 25 questions that `article` answers, from its figures, quotations and people, most telling first."""
    found = [*_counts(brief.figures), *_words(brief.quotes), *_who(brief.people)]
    if any(event.when for event in brief.timeline):
        found.append("What happened when?")
    found.append("What is this about?")
    return tuple(dict.fromkeys(found))[:MOST]


def questions_about(index: Index, order: Sequence[int] = ()) -> tuple[str, ...]:
    """Two questions that the article of `index` answers, about what its best sentences name where there are such."""
    near = [n.person for i in order[:3] for n in index.cast.named[i]]
    people = [index.cast.people[p] for p in dict.fromkeys(near)] or list(index.cast.people)
    names = {p.name for p in people}
    quotes = [q for q in index.quotes if set(q.speakers) & names] or list(index.quotes)
    found = [*_words(quotes), *_counts(index.figures), *_who(people), "What is this about?"]
    first = list(dict.fromkeys(_words(quotes)))[:1]
    return tuple(dict.fromkeys([*first, *_counts(index.figures), *found]))[:OFFERED]


def _counts(figures: Sequence[Figure]) -> Iterator[str]:
    for figure in figures:
        named = figure.counts and figure.counts.split()[0].lower() not in _NO_NOUN and not figure.counts[0].isdigit()
        if named and not figure.unit and figure.value > FEW:
            yield f"How many {figure.counts}?"
        elif named and figure.unit in ("percent", "USD", "GBP", "EUR", "JPY"):
            plural = (
                figure.counts.split()[0].endswith("s") or " exports" in figure.counts or " imports" in figure.counts
            )
            yield f"How much {'are' if plural else 'is the'} {figure.counts.removeprefix('the ')}?"


FEW = 3
"""“two leaders” is worth no question."""
_NO_NOUN = frozenset("to of in on at by for from with and or that which who more less".split())


def _words(quotes: Sequence[Quote]) -> Iterator[str]:
    for quote in quotes:
        if quote.speakers:
            yield f"What did {quote.speakers[0]} say?"


def _who(people: Sequence[Person]) -> Iterator[str]:
    for person in people:
        if person.kind is PersonKind.PERSON and person.roles:
            yield f"Who is {person.name}?"
