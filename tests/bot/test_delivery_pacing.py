"""Pacing: a platform is never asked faster than it allows, and waits are shared fairly."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from bot.delivery import PACES, Budget, Limits, Pace, Rate
from bot.platform import Destination


class Time:
    """Monotonic time that passes only by sleeping; sleepers wake in order."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waiting: list[tuple[float, int, asyncio.Event]] = []
        self.count = 0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        event = asyncio.Event()
        self.count += 1
        self.waiting.append((self.now + seconds, self.count, event))
        await event.wait()

    async def run(self, work: asyncio.Future[list[None]]) -> None:
        while not work.done():
            for _ in range(5):
                await asyncio.sleep(0)
            if self.waiting:
                self.waiting.sort(key=lambda waiting: waiting[:2])
                self.now, _, event = self.waiting.pop(0)
                event.set()


async def moments(places: list[Destination]) -> list[float]:
    """When each of so many requests, asked for together, may go."""
    time = Time()
    budget = Budget(time, time.sleep)
    found: list[float] = []

    async def ask(place: Destination) -> None:
        await budget.take(place)
        found.append(time.now)

    await time.run(asyncio.gather(*(ask(place) for place in places)))
    return found


def busiest(found: list[float], seconds: float) -> int:
    """The most requests in any window of so many seconds."""
    return max(sum(start <= at < start + seconds for at in found) for start in found)


async def test_discord_is_kept_under_its_fifty_a_second() -> None:
    """Two hundred channels at once: never more than 48 in any second, and not much slower than that."""
    found = await moments([Destination("discord", "s", f"c{n}") for n in range(200)])
    assert busiest(found, 1.0) <= 48
    assert max(found) <= 5.0


async def test_one_discord_channel_is_kept_under_five_in_five_seconds() -> None:
    """A long brief in parts, and its edits, share the channel's own limit."""
    found = await moments([Destination("discord", "s", "c")] * 20)
    assert busiest(found, 5.0) <= 9
    assert busiest(found[4:], 5.0) <= 5


async def test_slack_gets_one_message_a_second_a_channel() -> None:
    """Slack's documented limit, without a burst."""
    found = await moments([Destination("slack", "w", "c")] * 5)
    assert all(later - earlier >= 1.0 for earlier, later in pairwise(found))


async def test_a_slow_channel_holds_up_no_other() -> None:
    """Its own requests queue; the next channel's go at once."""
    found = await moments([Destination("slack", "w", "busy")] * 5 + [Destination("slack", "w", "calm")])
    assert sum(at < 1.0 for at in found) == 2


async def test_the_chat_page_has_no_limit() -> None:
    """Nothing is gained by pacing our own page."""
    assert await moments([Destination("local", "", "summit")] * 100) == [0.0] * 100


async def test_quiet_channels_are_forgotten() -> None:
    """Memory does not grow with every channel that was ever posted to."""
    time = Time()
    budget = Budget(time, time.sleep, {"fake": Pace(Rate(0.001), Rate(0.001))})
    for number in range(10_500):
        time.now += 1
        await budget.take(Destination("fake", "", str(number)))
    assert len(budget._next) <= 10_001


def test_discord_leaves_room_for_commands() -> None:
    """A fifth of the token's fifty a second."""
    assert PACES["discord"].whole.gap >= 1 / 40


def test_a_lease_outlasts_what_happens_under_it() -> None:
    """A lease shorter than a call makes duplicates; such limits are refused at the start."""
    with pytest.raises(ValueError, match="outlast"):
        Limits(send=60, lease=90)
