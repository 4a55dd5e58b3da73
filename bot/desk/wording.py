"""Wording: an editor's text becomes lines, each with the evidence of the line it replaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs import Article, Brief, Figure, Line, Origin, Quote, Span
from briefs.terms import content_stems

SHORTEST = 280
"""Characters of a notification."""
ALIKE = 0.34
"""Of the smaller line's words, how many two lines must share for one to have replaced the other."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What an editor wrote and chose."""

    headline: str
    lede: str
    points: tuple[str, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]


def reword(brief: Brief, article: Article, wording: Wording, editor: str) -> Brief:
    """`brief` with the editor's lines. Lines left as they were keep their spans and origin; quotes are chosen."""
    lede = _line(wording.lede, [brief.lede], article, editor)
    return replace(
        brief,
        headline=_line(wording.headline, [brief.headline], article, editor),
        lede=lede,
        short=brief.short if lede == brief.lede else _short(lede),
        key_points=_points(wording.points, brief.key_points, article, editor),
        quotes=wording.quotes,
        figures=wording.figures,
    )


def verbatim(brief: Brief, article: Article) -> bool:
    """Whether every quotation is the article's, to the letter."""
    return brief.article == article.id and all(
        len(quote.parts) == len(quote.spans)
        and all(article.cut(span) == part for part, span in zip(quote.parts, quote.spans, strict=True))
        for quote in (*brief.quotes, *brief.all_quotes)
    )


def _short(lede: Line) -> Line:
    """A short form made from the old lede would still say what was corrected; without one, the lede is shown."""
    return lede if len(lede.text) <= SHORTEST else Line("")


def _points(texts: Sequence[str], old: Sequence[Line], article: Article, editor: str) -> tuple[Line, ...]:
    """Unchanged points are recognised first, so that a point moved or removed leaves the others as they were."""
    kept = {line.text: line for line in old}
    free = [line for line in old if line.text not in texts]
    lines: list[Line] = []
    for text in texts:
        if text in kept:
            lines.append(kept[text])
            continue
        line = _line(text, free, article, editor)
        free = [other for other in free if other.spans != line.spans]
        lines.append(line)
    return tuple(lines)


def _line(text: str, old: Sequence[Line], article: Article, editor: str) -> Line:
    for line in old:
        if line.text == text:
            return line
    like = max(old, key=lambda line: _alike(text, line.text), default=None)
    if like is not None and like.spans and (len(old) == 1 or _alike(text, like.text) >= ALIKE):
        return Line(text, like.spans, Origin.EDITED, like.modality, editor)
    return Line(text, evidence(text, article), Origin.EDITED, editor=editor)


def evidence(text: str, article: Article) -> tuple[Span, ...]:
    """The sentence that shares most words with `text`, or nothing where none shares a third of them."""
    wanted = set(content_stems(text))
    best, most = None, ALIKE * len(wanted)
    for sentence in article.sentences:
        shared = len(wanted & set(content_stems(sentence.text)))
        if shared and shared >= most and (best is None or shared > most):
            best, most = sentence, shared
    return () if best is None else (best.span,)


def _alike(one: str, other: str) -> float:
    a, b = set(content_stems(one)), set(content_stems(other))
    return len(a & b) / (min(len(a), len(b)) or 1)
