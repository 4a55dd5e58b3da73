"""Follow-up: “and in the other direction?”: the number that stands against the one just given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.model import Figure

_OTHER = re.compile(
    r"\b(?:other|opposite|reverse)\s+(?:direction|way|side|one|country)?\b|\bthe\s+other\b|\bvice\s+versa\b|\bconversely\b",
    re.I,
)


def other_figure(question: str, history: Sequence[tuple[str, str]], figures: Sequence[Figure]) -> Figure | None:
    """The figure compared with the one that the last answer gave, where the question asks for the other side."""
    if not history or not _OTHER.search(question):
        return None
    last = history[-1][1]
    given = next((f for f in figures if f.group and f.text in last), None)
    if given is None:
        return None
    return next((f for f in figures if f.group == given.group and f.span != given.span and f.unit == given.unit), None)
