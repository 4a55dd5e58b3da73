"""World: the servers, channels, people and messages that the loopback Discord holds."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.fakes.discord.rules import walk

Json = dict[str, Any]

EPOCH = 1_420_070_400_000
VIEW, SEND, HISTORY, IN_THREADS, MANAGE = 1 << 10, 1 << 11, 1 << 16, 1 << 38, 1 << 5
MAKE_THREADS = 1 << 35
GIVEN = VIEW | SEND | HISTORY | IN_THREADS | MAKE_THREADS
TEXT_CHANNEL, DIRECT, ANNOUNCEMENT, THREAD, FORUM = 0, 1, 5, 11, 15
CROSSPOSTED = 1 << 0


@dataclass
class User:
    id: str
    name: str
    manages: bool = False
    """Whether they hold Manage Server, wherever they are."""
    bot: bool = False
    roles: list[str] = field(default_factory=list)
    """Ids of the roles they hold, wherever they are."""
    locale: str = "en-GB"

    def json(self) -> Json:
        return {
            "id": self.id,
            "username": self.name,
            "global_name": self.name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
        }


@dataclass
class Channel:
    id: str
    name: str
    guild: str = ""
    """Empty for direct messages."""
    denied: int = 0
    """Permissions that the bot lacks here."""
    parent: str = ""
    recipient: str = ""
    kind: int = TEXT_CHANNEL
    """For a channel of a server that is no thread."""
    owner: str = "1"
    """Of a thread."""
    archived: bool = False
    along: bool = False
    """The bot is not there; people bring it along by their own installation."""
    needs_tag: bool = False
    """A forum that takes no post without a tag."""
    messages: list[Json] = field(default_factory=list)

    def json(self) -> Json:
        if not self.guild:
            return {"id": self.id, "type": DIRECT, "recipients": [], "last_message_id": None}
        made: Json = {
            "id": self.id,
            "type": THREAD if self.parent else self.kind,
            "guild_id": self.guild,
            "name": self.name,
            "position": 0,
            "permission_overwrites": [
                {"id": self.guild, "type": 0, "allow": "0", "deny": str(self.denied)},
            ],
            "parent_id": self.parent or None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "last_message_id": None,
        }
        if self.parent:
            made |= {
                "owner_id": self.owner,
                "message_count": 0,
                "member_count": 1,
                "thread_metadata": {
                    "archived": self.archived,
                    "auto_archive_duration": 1440,
                    "archive_timestamp": "2026-01-01T00:00:00+00:00",
                    "locked": False,
                },
            }
        return made


@dataclass
class Guild:
    id: str
    name: str
    owner: str
    channels: list[str] = field(default_factory=list)
    roles: list[Json] = field(default_factory=list)
    """Besides @everyone."""
    system_channel: str = ""


class World:
    """`clock` gives seconds since 1970; a repeated nonce counts for `window` seconds."""

    def __init__(self, clock: Callable[[], float], window: float = 300.0) -> None:
        self.clock = clock
        self.window = window
        self.keeps_nonce = True
        """Whether the history still tells a message's nonce, which Discord does not promise."""
        self._numbers = itertools.count(1)
        self.bot = User(self.next_id(), "Readout", bot=True)
        self.application = self.bot.id
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.users: dict[str, User] = {self.bot.id: self.bot}
        self.commands: list[Json] = []
        self._nonces: dict[tuple[str, str], tuple[float, Json]] = {}

    def next_id(self) -> str:
        return str(((int(self.clock() * 1000) - EPOCH) << 22) + next(self._numbers))

    def add_guild(self, name: str, *channels: str) -> Guild:
        owner = self.add_user(f"owner of {name}", manages=True)
        guild = Guild(self.next_id(), name, owner.id)
        self.guilds[guild.id] = guild
        for channel in channels:
            self.add_channel(guild, channel)
        return guild

    def add_channel(
        self, guild: Guild, name: str, *, denied: int = 0, parent: Channel | None = None, kind: int = TEXT_CHANNEL
    ) -> Channel:
        channel = Channel(self.next_id(), name, guild.id, denied, parent.id if parent else "", kind=kind)
        self.channels[channel.id] = channel
        guild.channels.append(channel.id)
        return channel

    def add_role(self, guild: Guild, name: str) -> str:
        """A role's id. It comes with the server: add it before the bot connects."""
        guild.roles.append(_role(self.next_id(), name))
        return str(guild.roles[-1]["id"])

    def add_user(self, name: str, *, manages: bool = False) -> User:
        user = User(self.next_id(), name, manages)
        self.users[user.id] = user
        return user

    def direct(self, user: User) -> Channel:
        """The direct messages of the bot with `user`, opened where they were not."""
        for channel in self.channels.values():
            if channel.recipient == user.id:
                return channel
        channel = Channel(self.next_id(), user.name, recipient=user.id)
        self.channels[channel.id] = channel
        return channel

    def group(self, name: str) -> Channel:
        """A conversation of several people, to which somebody brings the bot along."""
        channel = Channel(self.next_id(), name, along=True)
        self.channels[channel.id] = channel
        return channel

    def channel(self, name: str) -> Channel:
        return next(channel for channel in self.channels.values() if channel.name == name)

    def allowed(self, channel: Channel) -> int:
        """What the bot may do there."""
        return GIVEN & ~channel.denied if channel.guild else GIVEN

    def guild_json(self, guild: Guild) -> Json:
        channels = [self.channels[c] for c in guild.channels if c in self.channels]
        return {
            "id": guild.id,
            "name": guild.name,
            "owner_id": guild.owner,
            "member_count": 2,
            "unavailable": False,
            "roles": [_role(guild.id, "@everyone"), *guild.roles],
            "system_channel_id": guild.system_channel or None,
            "channels": [channel.json() for channel in channels if not channel.parent],
            "threads": [channel.json() for channel in channels if channel.parent and not channel.archived],
            "members": [self.member_json(self.bot)],
            "emojis": [],
            "features": [],
            "preferred_locale": "en-US",
        }

    def member_json(self, user: User) -> Json:
        return {
            "user": user.json(),
            "roles": list(user.roles),
            "joined_at": "2026-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "permissions": str(GIVEN | (MANAGE if user.manages else 0)),
        }

    def post(self, channel: Channel, author: User, body: Json, *, hidden: bool = False) -> Json:
        """A new message, or with `enforce_nonce` the one that came with the same nonce not long ago."""
        nonce = str(body.get("nonce") or "")
        known = self._nonces.get((channel.id, nonce))
        if nonce and body.get("enforce_nonce") and known and self.clock() - known[0] < self.window:
            return known[1]
        message = self._message(channel, author, body)
        if nonce:
            self._nonces[channel.id, nonce] = (self.clock(), message)
        if not hidden:
            channel.messages.append(message)
        return message

    def open_post(self, forum: Channel, author: User, name: str, body: Json) -> tuple[Channel, Json]:
        """A forum's new thread with its first message, which has the thread's own id."""
        thread = self.add_channel(self.guilds[forum.guild], name, denied=forum.denied, parent=forum)
        thread.owner = author.id
        message = self._message(thread, author, body) | {"id": thread.id, "channel_id": thread.id}
        thread.messages.append(message)
        return thread, message

    def open_thread(self, channel: Channel, author: User, name: str, message: Json) -> Channel:
        """A message's own thread, which has its id."""
        thread = Channel(message["id"], name, channel.guild, channel.denied, channel.id, owner=author.id)
        self.channels[thread.id] = thread
        self.guilds[channel.guild].channels.append(thread.id)
        message["thread"] = thread.json()
        return thread

    def threads(self, *, guild: str = "", forum: str = "", archived: bool) -> list[Channel]:
        """The threads of a server or of a forum, newest first."""
        found = (c for c in self.channels.values() if c.parent and c.archived == archived)
        inside = [c for c in found if guild in ("", c.guild) and forum in ("", c.parent)]
        return sorted(inside, key=lambda c: int(c.id), reverse=True)

    def edit(self, message: Json, body: Json) -> Json:
        kept = message["flags"] & CROSSPOSTED
        for key in ("content", "flags", "embeds"):
            if key in body:
                message[key] = body[key] or ("" if key == "content" else [])
        message["flags"] = (message["flags"] or 0) | kept
        if "components" in body:
            message["components"] = with_ids(body["components"])
        message["edited_timestamp"] = datetime.fromtimestamp(self.clock(), UTC).isoformat()
        return message

    def history(self, channel: Channel, after: int, limit: int) -> list[Json]:
        """Newest first, as Discord gives them; the oldest `limit` of those after a message's id."""
        later = [message for message in channel.messages if int(message["id"]) > after]
        page = later[:limit] if after else later[-limit:]
        shown = copy.deepcopy(list(reversed(page)))
        for message in shown if not self.keeps_nonce else ():
            message.pop("nonce", None)
        return shown

    def _message(self, channel: Channel, author: User, body: Json) -> Json:
        return {
            "id": self.next_id(),
            "channel_id": channel.id,
            "author": author.json(),
            "content": body.get("content") or "",
            "timestamp": datetime.fromtimestamp(self.clock(), UTC).isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "type": 19 if body.get("message_reference") else 0,
            "flags": body.get("flags") or 0,
            "components": with_ids(body.get("components") or []),
        } | ({"nonce": body["nonce"]} if body.get("nonce") else {})


def _role(number: str, name: str) -> Json:
    return {
        "id": number,
        "name": name,
        "permissions": str(GIVEN),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def with_ids(components: list[Json]) -> list[Json]:
    """As Discord stores components: each with an id, given or next free."""
    made = copy.deepcopy(components)
    taken = {component["id"] for component in walk(made) if component.get("id")}
    free = (number for number in itertools.count(1) if number not in taken)
    for component in walk(made):
        if not component.get("id"):
            component["id"] = next(free)  # type: ignore[index]
    return made
