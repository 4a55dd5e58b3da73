"""Errata: an article as it should read where the desk has found it wrong, and the way back to its own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefs.article import Article
from briefs.model import Answer, Erratum, Sentence, Span

KEPT = 8
"""Corrected articles kept, so that an editor's next line and a reader's next question cost nothing extra."""


@dataclass(frozen=True)
class Corrected:
    """An article with its errata set right.

    `article` reads as it should: its id is its own, so an index of it is kept apart from the original's. What is found
    in it is told with `told` and `back`, whose spans are the original's: evidence is always what was printed.
    """

    original: Article
    article: Article
    errata: tuple[Erratum, ...]
    """Those that apply, in the order of the text; none overlap."""
    _starts: tuple[int, ...] = ()
    """Where each of them stands in the corrected text."""

    def back(self, span: Span) -> Span:
        """The place of the original that `span` of the corrected text stands for; corrected words count as a whole."""
        if not self.errata:
            return span
        return Span(self.original.id, self._was(span.start, high=False), self._was(span.end, high=True))

    def forth(self, span: Span) -> Span:
        """Where a place of the original stands in the corrected text; words that are wrong count as a whole."""
        if not self.errata:
            return span
        return Span(self.article.id, self._is(span.start, high=False), self._is(span.end, high=True))

    def read(self, span: Span) -> str:
        """What the original says at `span`, set right."""
        return self.article.cut(self.forth(span))

    def sentence(self, sentence: Sentence) -> Sentence:
        """A sentence of the corrected text at its place in the original; its words stay corrected."""
        return replace(sentence, span=self.back(sentence.span))

    def told(self, answer: Answer) -> Answer:
        """An answer found in the corrected text as readers are told it.

        Its words and sentences are corrected, its spans are the original's, and its note says what was corrected.
        """
        if not self.errata:
            return answer
        spans = tuple(map(self.back, answer.spans))
        sentence = self.sentence(answer.sentence) if answer.sentence else None
        shown = (*spans, *((sentence.span,) if sentence else ()))
        notes = [note(erratum, self.original) for erratum in touching(shown, self.errata)]
        return replace(
            answer,
            sentence=sentence,
            sentences=tuple(map(self.sentence, answer.sentences)),
            spans=spans,
            note=" ".join(part for part in (answer.note, *notes) if part),
        )

    def _was(self, at: int, *, high: bool) -> int:
        k = bisect_right(self._starts, at - high) - 1
        if k < 0:
            return at
        wrong, end = self.errata[k].span, self._starts[k] + len(self.errata[k].right)
        if at - high >= end:
            return at - end + wrong.end
        return wrong.end if high else wrong.start

    def _is(self, at: int, *, high: bool) -> int:
        k = bisect_right(self.errata, at - high, key=lambda erratum: erratum.span.start) - 1
        if k < 0:
            return at
        wrong, end = self.errata[k].span, self._starts[k] + len(self.errata[k].right)
        if at - high >= wrong.end:
            return at - wrong.end + end
        return end if high else self._starts[k]


def corrected(article: Article, errata: Sequence[Erratum] = ()) -> Corrected:
    """`article` as it should read. Linear in the text; without errata it is the article itself.

    A later erratum takes the place of an earlier one that it overlaps. One of another article, or with no words on
    either side, is left out.
    """
    return _corrected(article, tuple(errata)) if errata else Corrected(article, article, ())


def touching(spans: Iterable[Span], errata: Iterable[Erratum]) -> tuple[Erratum, ...]:
    """The errata that share a character with any of these places of the original, in the order given."""
    places = tuple(spans)
    return tuple(erratum for erratum in errata if any(_meet(erratum.span, place) for place in places))


def note(erratum: Erratum, article: Article) -> str:
    """What readers are told: the article's words, what is right, why, and who says so, in a sentence."""
    says = f"The article says “{article.cut(erratum.span)}”; the desk corrects this to “{erratum.right}”"
    why = erratum.why.strip().rstrip(".")
    return f"{says}{f': {why}' if why else ''}{f' ({erratum.by})' if erratum.by else ''}."


@lru_cache(maxsize=KEPT)
def _corrected(article: Article, errata: tuple[Erratum, ...]) -> Corrected:
    kept = _apart(article, errata)
    pieces: list[str] = []
    starts: list[int] = []
    at = length = 0
    for erratum in kept:
        before = article.text[at : erratum.span.start]
        starts.append(length + len(before))
        pieces += (before, erratum.right)
        length += len(before) + len(erratum.right)
        at = erratum.span.end
    text = "".join((*pieces, article.text[at:]))
    own = replace(article, text=text, id=Article.from_text(text).id) if kept else article
    return Corrected(article, own, kept, tuple(starts))


def _apart(article: Article, errata: Sequence[Erratum]) -> tuple[Erratum, ...]:
    """Those that have a place in the article, the last word on each place, in the order of the text."""
    kept: list[Erratum] = []
    for erratum in errata:
        span = erratum.span
        if span.article == article.id and 0 <= span.start < span.end <= len(article.text) and erratum.right:
            kept = [other for other in kept if not _meet(other.span, span)]
            kept.append(erratum)
    return tuple(sorted(kept, key=lambda erratum: erratum.span))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
