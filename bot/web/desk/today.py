"""Today: what goes out next, what needs somebody, what waits for review."""

from __future__ import annotations

from aiohttp import web

from bot.commands import Services
from bot.delivery.overview import TROUBLE, next_posts, posts
from bot.storage.publications import waiting
from bot.web.desk.gate import Gate
from bot.web.desk.rooms import Rooms

SHOWN = 8


class Today:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/desk", self.show)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        guest = await self._gate.admit(request)
        async with self._services.sessions() as session:
            return self._rooms.show(
                guest,
                "today",
                "/desk",
                waiting=await waiting(session, guest.newsroom_id),
                troubles=await posts(session, guest.newsroom_id, SHOWN, states=TROUBLE),
                coming=await next_posts(session, guest.newsroom_id, SHOWN),
            )
