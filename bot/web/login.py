"""Login: a one-use code lets its visitor in. Looking at its link uses nothing up, for link scanners look, too."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy import delete

from bot.commands import Services
from bot.people import PeopleError, ensure_admin, purpose_of, spend_code, use_code
from bot.storage.tables import Account
from bot.web.address import Address
from bot.web.forms import read_form, text_in
from bot.web.pages import Pages
from bot.web.tokens import check_token, token_of
from bot.web.tries import Tries
from bot.web.visitors import EDITS, READS, Visitor, new_token, remember, user_of, visitor_of

PURPOSE = "login"
"""Of the code in the start-up link."""


class Login:
    def __init__(self, services: Services, address: Address, pages: Pages, tries: Tries) -> None:
        self._services = services
        self._address = address
        self._pages = pages
        self._tries = tries

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/login", self.show),
            web.post("/login", self.enter),
            web.post("/logout", self.leave),
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        return self._page(
            visitor_of(request, self._address, self._services.clock()), request.query.get("code", "")[:40]
        )

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Use the code up. The cookie is a new one, so that nobody who set an earlier one comes in with it."""
        visitor, sent = visitor_of(request, self._address, self._services.clock()), await read_form(request)
        check_token(visitor, text_in(sent, "csrf"))
        if not self._tries.allow(request.remote or ""):
            raise web.HTTPTooManyRequests(text="Codes were tried too often from here. Wait ten minutes and try again.")
        code, name = text_in(sent, "code")[:40], text_in(sent, "name").strip()[:60]
        token = new_token(self._services.clock(), EDITS)
        try:
            await self._let_in(code, user_of(token), name or "Colleague")
        except PeopleError as error:
            return self._page(visitor, code, str(error), 403)
        return self._home(token)

    def _page(self, visitor: Visitor, code: str, sentence: str = "", status: int = 200) -> web.Response:
        """With a cookie of the visit, so that a form which others have put together lets nobody in as them."""
        response = self._pages.login(code, token_of(visitor), sentence, status)
        if not visitor.known:
            remember(response, visitor.token, self._address, self._services.clock())
        return response

    async def _let_in(self, code: str, user: str, name: str) -> None:
        """By the start-up link's code, or by one that an admin made for a person. Raises `PeopleError`."""
        sessions, now = self._services.sessions, self._services.clock()
        if await purpose_of(sessions, code) == PURPOSE:
            newsroom = await spend_code(sessions, code, PURPOSE, now)
            await ensure_admin(sessions, newsroom, "local", user, name, now)
        else:
            await use_code(sessions, code, now, platform="local", user=user, name=name)

    async def leave(self, request: web.Request) -> web.StreamResponse:
        now = self._services.clock()
        visitor = visitor_of(request, self._address, now)
        check_token(visitor, text_in(await read_form(request), "csrf"))
        async with self._services.sessions.begin() as session:
            await session.execute(delete(Account).where(Account.platform == "local", Account.user == visitor.user))
        return self._home(new_token(now, READS))

    def _home(self, token: str) -> web.Response:
        response = web.Response(status=303, headers={"Location": f"{self._address.root}/"})
        remember(response, token, self._address, self._services.clock())
        return response
