"""Menus: what can be done with somebody's message, from the menu that Discord opens on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

import discord
from discord import app_commands

from bot.commands import Shortcut
from bot.platforms.discord.reach import ANYWHERE

Use = Callable[[discord.Interaction, str, str], Awaitable[None]]
"""Interaction, the shortcut's word and the message's text."""


def add_menus(tree: app_commands.CommandTree[Any], shortcuts: Iterable[Shortcut], use: Use) -> None:
    """Put every shortcut into `tree`, wherever messages are."""
    for shortcut in shortcuts:
        tree.add_command(app_commands.ContextMenu(name=shortcut.name, callback=_callback(shortcut, use), **ANYWHERE))


def _callback(shortcut: Shortcut, use: Use) -> Any:
    async def callback(interaction: discord.Interaction, message: discord.Message) -> None:
        await use(interaction, shortcut.word, text_of(message))

    return callback


def text_of(message: discord.Message) -> str:
    """What a message says: its own words, those it passes on, and those of its embeds, with their addresses."""
    return "\n".join(part for part in _parts(message) if part)


def _parts(message: discord.Message) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        yield from (embed.title or "", embed.description or "", embed.url or "")
    for passed in message.message_snapshots:
        yield passed.content
        yield from (embed.url or "" for embed in passed.embeds)
