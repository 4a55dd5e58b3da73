"""People: who belongs to the newsroom, which role they hold, and codes that let others in."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web

from bot.commands import Services
from bot.people import PeopleError, change_role, make_code, members, newsroom_of
from bot.roles import Role
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import Rooms
from bot.web.forms import text_in

PATH = "/desk/people"
ROLES = {role.label: role for role in Role}
PURPOSES = {"editor": Role.EDITOR, "publisher": Role.PUBLISHER, "admin": Role.ADMIN, "server": Role.ADMIN}
DAYS = 7


class People:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(PATH, self.show),
            web.post(PATH + "/code", self.make),
            web.post(PATH + "/me", self.join),
            web.post(PATH + r"/{person:\d{1,12}}", self.change),
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        return await self._page(await self._gate.admit(request))

    async def change(self, request: web.Request) -> web.StreamResponse:
        """Give somebody another role."""
        guest, sent = await self._gate.admit_form(request, Role.ADMIN)
        role = ROLES.get(text_in(sent, "role"))
        if role is None:
            raise web.HTTPBadRequest(text=f"A role is one of {', '.join(ROLES)}.")
        person = int(request.match_info["person"])
        if await newsroom_of(self._services.sessions, person) != guest.newsroom_id:
            raise web.HTTPNotFound
        try:
            await change_role(
                self._services.sessions, guest.newsroom_id, person, role, self._services.clock(), guest.ctx.by
            )
        except PeopleError as error:
            return await self._page(guest, sentence=str(error), status=409)
        return self._rooms.back(PATH)

    async def make(self, request: web.Request) -> web.StreamResponse:
        """A code for somebody else, shown this once."""
        guest, sent = await self._gate.admit_form(request, Role.ADMIN)
        wanted = text_in(sent, "for")
        if wanted not in PURPOSES:
            raise web.HTTPBadRequest(text=f"A code is for one of {', '.join(PURPOSES)}.")
        code = await make_code(
            self._services.sessions,
            guest.newsroom_id,
            "server" if wanted == "server" else "person",
            PURPOSES[wanted],
            self._services.clock(),
            guest.ctx.by,
            lasts=timedelta(days=DAYS),
        )
        return await self._page(guest, code=code, code_for=wanted)

    async def join(self, request: web.Request) -> web.StreamResponse:
        """A code that makes another account of the guest's the same person, shown this once."""
        guest, _ = await self._gate.admit_form(request)
        if guest.ctx.person_id is None:
            raise web.HTTPConflict(text="The newsroom does not know you as a person yet. Use a link from `desk` first.")
        code = await make_code(
            self._services.sessions,
            guest.newsroom_id,
            "person",
            guest.role,
            self._services.clock(),
            guest.ctx.by,
            person_id=guest.ctx.person_id,
        )
        return await self._page(guest, code=code, code_for="me")

    async def _page(
        self, guest: Guest, *, sentence: str = "", code: str = "", code_for: str = "", status: int = 200
    ) -> web.StreamResponse:
        return self._rooms.show(
            guest,
            "people",
            PATH,
            status=status,
            found=await members(self._services.sessions, guest.newsroom_id),
            roles=tuple(ROLES),
            purposes=tuple(PURPOSES),
            admin=guest.role is Role.ADMIN,
            sentence=sentence,
            code=code,
            code_for=code_for,
            days=DAYS,
            public=self._services.settings.public_url.rstrip("/"),
        )
