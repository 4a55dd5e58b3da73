"""Deliveries: every post owed, with its state and the reason, and what can be done about it."""

from __future__ import annotations

from aiohttp import web

from bot.commands import Services
from bot.delivery.deciding import LEFT_OUT, RETRIED, retry, skip
from bot.delivery.errors import DeliveryError
from bot.delivery.overview import counts, owner_of, posts
from bot.delivery.states import State
from bot.roles import Role
from bot.storage.audit import audit
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import Rooms
from bot.web.forms import number_in, text_in

PATH = "/desk/deliveries"
SHOWN = 50
LONGEST = 300
"""Characters of a reason."""
ANSWERS = {"again": "post again", "there": "it is there"}


class Deliveries:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self.show), web.post(PATH + r"/{delivery:\d{1,12}}", self.decide)]

    async def show(self, request: web.Request, sentence: str = "", status: int = 200) -> web.StreamResponse:
        """The newest first, all or those in one state, before `?before=`."""
        guest = await self._gate.admit(request)
        chosen = request.query.get("state", "")
        states = (State(chosen),) if chosen in {state.value for state in State} else ()

        async with self._services.sessions() as session:
            found = await posts(
                session,
                guest.newsroom_id,
                SHOWN + 1,
                states=states,
                before=number_in(request.query.get("before", "")),
            )
            numbers = await counts(session, guest.newsroom_id)
        return self._rooms.show(
            guest,
            "deliveries",
            PATH,
            status=status,
            found=found[:SHOWN],
            earlier=found[SHOWN - 1].delivery.id if len(found) > SHOWN else 0,
            numbers=numbers,
            chosen=states[0] if states else None,
            admin=guest.role is Role.ADMIN,
            retried=RETRIED,
            left_out=LEFT_OUT,
            sentence=sentence,
        )

    async def decide(self, request: web.Request) -> web.StreamResponse:
        """An admin has a post tried again or left out, or says what became of an unconfirmed one."""
        guest, sent = await self._gate.admit_form(request, Role.ADMIN)
        delivery_id, why = int(request.match_info["delivery"]), text_in(sent, "why").strip()[:LONGEST]
        async with self._services.sessions() as session:
            if await owner_of(session, delivery_id) != guest.newsroom_id:
                raise web.HTTPNotFound
        try:
            await self._do(guest, delivery_id, text_in(sent, "answer"), why)
        except DeliveryError as error:
            return await self.show(request, str(error), 409)
        return self._rooms.back(PATH)

    async def _do(self, guest: Guest, delivery_id: int, answer: str, why: str) -> None:
        now, by = self._services.clock(), guest.ctx.by
        if answer in ANSWERS:
            made = await self._services.outbox.resolve(delivery_id, ANSWERS[answer])
            async with self._services.sessions.begin() as session:
                where = f"{made.name or made.channel}, delivery {made.id}"
                audit(session, now, by, "delivery resolved", where, said=ANSWERS[answer])
            return
        async with self._services.sessions.begin() as session:
            match answer:
                case "retry":
                    await retry(session, now, delivery_id, by, why)
                case "skip":
                    await skip(session, now, delivery_id, by, why)
                case _:
                    raise web.HTTPBadRequest(text="Say whether to try it again, to leave it out, or what became of it.")
