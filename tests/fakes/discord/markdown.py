"""Discord's Markdown as a reader meets it: which characters show, and which would format, link or ping."""

from __future__ import annotations

import re

_MENTION = re.compile(r"<(?:@[!&]?\d+|#\d+|t:-?\d+(?::\w)?|a?:\w+:\d+|/[\w ]+:\d+|id:\w+)>|@everyone|@here")
_LINK = re.compile(r"(?:https?|discord|steam)://\S")
_EMOJI = re.compile(r":[\w+-]+:")
_BLOCK = re.compile(r"#{1,3} |-# |[-*+] |\d+\. |>>?>? ?")
MARKS = "*_~`|[]<>"


def disarmed(text: str) -> tuple[str, list[str]]:
    """The characters that show, and what in `text` does more than show. A backslash disarms the mark after it."""
    shown, active, at = "", [], 0
    if block := _BLOCK.match(text):
        active.append(f"block {block[0]!r}")
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text) and not (text[at + 1].isalnum() or text[at + 1].isspace()):
            shown += text[at + 1]
            at += 2
            continue
        active += [found[0] for kind in (_MENTION, _LINK, _EMOJI) if (found := kind.match(text, at))]
        active += [text[at]] if text[at] in MARKS else []
        shown += text[at]
        at += 1
    return shown, active
