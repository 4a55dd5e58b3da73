"""Changes: what a brief says that an earlier one did not, and what it no longer says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefs.choice import likeness
from briefs.model import Brief, Figure, Line, Quote, Span

_ALIKE = 0.6
"""Share of the shorter text's words that two wordings of one thing have in common."""


_WORDED = frozenset(["point", "quote", "outlook"])
"""Sections whose items are known by their words."""


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `part` names the section: headline, lede, point, quote, figure or outlook."""

    kind: ChangeKind
    part: str
    text: str
    """What the new brief says; for something removed, what the old one said."""
    spans: tuple[Span, ...] = ()
    """Where `text` stands: in the new article, or for something removed in the old one."""
    before: str = ""
    """For something changed, what the old brief said."""


@dataclass(frozen=True, slots=True)
class _Item:
    part: str
    key: str
    """Items of one key are one and the same thing, however they are worded."""
    text: str
    spans: tuple[Span, ...]


def changes(new: Brief, old: Brief) -> tuple[Change, ...]:
    """What differs, in the order of the new brief, then what is gone. Equal briefs differ in nothing.

    The order of lines is no difference, nor is where in the article a thing stands.
    """
    found: list[Change] = []
    gone: list[Change] = []
    for section in (_lines, _quotes, _figures):
        added, removed = _unmatched(section(new), section(old))
        for item in added:
            before = _before(item, removed)
            if before is None:
                found.append(Change(ChangeKind.ADDED, item.part, item.text, item.spans))
            else:
                removed.remove(before)
                found.append(Change(ChangeKind.CHANGED, item.part, item.text, item.spans, before.text))
        gone += [Change(ChangeKind.REMOVED, item.part, item.text, item.spans) for item in removed]
    return (*found, *gone)


def _unmatched(new: Sequence[_Item], old: Sequence[_Item]) -> tuple[list[_Item], list[_Item]]:
    """The items of each whose words the other lacks in that section."""
    had, has = {(item.part, item.text) for item in old}, {(item.part, item.text) for item in new}
    return [i for i in new if (i.part, i.text) not in had], [i for i in old if (i.part, i.text) not in has]


def _before(item: _Item, removed: Sequence[_Item]) -> _Item | None:
    """What `item` was before: the same thing by its key, else the line that is worded most alike."""
    for other in removed:
        if other.part == item.part and other.key == item.key:
            return other
    alike = [other for other in removed if other.part == item.part and item.part in _WORDED]
    best = max(alike, key=lambda other: likeness(item.text, other.text), default=None)
    return best if best and likeness(item.text, best.text) > _ALIKE else None


def _lines(brief: Brief) -> list[_Item]:
    parts: tuple[tuple[str, Iterable[Line]], ...] = (
        ("headline", (brief.headline,)),
        ("lede", (brief.lede,)),
        ("point", brief.key_points),
        ("outlook", brief.outlook),
    )
    return [
        _Item(part, part if part in ("headline", "lede") else line.text, line.text, line.spans)
        for part, lines in parts
        for line in lines
        if line.text
    ]


def _quotes(brief: Brief) -> list[_Item]:
    return [_Item("quote", quote.text, _quoted(quote), quote.spans) for quote in brief.quotes]


def _quoted(quote: Quote) -> str:
    who = " and ".join(quote.speakers)
    return quote.quoted + (f" — {who}" if who else "")


def _figures(brief: Brief) -> list[_Item]:
    return [_Item("figure", _measured(figure), _told(figure), (figure.span,)) for figure in brief.figures]


def _told(figure: Figure) -> str:
    hedge = "" if figure.modality == "fact" else f" ({figure.modality})"
    return f"{figure.text} {figure.counts}".rstrip() + hedge


def _measured(figure: Figure) -> str:
    """A figure whose number changes is the same while it counts the same."""
    return f"{figure.unit}|{figure.counts.lower()}" if figure.counts else f"{figure.unit}|{figure.text}"
