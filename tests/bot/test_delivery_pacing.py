"""Pacing: a platform is never asked faster than it allows, and waits are shared fairly."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pytest

from bot.delivery import PACES, Budget, Limits, Pace, Rate
from bot.delivery.pacing import REFUSALS, Line
from bot.platform import Busy, Destination


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

    async def run(self, work: asyncio.Future[Any]) -> None:
        """Let time pass until the work is done."""
        while not work.done():
            for _ in range(5):
                await asyncio.sleep(0)
            if self.waiting:
                self.waiting.sort(key=lambda waiting: waiting[:2])
                self.now, _, event = self.waiting.pop(0)
                event.set()


async def moments(
    places: list[Destination], paces: Mapping[str, Pace] = PACES, way: Callable[[], float] = lambda: 0.0
) -> list[float]:
    """When each of so many requests, asked for together, arrives; each way takes so many seconds."""
    time = Time()
    budget = Budget(time, time.sleep, paces)
    found: list[float] = []

    async def ask(place: Destination) -> None:
        async with budget.request(place):
            if there := way():
                await time.sleep(there)
            found.append(time.now)
            if back := way():
                await time.sleep(back)

    await time.run(asyncio.gather(*(ask(place) for place in places)))
    return sorted(found)


async def ask_once(budget: Budget, place: Destination) -> None:
    async with budget.request(place):
        pass


def busiest(found: list[float], seconds: float) -> int:
    """The most requests in any window of so many seconds."""
    return max(sum(start <= at < start + seconds for at in found) for start in found)


BUSY = Destination("slack", "w", "busy")
CHANNELS = [Destination("discord", "s", f"c{n}") for n in range(200)]


async def test_discord_is_kept_at_its_fifty_a_second() -> None:
    """And nearly all of it is used, with ways as long as they are."""
    chance = random.Random(1)
    found = await moments(CHANNELS, way=lambda: chance.uniform(0.01, 0.06))
    assert busiest(found, 1.0) <= 50
    assert len(found) / (found[-1] - found[0]) >= 45


async def test_a_wave_is_even() -> None:
    """No burst: commands are answered between two posts."""
    found = await moments(CHANNELS[:40])
    assert all(later - earlier >= 0.019 for earlier, later in pairwise(found[5:]))


@pytest.mark.parametrize("longest", [0.08, 0.4, 2.0])
async def test_no_way_brings_more_than_fifty_into_a_second(longest: float) -> None:
    """What went out apart may arrive together, as after a machine that was busy: the limit is kept all the same."""
    chance = random.Random(3)
    arrived = await moments(CHANNELS, way=lambda: chance.uniform(0.02, longest))
    assert busiest(arrived, 1.0) <= 50


async def test_no_way_brings_two_messages_into_a_channels_second() -> None:
    """Slack's limit of a channel: the next one goes a second after the answer, not after the sending."""
    chance = random.Random(4)
    arrived = await moments([BUSY] * 12, way=lambda: chance.uniform(0.02, 1.5))
    assert busiest(arrived, 1.0) == 1


async def test_a_late_waking_is_not_made_up_for_in_a_burst() -> None:
    """A process that slept for a second goes on at its pace: the limit knows no savings."""
    time = Time()
    line = Line(Rate(50, 1.01, even=True), time, time.sleep)
    sent = []
    for number in range(120):
        while (wait := line.wait()) > 0:
            time.now += wait
        if number == 60:
            time.now += 1.0
        line.begin()
        sent.append(time.now)
        line.end()
    assert busiest(sent, 1.01) <= 50
    assert sum(sent[60] <= at < sent[60] + 0.1 for at in sent) <= 9


async def test_a_request_that_could_not_wait_makes_the_others_wait() -> None:
    """What a command asks of the platform counts; the posts make room for it."""
    time = Time()
    budget = Budget(time, time.sleep)
    for _ in range(50):
        budget.spend("discord")
    await time.run(asyncio.gather(ask_once(budget, CHANNELS[0])))
    assert time.now >= 1.0


