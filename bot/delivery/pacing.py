"""Pacing: a platform's rate limits, kept well under. One token has one pace, shared by posts, edits and look-ups."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.platform import Destination

Sleep = Callable[[float], Awaitable[None]]
MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`gap` seconds between requests in the long run; `burst` of them may come at once."""

    gap: float
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Pace:
    whole: Rate
    """Of all requests with the token."""
    channel: Rate
    """Of those to one channel."""


PACES: Mapping[str, Pace] = {
    # 50 requests a second a token (Discord, “Global Rate Limit”): a fifth is left to commands. 5 in 5 s a channel.
    "discord": Pace(Rate(1 / 40, 8), Rate(1.05, 4)),
    # “No more than one message per second per channel” (Slack, “Rate limits”); several hundred a minute a workspace.
    "slack": Pace(Rate(1 / 10, 5), Rate(1.05, 1)),
}


class Budget:
    """Hands out requests in the order they are asked for, each once its platform and channel allow it."""

    def __init__(self, monotonic: Callable[[], float], sleep: Sleep = asyncio.sleep, paces: Mapping[str, Pace] = PACES):
        self._monotonic = monotonic
        self._sleep = sleep
        self._paces = paces
        self._next: dict[tuple[str, ...], float] = {}

    async def take(self, place: Destination) -> None:
        """Return when one request to `place` may be made."""
        pace = self._paces.get(place.platform)
        if pace is not None:
            await self._turn((place.platform, place.server, place.channel), pace.channel)
            await self._turn((place.platform,), pace.whole)

    async def _turn(self, key: tuple[str, ...], rate: Rate) -> None:
        now = self._monotonic()
        if len(self._next) > MOST_KEPT:
            self._next = {kept: at for kept, at in self._next.items() if at > now}
        ideal = max(self._next.get(key, now), now)
        self._next[key] = ideal + rate.gap
        wait = ideal - now - rate.gap * (rate.burst - 1)
        if wait > 0:
            await self._sleep(wait)
