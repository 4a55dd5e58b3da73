"""Leaving: Slack says that the app was removed from a workspace, or its token revoked."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncApp

log = logging.getLogger(__name__)

Left = Callable[[str, str, datetime], Awaitable[None]]
"""Told the workspace, why, and when."""
REMOVED = "The app was removed from the workspace."
REVOKED = "The app's token was revoked."


class Leaving:
    def __init__(self, team: str, left: Left) -> None:
        self._team = team
        self._left = left

    def register(self, app: AsyncApp) -> None:
        app.event("app_uninstalled")(self.removed)
        app.event("tokens_revoked")(self.revoked)

    async def removed(self, body: dict[str, Any]) -> None:
        await self._left(self._team, REMOVED, _at(body))

    async def revoked(self, body: dict[str, Any]) -> None:
        """Only the bot's own token matters; Readout asks for no user's."""
        if body["event"].get("tokens", {}).get("bot"):
            await self._left(self._team, REVOKED, _at(body))


def _at(body: dict[str, Any]) -> datetime:
    return datetime.fromtimestamp(int(body["event_time"]), UTC)
