"""Callers: who asked on Discord, and where."""

from __future__ import annotations

import discord

from bot.commands import Caller
from bot.platform import Destination

PLATFORM = "discord"


def caller_of(interaction: discord.Interaction) -> Caller:
    """Who ran a command, pressed a button or sent a form. Discord itself vouches for the permissions.

    Who brought Readout along, to a server or group that it is not on, is answered as in direct messages.
    """
    server, held = None if brought_along(interaction) else interaction.guild_id, interaction.permissions
    return Caller(
        PLATFORM,
        str(interaction.user.id),
        interaction.user.display_name,
        direct(interaction.user) if server is None else place(server, interaction.channel, interaction.channel_id),
        manages_server=server is not None and (held.manage_guild or held.administrator),
        locale=str(interaction.locale),
        roles=() if server is None else roles_of(interaction.user),
    )


def brought_along(interaction: discord.Interaction) -> bool:
    """Whether the app is there by the person's own installation alone."""
    return interaction.is_user_integration() and not interaction.is_guild_integration()


def author_of(message: discord.Message) -> Caller:
    """Who wrote a message; it does not tell what they may do on the server."""
    user = message.author
    where = place(message.guild.id, message.channel, message.channel.id) if message.guild else direct(user)
    return Caller(PLATFORM, str(user.id), user.display_name, where, roles=roles_of(user))


def roles_of(user: discord.User | discord.Member) -> tuple[str, ...]:
    """The roles that somebody holds on the server, @everyone left out."""
    held = user.roles if isinstance(user, discord.Member) else []
    return tuple(str(role.id) for role in held if not role.is_default())


def direct(user: discord.User | discord.Member) -> Destination:
    return Destination(PLATFORM, "", str(user.id), "direct", f"@{user.display_name}"[:100])


def place(server: int, channel: object, channel_id: int | None) -> Destination:
    """A channel, thread or forum of a server."""
    kind = {discord.Thread: "thread", discord.ForumChannel: "forum"}.get(type(channel), "channel")
    if isinstance(channel, discord.TextChannel) and channel.is_news():
        kind = "announcement"
    name = getattr(channel, "name", None) or str(channel_id)
    return Destination(PLATFORM, str(server), str(channel_id), kind, f"#{name}"[:100])
