"""Wording: commands that Readout's own sentences name, as one types them in Slack: `/brief quotes` for `quotes`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from bot.cards import Card, CardLine, LineKind, Reply, Run
from bot.commands.lines import split_line

_CODE = re.compile(r"`([^`\n]{1,200})`")


Worded = TypeVar("Worded", bound=Reply)


def in_slack(reply: Worded) -> Worded:
    """A private card with its commands as they are typed here; an article's words stay as they are."""
    if not isinstance(reply, Card) or not reply.private or reply.plain:
        return reply
    return replace(reply, lines=tuple(map(_line, reply.lines)))


def _line(one: CardLine) -> CardLine:
    if one.source or one.kind is LineKind.QUOTE:
        return one
    words = tuple(replace(run, text=_CODE.sub(_typed, run.text)) if isinstance(run, Run) else run for run in one.words)
    return replace(one, words=words)


def _typed(found: re.Match[str]) -> str:
    text = found[1]
    command, rest = split_line(text)
    if command is None or text.startswith("/"):
        return found[0]
    if command.name == "ask" and text.split()[0] == "ask":
        return f"`{f'/ask {rest}'.strip()}`"
    return f"`/{text}`" if text.split()[0] == "brief" else f"`/brief {text}`"
