"""Slack words: runs as rich-text elements, where no character means anything, and as mrkdwn, where some do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.cards import Moment, Run, Words
from bot.render.plain import moment, words

Json = dict[str, Any]

WORD_JOINER = "\u2060"
_MARKUP = str.maketrans(
    # mrkdwn knows no escape for its own marks, so in the two places that need it they become look-alikes.
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
)
_BRACKETS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_EMOJI_OR_LINK = re.compile(r":(?=[^\s\d])")
_QUOTED_LINE = re.compile(r"^(?=&gt;)", re.MULTILINE)
_URL_BREAKS = str.maketrans({"<": "%3C", ">": "%3E", "|": "%7C", " ": "%20", "\n": "", "\r": "", '"': "%22"})

DATE_FORMAT = "{date_short_pretty} at {time}"
URL_LENGTH = 3000


class Code(Run):
    """Words of Readout's own that are to be typed, in their backticks: `quotes takaichi`."""


def coded(line: Words) -> Words:
    """Runs with what stands in backticks as `Code`. Only for Readout's own words: an article's stay as they are."""
    return tuple(part for run in line for part in (_split(run) if isinstance(run, Run) else (run,)))


def clean(text: str) -> str:
    """Text that survives UTF-8 and Slack: lone surrogates and NULs are replaced."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def escaped(text: str) -> str:
    """Text for top-level `text` and mrkdwn that never pings, formats, links or turns into emoji."""
    marked = _EMOJI_OR_LINK.sub(":" + WORD_JOINER, clean(text).translate(_MARKUP))
    return _QUOTED_LINE.sub(WORD_JOINER, marked)


def rich(line: Words) -> list[Json]:
    """Runs as elements of a rich_text block: Slack shows their text as it is, so nothing needs escaping."""
    return [_date(part) if isinstance(part, Moment) else _run(part) for part in line if _shown(part)]


def mrkdwn(line: Words) -> str:
    """Runs as mrkdwn for context blocks, which take no rich text; bold and italic are left out there."""
    return "".join(_date_token(part) if isinstance(part, Moment) else _linked(part) for part in line)


def bare(line: Words) -> str:
    return clean(words(line))


def web(url: str) -> str:
    """The URL as Slack takes it in a link or button, or nothing."""
    made = clean(url.strip()).translate(_URL_BREAKS)
    return made if made.startswith(("http://", "https://")) and len(made) <= URL_LENGTH else ""


def _split(run: Run) -> Words:
    pieces = run.text.split("`")
    if len(pieces) % 2 == 0 or run.url:
        return (run,)
    return tuple(Code(f"`{piece}`") if at % 2 else replace(run, text=piece) for at, piece in enumerate(pieces) if piece)


def _shown(part: Run | Moment) -> bool:
    return isinstance(part, Moment) or bool(part.text)


def _run(run: Run) -> Json:
    if isinstance(run, Code):
        return {"type": "text", "text": clean(run.text.strip("`")), "style": {"code": True}}
    style = {name: True for name in ("bold", "italic") if getattr(run, name)}
    url = web(run.url)
    element: Json = {"type": "link", "url": url} if url else {"type": "text"}
    element["text"] = clean(run.text)
    return element | ({"style": style} if style else {})


def _date(at: Moment) -> Json:
    return {
        "type": "date",
        "timestamp": int(at.at.timestamp()),
        "format": DATE_FORMAT,
        "fallback": moment(at),
    }


def _date_token(at: Moment) -> str:
    return f"<!date^{int(at.at.timestamp())}^{DATE_FORMAT}|{escaped(moment(at))}>"


def _linked(run: Run) -> str:
    if isinstance(run, Code):
        return f"`{clean(run.text.strip('`')).translate(_BRACKETS)}`"
    label = escaped(" ".join(run.text.split()) if run.url else run.text)
    url = web(run.url).replace("&", "&amp;")
    return f"<{url}|{label.replace('|', '∣')}>" if url and label else label
