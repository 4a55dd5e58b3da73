"""Progress: how far a correction has come, live on the page, and the copies that could not be reached."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from bot.commands import Services
from bot.delivery import Copies
from bot.delivery.deciding import retry_copies
from bot.delivery.errors import DeliveryError
from bot.roles import Role
from bot.web.desk.draft import TOPICS
from bot.web.desk.gate import Gate
from bot.web.desk.rooms import Rooms

EVERY = 1.0
"""Seconds between two looks at the copies."""
LONGEST = 900
"""Looks of one page: after a quarter of an hour it comes back by itself."""
OPEN = 200
"""Pages that look on at once."""


class Progress:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms
        self._open = 0

    def routes(self) -> list[web.RouteDef]:
        one = TOPICS + r"/{topic:\d{1,9}}/copies"
        return [
            web.get(one, self.show),
            web.get(one + "/events", self.follow, allow_head=False),
            web.post(one, self.retry),
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """As it stands now, on a page of its own."""
        guest = await self._gate.admit(request)
        topic = await self._gate.topic_of(request, guest)
        copies = await self._services.outbox.copies(topic.id)
        admin = guest.role is Role.ADMIN
        return self._rooms.show(
            guest, "copies", TOPICS, topic=topic.id, topic_name=topic.name, copies=copies, admin=admin
        )

    async def follow(self, request: web.Request) -> web.StreamResponse:
        """Each change as it happens; ends when every copy shows what it should, or could not be reached."""
        guest = await self._gate.admit(request)
        topic = await self._gate.topic_of(request, guest)
        if self._open >= OPEN:
            raise web.HTTPServiceUnavailable(text="Too many pages look on at once. Load the page anew in a while.")
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        )
        self._open += 1
        try:
            await response.prepare(request)
            await self._pass_on(request, response, topic.id)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._open -= 1
        return response

    async def retry(self, request: web.Request) -> web.StreamResponse:
        """Try the copies again that could not be reached."""
        guest, _ = await self._gate.admit_form(request, Role.ADMIN)
        topic = await self._gate.topic_of(request, guest)
        try:
            async with self._services.sessions.begin() as session:
                await retry_copies(session, self._services.clock(), topic.id, guest.ctx.by, topic.name)
        except DeliveryError as error:
            raise web.HTTPConflict(text=str(error)) from None
        return self._rooms.back(f"{TOPICS}/{topic.id}/review#copies")

    async def _pass_on(self, request: web.Request, response: web.StreamResponse, topic: int) -> None:
        before = None
        for _ in range(LONGEST):
            if request.transport is None or request.transport.is_closing():
                return  # the page was closed, or the server stops
            copies = await self._services.outbox.copies(topic)
            is_over = copies.waiting == 0 and await self._services.desk.leaving(topic) is None
            shown = _event("done" if is_over else "copies", copies)
            if shown != before:
                await response.write(shown)
            if is_over:
                return
            before = shown
            await asyncio.sleep(EVERY)


def _event(kind: str, copies: Copies) -> bytes:
    data = {
        "total": copies.total,
        "current": copies.current,
        "unreachable": [
            {"place": one.place.name or one.place.channel, "why": one.reason} for one in copies.unreachable
        ],
    }
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
