"""Rereading: a brief's extracted lines after the article that they come from was set right, or a mark taken back."""

from __future__ import annotations

from dataclasses import replace

from briefs import Brief, Line, Origin
from briefs.errata import Corrected


def reread(brief: Brief, before: Corrected, after: Corrected, editor: str) -> Brief:
    """`brief` with the lines that said what `before` reads saying what `after` reads.

    A line that departs from the article's words is marked as edited, by `editor`; one that no longer does is extracted
    again. Lines that somebody worded are left alone: the check says what is wrong in them. Quotations stay as printed.
    """

    def line(old: Line) -> Line:
        return _reread(old, before, after, editor)

    def lines(old: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(map(line, old))

    return replace(
        brief,
        headline=line(brief.headline),
        lede=line(brief.lede),
        short=line(brief.short),
        key_points=lines(brief.key_points),
        more_points=lines(brief.more_points),
        outlook=lines(brief.outlook),
    )


def _reread(line: Line, before: Corrected, after: Corrected, editor: str) -> Line:
    says = " ".join(map(after.read, line.spans))
    if not line.spans or line.text == says or line.text != " ".join(map(before.read, line.spans)):
        return line
    if says == " ".join(map(after.original.cut, line.spans)):
        return replace(line, text=says, origin=Origin.EXTRACTED, editor="")
    return replace(line, text=says, origin=Origin.EDITED, editor=editor)
