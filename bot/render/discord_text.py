"""Discord text: words that show exactly as written, whatever Markdown, mention or link they look like."""

from __future__ import annotations

import re
from urllib.parse import quote

from bot.cards import Moment, Run, Words

_MARKS = re.compile(r"([\\*_~`|\[\]<>@]|:(?=[A-Za-z_+/-]))")
"""What formats, mentions or links; a colon where it may open an emoji's name, or stand in a web address."""
_BLOCK = re.compile(r"(\d*)([-+#.])")
"""What opens a heading, a list or small text at the start of a line: `#`, `-`, `+`, `1.`"""
_LEFT_OUT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and halves of characters that no JSON reader takes."""


def escape(text: str) -> str:
    """`text` on one line with every mark of Discord's Markdown disarmed; a reader sees the same characters."""
    return _MARKS.sub(r"\\\1", flat(text))


def flat(text: str) -> str:
    """`text` on one line, without what no screen shows."""
    return _LEFT_OUT.sub("", " ".join(text.splitlines()))


def address(url: str) -> str:
    """`url` with what would end a link inside it percent-encoded; empty where it is no web address."""
    return quote(url, safe=_ADDRESS, errors="replace") if url.startswith(("http://", "https://")) else ""


def shield(line: str) -> str:
    """Disarm what would open a block at the start of `line`, which is escaped already."""
    line = line.strip()
    opening = _BLOCK.match(line)
    return f"{opening[1]}\\{line[opening.end(1) :]}" if opening else line


def phrase(words: Words) -> str:
    """One line in Discord's Markdown, safe at the start of a line; moments show in the reader's own zone."""
    shown = ""
    for word in words:
        text = f"<t:{int(word.at.timestamp())}:f>" if isinstance(word, Moment) else _styled(word)
        # Two styles that touch would share their asterisks; an empty character keeps them apart.
        shown += ("\u200b" if shown.endswith("*") and text.startswith("*") else "") + text
    return shield(shown)


def link(label: str, url: str) -> str:
    """A masked link, or the label alone where Discord would not show one."""
    target = address(url)
    shown = 0 < len(target) <= ADDRESS_LIMIT and flat(label).strip() and "://" not in label
    return f"[{escape(label)}]({target})" if shown else escape(label)


def length(text: str) -> int:
    """Characters as Discord's clients count them: in UTF-16 units, never fewer than code points."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


ADDRESS_LIMIT = 1000
"""A longer address would eat up a message; the label then stands alone."""
_ADDRESS = "!#$%&'*+,/:;=?@~"
"""Left as they are in an address; brackets and spaces would end the link."""


def _styled(run: Run) -> str:
    inner = run.text.strip()
    if not inner:
        return " " if run.text else ""
    lead, tail = " " * run.text[:1].isspace(), " " * run.text[-1:].isspace()
    marks = "*" * (run.italic + 2 * run.bold)
    return f"{lead}{marks}{link(inner, run.url) if run.url else escape(inner)}{marks}{tail}"
