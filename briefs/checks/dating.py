"""Dating: a date must be the article's, and one that the article leaves relative must stay so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.checks.alignment import Line
from briefs.checks.quotation import find_quoted
from briefs.model import Problem
from briefs.patterns import pattern

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DATE = pattern(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m>{_MONTHS})\b(?:,?\s(?P<y>(?:1[0-9]|20)\d\d))?"
    rf"|\b(?P<m2>{_MONTHS})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,?\s(?P<y2>(?:1[0-9]|20)\d\d))?"
    rf"|\b(?P<m3>January|February|March|April|June|July|August|September|October|November|December|(?<=in\s)May|(?<=since\s)May)\b(?:\s(?P<y3>(?:1[0-9]|20)\d\d))?"
    r"|\b(?P<y4>(?:1[0-9]|20)\d\d)(?:[-–]\d\d)?\b(?!\s(?:people|men|women|jobs|seats|votes|miles|km|metres|feet|users|participants))"
    rf"|\b(?P<w>{_DAYS})\b"
)
RELATIVE = pattern(
    rf"\b(?:{_DAYS})\b|\b(?:last|next|this|earlier this|later this|the (?:following|previous|past"
    rf"|same))\s(?:week|month|year|weekend|spring|summer|autumn|winter|"
    rf"morning|evening|{_MONTHS})\b|\b(?:yesterday|today|tomorrow|tonight|recently)\b|\b\w+\s(?:days?|weeks?|months?|years?)\s(?:ago|later|earlier)\b",
    re.I,
)


def check_dates(line: Line) -> Iterator[Problem]:
    """Dates, months, years and weekdays that the sources do not have."""
    quoted = list(find_quoted(line.text))
    for found in _DATE.finditer(line.text):
        if any(a <= found.start() < b for a, b in quoted):
            continue
        lost = _lost(line, found)
        if lost is None:
            continue
        absolute = _replaces_relative(line, found)
        kind = "date_absolute" if absolute else "date"
        says = f"; it says “{absolute}”" if absolute else ""
        yield Problem(
            kind, f"The date {found.group()} is not the article’s{says}.", line.span(*found.span()), line.evidence()
        )


def is_date(text: str) -> bool:
    """Whether `text` has a date, a month, a year or a weekday in it."""
    return bool(_DATE.search(text))


def _parts(found: re.Match[str]) -> tuple[str, str, str, str]:
    group = found.group
    day = group("d") or group("d2") or ""
    month = (group("m") or group("m2") or group("m3") or "").lower()
    year = group("y") or group("y2") or group("y3") or group("y4") or ""
    return day, month, year, (group("w") or "").lower()


def _lost(line: Line, found: re.Match[str]) -> str | None:
    """The part of the date that the article, or for weekdays its sources, lacks; None where all is there."""
    day, month, year, weekday = _parts(found)
    known = [_parts(m) for m in _DATE.finditer(line.article.text)]
    if weekday:
        return _lost_weekday(line, weekday)
    if day and not any(d == day and m == month for d, m, _, _ in known):
        return found.group()
    if not day and month and not any(m == month for _, m, _, _ in known):
        return month
    if year and not re.search(rf"\b{year}\b", line.article.text):
        return year
    return found.group() if _elsewhere(line, day, month, year) else None


def _elsewhere(line: Line, day: str, month: str, year: str) -> bool:
    """Whether the sources give another date instead, with nothing of this one."""
    if not line.sources or line.coverage < 0.55:
        return False
    near = [_parts(m) for i in _around(line) for m in _DATE.finditer(line.index.texts[i])]
    if any((not day or d == day) and (not month or m == month) and (not year or y == year) for d, m, y, _ in near):
        return False
    best = [_parts(m) for m in _DATE.finditer(line.index.texts[line.sources[0]])]
    same_sort = [
        p
        for p in best
        if bool(p[0]) == bool(day) and bool(p[1]) == bool(month) and bool(p[2]) == bool(year) and not p[3]
    ]
    kept = [_parts(m) for m in _DATE.finditer(line.text)]
    return bool(same_sort) and not any(p in kept for p in same_sort)


def _around(line: Line) -> list[int]:
    """The sources and the sentences beside them."""
    last = len(line.index.texts) - 1
    return sorted({k for i in line.sources for k in (max(0, i - 1), i, min(last, i + 1))})


def _lost_weekday(line: Line, weekday: str) -> str | None:
    everywhere = {m.group("w").lower() for m in _DATE.finditer(line.article.text) if m.group("w")}
    if weekday not in everywhere:
        return weekday
    if not line.sources or line.coverage < 0.55:
        return None
    own = {m.group("w").lower() for m in _DATE.finditer(line.index.texts[line.sources[0]]) if m.group("w")}
    near = {m.group("w").lower() for i in _around(line) for m in _DATE.finditer(line.index.texts[i]) if m.group("w")}
    return weekday if own and weekday not in near else None


def _replaces_relative(line: Line, found: re.Match[str]) -> str:
    """The relative words of the source that the line puts a date for; empty where it keeps or never had them."""
    day, month, year, weekday = _parts(found)
    if weekday or not (day or month or year):
        return ""
    for i in line.sources:
        text = line.index.texts[i]
        if any(p[1] and bool(p[0]) == bool(day) for p in map(_parts, _DATE.finditer(text))):
            continue
        for relative in RELATIVE.finditer(text):
            if relative.group().lower() not in line.text.lower():
                return relative.group()
    return ""
