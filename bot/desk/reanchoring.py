"""Reanchoring: a draft's lines find their evidence again when the article's text is replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.desk.wording import evidence
from briefs import Article, Brief, Event, Figure, Line, Origin, Quote, Span

NEAR = 40
"""Characters before a place that tell which of several equal passages is meant."""


@dataclass(frozen=True, slots=True)
class Reanchored:
    brief: Brief
    lost: tuple[str, ...]
    """Lines whose evidence the new text does not have, in words: they were taken out, or stand without evidence."""


def reanchor(brief: Brief, old: Article, new: Article, engine: Brief) -> Reanchored:
    """`brief` over the new text; `engine` is that text's automatic brief, which supplies what nobody chooses.

    Words that stand in the new text keep their line; an edited line stays, with the nearest evidence there is.
    """
    finder, lost = Finder(old, new), list[str]()

    def line(name: str, kept: Line) -> Line | None:
        if spans := finder.all(kept.spans):
            return replace(kept, spans=spans)
        if kept.origin is Origin.EDITED:
            found = evidence(kept.text, new)
            lost.extend([] if found or not kept.spans else [f"{name} has no evidence any more: {kept.text}"])
            return replace(kept, spans=found)
        lost.append(f"{name} went: {kept.text}")
        return None

    points = [line(f"Point {n}", point) for n, point in enumerate(brief.key_points, 1)]
    outlook = [line("An outlook", one) for one in brief.outlook]
    quotes = [finder.quote(quote, lost) for quote in brief.quotes]
    figures = [finder.figure(figure, lost) for figure in brief.figures]
    events = [finder.event(event, lost) for event in brief.timeline]
    made = replace(
        engine,
        headline=_headline(brief, finder, new) or engine.headline,
        lede=line("The summary", brief.lede) or engine.lede,
        key_points=tuple(point for point in points if point) or engine.key_points,
        quotes=tuple(quote for quote in quotes if quote),
        figures=tuple(figure for figure in figures if figure),
        timeline=tuple(event for event in events if event),
        outlook=tuple(one for one in outlook if one),
    )
    short = brief.short if made.lede.text == brief.lede.text and finder.all(brief.short.spans) else engine.short
    spans = finder.all(short.spans) if short is brief.short else short.spans
    return Reanchored(replace(made, short=replace(short, spans=spans or ())), tuple(lost))


def _headline(brief: Brief, finder: Finder, new: Article) -> Line | None:
    kept = brief.headline
    if spans := finder.all(kept.spans):
        return replace(kept, spans=spans)
    return replace(kept, spans=evidence(kept.text, new)) if kept.origin is Origin.EDITED else None


class Finder:
    """Where the old article's passages stand in the new one."""

    def __init__(self, old: Article, new: Article) -> None:
        self._old = old
        self._new = new
        self._found: dict[Span, Span | None] = {}

    def all(self, spans: Sequence[Span]) -> tuple[Span, ...] | None:
        """Every one of them, or None where one is gone or there are none."""
        found = [self.span(span) for span in spans]
        return tuple(span for span in found if span) if found and all(found) else None

    def span(self, span: Span) -> Span | None:
        if span not in self._found:
            self._found[span] = self._search(span)
        return self._found[span]

    def place(self, start: int, end: int) -> Span | None:
        return self.span(Span(self._old.id, start, end))

    def quote(self, quote: Quote, lost: list[str]) -> Quote | None:
        if spans := self.all(quote.spans):
            return replace(quote, spans=spans)
        lost.append(f"A quote went: {quote.quoted}")
        return None

    def figure(self, figure: Figure, lost: list[str]) -> Figure | None:
        line = self.span(figure.line_span) if figure.line_span else None
        spot = self.span(figure.span)
        if spot is not None and (line is not None or figure.line_span is None):
            inside = line is None or line.start <= spot.start < line.end
            spot = spot if inside or line is None else _within(self._new, figure.text, line) or spot
            return replace(figure, span=spot, line_span=line)
        lost.append(f"A figure went: {figure.text} – {figure.line}" if figure.line else f"A figure went: {figure.text}")
        return None

    def event(self, event: Event, lost: list[str]) -> Event | None:
        spans, when = self.all(event.spans), self.span(event.when_span)
        if spans and when:
            inside = spans[0].start <= when.start < spans[-1].end
            when = when if inside else _within(self._new, event.when, spans[0]) or when
            return replace(event, spans=spans, when_span=when)
        lost.append(f"An event went: {event.when}, {event.text}")
        return None

    def _search(self, span: Span) -> Span | None:
        """The passage's words in the new text, of several the one behind the same words, then the nearest in place."""
        words = self._old.cut(span)
        if not words:
            return None
        before = self._old.text[max(0, span.start - NEAR) : span.start]
        share = span.start / (len(self._old.text) or 1)
        best, least = -1, 2.0
        at = self._new.text.find(words)
        while at >= 0:
            same = self._new.text[max(0, at - len(before)) : at] == before
            away = abs(at / len(self._new.text) - share) - same
            best, least = (at, away) if away < least else (best, least)
            at = self._new.text.find(words, at + len(words))
        return Span(self._new.id, best, best + len(words)) if best >= 0 else None


def _within(article: Article, words: str, span: Span) -> Span | None:
    at = article.text.find(words, span.start, span.end)
    return Span(article.id, at, at + len(words)) if at >= 0 else None
