"""Wording: an editor's text becomes lines, each with the evidence of the line it replaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefs import Article, Brief, Figure, Line, Modality, Origin, Quote, Span
from briefs.modality import modality_at, modality_of
from briefs.terms import content_stems, find_terms

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


def reword(brief: Brief, article: Article, wording: Wording, editor: str, engine: Brief | None = None) -> Brief:
    """`brief` with the editor's lines; quotes and figures are chosen.

    Lines left as they were keep their spans and origin. So does a line that is again what the article says: a whole
    sentence of it, or a line of `engine`, its automatic brief.
    """
    own = _own_lines(article, engine)
    lede = _line(wording.lede, [brief.lede], article, editor, own)
    return replace(
        brief,
        headline=_line(wording.headline, [brief.headline], article, editor, own),
        lede=lede,
        short=_short(lede, [known for known in (brief, engine) if known is not None]),
        key_points=_points(wording.points, brief.key_points, article, editor, own),
        quotes=wording.quotes,
        figures=wording.figures,
    )


def reword_line(text: str, old: Line, article: Article, editor: str, engine: Brief | None = None) -> Line:
    """One line in an editor's words, with the evidence of the line that it replaces."""
    return _line(text, [old], article, editor, _own_lines(article, engine))


def verbatim(brief: Brief, article: Article) -> bool:
    """Whether every quotation is the article's, to the letter."""
    return brief.article == article.id and all(
        len(quote.parts) == len(quote.spans)
        and all(article.cut(span) == part for part, span in zip(quote.parts, quote.spans, strict=True))
        for quote in (*brief.quotes, *brief.all_quotes)
    )


def _own_lines(article: Article, engine: Brief | None) -> dict[str, Line]:
    """What the article says itself, by its words."""
    own = {s.text: Line(s.text, (s.span,), modality=modality_of(s.text)) for s in article.sentences}
    if engine is not None:
        lines = (engine.headline, engine.lede, *engine.outlook, *engine.more_points, *engine.key_points)
        own |= {line.text: line for line in lines}
    return own


def _short(lede: Line, known: Sequence[Brief]) -> Line:
    """The short form that belongs to this lede; one made from another lede would still say what was corrected."""
    for brief in known:
        if brief.lede == lede:
            return brief.short
    return lede if len(lede.text) <= SHORTEST else Line("")


def _points(
    texts: Sequence[str], old: Sequence[Line], article: Article, editor: str, own: Mapping[str, Line]
) -> tuple[Line, ...]:
    """Unchanged points are recognised first, so that a point moved or removed leaves the others as they were."""
    kept = {line.text: line for line in old}
    free = [line for line in old if line.text not in texts]
    lines: list[Line] = []
    for text in texts:
        if text in kept:
            lines.append(kept[text])
            continue
        line = _line(text, free, article, editor, own)
        free = [other for other in free if other.spans != line.spans]
        lines.append(line)
    return tuple(lines)


def _line(text: str, old: Sequence[Line], article: Article, editor: str, own: Mapping[str, Line]) -> Line:
    for line in old:
        if line.text == text:
            return line
    if text in own:
        return own[text]
    like = max(old, key=lambda line: _alike(text, line.text), default=None)
    if like is not None and like.spans and (len(old) == 1 or _alike(text, like.text) >= ALIKE):
        return Line(text, like.spans, Origin.EDITED, _firmness(text, like, article), editor, like.note)
    return Line(text, evidence(text, article), Origin.EDITED, modality_of(text), editor)


def _firmness(text: str, old: Line, article: Article) -> Modality:
    """How firmly a new wording is said: by its own verb, else as its source says most of the words that it kept.

    So a line that drops the pledge for the tariff beside it is told as a fact, and one that only drops the word
    “pledged” is not. What shares no word with its source stays as careful as the line was.
    """
    own = modality_of(text)
    if own is not Modality.FACT or old.modality is Modality.FACT:
        return own
    wanted = set(content_stems(text))
    said = [
        modality_at(source, term.start)
        for source in map(article.cut, old.spans)
        for term in find_terms(source)
        if term.stem in wanted
    ]
    firm = sum(one is Modality.FACT for one in said)
    return own if firm * 2 > len(said) else old.modality


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
