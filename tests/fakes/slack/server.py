"""Server: the loopback Slack on 127.0.0.1. A real client talks to it; a test plays the people and reads its log."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime

from aiohttp import web

from tests.fakes.slack.errors import ApiError
from tests.fakes.slack.oauth import OAuth
from tests.fakes.slack.screens import People
from tests.fakes.slack.socket_mode import SocketMode
from tests.fakes.slack.triggers import Triggers
from tests.fakes.slack.views import Views
from tests.fakes.slack.ways import SignedHttp, Ways
from tests.fakes.slack.web_api import WebApi, check_message
from tests.fakes.slack.workspace import BOT_USER, DROPPED, LOST, Call, Fault, Json, Workspace, ratelimited
from tests.fakes.weather import Arrival, Calm, Trouble, Weather, door_of

BOT_TOKEN = "xoxb-0-readout"
APP_TOKEN = "xapp-0-readout"
NESTED = frozenset(("blocks", "view", "metadata", "prompts"))
"""Arguments that are JSON themselves where a form carries them."""
PATIENCE = 20.0
"""Seconds that `until` waits before it gives up; nothing depends on how long it takes."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class FakeSlack:
    """`async with FakeSlack() as slack:`; then `SLACK_API_BASE` is `slack.api_base`."""

    def __init__(self, clock: Callable[[], datetime] = utc_now, *, port: int = 0) -> None:
        self._clock = clock
        self.workspace = Workspace(self._now)
        self.triggers = Triggers(self._now)
        self.sockets = SocketMode()
        self.views = Views(self.workspace, self.triggers)
        self.ways = Ways(self.sockets)
        self.people = People(self.workspace, self.triggers, self.ways, self.until, self.views)
        self.oauth = OAuth(self._now)
        self.tokens = {"bot": BOT_TOKEN, "app": APP_TOKEN}
        self.refusal = ""
        """Error code for every request with the bot token: account_inactive, token_revoked …"""
        self.weather: Weather = Calm()
        self._apis = {self.workspace.team: WebApi(self.workspace, self.views)}
        self._changed = asyncio.Condition()
        self._port = port
        self._runner: web.AppRunner | None = None
        self.address = ""

    def use_clock(self, clock: Callable[[], datetime]) -> None:
        """Go by another clock from now on."""
        self._clock = clock

    def _now(self) -> datetime:
        return self._clock()

    @property
    def api_base(self) -> str:
        return f"{self.address}/api/"

    async def __aenter__(self) -> FakeSlack:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._web_api)
        app.router.add_post("/respond/{number}", self._respond)
        app.router.add_get("/link", self.sockets.accept)
        app.router.add_get("/oauth/v2/authorize", self._authorize)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.address = self.triggers.base = f"http://127.0.0.1:{self._port}"

    async def open_door(self) -> str:
        """Another address of the same server, so that it can tell two senders apart; returns the API's base."""
        assert self._runner is not None
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[-1][1]}/api/"

    async def stop(self) -> None:
        """Gone, with every socket; `start` brings it back at the same address."""
        await self.sockets.close_all()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def until(self, happened: Callable[[], object], what: str = "what the test waits for") -> None:
        """Return once `happened()` is true; looked at after every request."""
        async with self._changed:
            try:
                await asyncio.wait_for(self._changed.wait_for(lambda: bool(happened())), PATIENCE)
            except TimeoutError:
                last = [call.method for call in self.workspace.log[-8:]]
                raise AssertionError(f"{what} did not happen; last requests: {last}") from None

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def add_workspace(self, team: str, name: str) -> People:
        """Another workspace, whose admin may install the app; returns its people, `.workspace` is its messages."""
        workspace = Workspace(self._now, team, name)
        workspace.log, workspace.problems = self.workspace.log, self.workspace.problems
        views = Views(workspace, self.triggers)
        self._apis[team] = WebApi(workspace, views)
        return People(workspace, self.triggers, self.ways, self.until, views)

    async def uninstall(self, people: People) -> None:
        """An admin removes the app from the workspace; the app is told in two events."""
        self.oauth.end(people.workspace, "account_inactive")
        await people.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}})
        await people.tell({"type": "app_uninstalled"})

    def call_at(self, base: str) -> SignedHttp:
        """From now on the app is called there, with signed requests."""
        self.ways.http = SignedHttp(base, self._now)
        return self.ways.http

    # Requests

    async def _web_api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = await _arguments(request)
        self.workspace.log.append(Call(method, given))
        arrival = Arrival(door_of(request), method, str(given.get("channel", "")), method == "chat.postMessage")
        trouble = await self.weather.before(arrival)
        faults = self.workspace.faults[method]
        fault = faults.popleft() if faults else _as_fault(trouble, self.weather.pause)
        answer = self._answer(method, request, given) if fault is None or fault.done else {}
        await self._tell()
        if fault is None or fault.done:
            await self.weather.after(arrival)
        if fault is not None:
            return _faulty(request, fault)
        granted = {"x-oauth-scopes": ",".join(sorted(self.workspace.scopes))} if method == "auth.test" else {}
        return web.json_response(answer, headers=granted)

    def _answer(self, method: str, request: web.Request, given: Json) -> Json:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or given.get("token", "")
        try:
            if method == "oauth.v2.access":
                return {"ok": True, **self.oauth.access(given)}
            if not token:
                raise ApiError("not_authed")
            if method == "apps.connections.open":
                return self._connection(token)
            if method == "auth.revoke":
                self.oauth.end(self._workspace_of(token), "token_revoked")
                return {"ok": True, "revoked": True}
            return self._apis[self._workspace_of(token).team].call(method, given)
        except ApiError as error:
            return error.answer

    def _workspace_of(self, token: str) -> Workspace:
        if token != self.tokens["bot"]:
            return self.oauth.workspace_of(token)
        if self.refusal:
            raise ApiError(self.refusal)
        return self.workspace

    async def _authorize(self, request: web.Request) -> web.StreamResponse:
        """Slack's page that asks the admin; they press Allow at once."""
        try:
            raise web.HTTPFound(self.oauth.authorize(dict(request.query)))
        except ApiError as error:
            return web.Response(status=400, text=str(error))

    def _connection(self, token: str) -> Json:
        if token != self.tokens["app"]:
            return {"ok": False, "error": "not_allowed_token_type" if token.startswith("xoxb") else "invalid_auth"}
        address = self.address.replace("http://", "ws://")
        return {"ok": True, "url": f"{address}/link?ticket={self.sockets.ticket()}"}

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        given = await request.json()
        self.workspace.log.append(Call("response_url", given))
        faults = self.workspace.faults["response_url"]
        if faults and (fault := faults.popleft()) is not None and not fault.done:
            await self._tell()
            return _faulty(request, fault)
        gesture, error = self.triggers.respond(request.match_info["number"])
        if gesture is None or error:
            await self._tell()
            return web.Response(status=404, text=error)
        try:
            check_message(self.workspace, given)
        except ApiError as problem:
            await self._tell()
            return web.json_response(problem.answer, status=400)
        gesture.replies.append(given)
        if given.get("response_type") == "in_channel":
            self.workspace.channels[gesture.channel].messages.append({**given, "ts": self.workspace.stamp()})
        await self._tell()
        return web.Response(text="ok")


async def _arguments(request: web.Request) -> Json:
    """Arguments from JSON, a form or the query; nested ones in a form are JSON themselves."""
    if request.content_type == "application/json":
        given: Json = await request.json()
        return given
    pairs = {**request.query, **(await request.post() if request.can_read_body else {})}
    return {key: _parsed(str(value)) if key in NESTED else value for key, value in pairs.items()}


def _parsed(text: str) -> object:
    return json.loads(text)


def _as_fault(trouble: Trouble | None, pause: float) -> Fault | None:
    match trouble:
        case Trouble.LOST:
            return LOST
        case Trouble.DROPPED:
            return DROPPED
        case Trouble.LIMITED:
            return ratelimited(max(1, round(pause)))
        case Trouble.BROKEN | Trouble.BROKEN_AFTER:
            return Fault(done=trouble.done, status=500)
        case None:
            return None


def _faulty(request: web.Request, fault: Fault) -> web.StreamResponse:
    if not fault.status and not fault.error and request.transport is not None:
        request.transport.abort()
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else {}
    if fault.error:
        return web.json_response({"ok": False, "error": fault.error}, status=fault.status or 200, headers=headers)
    return web.Response(status=fault.status or 500, text="<html>Something went wrong</html>", content_type="text/html")
