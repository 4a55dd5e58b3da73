"""Filled forms: the forms of a page as a browser would send them, read from its HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageForm:
    action: str
    multipart: bool
    fields: dict[str, str] = field(default_factory=dict)
    """As they stand on the page."""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    """Name and value of each button that sends it."""


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self.forms: list[PageForm] = []
        self._open: PageForm | None = None
        self._text = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form" and given.get("method") == "post":
            action = given.get("action", "").partition("#")[0] or self._path
            self._open = PageForm(action, given.get("enctype") == "multipart/form-data")
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "button":
            self._open.buttons.append((name, value))
        elif tag == "textarea":
            self._text = name
            self._open.fields[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in self._open.fields or "selected" in given):
            self._open.fields[self._select] = value
        elif tag == "input" and name:
            self._open.fields[name] = value

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._text:
            self._open.fields[self._text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        self._text = "" if tag == "textarea" else self._text


def forms_of(path: str, page: str) -> list[PageForm]:
    """Every form of `page`, which was asked for at `path`, that changes something."""
    reader = _Reader(path)
    reader.feed(page)
    return reader.forms
