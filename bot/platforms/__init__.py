"""Platforms: Discord, Slack and the chat page, each a thin client behind `bot.platform.Platform`."""
