"""Drawn Discord: a message's payload as safe HTML, so that a preview shows what is sent and nothing else.

It reads the Markdown that `bot.render.discord` writes (Discord's “Markdown Text 101”) and the components that it makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup, escape

from bot.platform import Payload
from bot.words import on_clock

_TEXT = 10
_LINK = re.compile(r"\[((?:\\.|[^\]\\]){1,1100})\]\((https?://[^()\s]{1,2100})\)")
_PLAIN = re.compile(r"[^\\*\[<\u200b]+")
_MOMENT = re.compile(r"<t:(\d{1,11}):f>")
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,2100})>")
_STYLES = {
    1: (Markup("<em>"), Markup("</em>")),
    2: (Markup("<strong>"), Markup("</strong>")),
    3: (Markup("<strong><em>"), Markup("</em></strong>")),
}
_BLOCKS = {"## ": "h3", "### ": "h4", "-# ": "small", "- ": "li", "> ": "quote"}


def discord_html(payload: Payload) -> Markup:
    """The message as Discord draws it; what can be pressed there is shown and does nothing here."""
    content = payload.get("content", "")
    said = _markdown(content) if content else Markup("")
    return Markup('<div class="drawn">{}{}</div>').format(said, _all(payload.get("components", ())))


def discord_text(payload: Payload) -> str:
    """The message's words without their marks, as a notification shows them."""
    texts = [payload.get("content", ""), *_texts(payload.get("components", ()))]
    lines = (inline(_block(line)[1]).striptags() for text in texts for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _texts(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        if component["type"] == _TEXT:
            yield component["content"]
        yield from _texts(component.get("components", ()))


def _all(components: Iterable[Any]) -> Markup:
    return Markup("").join(map(_component, components))


def _component(component: Any) -> Markup:
    match component["type"]:
        case 17:
            return Markup('<div class="box">{}</div>').format(_all(component["components"]))
        case 9:
            inner, beside = _all(component["components"]), _component(component["accessory"])
            return Markup('<div class="beside"><div>{}</div>{}</div>').format(inner, beside)
        case 10:
            return _markdown(component["content"])
        case 1:
            return Markup('<p class="buttons">{}</p>').format(_all(component["components"]))
        case 2:
            return Markup('<span class="press">{}</span> ').format(component.get("label", ""))
        case 3 | 5 | 6 | 7 | 8:  # menus of our own options, of people, roles or channels
            shown = Markup('<span class="press">{} ▾</span> ')
            return shown.format(component.get("placeholder") or "Choose")
    return Markup("")


def _markdown(text: str) -> Markup:
    """The text's lines as blocks; lines of a list, and of a quotation, stand together."""
    made: list[Markup] = []
    group: list[Markup] = []
    before = ""
    for line in text.split("\n"):
        kind, words = _block(line)
        if kind != before and group:
            made.append(_grouped(before, group))
            group = []
        before = kind
        if kind in ("li", "quote"):
            group.append(inline(words))
        elif words.strip():
            made.append(_alone(kind, inline(words)))
    return Markup("").join([*made, _grouped(before, group)] if group else made)


def _block(line: str) -> tuple[str, str]:
    mark = next((mark for mark in _BLOCKS if line.startswith(mark)), "")
    return (_BLOCKS[mark], line[len(mark) :]) if mark else ("", line)


def _alone(kind: str, words: Markup) -> Markup:
    if kind in ("h3", "h4"):
        return Markup('<{0} dir="auto">{1}</{0}>').format(kind, words)
    return Markup('<p dir="auto"{}>{}</p>').format(Markup(' class="small"') if kind == "small" else "", words)


def _grouped(kind: str, lines: Sequence[Markup]) -> Markup:
    if kind == "li":
        return Markup("<ul>{}</ul>").format(
            Markup("").join(Markup('<li dir="auto">{}</li>').format(one) for one in lines)
        )
    return Markup('<blockquote dir="auto">{}</blockquote>').format(Markup("<br>").join(lines))


def inline(text: str) -> Markup:
    """One line's Markdown: escapes, asterisks, masked links, addresses and moments."""
    made: list[Markup] = []
    opened: list[int] = []
    at = 0
    while at < len(text):
        if (plain := _PLAIN.match(text, at)) is not None:
            made.append(escape(plain[0]))
            at = plain.end()
            continue
        char = text[at]
        if char == "\\" and at + 1 < len(text):
            made.append(escape(text[at + 1]))
            at += 2
        elif char == "*":
            count = min(3, len(text[at:]) - len(text[at:].lstrip("*")))
            made.append(_star(opened, count))
            at += count
        elif char in "[<" and (found := _special(text, at)) is not None:
            made.append(found[0])
            at = found[1]
        else:
            made.append(escape(char) if char != "\u200b" else Markup(""))
            at += 1
    return Markup("").join([*made, *(_STYLES[count][1] for count in reversed(opened))])


def _star(opened: list[int], count: int) -> Markup:
    if opened and opened[-1] == count:
        return _STYLES[opened.pop()][1]
    opened.append(count)
    return _STYLES[count][0]


def _special(text: str, at: int) -> tuple[Markup, int] | None:
    """A link or a moment that begins at `at`, and where it ends."""
    if (found := _LINK.match(text, at)) is not None:
        return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(
            found[2], inline(found[1])
        ), found.end()
    if (found := _ADDRESS.match(text, at)) is not None:
        return Markup('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>').format(found[1]), found.end()
    if (found := _MOMENT.match(text, at)) is not None:
        return moment_html(int(found[1])), found.end()
    return None


def moment_html(stamp: int) -> Markup:
    """An instant, which the page's script puts into the reader's own zone as the platform does."""
    at = datetime.fromtimestamp(min(stamp, 253_402_300_799), UTC)
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), on_clock(at, "UTC"))
