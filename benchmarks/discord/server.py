"""Server: the loopback Discord of the rig, in a process of its own, with somebody who types.

    python -m benchmarks.discord.server GUILDS CHANNELS [limited]

It reads a word a line. `warm up` has each kind of command answered; `pace N RATE` types N commands at so many a
second, `load N AT_ONCE` as many as are answered, and both tell how long each took; `rewind` makes the questions come
again, which else are all different; `report` tells the figures so far.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Coroutine
from typing import Any

from benchmarks.discord.mix import KINDS, READERS, question
from benchmarks.wave.server import discord_limits
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.rest import Exchange
from tests.fakes.limits import Limits


class Typist:
    """Types the mix, and notes when Discord had the first answer and when the reply was whole."""

    def __init__(self, fake: FakeDiscord, limits: Limits | None) -> None:
        self._fake, self._limits = fake, limits
        self._questions = itertools.count()
        guild = next(iter(fake.world.guilds.values()))
        self._channel = fake.world.channels[guild.channels[0]]
        self._readers = itertools.cycle([fake.world.add_user(f"Reader {n}") for n in range(READERS)])
        self._brief: dict[str, Any] = {}
        self.acks: list[float] = []
        self.replies: list[float] = []

    async def warm_up(self) -> None:
        """Each kind, until the models are loaded; the message whose button is pressed later is one of the replies."""
        self._brief = (await self._fake.people.slash(next(self._readers), self._channel, "brief")).messages[0]
        for number in range(20):
            await self._one(number)
        self.acks, self.replies = [], []

    async def pace(self, count: int, rate: float) -> None:
        began = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
                group.create_task(self._one(number))

    def rewind(self) -> None:
        """Ask from the first question on again."""
        self._questions = itertools.count()

    async def load(self, count: int, at_once: int) -> float:
        """Commands a second."""
        gate = asyncio.Semaphore(at_once)

        async def one(number: int) -> None:
            async with gate:
                await self._one(number)

        began = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                group.create_task(one(number))
        return count / (time.monotonic() - began)

    async def _one(self, number: int) -> None:
        began = time.monotonic()
        exchange = await self._begin(KINDS[number % len(KINDS)])
        await self._fake.until(lambda: exchange.kind is not None)
        self.acks.append(time.monotonic() - began)
        await self._fake.until(lambda: exchange.settled)
        self.replies.append(time.monotonic() - began)

    def _begin(self, kind: str) -> Coroutine[Any, Any, Exchange]:
        people, who, where = self._fake.people, next(self._readers), self._channel
        match kind:
            case "ask":
                return people.begin_slash(who, where, "ask", question=question(next(self._questions)))
            case "source":
                return people.begin_press(who, where, self._brief, "Source")
            case _:
                return people.begin_slash(who, where, kind)

    def report(self) -> dict[str, Any]:
        posts = self._limits.posts if self._limits else []
        return {
            "connected": len(self._fake.gateway.sessions),
            "commands": len(self._fake.world.commands),
            "posts": len(posts),
            "refused": self._limits.refused if self._limits else 0,
            "acks": self.acks,
            "replies": self.replies,
        }


async def main(guilds: int, channels: int, limited: bool) -> None:
    fake = FakeDiscord()
    made = [fake.world.add_guild(f"Server {n}", *(f"s{n}c{i}" for i in range(channels))) for n in range(guilds)]
    await fake.start()
    limits = None
    if limited:
        limits = discord_limits()
        limits.way = (0.0, 0.0)
        fake.rest.weather = limits
    typist = Typist(fake, limits) if guilds else None
    places = [[guild.id, channel, fake.world.channels[channel].name] for guild in made for channel in guild.channels]
    surroundings = {
        "DISCORD_TOKEN": fake.token,
        "DISCORD_API_BASE": fake.api,
        "DISCORD_GATEWAY_URL": fake.gateway_url,
    }
    _say({"env": surroundings, "places": places})
    loop = asyncio.get_running_loop()
    pacing: asyncio.Task[None] | None = None
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        match line.split():
            case ["report"]:
                idle = {"connected": len(fake.gateway.sessions), "commands": len(fake.world.commands)}
                _say({**(typist.report() if typist else idle), "typing": pacing is not None and not pacing.done()})
            case ["warm", "up"] if typist:
                await typist.warm_up()
                _say({})
            case ["pace", count, rate] if typist:
                pacing = asyncio.create_task(typist.pace(int(count), float(rate)))
            case ["rewind"] if typist:
                typist.rewind()
                _say({})
            case ["load", count, at_once] if typist:
                _say({"commands_s": await typist.load(int(count), int(at_once))})


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] == ["limited"]))
