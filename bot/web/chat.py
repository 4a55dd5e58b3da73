"""Chat: what the page's requests do: show a room, take a command, a press or a form, complete a line."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from bot.cards import Form, Reply
from bot.commands import Services, complete_line, press, run_line
from bot.platforms.local import LocalPlatform, channel_name
from bot.roles import Role
from bot.web.address import Address
from bot.web.forms import read_form, text_in, values_in
from bot.web.pages import Link, Pages, View, wants_json
from bot.web.plans import plan_of
from bot.web.tokens import check_token, token_of
from bot.web.visitors import Visitor, caller_of, remember, role_of, visitor_of

SHOWN = 25
"""Messages on the page at first; more are behind “Earlier messages”."""
LINE = 4000
"""Characters of a typed line; the longest argument allowed is far below."""


class Chat:
    def __init__(self, services: Services, local: LocalPlatform, address: Address, pages: Pages) -> None:
        self._services = services
        self._local = local
        self._address = address
        self._pages = pages

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.home),
            web.get("/c/{channel}", self.show),
            web.post("/c/{channel}", self.take),
            web.get("/direct", self.show),
            web.post("/direct", self.take),
            web.post("/channels", self.open_channel),
            web.get("/complete", self.complete),
        ]

    async def home(self, request: web.Request) -> web.StreamResponse:
        first, *_ = await self._local.channels()
        raise web.HTTPSeeOther(self._address.root + _path(first))

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The room with its newest messages, or those before `?before=`."""
        visitor = self._visitor(request)
        room = await self._room(request, visitor)
        before = request.query.get("before", "")
        view = await self._view(visitor, room, int(before) if before.isdecimal() and len(before) < 16 else 0)
        return self._sent(self._pages.chat(view), visitor)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """A typed line (`text`), a pressed button (`action`) or a sent form (`action` and its fields)."""
        visitor = self._visitor(request)
        room = await self._room(request, visitor)
        sent = await read_form(request)
        check_token(visitor, text_in(sent, "csrf"))
        caller = await caller_of(self._services, visitor, room, text_in(sent, "zone"))
        action, asked = text_in(sent, "action"), text_in(sent, "asked")[:200]
        if action:
            reply = await press(self._services, caller, action[:200], values_in(sent))
        else:
            asked = text_in(sent, "text")[:LINE].strip()
            reply = await run_line(self._services, caller, asked)
        return await self._answer(request, visitor, room, asked, reply)

    async def open_channel(self, request: web.Request) -> web.StreamResponse:
        """A new channel, for an admin: it is there from its first message on."""
        visitor = self._visitor(request)
        sent = await read_form(request)
        check_token(visitor, text_in(sent, "csrf"))
        name = channel_name(text_in(sent, "name").strip().replace(" ", "-"))
        if await role_of(self._services, visitor) < Role.ADMIN:
            raise web.HTTPForbidden(text="Only an admin of the newsroom can open a channel here.")
        if name is None:
            raise web.HTTPBadRequest(
                text="A channel's name has up to 40 letters, digits and hyphens, such as “asia-desk”. Choose another."
            )
        if name not in await self._local.channels():
            await self._local.open_channel(name)
        raise web.HTTPSeeOther(self._address.root + _path(name))

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """What the line typed so far may become, as a list of value and label."""
        visitor = self._visitor(request)
        room = visitor.room if request.query.get("room", "").startswith("@") else request.query.get("room", "")
        caller = await caller_of(self._services, visitor, room, request.query.get("zone", ""))
        typed = request.query.get("text", "")[:LINE]
        options = await complete_line(self._services, caller, typed)
        return web.json_response([{"value": option.value, "label": option.label} for option in options])

    def _visitor(self, request: web.Request) -> Visitor:
        return visitor_of(request, self._address, self._services.clock())

    async def _room(self, request: web.Request, visitor: Visitor) -> str:
        channel = request.match_info.get("channel")
        if channel is None:
            return visitor.room
        if channel not in await self._local.channels():
            raise web.HTTPNotFound
        return channel

    async def _answer(
        self, request: web.Request, visitor: Visitor, room: str, asked: str, reply: Reply
    ) -> web.StreamResponse:
        now = self._services.clock()
        if not wants_json(request):
            exchange = self._pages.exchange(asked, reply, now, token_of(visitor))
            view = await self._view(visitor, room, 0, exchange)
            return self._sent(self._pages.chat(view), visitor)
        answer = {
            "kind": "form" if isinstance(reply, Form) else "card",
            "shown": self._pages.reply(reply),
            "exchange": self._pages.exchange(asked, reply, now),
            "plan": self._pages.plan(await plan_of(self._services, room)),
        }
        return self._sent(web.json_response(answer), visitor)

    def _sent(self, response: web.Response, visitor: Visitor) -> web.Response:
        if not visitor.known:
            remember(response, visitor.token, self._address, self._services.clock())
        return response

    async def _view(self, visitor: Visitor, room: str, before: int, exchange: str = "") -> View:
        cursor = self._local.feed.cursor  # before the messages are read: one posted meanwhile comes twice, not never
        found = await self._local.messages(room, SHOWN + 1, before)
        messages = tuple(found[-SHOWN:])
        role = await role_of(self._services, visitor)
        return View(
            newsroom=self._services.desk.house.now.name,
            room=room,
            label="Readout" if room == visitor.room else f"#{room}",
            plan=await plan_of(self._services, room),
            channels=tuple(Link(_path(name), name, f"#{name}", name == room) for name in await self._local.channels()),
            direct=Link("/direct", visitor.room, "Readout", room == visitor.room),
            messages=messages,
            earlier=messages[0].id if len(found) > SHOWN else 0,
            past=bool(before),
            cursor=cursor,
            role=role.label,
            admin=role is Role.ADMIN,
            private=visitor.private,
            csrf=token_of(visitor),
            exchange=exchange,
        )


def _path(channel: str) -> str:
    return f"/c/{quote(channel, safe='')}"
