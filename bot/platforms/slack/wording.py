"""Wording: Readout's own sentences as Slack says them: `/brief quotes` for `quotes`, a workspace, user groups."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.cards import Card, CardLine, Form, LineKind, Reply, Run
from bot.commands import COMMANDS
from bot.commands.lines import split_line

_CODE = re.compile(r"`([^`\n]{1,200})`")
_NAMES = (
    ("Roles of this server", "User groups of this workspace"),
    ("roles of this server", "user groups of this workspace"),
    ("Roles that make", "User groups that make"),
    ("may give these roles on this server", "manages these user groups"),
    ("On this server", "In this workspace"),
    ("on this server", "in this workspace"),
    ("another server", "another workspace"),
    ("This server", "This workspace"),
    ("this server", "this workspace"),
)
"""What the platforms call the same thing."""


Worded = TypeVar("Worded", bound=Reply)


def in_slack(reply: Worded) -> Worded:
    """A card or form with its commands as they are typed here; an article's words stay as they are."""
    if not isinstance(reply, Card):
        return replace(reply, about=_CODE.sub(_typed, _named(reply.about))) if isinstance(reply, Form) else reply
    if not reply.private or reply.plain:
        return replace(reply, lines=tuple(_line(one, _as_it_is) for one in reply.lines))
    menus = tuple(replace(menu, label=_named(menu.label)) for menu in reply.menus)
    return replace(
        reply, title=_named(reply.title), lines=tuple(_line(one, _named) for one in reply.lines), menus=menus
    )


def _named(text: str) -> str:
    for elsewhere, here in _NAMES:
        text = text.replace(elsewhere, here)
    return text


def _as_it_is(text: str) -> str:
    return text


def _line(one: CardLine, named: Callable[[str], str]) -> CardLine:
    if one.source or one.kind is LineKind.QUOTE:
        return one
    first = one.words[0] if one.words else None
    if one.kind is LineKind.POINT and isinstance(first, Run) and first.bold and first.text in COMMANDS:
        one = replace(one, words=(replace(first, text=_slash(first.text)), *one.words[1:]))  # an item of `help`
    words = tuple(
        replace(run, text=_CODE.sub(_typed, named(run.text))) if isinstance(run, Run) else run for run in one.words
    )
    return replace(one, words=words)


def _typed(found: re.Match[str]) -> str:
    text = found[1]
    command, _ = split_line(text)
    if command is None or text.startswith("/"):
        return found[0]
    return f"`{_slash(text)}`"


def _slash(text: str) -> str:
    return f"/{text}" if text.split()[0] in ("ask", "brief") else f"/brief {text}"
