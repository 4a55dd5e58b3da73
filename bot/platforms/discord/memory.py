"""Memory: of a server only what Readout asks for is kept: its name, its roles, and where a brief can be posted."""

from __future__ import annotations

from typing import Any, cast

from discord import ChannelType
from discord.state import AutoShardedConnectionState

POSTABLE = frozenset(kind.value for kind in (ChannelType.text, ChannelType.news, ChannelType.forum))
UNASKED = (
    "emojis",
    "guild_scheduled_events",
    "presences",
    "soundboard_sounds",
    "stage_instances",
    "stickers",
    "voice_states",
)
"""What Discord tells of a server and nothing here asks for (Gateway, Guild Create)."""


def lean(guild: dict[str, Any], own: int | None) -> dict[str, Any]:
    """A server as the gateway tells it, without what is not asked for; of its members only `own`."""
    kept = {name: value for name, value in guild.items() if name not in UNASKED}
    channels = [channel for channel in guild.get("channels", ()) if channel["type"] in POSTABLE]
    members = [member for member in guild.get("members", ()) if int(member["user"]["id"]) == own]
    return kept | {"channels": [_without_topic(channel) for channel in channels], "members": members}


def _without_topic(channel: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in channel.items() if name not in ("topic", "available_tags")}


class LeanState(AutoShardedConnectionState[Any]):
    """discord.py's own cache, given less to keep."""

    def parse_guild_create(self, data: Any) -> None:
        super().parse_guild_create(cast(Any, data if data.get("unavailable") is True else lean(data, self.self_id)))
