"""Cast: who and what is named in each sentence, and whom its pronouns stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.article import Article
from briefs.model import Person, PersonKind, Sentence
from briefs.patterns import pattern
from briefs.terms import content_stems

_PRONOUNS = pattern(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.I)
BY_SHORT_NAME, BY_PRONOUN = 0.9, 0.6
"""What a name's stem is worth beside one that is written out."""
REACH = 4
"""Sentences that a pronoun looks back for a name."""


@dataclass(frozen=True, slots=True)
class Named:
    """One mention; offsets count from the start of its sentence."""

    start: int
    end: int
    person: int
    """Place in `Cast.people`."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people, places and organisations of an article, sentence by sentence."""

    people: tuple[Person, ...]
    named: tuple[tuple[Named, ...], ...]
    """Per sentence, the mentions by name."""
    meant: tuple[frozenset[int], ...]
    """Per sentence, whom its pronouns stand for."""
    stems: tuple[frozenset[str], ...]
    """Per person, the stems of the name."""

    def carried(self, i: int) -> dict[str, float]:
        """Stems that sentence `i` leaves out of a name because a shorter form or a pronoun stands for it."""
        found = {stem: BY_PRONOUN for p in self.meant[i] for stem in self.stems[p]}
        found |= {stem: BY_SHORT_NAME for n in self.named[i] for stem in self.stems[n.person]}
        return found

    def kind(self, i: int, start: int, end: int) -> PersonKind | None:
        """What the name at these offsets of sentence `i` is; None where no name was found there."""
        best = None
        for name in self.named[i]:
            if name.start < end and start < name.end:
                best = self.people[name.person].kind
        return best


def read_cast(article: Article, people: Sequence[Person]) -> Cast:
    """Lay `people` (with their mentions) over the sentences of `article`."""
    sentences = article.sentences
    named: list[list[Named]] = [[] for _ in sentences]
    starts = [s.span.start for s in sentences]
    for p, person in enumerate(people):
        for span in person.spans:
            i = bisect_right(starts, span.start) - 1
            if i >= 0 and span.start < sentences[i].span.end:
                named[i].append(Named(span.start - starts[i], span.end - starts[i], p))
    ordered = tuple(tuple(sorted(found, key=lambda n: n.start)) for found in named)
    stems = tuple(frozenset(content_stems(person.name)) for person in people)
    return Cast(tuple(people), ordered, _pronouns(sentences, ordered, people), stems)


def _pronouns(
    sentences: Sequence[Sentence], named: Sequence[Sequence[Named]], people: Sequence[Person]
) -> tuple[frozenset[int], ...]:
    latest: dict[str, tuple[int, int]] = {}  # pronoun -> (person, sentence)
    meant: list[frozenset[int]] = []
    for i, sentence in enumerate(sentences):
        found: set[int] = set()
        for m in _PRONOUNS.finditer(sentence.text):
            pronoun = "he" if m.group(1) else "she"
            before = [n for n in named[i] if n.start < m.start() and people[n.person].pronoun == pronoun]
            if before:
                continue  # named in the same sentence: its words are there already
            who, where = latest.get(pronoun, (-1, -REACH - 1))
            if who >= 0 and i - where <= REACH:
                found.add(who)
                latest[pronoun] = (who, i)
        first: dict[str, int] = {}
        for n in named[i]:
            if people[n.person].kind is PersonKind.PERSON:
                first.setdefault(people[n.person].pronoun, n.person)
        for pronoun, who in first.items():  # the first named of a sentence is most often its subject
            if pronoun:
                latest[pronoun] = (who, i)
            else:
                latest["he"] = latest["she"] = (who, i)
        meant.append(frozenset(found))
    return tuple(meant)
