"""Pacing: a platform's rate limits, kept from our side. One token has one pace, shared by posts, edits and look-ups.

A request counts from the moment it is made until a window after its answer: somewhere between it arrived. So what the
platform sees in any window stays within the limit, however long the ways are and however late this machine wakes.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.platform import Busy, Destination

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]
MOST_KEPT = 10_000
EVEN = 0.985
"""Requests that are paced evenly lie this part of their share of time apart; the rest makes up for late wakings."""
CATCH_UP = 0.06
"""Seconds of a late waking that are made up for; of a slow pace one request's."""
PATIENCE = 5.0
"""Seconds that a request which was begun waits for a platform; one that has not begun is put off instead."""
LENT_AGAIN = 0.1
"""Seconds after which a process that has no share looks for one."""
CROWD = 8
"""So many that wait for their turn have other things to do meanwhile."""
REFUSALS = 1_000
"""Discord bans an address for 10,000 refused requests (401, 403, 429) in ten minutes: sending stops at a tenth."""
REFUSALS_IN = 600.0


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` requests in any `seconds`; with `even` at even distances, else as they come."""

    count: int
    seconds: float
    even: bool = False

    def within(self, seconds: float) -> int:
        """Requests that may be made in so many seconds."""
        return int(self.count * seconds / self.seconds)


@dataclass(frozen=True, slots=True)
class Pace:
    whole: Rate
    """Of all requests with the token."""
    channel: Rate
    """Of those to one channel."""


WAY = 0.25
"""Seconds in which a request arrives whose answer this pace is not told of, such as one for a command."""
ANSWERED = 0.01
"""Seconds between two looks whether an answer has come."""
SECOND = 1.002
"""A second of the platform's, in ours: a clock that is being set right goes up to 0.0005 too fast or too slow (Linux,
adjtimex), theirs as ours."""
PACES: Mapping[str, Pace] = {
    # 50 requests in any second a token (Discord, “Global Rate Limit”); answers to commands do not count there.
    # The usual bucket of a channel takes 5 in 5 s; answers tell where it is smaller.
    "discord": Pace(Rate(50, SECOND, even=True), Rate(5, 5 * SECOND)),
    # “No more than one message per second per channel” (Slack, “Rate limits”); several hundred a minute a workspace.
    "slack": Pace(Rate(10, SECOND, even=True), Rate(1, SECOND)),
}


class Line:
    """Who waits for one limit, in order."""

    def __init__(self, rate: Rate, monotonic: Callable[[], float], sleep: Sleep) -> None:
        self.rate = rate
        self._own = rate.count
        self._own_until = float("inf")
        self.waiting = 0
        self.lock = asyncio.Lock()
        self.under_way = 0
        self.sent: deque[float] = deque()
        """When each request of the last window was answered, in order."""
        self._monotonic = monotonic
        self._sleep = sleep
        self._next = float("-inf")

    def wait(self) -> float:
        """Seconds until the next request may go; 0 or less where it may go now."""
        now = self._monotonic()
        while self.sent and self.sent[0] <= now - self.rate.seconds:
            self.sent.popleft()
        own = self._own if now < self._own_until else 0
        if own < 1:
            return LENT_AGAIN
        return max(self._full(own, now), self._next - now)

    def _full(self, own: int, now: float) -> float:
        too_many = self.under_way + len(self.sent) - own
        if too_many < 0:
            return 0.0
        if too_many >= len(self.sent):
            return ANSWERED
        return self.sent[too_many] + self.rate.seconds - now

    def within(self, seconds: float) -> int:
        """Requests that may go in so many seconds, by this process's share of the rate."""
        own = self._own if self._monotonic() < self._own_until else 0
        return int(own * seconds / self.rate.seconds)

    def spend(self) -> None:
        """One request goes now, whether it waited for its turn or not; of its answer nothing will be told."""
        self.begin()
        self.under_way -= 1
        self.sent.append(self._monotonic() + WAY)

    def begin(self) -> None:
        """One request goes now, until `end`."""
        self.under_way += 1
        if self.rate.even:
            apart = EVEN * self.rate.seconds / max(self._own, 1)
            self._next = max(self._next, self._monotonic() - max(CATCH_UP, apart)) + apart

    def end(self) -> None:
        """A request was answered, or never will be: it has arrived, or never will."""
        self.under_way -= 1
        self.sent.append(self._monotonic())

    def lend(self, own: int, until: float) -> None:
        """From now until then so many of `rate.count` are this process's own."""
        self._own, self._own_until = own, until

    @property
    def busy(self) -> bool:
        """Whether it needs its share."""
        self.wait()  # forgets what was sent before the window
        return self.waiting > 0 or self.under_way > 0 or bool(self.sent)

    async def turn(self) -> None:
        """Return when a request may go; the caller begins it."""
        while (wait := self.wait()) > 0:
            await self._sleep(wait)

    async def take(self) -> None:
        """Begin a request when it may go."""
        self.waiting += 1
        try:
            async with self.lock:
                await self.turn()
                self.begin()
        finally:
            self.waiting -= 1


@dataclass(slots=True)
class Stop:
    """Until when nothing at all is sent on a platform, and why."""

    until: float
    reason: str


class Budget:
    """Hands out requests in the order they are asked for, each once its platform and channel allow it."""

    def __init__(self, monotonic: Callable[[], float], sleep: Sleep = asyncio.sleep, paces: Mapping[str, Pace] = PACES):
        self._monotonic = monotonic
        self._sleep = sleep
        self.paces = paces
        self.wholes = {platform: Line(pace.whole, monotonic, sleep) for platform, pace in paces.items()}
        self._channels: dict[tuple[str, str, str], Line] = {}
        self._stops: dict[str, Stop] = {}
        self._refusals: dict[str, deque[float]] = {}
        self.elsewhere: dict[str, int] = {}
        """Requests that were refused to other replicas with the same token."""

    def crowded(self) -> bool:
        """Whether requests queue for a platform's whole pace."""
        return any(line.waiting >= CROWD for line in self.wholes.values())

    def wait(self, place: Destination) -> float:
        """Seconds until a request to `place` has a chance: what is not begun can do something else meanwhile."""
        if place.platform not in self.paces:
            return 0.0
        return max(self._stopped(place.platform), self._channel(place).wait(), 0.0)

    def within(self, platform: str, seconds: float) -> int | None:
        """Requests that this process may make on the platform in so many seconds; None where there is no limit."""
        return self.wholes[platform].within(seconds) if platform in self.wholes else None

    async def ready(self, place: Destination) -> None:
        """Return when `request` will not wait for the channel. Raises `Busy` where nothing is sent for long."""
        self._check(place.platform)
        if place.platform in self.paces:
            await self._channel(place).turn()

    @asynccontextmanager
    async def request(self, place: Destination) -> AsyncIterator[None]:
        """Entered when one request to `place` may be made, left when it was answered. Raises `Busy` as `ready`."""
        self._check(place.platform)
        if place.platform not in self.paces:
            yield
            return
        channel, whole = self._channel(place), self.wholes[place.platform]
        async with channel.lock:  # who has to wait for the channel takes no request from the others
            await channel.turn()
            await whole.take()
            channel.begin()
        try:
            await self._sleep_through(place.platform)
            yield
        finally:
            whole.end()
            channel.end()

    def spend(self, platform: str) -> None:
        """A request that could not wait was made, such as for a command: the others make room for it."""
        if platform in self.wholes:
            self.wholes[platform].spend()

    def hold(self, platform: str, seconds: float, reason: str) -> None:
        """Nothing is sent on the platform for so long: it said so of the whole token."""
        until = self._monotonic() + seconds
        known = self._stops.get(platform)
        if known is None or known.until < until:
            self._stops[platform] = Stop(until, reason)

    def held(self, platform: str) -> float:
        """Seconds for which the platform is held."""
        return max(0.0, self._stopped(platform))

    def refused(self, platform: str) -> None:
        """The platform refused a request (401, 403 or 429). Too many of them stop the platform for a while."""
        now = self._monotonic()
        self._refusals.setdefault(platform, deque()).append(now)
        if self.refusals(platform) + self.elsewhere.get(platform, 0) >= REFUSALS:
            fresh = self._stopped(platform) <= 0
            reason = (
                f"{platform.capitalize()} refused {REFUSALS:,} requests within ten minutes, and bans who has ten times "
                "as many: nothing is sent for ten minutes. Look in `status` for what it refuses."
            )
            self.hold(platform, REFUSALS_IN, reason)
            if fresh:
                log.error("%s", reason)

    def refusals(self, platform: str) -> int:
        """Requests that were refused to this process in the last ten minutes."""
        found = self._refusals.get(platform, deque())
        while found and found[0] <= self._monotonic() - REFUSALS_IN:
            found.popleft()
        return len(found)

    def standing(self, platform: str) -> str:
        """Why nothing is sent on the platform now; empty where it is."""
        return self._stops[platform].reason if self._stopped(platform) > 0 else ""

    def _check(self, platform: str) -> None:
        if (wait := self._stopped(platform)) > PATIENCE:
            raise Busy(self._stops[platform].reason, wait)

    async def _sleep_through(self, platform: str) -> None:
        while (wait := self._stopped(platform)) > 0:
            self._check(platform)
            await self._sleep(wait)

    def _stopped(self, platform: str) -> float:
        stop = self._stops.get(platform)
        return 0.0 if stop is None else stop.until - self._monotonic()

    def _channel(self, place: Destination) -> Line:
        key = (place.platform, place.server, place.channel)
        found = self._channels.get(key)
        if found is None:
            if len(self._channels) >= MOST_KEPT:
                self._forget()
            found = self._channels[key] = Line(self.paces[place.platform].channel, self._monotonic, self._sleep)
        return found

    def _forget(self) -> None:
        """Channels that nothing was sent to lately."""
        self._channels = {k: line for k, line in self._channels.items() if line.lock.locked() or line.busy}
