"""REST: the HTTP half of the loopback Discord. It refuses what Discord refuses, and logs everything it got."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.discord.checking import request_problems
from tests.fakes.discord.mishaps import DROPPED, LOST, Mishap, Script, failing, rate_limited
from tests.fakes.discord.refusing import Refusal, refuse
from tests.fakes.discord.rules import message_problems, modal_problems
from tests.fakes.discord.threads import Handler, Threads
from tests.fakes.discord.world import (
    ANNOUNCEMENT,
    CROSSPOSTED,
    FORUM,
    HISTORY,
    IN_THREADS,
    SEND,
    VIEW,
    Channel,
    Json,
    World,
)
from tests.fakes.weather import Arrival, Calm, Trouble, Weather, door_of

EPHEMERAL = 1 << 6


@dataclass
class Call:
    """A request as it came, and the status it was answered with."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    status: int = 0


@dataclass
class Exchange:
    """One interaction: what was done, and all that came back."""

    id: str
    token: str
    channel: Channel
    kind: int | None = None
    """The callback's type: 4 a message, 5 deferred, 7 the same message changed, 8 completions, 9 a modal."""
    on: Json | None = None
    """The message that was pressed, or on which the sent form was opened."""
    data: Json = field(default_factory=dict)
    messages: list[Json] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        return self.kind in (8, 9) or bool(self.messages)


NOT_FOUND = Refusal(404, 10003, "Unknown Channel")


