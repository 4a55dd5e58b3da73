"""Gate: who may see a page of the desk, and whether a form was sent from one."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.commands import Context, Services, context_of
from bot.reading import TopicState
from bot.roles import Role
from bot.web.address import Address
from bot.web.forms import Sent, read_form, text_in
from bot.web.tokens import check_token, token_of
from bot.web.visitors import Visitor, caller_of, visitor_of

STRANGER = "The desk is for people of the newsroom. Type `desk` in Discord or Slack for a link that lets you in here."


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody at the desk: `ctx` says who they are and what they may do."""

    visitor: Visitor
    ctx: Context
    csrf: str
    """What every form of theirs carries, and nobody else's can."""

    @property
    def role(self) -> Role:
        return self.ctx.role

    @property
    def newsroom_id(self) -> int:
        return self.ctx.newsroom_id


class Gate:
    def __init__(self, services: Services, address: Address) -> None:
        self._services = services
        self._address = address

    async def admit(self, request: web.Request, least: Role = Role.EDITOR) -> Guest:
        """Whoever asks. Raises a refusal with a sentence where the role is not enough, now, whatever it was before."""
        visitor = visitor_of(request, self._address, self._services.clock())
        caller = await caller_of(self._services, visitor, visitor.room, "")
        ctx = await context_of(self._services, caller)
        if ctx.role is Role.READER:
            raise web.HTTPUnauthorized(text=STRANGER)
        if ctx.role < least:
            raise web.HTTPForbidden(
                text=f"This takes the role “{least.label}”; yours is “{ctx.role.label}”. Ask an admin of the newsroom."
            )
        return Guest(visitor, ctx, token_of(visitor))

    async def admit_form(self, request: web.Request, least: Role = Role.EDITOR) -> tuple[Guest, Sent]:
        """Whoever sends a form, and what it says."""
        guest = await self.admit(request, least)
        sent = await read_form(request)
        check_token(guest.visitor, text_in(sent, "csrf"))
        return guest, sent

    async def topic_of(self, request: web.Request, guest: Guest) -> TopicState:
        """The topic of the address, if it is this newsroom's; another one is as if it were not there."""
        topic = await self._services.reading.topic(guest.newsroom_id, int(request.match_info["topic"]))
        if topic is None:
            raise web.HTTPNotFound
        return topic
