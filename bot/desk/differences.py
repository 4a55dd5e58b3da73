"""Differences: what one brief says that another does not, in words for editors and readers."""

from __future__ import annotations

from dataclasses import dataclass

from briefs import Brief
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
    found = tuple(_change(change) for change in changes(new, old))
    return found or tuple(
        Change(part, "in the earlier order", "in a new order")
        for part, before, after in (
            ("Points", old.key_points, new.key_points),
            ("Quotes", old.quotes, new.quotes),
            ("Figures", old.figures, new.figures),
        )
        if [item.text for item in before] != [item.text for item in after]
    )


def _change(found: Found) -> Change:
    part = PARTS.get(found.part, found.part.capitalize())
    if found.kind is ChangeKind.REMOVED:
        return Change(part, found.text, "")
    return Change(part, found.before, found.text)
