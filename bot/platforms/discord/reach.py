"""Reach: where each command can be used, who can install it, and who sees it in Discord before any role counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import Permissions, app_commands

EVERYWHERE_WORDS = frozenset(("ask", "brief"))
"""Also for people who installed the app for themselves: in any server, group or conversation."""
MANAGERS_WORDS = frozenset(("schedule", "setup"))
"""On servers alone. Discord offers them to who manages the server, unless the server's owner says otherwise under
Integrations; the role is checked again when they are used. The desk's are offered to all: editors manage no server."""

ANYWHERE: Mapping[str, Any] = {
    "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
    "allowed_installs": app_commands.AppInstallationType(guild=True, user=True),
}
WITH_US: Mapping[str, Any] = {
    "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
    "allowed_installs": app_commands.AppInstallationType(guild=True, user=False),
}
ON_SERVERS: Mapping[str, Any] = {
    "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    "allowed_installs": app_commands.AppInstallationType(guild=True, user=False),
}


def reach_of(word: str) -> Mapping[str, Any]:
    """For the first word of a command on Discord."""
    return ANYWHERE if word in EVERYWHERE_WORDS else ON_SERVERS if word in MANAGERS_WORDS else WITH_US


def restricted(command: app_commands.Command[Any, ..., Any] | app_commands.Group) -> None:
    """Who is offered a command for a server's managers."""
    if command.name in MANAGERS_WORDS:
        command.default_permissions = Permissions(manage_guild=True)
