"""Differences: what one brief says that another does not, in words for editors and readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefs import Brief, Span
from briefs.changes import Change as Found
from briefs.changes import ChangeKind, changes

PARTS = {
    "headline": "Headline",
    "lede": "Summary",
    "point": "Point",
    "quote": "Quote",
    "figure": "Figure",
    "outlook": "Outlook",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One changed part. `before` or `after` is empty where something was added or removed."""

    part: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before:
            return f"{self.part} added: {self.after}"
        if not self.after:
            return f"{self.part} removed: {self.before}"
        return f"{self.part}: “{self.before}” became “{self.after}”"


def differences(old: Brief, new: Brief) -> tuple[Change, ...]:
    """What changed from `old` to `new`, an order alone included; empty where readers would see the same."""
    found = (*(_change(change) for change in changes(new, old)), *_beside(old, new))
    return found or tuple(
        Change(part, "in the earlier order", "in a new order")
        for part, before, after in (
            ("Points", old.key_points, new.key_points),
            ("Quotes", old.quotes, new.quotes),
            ("Figures", old.figures, new.figures),
        )
        if [item.text for item in before] != [item.text for item in after]
    )


def _beside(old: Brief, new: Brief) -> Iterator[Change]:
    """Events that came or went, and what the desk notes beside a line."""
    had, has = ({f"{event.when}: {event.text}": event for event in brief.timeline} for brief in (old, new))
    yield from (Change("Event", "", text) for text in has if text not in had)
    yield from (Change("Event", text, "") for text in had if text not in has)
    was, now = dict(_notes(old)), dict(_notes(new))
    for place in {**was, **now}:
        if was.get(place, "") != now.get(place, ""):
            yield Change("Note", was.get(place, ""), now.get(place, ""))


def _notes(brief: Brief) -> Iterator[tuple[tuple[Span, ...], str]]:
    """What is noted at which place of the article."""
    yield from ((line.spans, line.note) for line in (brief.lede, *brief.key_points, *brief.outlook) if line.note)
    yield from ((quote.spans, quote.note) for quote in brief.quotes if quote.note)
    yield from (((figure.span,), figure.note) for figure in brief.figures if figure.note)
    yield from ((event.spans, event.note) for event in brief.timeline if event.note)


def _change(found: Found) -> Change:
    part = PARTS.get(found.part, found.part.capitalize())
    if found.kind is ChangeKind.REMOVED:
        return Change(part, found.text, "")
    return Change(part, found.before, found.text)
