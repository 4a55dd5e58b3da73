"""Words: phrases that several rooms say in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from briefs import Modality

MODALITY = {
    Modality.PLEDGE: "pledged",
    Modality.THREAT: "threatened",
    Modality.EXPECTATION: "expected",
    Modality.ESTIMATE: "estimated",
}
"""How a line that is no fact is marked; a fact needs no mark."""


def listed(items: Sequence[str], last: str = "and") -> str:
    """“A”, “A and B”, “A, B and C”."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def counted(number: int, one: str, many: str = "") -> str:
    """“1 line”, “3 lines”, “12,000 lines”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def on_clock(at: datetime, zone: str) -> str:
    """“Mon 23 Nov 2026, 09:00 (Europe/Paris)”: a time where the reader's zone is not known."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M} ({zone})"


def on_day(at: datetime, zone: str) -> str:
    """“23 Nov 2026”."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b %Y}"


def printable(text: str) -> str:
    """`text` without what no screen shows and some databases refuse: control characters, halves of characters."""
    return "".join(c for c in text if c.isprintable() or c.isspace())
