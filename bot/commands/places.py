"""Places: the channel that a command names, or the one that it is typed in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from bot.cards import Option
from bot.commands.context import Context
from bot.desk import DeskError
from bot.platform import Destination
from bot.words import listed

MENTION = re.compile(r"<#(\w{1,40})(?:\|([^>]{0,100}))?>", re.IGNORECASE)


@runtime_checkable
class FindsChannels(Protocol):
    """What a platform offers that can tell which channels a server has."""

    async def find_channel(self, server: str, written: str) -> Destination | None:
        """The channel of `server` with this id or name; None where there is none that Readout may post in."""


@runtime_checkable
class ChecksPlaces(Protocol):
    """What a platform offers that knows what it may do where."""

    async def known_place(self, server: str, channel: str) -> Destination | None:
        """The channel of `server` with this id, whether or not Readout may post in it."""

    async def lacking(self, place: Destination) -> Sequence[str]:
        """What Readout needs in `place` and is not allowed, as the platform's settings call it."""


@runtime_checkable
class Guides(Protocol):
    """What a platform offers that shows menus in a message and changes one in its place."""

    shows_menus: bool

    async def role_names(self, server: str) -> Mapping[str, str]:
        """The roles of `server` that people can be given: their ids, and their names."""


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
    barred = await known_place(ctx, channel)
    if barred is not None and (trouble := await may_post(ctx, barred)):
        raise DeskError(trouble)
    shown = f"#{name or channel}"
    raise DeskError(
        f"{shown} is not a channel here that Readout can post in. Type the command in that channel instead."
    )


def guide_of(ctx: Context) -> Guides | None:
    """The caller's platform, where it shows menus."""
    platform: object = ctx.services.platforms.get(ctx.caller.platform)
    return platform if isinstance(platform, Guides) and platform.shows_menus else None


async def lacking(ctx: Context, place: Destination) -> Sequence[str]:
    """What Readout needs in `place` and is not allowed there; nothing where the platform cannot tell."""
    platform: object = ctx.services.platforms.get(place.platform)
    return await platform.lacking(place) if isinstance(platform, ChecksPlaces) else ()


async def known_place(ctx: Context, channel: str) -> Destination | None:
    """A channel of the caller's server by its id, whether or not Readout may post in it."""
    platform: object = ctx.services.platforms.get(ctx.caller.platform)
    return await platform.known_place(ctx.caller.place.server, channel) if isinstance(platform, ChecksPlaces) else None


async def may_post(ctx: Context, place: Destination) -> str:
    """A sentence that names what Readout lacks in `place` and how to give it; empty where it lacks nothing."""
    found = await lacking(ctx, place)
    if not found:
        return ""
    them = "it" if len(found) == 1 else "them"
    return (
        f"Readout lacks {listed(found)} in {place.name}. Allow {them} in the channel's settings under Permissions, for "
        "Readout or its role."
    )


def as_wanted(place: Destination, *, followers: bool | None, threads: bool | None) -> Destination:
    """The place, with what is wanted of its posts. Raises `DeskError` where it cannot be had."""
    if followers and threads:
        raise DeskError("A brief goes to the channel's followers or gets a thread of its own: leave one of them out.")
    if followers and place.kind != "announcement":
        raise DeskError(f"{place.name} is no announcement channel, so it has no followers. Leave `followers` out.")
    if threads and place.platform != "discord":
        raise DeskError("Only Discord opens a thread under each brief. Leave `threads` out; readers can reply to it.")
    if threads and place.kind not in ("channel", "announcement"):
        raise DeskError(f"No thread can be opened in a {place.kind} such as {place.name}. Leave `threads` out.")
    return replace(place, kind="published" if followers else "threads" if threads else place.kind)
