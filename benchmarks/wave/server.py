"""Server: the loopback platform of a run, in a process of its own; it says what it knows as a line of JSON.

    python -m benchmarks.wave.server discord|slack CHANNELS REPLICAS

It reads a word a line: `warm up` has each command answered, `commands` begins to type them one after the other, and
`report` tells the figures so far.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import tests.fakes.discord
import tests.fakes.slack.server
from tests.fakes.discord import FakeDiscord
from tests.fakes.limits import Limits
from tests.fakes.slack import FakeSlack

SERVERS = 5
WARM_UP = 10
PATIENCE = 60.0
"""Seconds until the first answer, for which models are loaded, on a machine that others use as well."""
EVERY = 0.25
"""Seconds between two commands."""
DISCORD_COMMANDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("quotes", {}),
    ("figures", {}),
    ("ask", {"question": "Who met in Tokyo?"}),
    ("timeline", {}),
    ("people", {}),
)
SLACK_COMMANDS = ("/brief quotes", "/brief figures", "/ask Who met in Tokyo?", "/brief timeline", "/brief people")
Ask = Callable[[int], Awaitable[None]]


def discord_limits() -> Limits:
    """Answers to commands do not count in the token's fifty a second (Discord, “Global Rate Limit”)."""
    return Limits((50, 1.0), (5, 5.0), random.Random(5), ("POST /interactions", "POST /webhooks", "PATCH /webhooks"))


def slack_limits() -> Limits:
    """One message a second in a channel; several hundred a minute in all, taken as ten a second."""
    return Limits((10, 1.0), (1, 1.0), random.Random(5), ("apps.connections.open", "auth.test", "users.info"))


async def discord(channels: int, replicas: int) -> tuple[dict[str, Any], Limits, Ask, Callable[[], int]]:
    fake = FakeDiscord()
    guilds = [
        fake.world.add_guild(f"Server {n}", *(f"s{n}c{i}" for i in range(n, channels, SERVERS))) for n in range(SERVERS)
    ]
    reader, asked = fake.world.add_user("Rita"), fake.world.channels[guilds[0].channels[0]]
    fake.rest.shards = replicas
    await fake.start()
    limits = fake.rest.weather = discord_limits()

    async def ask(number: int) -> None:
        name, options = DISCORD_COMMANDS[number % len(DISCORD_COMMANDS)]
        await fake.people.slash(reader, asked, name, **options)

    places = [[guild.id, channel, fake.world.channels[channel].name] for guild in guilds for channel in guild.channels]
    surroundings = {
        "DISCORD_TOKEN": fake.token,
        "DISCORD_API_BASE": fake.api,
        "DISCORD_GATEWAY_URL": fake.gateway_url,
    }
    return {"env": surroundings, "places": places}, limits, ask, lambda: len(fake.gateway.sessions)


async def slack(channels: int, replicas: int) -> tuple[dict[str, Any], Limits, Ask, Callable[[], int]]:
    fake = FakeSlack()
    rooms = [fake.workspace.add_channel(f"c{number}") for number in range(channels)]
    reader = fake.workspace.add_user("Rita")
    await fake.start()
    limits = fake.weather = slack_limits()

    async def ask(number: int) -> None:
        await fake.people.asked(SLACK_COMMANDS[number % len(SLACK_COMMANDS)], reader, rooms[0])

    surroundings = {
        "SLACK_BOT_TOKEN": fake.tokens["bot"],
        "SLACK_APP_TOKEN": fake.tokens["app"],
        "SLACK_API_BASE": fake.api_base,
    }
    places = [[fake.workspace.team, room.id, f"#{room.name}"] for room in rooms]
    return {"env": surroundings, "places": places}, limits, ask, lambda: len(fake.sockets._sockets)


class Typist:
    """Types commands one after the other, also while the last ones have no reply yet."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._task: asyncio.Task[None] | None = None
        self.waits: list[float] = []
        self.unanswered = 0

    async def warm_up(self) -> None:
        """Each command once: a bot that runs for a while has its models loaded."""
        for number in range(WARM_UP):
            await self._ask(number)

    def begin(self) -> None:
        self._task = asyncio.create_task(self._type())

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _type(self) -> None:
        async with asyncio.TaskGroup() as group:
            number = 0
            while True:
                group.create_task(self._timed(number))
                number += 1
                await asyncio.sleep(EVERY)

    async def _timed(self, number: int) -> None:
        self.unanswered += 1
        began = time.monotonic()
        await self._ask(number)
        self.waits.append(time.monotonic() - began)
        self.unanswered -= 1


async def main(platform: str, channels: int, replicas: int) -> None:
    tests.fakes.discord.PATIENCE = tests.fakes.slack.server.PATIENCE = PATIENCE
    about, limits, ask, connected = await (discord if platform == "discord" else slack)(channels, replicas)
    typist = Typist(ask)
    _say(about)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        match line.strip():
            case "warm up":
                await typist.warm_up()
                _say({})
            case "commands":
                typist.begin()
            case "stop":
                typist.stop()
            case "report":
                _say(
                    {
                        "connected": connected(),
                        "posts": limits.posts,
                        "edits": limits.edits,
                        "refused": limits.refused,
                        "busiest": limits.busiest,
                        "waits": typist.waits,
                        "unanswered": typist.unanswered,
                    }
                )


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
