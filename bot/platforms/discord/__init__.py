"""Discord: briefs, commands and buttons on Discord servers and in direct messages."""

from __future__ import annotations

from bot.platforms.discord.permissions import invite_url
from bot.platforms.discord.platform import DiscordPlatform

__all__ = ["DiscordPlatform", "invite_url"]
