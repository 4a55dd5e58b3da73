"""Checking: every request against what Discord refuses though its OpenAPI description does not, and against pings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.discord.rules import message_problems, modal_problems, size

Body = Mapping[str, Any]

MESSAGE = re.compile(
    r"POST /channels/\d+/messages|PATCH /channels/\d+/messages/\d+"
    r"|POST /webhooks/\d+/[^/]+|PATCH /webhooks/\d+/[^/]+/messages/@original"
)
THREAD, COMMANDS = re.compile(r"POST /channels/\d+/threads"), re.compile(r"PUT /applications/\d+/commands")
CALLBACK = re.compile(r"POST /interactions/[^/]+/[^/]+/callback")
SHOWN, CHANGED, COMPLETED, FORM = 4, 7, 8, 9
NAME = re.compile(r"[-_'\w]{1,32}")
"""Of a command or argument (Application Command Naming)."""
IN_ALL = 8000
"""Characters of a command with everything inside it: names, descriptions and values."""


def request_problems(method: str, path: str, body: Any) -> list[str]:
    """What is wrong with a request; empty where nothing is, or where nothing is checked."""
    what = f"{method} {path}"
    if COMMANDS.fullmatch(what):
        found = [problem for command in body for problem in _command(command)]
    elif CALLBACK.fullmatch(what):
        found = list(_callback(body["type"], body.get("data") or {}))
    elif THREAD.fullmatch(what):
        found = list(_message(body["message"]))
    elif MESSAGE.fullmatch(what):
        found = list(_message(body))
    else:
        found = []
    return [f"{what}: {problem}" for problem in found]


def _callback(kind: int, data: Body) -> Iterator[str]:
    if kind in (SHOWN, CHANGED):
        yield from _message(data)
    if kind == FORM:
        yield from modal_problems(data)
    if kind == COMPLETED:
        if len(data["choices"]) > 25:
            yield "more than 25 completions"
        if any(not 1 <= size(c["name"]) <= 100 or len(c["value"]) > 100 for c in data["choices"]):
            yield "a completion has a name of 1 to 100 characters and a value of at most 100"


def _message(message: Body) -> Iterator[str]:
    yield from message_problems(message)
    if message.get("allowed_mentions") != {"parse": []}:
        yield "it may ping: allowed_mentions names none"


def _command(command: Body) -> Iterator[str]:
    if size("".join(_words(command))) > IN_ALL:
        yield f"/{command['name']} has more than {IN_ALL:,} characters in all"
    if command.get("type", 1) == 1:
        yield from _leaf(command)


def _leaf(option: Body) -> Iterator[str]:
    inside = option.get("options", ())
    for name in (option["name"], *(option.get("name_localizations") or {}).values()):
        if not NAME.fullmatch(name) or name != name.lower():
            yield f"“{name}” is no name of a command"
    for about in (option["description"], *(option.get("description_localizations") or {}).values()):
        if not 1 <= size(about) <= 100:
            yield f"{option['name']}: a description has 1 to 100 characters"
    if len(inside) > 25 or len(option.get("choices", ())) > 25:
        yield f"{option['name']}: at most 25 options and 25 choices"
    if len({one["name"] for one in inside}) < len(inside):
        yield f"{option['name']}: two options of the same name"
    asked = [bool(one.get("required")) for one in inside]
    if asked != sorted(asked, reverse=True):
        yield f"{option['name']}: what is required comes first"
    for one in inside:
        yield from _leaf(one)


def _words(option: Body) -> Iterator[str]:
    yield from (option["name"], option.get("description", ""))
    for choice in option.get("choices", ()):
        yield from (choice["name"], str(choice["value"]))
    for one in option.get("options", ()):
        yield from _words(one)
