"""Page: the story of a saved web page, and what the page says of its origin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import trafilatura
from trafilatura.settings import Document

_STAMP = (
    r"(20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?(?:\.[0-9]{1,6})?"
    r"(?:Z|[+-][0-2][0-9]:?[0-5][0-9])?)"
)
_PUBLISHED = r"(?:datePublished|published_time|pub-?date|publish-?date|DC\.date)"
_ZONED = re.compile(
    rf"{_PUBLISHED}[\"']\s?:\s?[\"']{_STAMP}|{_PUBLISHED}[^<>]{{0,80}}\scontent=[\"']{_STAMP}"
    rf"|content=[\"']{_STAMP}[\"'][^<>]{{0,80}}{_PUBLISHED}|<time[^<>]{{0,200}}\sdatetime=[\"']{_STAMP}",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"\"license\"\s?:\s?\"([^\"<>]{4,200})\"|rel=[\"']license[\"'][^<>]{0,80}\shref=[\"']([^\"'<>]{4,200})"
    r"|href=[\"']([^\"'<>]{4,200})[\"'][^<>]{0,80}\srel=[\"']license"
)


_STATED_DATES = {"original_date": True, "extensive_search": False}
"""A year of the story's own words is not when it was published."""


@dataclass(frozen=True, slots=True)
class Page:
    """The story without the page's furniture; empty where the page tells none."""

    text: str
    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: datetime | None = None
    url: str | None = None
    licence: str | None = None


def read_page(html: str | bytes, url: str | None = None) -> Page:
    """What `html` tells. `published` is aware where the page gives a zone, else midnight of its date, naive."""
    tree = trafilatura.load_html(html)
    if tree is None:
        return Page("", url=url)
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_precision=True,
        date_extraction_params=_STATED_DATES,
    )
    if not isinstance(found, Document):
        return Page("", url=url)
    source = html.decode("utf-8", "replace") if isinstance(html, bytes) else html
    return Page(
        found.text or "",
        found.title,
        found.sitename,
        found.author,
        _published(source, found.date),
        url or found.url,
        found.license or _first(_LICENCE, source),
    )


def _published(source: str, day: str | None) -> datetime | None:
    """The time with its zone, where the page's own metadata gives one of that day."""
    for groups in _ZONED.findall(source):
        stamp = next(filter(None, groups))
        if day is None or stamp.startswith(day):
            return datetime.fromisoformat(stamp)
    return datetime.fromisoformat(day) if day else None


def _first(pattern: re.Pattern[str], source: str) -> str | None:
    found = pattern.search(source)
    return next(filter(None, found.groups())) if found else None