async def test_one_discord_channel_is_kept_at_five_in_five_seconds() -> None:
    """A long brief in parts, and its edits, share the channel's own limit."""
    found = await moments([Destination("discord", "s", "c")] * 20)
    assert busiest(found, 5.0) <= 5


async def test_slack_gets_one_message_a_second_a_channel() -> None:
    """Slack's documented limit, without a burst."""
    found = await moments([Destination("slack", "w", "c")] * 5)
    assert all(later - earlier >= 1.0 for earlier, later in pairwise(found))


async def test_a_slow_channel_holds_up_no_other() -> None:
    """Its own requests queue; the next channel's go at once, and none of the token's share is lost meanwhile."""
    found = await moments(
        [Destination("slack", "w", "busy")] * 5 + [Destination("slack", "w", f"{n}") for n in range(8)]
    )
    assert sum(at < 1.0 for at in found) == 9


async def test_the_chat_page_has_no_limit() -> None:
    """Nothing is gained by pacing our own page."""
    assert await moments([Destination("local", "", "summit")] * 100) == [0.0] * 100


async def test_quiet_channels_are_forgotten() -> None:
    """Memory does not grow with every channel that was ever posted to."""
    time = Time()
    budget = Budget(time, time.sleep, {"fake": Pace(Rate(1, 0.001), Rate(1, 0.001))})
    for number in range(10_500):
        time.now += 1
        await ask_once(budget, Destination("fake", "", str(number)))
    assert len(budget._channels) <= 10_001


async def test_a_platform_that_is_held_takes_nothing() -> None:
    """After a refusal of the whole token nobody tries again before its time, and who asks is told for how long."""
    time = Time()
    budget = Budget(time, time.sleep)
    budget.hold("discord", 30, "Discord said so.")
    with pytest.raises(Busy, match="Discord said so") as busy:
        await ask_once(budget, CHANNELS[0])
    assert busy.value.seconds == 30
    assert budget.standing("discord") == "Discord said so."
    time.now = 31
    await time.run(asyncio.gather(ask_once(budget, CHANNELS[0])))
    assert budget.standing("discord") == ""


async def test_a_short_hold_is_waited_out() -> None:
    """Nothing is put off for two seconds."""
    time = Time()
    budget = Budget(time, time.sleep)
    budget.hold("discord", 2, "Discord said so.")
    await time.run(asyncio.gather(ask_once(budget, CHANNELS[0])))
    assert time.now == 2


def test_refused_requests_stop_the_platform_far_from_its_ban() -> None:
    """Discord bans who has 10,000 refused requests in ten minutes; a tenth of that stops everything, and says so."""
    time = Time()
    budget = Budget(time, time.sleep)
    for _ in range(REFUSALS - 1):
        budget.refused("discord")
    assert budget.standing("discord") == ""
    budget.refused("discord")
    assert "nothing is sent for ten minutes" in budget.standing("discord")
    assert budget.standing("slack") == ""
    time.now = 601
    assert budget.standing("discord") == ""
    assert budget.refusals("discord") == 0


def test_refused_requests_that_lie_apart_stop_nothing() -> None:
    """Only those of the last ten minutes count."""
    time = Time()
    budget = Budget(time, time.sleep)
    for _ in range(2 * REFUSALS):
        time.now += 1
        budget.refused("discord")
    assert budget.standing("discord") == ""


def test_a_lease_outlasts_what_happens_under_it() -> None:
    """A lease shorter than a call makes duplicates; such limits are refused at the start."""
    with pytest.raises(ValueError, match="outlast"):
        Limits(send=60, lease=80)


def test_what_goes_within_a_time_is_this_process_s_own_share() -> None:
    """Who has half of the pace takes up half as much ahead; who has none, and where nothing is limited, nothing."""
    time = Time()
    budget = Budget(time, time.sleep, {"fake": Pace(Rate(50, 1.0), Rate(5, 5.0))})
    whole = budget.within("fake", 1.6)
    budget.wholes["fake"].lend(25, until=10.0)
    half = budget.within("fake", 1.6)
    time.now = 10.0
    assert (whole, half, budget.within("fake", 1.6), budget.within("local", 1.6)) == (80, 40, 0, None)
