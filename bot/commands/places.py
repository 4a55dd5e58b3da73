"""Places: the channel that a command names, or the one that it is typed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from bot.cards import Option
from bot.commands.context import Context
from bot.desk import DeskError
from bot.platform import Destination

MENTION = re.compile(r"<#(\w{1,40})(?:\|([^>]{0,100}))?>", re.IGNORECASE)


@runtime_checkable
class FindsChannels(Protocol):
    """What a platform offers that can tell which channels a server has."""

    async def find_channel(self, server: str, written: str) -> Destination | None:
        """The channel of `server` with this id or name; None where there is none that Readout may post in."""


@runtime_checkable
class ListsChannels(Protocol):
    """What the chat page offers; Discord and Slack complete channels by themselves."""

    async def channels(self) -> Sequence[str]: ...


async def suggest_places(ctx: Context, typed: str) -> Sequence[Option]:
    platform: object = ctx.services.platforms.get(ctx.caller.platform)
    if ctx.caller.platform != "local" or not isinstance(platform, ListsChannels):
        return ()
    names = [f"#{name}" for name in await platform.channels()]
    return [
        Option(name, name) for name in names if name.startswith(typed.lower()) or name[1:].startswith(typed.lower())
    ]


async def place_meant(ctx: Context, written: str | None) -> Destination:
    """Where a command is to act. Raises `DeskError` for a channel that this server does not have."""
    here = ctx.caller.place
    if written is None or written.lower() in ("here", here.name.lower(), here.channel.lower()):
        return here
    found = MENTION.fullmatch(written)
    channel, name = (found[1], found[2] or "") if found else (written.lstrip("#"), "")
    if channel == here.channel:
        return here
    platform: object = ctx.services.platforms.get(ctx.caller.platform)
    if isinstance(platform, FindsChannels):
        known = await platform.find_channel(here.server, channel)
        if known is not None:
            return known
    elif here.platform == "local":
        return Destination("local", here.server, channel, "channel", f"#{channel}")
    shown = f"#{name or channel}"
    raise DeskError(
        f"{shown} is not a channel here that Readout can post in. Type the command in that channel instead."
    )


def for_followers(place: Destination, wanted: bool | None) -> Destination:
    """The place, where it is wanted with its posts published to followers. Raises `DeskError` where it has none."""
    if not wanted:
        return place
    if place.kind != "announcement":
        raise DeskError(f"{place.name} is no announcement channel, so it has no followers. Leave `followers` out.")
    return replace(place, kind="published")
