"""Bare: the peer, a discord.py bot that answers every command and button at once with fixed words."""

from __future__ import annotations

import asyncio
import os

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

WORDS = "The two leaders met in Tokyo on Monday and spoke of trade, trees and their alliance. " * 6


class Bare(discord.AutoShardedClient):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.tree.add_command(app_commands.Command(name="ask", description="Ask", callback=_ask))
        for name in ("brief", "quotes"):
            self.tree.add_command(app_commands.Command(name=name, description=name, callback=_show))
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.send_message(WORDS, ephemeral=True)


async def _ask(interaction: discord.Interaction, question: str) -> None:
    await interaction.response.send_message(f"{question}\n{WORDS}"[:2000], ephemeral=True)


async def _show(interaction: discord.Interaction) -> None:
    view = discord.ui.View(timeout=1)
    view.add_item(discord.ui.Button(label="Source", custom_id="source"))
    await interaction.response.send_message(WORDS, ephemeral=True, view=view)


def main() -> None:
    Route.BASE = os.environ["DISCORD_API_BASE"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
    asyncio.run(_run())


async def _run() -> None:
    async with Bare() as bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    main()
