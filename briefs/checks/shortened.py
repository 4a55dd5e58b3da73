"""Shortened: a quotation that begins or ends with an ellipsis is read as the words that stand between."""

from __future__ import annotations

import re

from briefs.patterns import pattern

_BEFORE = pattern(r"(?<!\w)([“„«‘\"'])([ \t]?(?:…|\.\.\.)[ \t]{0,2})(?=\w)")
_BEHIND = pattern(r"(?<=[\w.,!?])([ \t]?(?:…|\.\.\.)\.?)([”“»’\"'])(?!\w)")


def set_inside(text: str) -> str:
    """`text`, as long as before, with the marks of a shortened quotation moved in to its first and last word."""
    moved = _BEFORE.sub(lambda found: " " * len(found[2]) + found[1], text)
    return _BEHIND.sub(_closed, moved)


def _closed(found: re.Match[str]) -> str:
    return found[2] + " " * len(found[1])