class Rest:
    """`changed` is called after every request."""

    def __init__(self, world: World, token: str, script: Script, changed: Callable[[], None]) -> None:
        self._world = world
        self._token = token
        self._script = script
        self._changed = changed
        self.log: list[Call] = []
        self.problems: list[str] = []
        """What was wrong with any request so far."""
        self.exchanges: dict[str, Exchange] = {}
        self.gateway_address = ""
        self.closed_to: set[str] = set()
        """Users who take no direct messages."""
        self.shards = self.together = 1
        """What `/gateway/bot` says: so many shards in all, and of them at the same time."""
        self.weather: Weather = Calm()
        self._threads = Threads(world, self.visible)

    def routes(self, prefix: str) -> list[web.RouteDef]:
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/gateway/bot", self._gateway),
            ("PUT", "/applications/{app}/commands", self._register),
            ("POST", "/users/@me/channels", self._direct),
            ("GET", "/channels/{channel}", self._channel),
            ("GET", "/guilds/{guild}", self._guild),
            ("GET", "/guilds/{guild}/members/{user}", self._member),
            *self._threads.table(),
            ("GET", "/channels/{channel}/messages", self._history),
            ("POST", "/channels/{channel}/messages", self._post),
            ("GET", "/channels/{channel}/messages/{message}", self._message),
            ("PATCH", "/channels/{channel}/messages/{message}", self._edit),
            ("POST", "/channels/{channel}/messages/{message}/crosspost", self._crosspost),
            ("POST", "/interactions/{interaction}/{token}/callback", self._callback),
            ("POST", "/webhooks/{app}/{token}", self._follow_up),
            ("PATCH", "/webhooks/{app}/{token}/messages/@original", self._edit_original),
        ]
        return [web.route(method, prefix + path, self._guarded(handler, prefix)) for method, path, handler in table]

    def _guarded(
        self, handler: Callable[[web.Request, Any], Awaitable[Any]], prefix: str
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def guarded(request: web.Request) -> web.StreamResponse:
            text = await request.text()
            body = json.loads(text) if text else None
            call = Call(request.method, request.path.removeprefix(prefix), dict(request.query), body)
            self.log.append(call)
            self.problems += request_problems(call.method, call.path, body)
            try:
                response = await self._answer(request, call, handler)
            finally:
                self._changed()
            call.status = response.status
            return response

        return guarded

    async def _answer(
        self, request: web.Request, call: Call, handler: Callable[[web.Request, Any], Awaitable[Any]]
    ) -> web.StreamResponse:
        arrival = _arrival(request, call)
        trouble = await self.weather.before(arrival)
        mishap = self._script.take(call.method, call.path) or _as_mishap(trouble, self.weather.pause)
        if mishap is not None and not mishap.done:
            return _mishap(request, mishap.status, mishap.body, mishap.headers)
        try:
            self._check_token(request, call)
            made = await handler(request, call.body)
        except Refusal as refusal:
            return _json({"code": refusal.code, "message": refusal.message}, refusal.status)
        await self.weather.after(arrival)
        if mishap is not None:
            return _mishap(request, mishap.status, mishap.body, mishap.headers)
        return web.Response(status=204) if made is None else _json(made)

    def _check_token(self, request: web.Request, call: Call) -> None:
        needs_none = call.path.startswith(("/interactions/", "/webhooks/"))
        if not needs_none and request.headers.get("Authorization") != f"Bot {self._token}":
            raise Refusal(401, 0, "401: Unauthorized")

    async def _me(self, request: web.Request, body: Any) -> Json:
        return self._world.bot.json()

    async def _application(self, request: web.Request, body: Any) -> Json:
        return {
            "id": self._world.application,
            "name": "Readout",
            "description": "",
            "icon": None,
            "summary": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0",
            "flags": 0,
            "owner": self._world.bot.json(),
        }

    async def _gateway(self, request: web.Request, body: Any) -> Json:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": self.together}
        return {"url": self.gateway_address, "shards": self.shards, "session_start_limit": limit}

    async def _register(self, request: web.Request, body: list[Json]) -> list[Json]:
        unsaid = {"version": "1", "default_member_permissions": None, "description": ""}
        self._world.commands = [
            {**unsaid, "application_id": self._world.application, **c} | {"id": self._world.next_id()} for c in body
        ]
        return self._world.commands

    async def _direct(self, request: web.Request, body: Json) -> Json:
        user = self._world.users.get(str(body["recipient_id"]))
        if user is None:
            raise Refusal(400, 10013, "Unknown User")
        return self._world.direct(user).json()

    async def _channel(self, request: web.Request, body: Any) -> Json:
        return self.visible(request).json()

    async def _guild(self, request: web.Request, body: Any) -> Json:
        guild = self._world.guilds.get(request.match_info["guild"])
        if guild is None:
            raise Refusal(404, 10004, "Unknown Guild")
        unsaid = ("channels", "threads", "members", "member_count", "unavailable")  # only the gateway tells these
        return {key: value for key, value in self._world.guild_json(guild).items() if key not in unsaid}

    async def _member(self, request: web.Request, body: Any) -> Json:
        known = (*self._world.users.values(), self._world.bot)
        user = next((user for user in known if user.id == request.match_info["user"]), None)
        if user is None or request.match_info["guild"] not in self._world.guilds:
            raise Refusal(404, 10007, "Unknown Member")
        return {key: value for key, value in self._world.member_json(user).items() if key != "permissions"}

    async def _history(self, request: web.Request, body: Any) -> list[Json]:
        channel = self.visible(request)
        if not self._world.allowed(channel) & HISTORY:
            return []
        return self._world.history(channel, int(request.query.get("after", 0)), int(request.query.get("limit", 50)))

    async def _post(self, request: web.Request, body: Json) -> Json:
        channel = self.visible(request)
        if channel.recipient in self.closed_to:
            raise Refusal(403, 50007, "Cannot send messages to this user")
        if not self._world.allowed(channel) & (IN_THREADS if channel.parent else SEND):
            raise Refusal(403, 50013, "Missing Permissions")
        if channel.kind == FORUM:
            raise Refusal(400, 50024, "Cannot execute action on this channel type")
        refuse(message_problems(body))
        channel.archived = False
        return self._world.post(channel, self._world.bot, body)

    async def _message(self, request: web.Request, body: Any) -> Json:
        channel = self.visible(request)
        if not self._world.allowed(channel) & HISTORY:
            raise Refusal(403, 50001, "Missing Access")
        found = self._found(channel, request)
        return found if self._world.keeps_nonce else {key: found[key] for key in found if key != "nonce"}

    async def _edit(self, request: web.Request, body: Json) -> Json:
        channel = self.visible(request)
        found = self._found(channel, request)
        if channel.archived:
            raise Refusal(400, 50083, "Thread is archived")
        refuse(message_problems(body))
        return self._world.edit(found, body)

    async def _crosspost(self, request: web.Request, body: Any) -> Json:
        channel = self.visible(request)
        found = self._found(channel, request)
        if channel.kind != ANNOUNCEMENT:
            raise Refusal(400, 50024, "Cannot execute action on this channel type")
        if found["flags"] & CROSSPOSTED:
            raise Refusal(400, 40033, "This message has already been crossposted.")
        found["flags"] |= CROSSPOSTED
        return found

    def _found(self, channel: Channel, request: web.Request) -> Json:
        for message in channel.messages:
            if message["id"] == request.match_info["message"]:
                return message
        raise Refusal(404, 10008, "Unknown Message")

    # Interactions

    async def _callback(self, request: web.Request, body: Json) -> Json | None:
        exchange = self.exchanges.get(request.match_info["token"])
        if exchange is None:
            raise Refusal(404, 10062, "Unknown interaction")
        if exchange.kind is not None:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        data = body.get("data") or {}
        refuse(message_problems(data) if body["type"] in (4, 7) else [])
        refuse(modal_problems(data) if body["type"] == 9 else [])
        exchange.kind, exchange.data = body["type"], data
        if body["type"] == 4:
            exchange.messages.append(self._reply(exchange, data))
        if body["type"] == 7:
            refuse([] if exchange.on is not None else ["there is no message to change"])
            assert exchange.on is not None
            exchange.messages.append(self._world.edit(exchange.on, data | {"flags": exchange.on["flags"]}))
        asked = request.query.get("with_response") == "1"
        return {"interaction": {"id": exchange.id, "type": 2}} if asked else None

    async def _follow_up(self, request: web.Request, body: Json) -> Json:
        exchange = self._acknowledged(request)
        refuse(message_problems(body))
        exchange.messages.append(self._reply(exchange, body))
        return exchange.messages[-1]

    async def _edit_original(self, request: web.Request, body: Json) -> Json:
        exchange = self._acknowledged(request)
        refuse(message_problems(body))
        if not exchange.messages:
            exchange.messages.append(self._reply(exchange, body | {"flags": exchange.data.get("flags", 0)}))
        self._world.edit(exchange.messages[0], body | {"flags": exchange.messages[0]["flags"] | body.get("flags", 0)})
        return exchange.messages[0]

    def _acknowledged(self, request: web.Request) -> Exchange:
        exchange = self.exchanges.get(request.match_info["token"])
        if exchange is None or exchange.kind is None:
            raise Refusal(404, 10015, "Unknown Webhook")
        return exchange

    def _reply(self, exchange: Exchange, body: Json) -> Json:
        private = bool(body.get("flags", 0) & EPHEMERAL)
        return self._world.post(exchange.channel, self._world.bot, body, hidden=private)

    def visible(self, request: web.Request) -> Channel:
        channel = self._world.channels.get(request.match_info["channel"])
        if channel is None:
            raise NOT_FOUND
        if not self._world.allowed(channel) & VIEW:
            raise Refusal(403, 50001, "Missing Access")
        return channel


def _arrival(request: web.Request, call: Call) -> Arrival:
    place = request.match_info.get("channel", "")
    makes = call.method == "POST" and place != "" and call.path.endswith(("/messages", "/threads"))
    return Arrival(door_of(request), f"{call.method} {call.path}", place, makes)


def _as_mishap(trouble: Trouble | None, pause: float) -> Mishap | None:
    match trouble:
        case Trouble.LOST:
            return LOST
        case Trouble.DROPPED:
            return DROPPED
        case Trouble.LIMITED:
            return rate_limited(pause)
        case Trouble.BROKEN | Trouble.BROKEN_AFTER:
            return failing(500, done=trouble.done)
        case None:
            return None


def _mishap(request: web.Request, status: int, body: Any, headers: Mapping[str, str]) -> web.StreamResponse:
    if not status:
        if request.transport is not None:  # it is None where the other side is gone already
            request.transport.abort()
        return web.Response(status=500)
    if isinstance(body, str):
        return web.Response(status=status, text=body, content_type="text/html", headers=headers)
    return _json(body, status, headers)


def _json(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """With this exact content type: discord.py takes no other for JSON, not even one with a charset."""
    data = json.dumps(body).encode()
    return web.Response(body=data, status=status, headers=headers, content_type="application/json")
