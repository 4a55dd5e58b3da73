"""Declare: what a command is. Every platform reads the declarations; none has commands of its own."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

from bot.cards import Option, Reply
from bot.roles import Role

if TYPE_CHECKING:
    from bot.commands.context import Context

Suggest = Callable[["Context", str], Awaitable[Sequence[Option]]]
"""Completions for what is typed so far, best first; a platform shows at most 25."""


class Kind(StrEnum):
    """What an argument holds; in a typed line each word goes to the argument whose kind recognises it."""

    TEXT = "text"
    """The rest of the line."""
    CHOICE = "choice"
    TIMES = "times"
    DAYS = "days"
    ZONE = "zone"
    CHANNEL = "channel"
    NUMBER = "number"
    CLAUSE = "clause"
    """What follows one of the argument's `words`: “skip 24 dec”."""


@dataclass(frozen=True, slots=True)
class Argument:
    """Annotation of a handler's parameter. The name is the parameter's; every value arrives as text."""

    about: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    """Other words for the choices, as people type them: “long” for “full”."""
    suggest: Suggest | None = None
    limit: int = 300
    name: str = ""
    required: bool = False
    words: tuple[str, ...] = ()
    """In a typed line, what a clause begins with."""
    takes: Callable[[Sequence[str]], int] | None = None
    """How many of the words that follow belong to the clause."""


Handler = Callable[..., Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    """One or two words: “quotes”, “schedule add”."""
    about: str
    """At most 100 characters (Discord's limit for a description)."""
    role: Role
    server_admin: bool
    """Who manages the server may also run it there, for that server only."""
    arguments: tuple[Argument, ...]
    run: Handler
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """What a button or a sent form runs: `word:arg:arg`."""

    word: str
    role: Role
    server_admin: bool
    run: Handler


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What can be done with a message of somebody's, from its menu on Discord and Slack."""

    word: str
    """Its id on every platform: “check_quote”."""
    name: str
    """As the menu shows it; at most 24 characters (Slack's limit; Discord's is 32)."""
    about: str
    role: Role
    run: Callable[[Context, str], Awaitable[Reply]]
    """With the message's text."""
    server_admin: bool = False


COMMANDS: dict[str, Command] = {}
SHORTCUTS: dict[str, Shortcut] = {}
ACTIONS: dict[str, Action] = {}


def command(
    name: str, *, role: Role, about: str, server_admin: bool = False, examples: tuple[str, ...] = ()
) -> Callable[[Handler], Handler]:
    """Register `async def handler(ctx, *, argument: Annotated[str | None, Argument(…)] = None) -> Card | Form`."""

    def register(handler: Handler) -> Handler:
        COMMANDS[name] = Command(name, about, role, server_admin, _arguments(handler), handler, examples)
        return handler

    return register


def action(word: str, *, role: Role = Role.READER, server_admin: bool = False) -> Callable[[Handler], Handler]:
    """Register `async def handler(ctx, args: tuple[str, ...], values: Values) -> Card | Form`."""

    def register(handler: Handler) -> Handler:
        ACTIONS[word] = Action(word, role, server_admin, handler)
        return handler

    return register


def shortcut(
    word: str, name: str, *, about: str, role: Role = Role.READER
) -> Callable[[Callable[[Context, str], Awaitable[Reply]]], Callable[[Context, str], Awaitable[Reply]]]:
    """Register `async def handler(ctx, text) -> Card`."""

    def register(handler: Callable[[Context, str], Awaitable[Reply]]) -> Callable[[Context, str], Awaitable[Reply]]:
        SHORTCUTS[word] = Shortcut(word, name, about, role, handler)
        return handler

    return register


Values = Mapping[str, tuple[str, ...]]
"""What was filled into a form: a text field gives one value, choices any number."""


def _arguments(handler: Handler) -> tuple[Argument, ...]:
    hints = get_type_hints(handler, include_extras=True)
    found: list[Argument] = []
    for parameter in list(inspect.signature(handler).parameters.values())[1:]:
        hint: Any = hints[parameter.name]
        if get_origin(hint) is not Annotated:
            raise TypeError(f"{handler.__name__}: the parameter {parameter.name} needs an Argument annotation.")
        note: Argument = get_args(hint)[1]
        is_required = parameter.default is inspect.Parameter.empty
        found.append(replace(note, name=parameter.name, required=is_required))
    return tuple(found)
