"""Pressing: buttons, selects and sent forms. Their custom ids carry what they run, so they outlive a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.cards import CHOSEN
from bot.commands import Values
from bot.render.discord import PICK, action_of
from bot.render.discord_form import values_of

Press = Callable[[discord.Interaction, str, Values], Awaitable[None]]
OURS = re.compile(r"(?P<action>[^\n]+)\|(?P<tag>[^|\n]*)")
"""Custom ids as `bot.render.discord.custom_id` makes them."""


def pressed_item(press: Press) -> type[discord.ui.DynamicItem[Any]]:
    """The item that discord.py makes anew for every pressed component whose custom id is ours."""

    class Pressed(discord.ui.DynamicItem[discord.ui.Item[Any]], template=OURS):
        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> Pressed:
            return cls(item)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            await press(interaction, pressed_action(interaction), chosen_in(interaction))

    return Pressed


def pressed_action(interaction: discord.Interaction) -> str:
    """What a pressed button runs, or the value chosen in a select that offers actions."""
    data: Any = interaction.data or {}
    action = action_of(str(data.get("custom_id", "")))
    chosen = data.get("values") or [""]
    return str(chosen[0]) if action == PICK else action


def chosen_in(interaction: discord.Interaction) -> Values:
    """What was chosen in a menu that runs one action, which may be nothing; a button has no such values."""
    data: Any = interaction.data or {}
    if "values" not in data or action_of(str(data.get("custom_id", ""))) == PICK:
        return {}
    return {CHOSEN: tuple(map(str, data["values"]))}


async def press_unclaimed(interaction: discord.Interaction, press: Press) -> None:
    """Run sent forms, and answer components that no item of ours claims: they come from another version."""
    data: Any = interaction.data or {}
    custom = str(data.get("custom_id", ""))
    if interaction.type is discord.InteractionType.modal_submit:
        await press(interaction, action_of(custom), values_of(data.get("components", ())))
    elif interaction.type is discord.InteractionType.component and not OURS.fullmatch(custom):
        await press(interaction, custom, {})
