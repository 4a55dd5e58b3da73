"""Entrance: a one-use link opens the desk. Looking at it uses nothing up, for link scanners look, too."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy import delete

from bot.commands import Services
from bot.people import PeopleError, enter
from bot.storage.audit import audit
from bot.storage.tables import Account
from bot.web.address import Address
from bot.web.desk.gate import Gate
from bot.web.forms import read_form, text_in
from bot.web.pages import Pages
from bot.web.tokens import check_token, token_of
from bot.web.tries import Tries
from bot.web.visitors import EDITS, READS, Visitor, new_token, remember, user_of, visitor_of

TOO_OFTEN = "That was tried too often from here. Wait ten minutes, then type `desk` again for a new link."


class Entrance:
    def __init__(self, services: Services, address: Address, pages: Pages, gate: Gate, tries: Tries) -> None:
        self._services = services
        self._address = address
        self._pages = pages
        self._gate = gate
        self._tries = tries

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/desk/enter", self.show),
            web.post("/desk/enter", self.enter),
            web.post("/desk/leave", self.leave),
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        return self._page(
            visitor_of(request, self._address, self._services.clock()), request.query.get("code", "")[:40]
        )

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Use the link up. The cookie is a new one, so that nobody who set an earlier one comes in with it."""
        visitor, sent = visitor_of(request, self._address, self._services.clock()), await read_form(request)
        check_token(visitor, text_in(sent, "csrf"))
        if not self._tries.allow(request.remote or ""):
            raise web.HTTPTooManyRequests(text=TOO_OFTEN)
        code, now = text_in(sent, "code")[:40], self._services.clock()
        token = new_token(now, EDITS)
        try:
            await enter(self._services.sessions, code, now, user_of(token))
        except PeopleError as error:
            response = self._page(visitor, "", str(error))
            response.set_status(403)
            return response
        return self._home(token, "/desk")

    def _page(self, visitor: Visitor, code: str, sentence: str = "") -> web.Response:
        """With a cookie of the visit, so that a form which others have put together lets nobody in as them."""
        response = self._pages.filled("desk/enter.html", code=code, csrf=token_of(visitor), sentence=sentence)
        if not visitor.known:
            remember(response, visitor.token, self._address, self._services.clock())
        return response

    async def leave(self, request: web.Request) -> web.StreamResponse:
        """Sign out, here or in every browser of this person's."""
        guest, sent = await self._gate.admit_form(request)
        now = self._services.clock()
        mine = Account.user == guest.visitor.user
        if text_in(sent, "everywhere") and guest.ctx.person_id is not None:
            mine = Account.person_id == guest.ctx.person_id
        async with self._services.sessions.begin() as session:
            await session.execute(delete(Account).where(Account.platform == "local", mine))
            audit(
                session,
                now,
                guest.ctx.by,
                "signed out",
                guest.ctx.by.name,
                everywhere=bool(text_in(sent, "everywhere")),
            )
        return self._home(new_token(now, READS), "/")

    def _home(self, token: str, path: str) -> web.Response:
        response = web.Response(status=303, headers={"Location": self._address.root + path})
        remember(response, token, self._address, self._services.clock())
        return response
