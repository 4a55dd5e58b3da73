"""Platform: what delivery and commands need from Discord, Slack and the chat page; all speak this protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from bot.cards import Card

if TYPE_CHECKING:
    from aiohttp.web import Response, RouteDef

Payload = Mapping[str, Any]
"""One message as the platform's API takes it: JSON-able, frozen at the first attempt to send it."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a brief goes."""

    platform: str
    """“local”, “discord” or “slack”."""
    server: str
    """Discord server or Slack workspace; empty for direct messages and the chat page."""
    channel: str
    """Channel, thread or forum; for direct messages the platform's user id."""
    kind: str = "channel"
    """“channel”, “thread”, “forum” (each brief is a post of its own), “announcement” (a channel that others follow),
    “published” (the same, and each brief goes to its followers too), “threads” (a channel in which each brief has a
    thread of its own: its first message stands in the channel, all others in there) or “direct”."""
    name: str = ""
    """As shown to people: “#summit”."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One part of a delivery on its way: `part` is unique for ever and rides along where the platform lets it."""

    part: str
    """At most 25 characters (Discord's limit for a nonce)."""
    destination: Destination
    payload: Payload
    first_tried: datetime | None
    """When it was first attempted; None on the first attempt."""
    first: str = ""
    """The message id of the delivery's first part, where this is a further one: in a forum it follows that one."""


class Refused(Exception):
    """The platform will never take this: channel gone, no permission. `str()` is a sentence for the admin."""


class Busy(Exception):
    """Not now: rate limit or outage, and certainly not posted. Try again after `seconds`."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Unsure(Exception):
    """The answer was lost: it may or may not be posted. Look with `find` before any repeat."""


class CannotLook(Exception):
    """The history cannot be read, so nothing can be said about what is posted there; `str()` says why."""


Show = Callable[[int, Card], "Response"]
"""Makes a page of a card, with this status."""


@runtime_checkable
class Called(Protocol):
    """A platform that is called over HTTP as well, on the server of the chat page."""

    @property
    def called(self) -> bool:
        """Whether the settings open that way."""

    def routes(self, show: Show) -> Sequence[RouteDef]:
        """What it answers. A POST there needs no page of ours as its origin: the platform knows its callers itself."""


class Platform(Protocol):
    """A thin client. All methods may be called from one event loop only."""

    name: str

    async def start(self) -> None:
        """Connect and return; later it reconnects by itself. Raises `Refused` for a wrong token, which it names."""

    async def stop(self) -> None: ...

    def health(self) -> str:
        """One line for `status`: “connected as Readout#1234, 3 servers”."""

    def render(self, card: Card) -> Sequence[Payload]:
        """The messages that show `card` in this order, each within the platform's limits. Pure."""

    async def post(self, sending: Sending) -> str:
        """Post once and return the message's id. Bounded in time. Raises `Refused`, `Busy` or `Unsure`."""

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        """Make the message show `payload`; may be repeated. Raises `Refused`, `Busy` or `Unsure`."""

    async def find(self, sending: Sending) -> str | None:
        """The id of the message that carries this part, if it is there. Raises `CannotLook`, `Busy` or `Refused`."""
