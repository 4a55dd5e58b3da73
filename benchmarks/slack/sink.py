"""Sink: the little of Slack that a command needs: who somebody is, and a response_url that takes the reply."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from aiohttp import web


class Sink:
    """`base` is for SLACK_API_BASE. Made light: what it costs is measured with the bot."""

    def __init__(self) -> None:
        self.base = ""
        self._root = ""
        self._runner: web.AppRunner | None = None
        self._waiting: dict[str, asyncio.Future[float]] = {}
        self.first: dict[str, Any] = {}
        """The last reply with buttons."""

    async def __aenter__(self) -> Sink:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{number}", self._reply)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._root = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.base = f"{self._root}/api/"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def expect(self, number: str) -> tuple[str, asyncio.Future[float]]:
        """A response_url, and when its first reply comes."""
        waiting: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        return f"{self._root}/respond/{number}", waiting

    async def _reply(self, request: web.Request) -> web.StreamResponse:
        waiting = self._waiting.pop(request.match_info["number"], None)
        if waiting is not None and not waiting.done():
            waiting.set_result(time.perf_counter())
        body = await request.read()
        if not self.first and b'"actions"' in body:
            self.first = await request.json()
        return web.Response(text="ok")

    async def _api(self, request: web.Request) -> web.StreamResponse:
        who = {"team_id": "T1", "team": "Bench", "user_id": "U0", "user": "readout", "bot_id": "B0"}
        person = {"id": "U1", "team_id": "T1", "name": "ann", "profile": {"display_name": "Ann"}, "tz": "Europe/Paris"}
        known: dict[str, dict[str, Any]] = {"auth.test": who, "users.info": {"user": person}}
        return web.json_response({"ok": True, **known.get(request.match_info["method"], {})})
