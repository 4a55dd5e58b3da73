"""Carrying: how many deliveries fly at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

from bot.delivery.carrying import Carrier
from bot.delivery.turns import Due
from bot.platform import Destination

MOST = {"discord": 8, "slack": 3}


class Traffic:
    """Deliveries without end for each platform, which land when they are let."""

    def __init__(self) -> None:
        self.flying: dict[str, int] = dict.fromkeys(MOST, 0)
        self.most = dict(self.flying)
        self.done = 0
        self.may_land = asyncio.Semaphore(0)

    async def find(self, platform: str, count: int, but: Collection[int]) -> Sequence[Due]:
        first = 1000 * list(MOST).index(platform) + self.done + max(but, default=0)
        place = Destination(platform, "", "room", "channel", "#room")
        return [Due(first + n, place) for n in range(1, count + 1)]

    async def carry(self, delivery_id: int, place: Destination) -> None:
        self.flying[place.platform] += 1
        self.most[place.platform] = max(self.most[place.platform], self.flying[place.platform])
        await self.may_land.acquire()
        self.flying[place.platform] -= 1
        self.done += 1


async def test_each_platform_has_as_many_under_way_as_its_pace_carries() -> None:
    """A fast platform must not wait for the number that suits a slow one."""
    traffic = Traffic()
    carrier = Carrier(traffic.find, traffic.carry, MOST, MOST.__getitem__)
    assert await carrier.start() == sum(MOST.values())
    for _ in range(3):
        await asyncio.sleep(0)
    assert traffic.flying == MOST
    for _ in range(20):
        traffic.may_land.release()
        for _ in range(5):
            await asyncio.sleep(0)
    assert traffic.done == 20
    assert traffic.most == MOST
    await carrier.drain(0)
