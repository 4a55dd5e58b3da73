"""Elsewhere: what Readout may do in a channel of a server that another replica hears of, as its REST API tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import discord

Json = Mapping[str, Any]


def held(guild: Json, member: Json, channel: Json) -> discord.Permissions:
    """What `member` may do in `channel` (Discord, “Permission Hierarchy”): by its roles, then the channel's own."""
    user, everyone = str(member["user"]["id"]), str(guild["id"])
    worn = {everyone, *map(str, member["roles"])}
    base = _any(int(role["permissions"]) for role in guild["roles"] if str(role["id"]) in worn)
    if user == str(guild["owner_id"]) or discord.Permissions(base).administrator:
        return discord.Permissions.all()
    written = [(str(each["id"]), each) for each in channel.get("permission_overwrites") or ()]
    for whose in ({everyone}, worn - {everyone}, {user}):
        those = [each for name, each in written if name in whose]
        base = base & ~_any(int(each["deny"]) for each in those) | _any(int(each["allow"]) for each in those)
    return discord.Permissions(base)


def _any(bits: Iterable[int]) -> int:
    found = 0
    for each in bits:
        found |= each
    return found
