"""Weather: what a loopback server's network is like. Calm for tests; the crash campaign makes storms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from aiohttp import web


class Trouble(Enum):
    """What becomes of a request instead of a proper answer."""

    LOST = auto()
    """It takes effect, and the connection drops before the answer."""
    DROPPED = auto()
    """The connection drops before it takes effect."""
    LIMITED = auto()
    BROKEN = auto()
    """Answered 500 before it takes effect."""
    BROKEN_AFTER = auto()
    """It takes effect, and is answered 500."""

    @property
    def done(self) -> bool:
        return self in (Trouble.LOST, Trouble.BROKEN_AFTER)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request whose last byte has arrived."""

    door: int
    """The port that it came in by, which tells who sent it where each sender has one of its own."""
    name: str
    """The method and the path, or Slack's method."""
    place: str
    """The channel that it is about, where there is one."""
    posts: bool
    """Whether it makes a message."""


class Weather(Protocol):
    async def before(self, arrival: Arrival) -> Trouble | None:
        """Before the request takes effect."""

    async def after(self, arrival: Arrival) -> None:
        """After it took effect, before it is answered."""

    @property
    def pause(self) -> float:
        """Seconds that a limited request is told to wait."""


class Calm:
    """Nothing happens."""

    pause = 1.0

    async def before(self, arrival: Arrival) -> Trouble | None:
        return None

    async def after(self, arrival: Arrival) -> None: ...


def door_of(request: web.Request) -> int:
    """The port of ours that a request came in by."""
    assert request.transport is not None
    return int(request.transport.get_extra_info("sockname")[1])
