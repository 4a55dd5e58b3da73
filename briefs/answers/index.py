"""Index: what is counted once per article so that each question is quick."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from briefs.article import Article
from briefs.terms import Term, find_terms


@dataclass(frozen=True)
class Index:
    """The words of each sentence of one article. Never changed once built: threads may share it."""

    article: str
    terms: tuple[tuple[Term, ...], ...]
    """Per sentence; offsets count from the sentence's start."""
    counts: tuple[Counter[str], ...]
    documents: Counter[str]
    """In how many sentences each stem stands."""
    mean_length: float

    def idf(self, stem: str) -> float:
        """How rare a stem is; a stem that the article lacks is rarest."""
        n, seen = len(self.counts), self.documents[stem]
        return math.log(1 + (n - seen + 0.5) / (seen + 0.5))


def build_index(article: Article) -> Index:
    """Count the words of `article`; linear in its length. Build it when a brief is published."""
    terms = tuple(find_terms(sentence.text) for sentence in article.sentences)
    counts = tuple(Counter(t.stem for t in found if not t.stops) for found in terms)
    documents: Counter[str] = Counter(stem for count in counts for stem in count)
    mean = sum(map(len, terms)) / len(terms) if terms else 1.0
    return Index(article.id, terms, counts, documents, mean or 1.0)
