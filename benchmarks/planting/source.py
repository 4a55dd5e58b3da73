"""Source: an article with what the rules of planting draw on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefs import Article
from briefs.boilerplate import is_boilerplate
from briefs.checks.quotation import find_quoted
from briefs.model import Person, PersonKind, Quote
from briefs.people import find_people
from briefs.quotes import find_quotes
from briefs.terms import find_terms

NEIGHBOURS = 5
"""Articles before and after from which strange names are taken."""


@dataclass
class Source:
    """One article; `chance` is its own, so that articles may be left out without changing the others."""

    article: Article
    people: tuple[Person, ...]
    quotes: tuple[Quote, ...]
    strangers: Sequence[str]
    """Names of other articles."""
    foreign: Sequence[str]
    """Places of other articles."""
    chance: random.Random
    words: list[str]
    """Words of the article that may stand in for another."""

    @property
    def persons(self) -> list[str]:
        """Full names of the people in it."""
        return [p.name for p in self.people if p.kind is PersonKind.PERSON and " " in p.name]

    @property
    def places(self) -> list[str]:
        return [p.name for p in self.people if p.kind is PersonKind.PLACE]

    def sentences(self) -> list[str]:
        """The story's own sentences, shuffled: no furniture, and none that is a quotation as a whole."""
        inside = [span for quote in self.quotes for span in quote.spans]
        found = [
            s.text
            for s in self.article.sentences
            if not is_boilerplate(s)
            and 6 <= len(s.text.split()) <= 60
            and not any(span.start <= s.span.start + 2 and s.span.end - 2 <= span.end for span in inside)
        ]
        self.chance.shuffle(found)
        return found


Rule = Callable[[Source, str], str | None]
"""A line made from a sentence of the article, or None where the rule finds no place in it."""


def read_sources(texts: Sequence[str], seed: int) -> Iterator[Source]:
    """The articles in order, each with the names of its neighbours as strangers."""
    articles = [Article.from_text(text) for text in texts]
    people = [find_people(article) for article in articles]
    for k, article in enumerate(articles):
        near = [p for other in people[k + 1 : k + 1 + NEIGHBOURS] + people[max(0, k - NEIGHBOURS) : k] for p in other]
        new = [p for p in near if p.name.split()[-1] not in article.text]
        yield Source(
            article,
            people[k],
            find_quotes(article, people[k]),
            [p.name for p in new if p.kind is PersonKind.PERSON and " " in p.name],
            [p.name for p in new if p.kind is PersonKind.PLACE],
            random.Random(f"{seed} {article.id}"),
            [t.text for t in find_terms(article.text) if len(t.text) > 4 and t.text.islower() and not t.stops],
        )


def outside_quotes(text: str, at: int) -> bool:
    return not any(a <= at < b for a, b in find_quoted(text))
