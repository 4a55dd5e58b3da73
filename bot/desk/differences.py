"""Differences: what one brief says that another does not, in words for editors and readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefs import Brief


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
    """What changed from `old` to `new`; empty where readers would see the same."""
    changes = [
        Change(part, before, after)
        for part, before, after in (
            ("Headline", old.headline.text, new.headline.text),
            ("Summary", old.lede.text, new.lede.text),
        )
        if before != after
    ]
    changes += _listed("Point", [p.text for p in old.key_points], [p.text for p in new.key_points])
    changes += _listed("Quote", _quotes(old), _quotes(new), paired=False)
    changes += _listed("Figure", _figures(old), _figures(new), paired=False)
    changes += _listed("Outlook", [p.text for p in old.outlook], [p.text for p in new.outlook])
    return tuple(changes)


def _quotes(brief: Brief) -> list[str]:
    return [f"“{quote.text}” ({', '.join(quote.speakers) or 'unattributed'})" for quote in brief.quotes]


def _figures(brief: Brief) -> list[str]:
    return [f"{figure.text} {figure.counts}".strip() for figure in brief.figures]


def _listed(part: str, old: Sequence[str], new: Sequence[str], *, paired: bool = True) -> list[Change]:
    """Items gone and items come; where `paired`, the nth gone became the nth come. A new order alone is one change."""
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    if not gone and not come:
        moved = list(old) != list(new)
        return [Change(f"{part}s", "earlier order", "new order")] if moved else []
    pairs = min(len(gone), len(come)) if paired else 0
    return [
        *(Change(part, before, after) for before, after in zip(gone[:pairs], come[:pairs], strict=True)),
        *(Change(part, before, "") for before in gone[pairs:]),
        *(Change(part, "", after) for after in come[pairs:]),
    ]
