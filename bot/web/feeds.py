"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, as text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

ATOM = "http://www.w3.org/2005/Atom"
BARRED = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (“Characters”) cannot hold."""
EMPTY = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries was last changed: a time is required."""


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    """Its own for ever; an address."""
    url: str
    title: str
    published: datetime
    updated: datetime
    html: str
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    url: str
    """The feed's own address."""
    page: str
    """The page that shows the same."""
    author: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=EMPTY)


def atom(feed: Feed) -> str:
    """The feed as an Atom document, with its declaration."""
    register_namespace("", ATOM)
    root = Element(f"{{{ATOM}}}feed")
    _text(root, "title", feed.title)
    _text(root, "id", feed.url)
    _text(root, "updated", _stamp(feed.updated))
    _link(root, "self", feed.url)
    _link(root, "alternate", feed.page)
    _text(SubElement(root, f"{{{ATOM}}}author"), "name", feed.author)
    for entry in feed.entries:
        _entry(root, entry)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode")


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1."""
    items = [
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.html,
            "content_text": entry.text,
            "date_published": _stamp(entry.published),
            "date_modified": _stamp(entry.updated),
            **({"authors": [{"name": entry.by}]} if entry.by else {}),
        }
        for entry in feed.entries
    ]
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "authors": [{"name": feed.author}],
    }
    return json.dumps({**head, "items": items}, ensure_ascii=False, indent=1)


def _entry(root: Element, entry: Entry) -> None:
    node = SubElement(root, f"{{{ATOM}}}entry")
    _text(node, "title", entry.title)
    _text(node, "id", entry.id)
    _text(node, "published", _stamp(entry.published))
    _text(node, "updated", _stamp(entry.updated))
    _link(node, "alternate", entry.url)
    if entry.by:
        _text(SubElement(node, f"{{{ATOM}}}author"), "name", entry.by)
    _text(node, "content", entry.html, type="html")


def _text(parent: Element, name: str, words: str, **attributes: str) -> None:
    node = SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    node.text = BARRED.sub("", words)


def _link(parent: Element, rel: str, href: str) -> None:
    SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href})


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
