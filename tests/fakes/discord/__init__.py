"""A loopback Discord of our own: REST over HTTP and the gateway over a websocket, on 127.0.0.1.

It holds servers, channels and people, keeps what is posted, refuses what Discord refuses, logs every request, and can
be told to misbehave. A real discord.py client cannot tell it from the real one in what the tests use.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable

from aiohttp import web

from tests.fakes.discord.acting import Acting
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.mishaps import Script
from tests.fakes.discord.rest import Call, Rest
from tests.fakes.discord.world import Channel, Guild, World

TOKEN = "fake-token"
PREFIX = "/api/v10"
PATIENCE = 20.0
"""Seconds until a wait is given up, so that a broken bot fails a test rather than hangs it."""


class FakeDiscord:
    """Start it, point a bot at `api` and `gateway_url`, act through `people`, and look at `world` and `rest.log`."""

    def __init__(self, *, token: str = TOKEN, clock: Callable[[], float] = time.time, window: float = 300.0) -> None:
        self.token = token
        self.world = World(clock, window)
        self.script = Script()
        self._change = asyncio.Event()
        self.rest = Rest(self.world, token, self.script, self._changed)
        self.gateway = Gateway(self.world, token, self._changed)
        self.people = Acting(self.world, self.rest, self.gateway, self.until)
        self._runner: web.AppRunner | None = None
        self.api = self.gateway_url = ""

    async def start(self, port: int = 0) -> None:
        app = web.Application()
        app.add_routes(
            [
                web.get("/gateway", self.gateway.connect),
                web.get("/gateway/{door}", self.gateway.connect),
                *self.rest.routes(PREFIX),
            ]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api = f"http://127.0.0.1:{port}{PREFIX}"
        self.gateway_url = self.gateway.address = self.rest.gateway_address = f"ws://127.0.0.1:{port}/gateway"

    async def open_door(self) -> str:
        """Another address of the same server, so that it can tell two senders apart; returns the API's base."""
        assert self._runner is not None
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[-1][1]}{PREFIX}"

    async def stop(self) -> None:
        if self._runner is not None:
            await self.gateway.drop(1000)
            await self._runner.cleanup()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Return as soon as `holds`, which is asked again after everything that happens."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds():
                    self._change.clear()
                    await self._change.wait()
        except TimeoutError:
            recent = "\n".join(f"{call.status} {call.method} {call.path}" for call in self.rest.log[-20:])
            raise AssertionError(f"It did not happen. The last requests were:\n{recent}") from None

    def calls(self, method: str, path: str) -> list[Call]:
        """The requests so far of this method whose whole path matches a pattern."""
        return [c for c in self.rest.log if c.method == method and re.fullmatch(path, c.path)]

    async def join(self, name: str, *channels: str, denied: int = 0) -> Guild:
        """The bot is invited to a new server while it runs; the first channel is the system's."""
        guild = self.world.add_guild(name)
        for channel in channels:
            made = self.world.add_channel(guild, channel, denied=denied)
            guild.system_channel = guild.system_channel or made.id
        await self.invite(guild)
        return guild

    async def invite(self, guild: Guild) -> None:
        self.world.guilds[guild.id] = guild
        told = self.world.guild_json(guild)
        del told["unavailable"]  # only of one that was there before does Discord say whether it is available
        await self.gateway.send("GUILD_CREATE", told, guild.id)

    async def kick(self, guild: Guild, *, told: bool = True) -> None:
        """The bot is removed from a server; if not `told`, while it is not connected."""
        del self.world.guilds[guild.id]
        if told:
            await self.gateway.send("GUILD_DELETE", {"id": guild.id}, guild.id)

    async def permit(self, channel: Channel, *, but: int = 0) -> None:
        """The bot may do everything in a channel from now on, save `but`."""
        channel.denied = but
        await self.gateway.send("CHANNEL_UPDATE", channel.json(), channel.guild)

    def _changed(self) -> None:
        self._change.set()


__all__ = ["FakeDiscord"]
