"""Slack: slash commands, buttons, forms and questions over Socket Mode; posts that are made once."""

from __future__ import annotations

from bot.platforms.slack.manifest import manifest_json, manifest_yaml
from bot.platforms.slack.platform import SlackPlatform

__all__ = ["SlackPlatform", "manifest_json", "manifest_yaml"]
