"""Workspace: the people, channels and messages of the loopback Slack, and what was asked of it."""

from __future__ import annotations

import itertools
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

TEAM = "T0READOUT"
BOT_USER = "U0READOUT"
BOT_ID = "B0READOUT"
APP_ID = "A0READOUT"
SCOPES = frozenset(
    """app_mentions:read assistant:write channels:history channels:read chat:write commands groups:history groups:read
    im:history im:write usergroups:read users:read""".split()
)


@dataclass
class User:
    id: str
    name: str
    is_admin: bool = False
    tz: str = "Europe/Paris"
    locale: str = "en-GB"
    team: str = TEAM


@dataclass
class Channel:
    id: str
    name: str
    kind: str = "channel"
    """channel, group (private) or im."""
    user: str = ""
    """The other side of an im."""
    has_bot: bool = True
    archived: bool = False
    messages: list[Json] = field(default_factory=list)
    """Oldest first, replies included."""


@dataclass
class Group:
    """A user group: “@desk”."""

    id: str
    handle: str
    name: str
    users: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Call:
    """A request to the Web API or a response_url, as it arrived."""

    method: str
    arguments: Json


@dataclass(frozen=True)
class Fault:
    """What happens to one request. Without status and error the connection is closed and no answer comes."""

    done: bool = False
    """The request takes effect all the same."""
    status: int = 0
    error: str = ""
    retry_after: int = 0


LOST = Fault(done=True)
"""Posted, and the answer lost."""
DROPPED = Fault()
"""Not posted, and no answer."""


def ratelimited(seconds: int) -> Fault:
    return Fault(status=429, error="ratelimited", retry_after=seconds)


class Workspace:
    def __init__(self, clock: Callable[[], datetime], team: str = TEAM, name: str = "Readout test") -> None:
        self.clock = clock
        self.team = team
        self.name = name
        self.scopes = set(SCOPES)
        self.users: dict[str, User] = {}
        self.groups: list[Group] = []
        self.channels: dict[str, Channel] = {}
        self.log: list[Call] = []
        self.problems: list[str] = []
        """Everything wrong with blocks and views that were sent; a test expects none."""
        self.faults: dict[str, deque[Fault | None]] = defaultdict(deque)
        self.hidden: list[Json] = []
        """Messages that only one person sees, oldest first."""
        self.views: list[Json] = []
        """Modals opened, oldest first."""
        self._count = itertools.count(1 if team == TEAM else 1001)  # ids are unique in all of Slack

    def add_user(self, name: str, *, admin: bool = False) -> User:
        user = User(f"U{next(self._count):07d}", name, admin, team=self.team)
        self.users[user.id] = user
        return user

    def add_group(self, handle: str, *members: User) -> Group:
        made = Group(self.id("S"), handle, handle.capitalize(), [member.id for member in members])
        self.groups.append(made)
        return made

    def add_channel(self, name: str, *, private: bool = False, with_bot: bool = True) -> Channel:
        made = Channel(f"C{next(self._count):07d}", name, "group" if private else "channel", has_bot=with_bot)
        self.channels[made.id] = made
        return made

    def direct(self, user: str) -> Channel:
        """The direct messages of the bot with a user, opened if need be."""
        known = (channel for channel in self.channels.values() if channel.kind == "im" and channel.user == user)
        if (channel := next(known, None)) is None:
            channel = Channel(f"D{next(self._count):07d}", "directmessage", "im", user)
            self.channels[channel.id] = channel
        return channel

    def stamp(self) -> str:
        """A message's ts: unique, growing, in seconds with six places."""
        return f"{int(self.clock().timestamp())}.{next(self._count):06d}"

    def id(self, letter: str) -> str:
        return f"{letter}{next(self._count):07d}"

    def fail(self, method: str, *faults: Fault | None) -> None:
        """Let the next requests to `method` go wrong, one fault each; None lets one go well."""
        self.faults[method].extend(faults)

    def calls(self, method: str) -> list[Json]:
        return [call.arguments for call in self.log if call.method == method]

    def posts(self, channel: str) -> list[Json]:
        """The bot's messages in a channel, oldest first."""
        return [message for message in self.channels[channel].messages if message.get("bot_id") == BOT_ID]

    def find(self, channel: str, ts: str) -> Json | None:
        there = self.channels[channel].messages if channel in self.channels else []
        return next((message for message in there if message["ts"] == ts), None)


def buttons(message: Json) -> Iterator[Json]:
    """What can be pressed in a message: buttons, and the options of menus as {text, action_id, value}."""
    for block in message.get("blocks", []):
        beside = [block["accessory"]] if block.get("accessory") else []
        for element in [*beside, *(block.get("elements", []) if block["type"] == "actions" else [])]:
            if element["type"] == "button":
                yield element
            for option in element.get("options", []):
                yield {**option, "action_id": element["action_id"], "type": element["type"]}
