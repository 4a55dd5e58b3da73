"""Drawn Slack: a message's payload as safe HTML, so that a preview shows what is sent and nothing else.

It reads the blocks that `bot.render.slack` makes (Block Kit reference); of any other block its words are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from markupsafe import Markup, escape

from bot.platform import Payload
from bot.render.drawn_discord import moment_html

_TOKEN = re.compile(r"<([^<>]{1,3200})>|`([^`]{1,3000})`")
_DATE = re.compile(r"!date\^(\d{1,11})\^")


def slack_html(payload: Payload) -> Markup:
    """The message as Slack draws it; what can be pressed there is shown and does nothing here."""
    blocks = payload.get("blocks") or ()
    shown = Markup("").join(map(_block, blocks)) if blocks else _paragraphs(payload.get("text", ""))
    return Markup('<div class="drawn">{}</div>').format(shown)


def slack_text(payload: Payload) -> str:
    """The message's top-level text, which is all that a notification shows."""
    return unescape(str(payload.get("text", ""))).replace("\u2060", "")


def _block(block: Any) -> Markup:
    match block["type"]:
        case "header":
            return Markup('<h3 dir="auto">{}</h3>').format(block["text"]["text"])
        case "rich_text":
            return Markup("").join(map(_rich, block["elements"]))
        case "context":
            said = (mrkdwn_html(one["text"]) for one in block["elements"] if one["type"] == "mrkdwn")
            return Markup('<p class="small" dir="auto">{}</p>').format(Markup(" ").join(said))
        case "section" | "markdown":
            text = block["text"] if isinstance(block["text"], str) else block["text"]["text"]
            return _paragraphs(text)
        case "actions":
            return Markup('<p class="buttons">{}</p>').format(Markup("").join(map(_press, block["elements"])))
        case "divider":
            return Markup("<hr>")
        case "table":
            return Markup("<table><tbody>{}</tbody></table>").format(Markup("").join(map(_row, block["rows"])))
    return Markup("")


def _rich(element: Any) -> Markup:
    inner: list[Any] = element["elements"]
    match element["type"]:
        case "rich_text_list":
            items = (Markup('<li dir="auto">{}</li>').format(_words(one["elements"])) for one in inner)
            tag = "ol" if element.get("style") == "ordered" else "ul"
            return Markup("<{0}>{1}</{0}>").format(tag, Markup("").join(items))
        case "rich_text_quote":
            return Markup('<blockquote dir="auto">{}</blockquote>').format(_words(inner))
        case "rich_text_preformatted":
            return Markup("<pre>{}</pre>").format(_words(inner))
    return Markup('<p dir="auto">{}</p>').format(_words(inner))


def _words(elements: Iterable[Any]) -> Markup:
    return Markup("").join(map(_word, elements))


def _word(element: Any) -> Markup:
    if element["type"] == "date":
        return moment_html(int(element["timestamp"]))
    shown = Markup("<br>").join(escape(line) for line in str(element.get("text", "")).split("\n"))
    if element["type"] == "link":
        shown = _link(element["url"], shown or escape(element["url"]))
    style = element.get("style") or {}
    for name, tag in (("code", "code"), ("italic", "em"), ("bold", "strong")):
        shown = Markup("<{0}>{1}</{0}>").format(tag, shown) if style.get(name) else shown
    return shown


def mrkdwn_html(text: str) -> Markup:
    """Slack's mrkdwn as this project writes it: links, dates, code and nothing else that formats."""
    made: list[Markup] = []
    at = 0
    for found in _TOKEN.finditer(text):
        made += [_plain(text[at : found.start()]), _token(found)]
        at = found.end()
    return Markup("").join([*made, _plain(text[at:])])


def _token(found: re.Match[str]) -> Markup:
    if found[2] is not None:
        return Markup("<code>{}</code>").format(_plain(found[2]))
    target, _, label = found[1].partition("|")
    if (date := _DATE.match(target)) is not None:
        return moment_html(int(date[1]))
    return _link(unescape(target), _plain(label or target))


def _link(url: str, shown: Markup) -> Markup:
    if not url.startswith(("http://", "https://")):
        return shown
    return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(url, shown)


def _plain(text: str) -> Markup:
    return escape(unescape(text).replace("\u2060", ""))


def _paragraphs(text: str) -> Markup:
    lines = (line for line in text.split("\n") if line.strip())
    return Markup("").join(Markup('<p dir="auto">{}</p>').format(mrkdwn_html(line)) for line in lines)


def _press(element: Any) -> Markup:
    if element["type"] == "button":
        return Markup('<span class="press">{}</span> ').format(element["text"]["text"])
    return Markup('<span class="press">{} ▾</span> ').format(element.get("placeholder", {}).get("text", "Choose"))


def _row(cells: Iterable[Any]) -> Markup:
    shown = (
        _words([cell]) if "text" in cell else Markup("").join(map(_rich, cell.get("elements", ()))) for cell in cells
    )
    return Markup("<tr>{}</tr>").format(Markup("").join(Markup('<td dir="auto">{}</td>').format(one) for one in shown))
