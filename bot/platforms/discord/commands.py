"""Commands: Readout's declarations as Discord application commands, described, with choices and completion."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Protocol

import discord
from discord import app_commands

from bot.cards import Option
from bot.commands import Argument, Command, Kind
from bot.platforms.discord.reach import reach_of, restricted

ABOUT_LIMIT = 100
CHOICE_LIMIT = 100
CHOICES = 25
TEXT_LIMIT = 6000
SCHEDULE, DESK = "schedule", "desk"
OWN_WORD = frozenset(
    "brief quotes figures timeline people changes sources ask follow unfollow help status setup".split()
)
"""The reader's words and `setup`, which are commands of their own; all others stand under `/desk`."""
GROUPS = {
    SCHEDULE: "When and where the brief is posted",
    DESK: "Edit, approve and publish the brief, and look after the newsroom",
}

Given = Mapping[str, str | None]
Run = Callable[[discord.Interaction, str, Given], Awaitable[None]]
"""Interaction, command and arguments."""


class Complete(Protocol):
    async def __call__(
        self, interaction: discord.Interaction, name: str, argument: str, typed: str
    ) -> Iterable[Option]: ...


def path_of(name: str) -> tuple[str, ...]:
    """Where a command stands on Discord: (“brief”,), (“schedule”, “add”), (“desk”, “topic”, “add”)."""
    words = name.split()
    return tuple(words) if words[0] in {SCHEDULE, *OWN_WORD} else (DESK, *words)


def add_commands(
    tree: app_commands.CommandTree[Any], commands: Iterable[Command], run: Run, complete: Complete
) -> None:
    """Put every command into `tree`, each where it can be used."""
    groups: dict[tuple[str, ...], app_commands.Group] = {}
    for command in commands:
        *parents, word = path_of(command.name)
        made = _command(command, word, run, complete)
        if parents:
            _group(tree, groups, tuple(parents)).add_command(made)
        else:
            restricted(made)
            tree.add_command(made)


def _group(
    tree: app_commands.CommandTree[Any], groups: dict[tuple[str, ...], app_commands.Group], path: tuple[str, ...]
) -> app_commands.Group:
    if path not in groups:
        about = GROUPS.get(path[-1], f"What can be done with {path[-1]}")
        parent = _group(tree, groups, path[:-1]) if len(path) > 1 else None
        groups[path] = app_commands.Group(
            name=path[-1], description=about, parent=parent, **({} if parent else reach_of(path[0]))
        )
        if parent is None:
            restricted(groups[path])
            tree.add_command(groups[path])
    return groups[path]


def _command(command: Command, word: str, run: Run, complete: Complete) -> app_commands.Command[Any, ..., None]:
    callback = _callback(command, run)
    callback = app_commands.describe(**{a.name: _about(a.about) for a in command.arguments})(callback)
    for argument in command.arguments:
        if argument.kind is Kind.CHANNEL:
            continue  # Discord's own picker offers the channels
        if argument.choices and len(argument.choices) <= CHOICES:
            offered = [app_commands.Choice(name=c, value=c) for c in argument.choices]
            callback = app_commands.choices(**{argument.name: offered})(callback)
        elif argument.choices or argument.suggest:
            completion = _completion(command.name, argument.name, complete)
            callback = app_commands.autocomplete(**{argument.name: completion})(callback)
    top = {} if len(path_of(command.name)) > 1 else reach_of(word)
    return app_commands.Command(name=word, description=_about(command.about), callback=callback, **top)


def _callback(command: Command, run: Run) -> Callable[..., Any]:
    """A function with the parameters that discord.py reads an application command's options from."""

    async def callback(interaction: discord.Interaction, **given: str | None) -> None:
        await run(interaction, command.name, given)

    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)
    callback.__signature__ = inspect.Signature([first, *map(_parameter, command.arguments)])  # type: ignore[attr-defined]
    return callback


_KIND = inspect.Parameter.KEYWORD_ONLY


def _parameter(argument: Argument) -> inspect.Parameter:
    annotation: Any = app_commands.Range[str, 1, min(argument.limit, TEXT_LIMIT)]
    if argument.kind is Kind.CHANNEL:
        annotation = app_commands.Transform[str, Channel]
    elif argument.choices:
        annotation = str
    if argument.required:
        return inspect.Parameter(argument.name, _KIND, annotation=annotation)
    return inspect.Parameter(argument.name, _KIND, annotation=annotation | None, default=None)


class Channel(app_commands.Transformer):
    """A channel, forum or thread that a brief can be posted in, as it would be typed."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.public_thread, kinds.private_thread, kinds.news_thread]

    async def transform(self, interaction: discord.Interaction, value: Any, /) -> str:
        return f"<#{value.id}|{value.name}>"


def _completion(name: str, argument: str, complete: Complete) -> Callable[..., Any]:
    async def completion(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        options = await complete(interaction, name, argument, typed)
        return [
            app_commands.Choice(name=_cut(option.label, CHOICE_LIMIT) or option.value, value=option.value)
            for option in options
            if 0 < len(option.value) <= CHOICE_LIMIT
        ][:CHOICES]

    return completion


def _about(text: str) -> str:
    return _cut(text, ABOUT_LIMIT) or "…"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
