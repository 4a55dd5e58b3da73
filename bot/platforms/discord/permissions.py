"""Permissions: what Readout needs on a Discord server, why, and which of it is missing where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord

from bot.platform import Destination
from bot.platforms.discord.callers import place

NEEDED = {
    "view_channel": ("View Channels", "to see the channels that get a brief"),
    "send_messages": ("Send Messages", "to post briefs"),
    "send_messages_in_threads": ("Send Messages in Threads", "to post briefs in threads"),
    "read_message_history": (
        "Read Message History",
        "to look whether a brief is already posted after a lost answer, so that none is posted twice",
    ),
}
"""discord.py's name of each permission -> its name in Discord's settings, and why."""

OPTIONAL = {
    "create_public_threads": (
        "Create Public Threads",
        "to open a thread under each brief, where a schedule says so",
    ),
}
"""As `NEEDED`, for what only some schedules do."""

SCOPES = ("bot", "applications.commands")


def invite_url(client_id: int | str) -> str:
    """The address that invites the application with exactly the permissions of `NEEDED` and `OPTIONAL`."""
    wanted = discord.Permissions(**dict.fromkeys((*NEEDED, *OPTIONAL), True))
    return discord.utils.oauth_url(client_id, permissions=wanted, scopes=SCOPES)


def channel_named(client: discord.Client, server: str, written: str) -> Destination | None:
    """The channel, forum or thread of `server` with this id or name that Readout may post in."""
    for spot in _spots(client, server):
        if written in (str(spot.id), spot.name) and missing(client, server, str(spot.id)) == []:
            return place(spot.guild.id, spot, spot.id)
    return None


def known_channel(client: discord.Client, server: str, channel: str) -> Destination | None:
    """The channel, forum or thread of `server` with this id, whether or not Readout may post in it."""
    for spot in _spots(client, server):
        if str(spot.id) == channel:
            return place(spot.guild.id, spot, spot.id)
    return None


def given_roles(client: discord.Client, server: str) -> Mapping[str, str]:
    """The roles of `server` that people can be given, by id: not @everyone, and none that a bot brought along."""
    guild = client.get_guild(int(server)) if server.isdecimal() else None
    roles = guild.roles if guild is not None else []
    return {str(role.id): role.name for role in roles if not (role.is_default() or role.is_bot_managed())}


def _spots(
    client: discord.Client, server: str
) -> Sequence[discord.TextChannel | discord.ForumChannel | discord.Thread]:
    guild = client.get_guild(int(server)) if server.isdecimal() else None
    return () if guild is None else (*guild.text_channels, *guild.forums, *guild.threads)


def missing(
    client: discord.Client, server: str, channel: str, parent: str = "", *, threads: bool = False
) -> Sequence[str] | None:
    """Names of the needed permissions that Readout lacks in a channel or thread; None where that is not known.

    With `threads`, it is a channel in which threads are to be opened.
    """
    guild = client.get_guild(int(server)) if server.isdecimal() else None
    if guild is None or guild.me is None or not channel.isdecimal():
        return None
    thread = guild.get_thread(int(channel)) or (int(channel) if parent else None)
    spot = guild.get_channel(int(parent or channel)) or guild.get_thread(int(channel))
    if spot is None:
        return None
    held = spot.permissions_for(guild.me)
    needed = NEEDED | (OPTIONAL if threads else {})
    spare = "" if threads else "send_messages" if thread else "send_messages_in_threads"
    return [label for name, (label, _) in needed.items() if name != spare and not getattr(held, name)]
