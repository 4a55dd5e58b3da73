"""Settings: what an admin may change while Readout runs, and what the environment says, to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web
from pydantic import SecretStr

from bot.commands import Services
from bot.desk import DeskError
from bot.desk.house import RULES, Rule, shown
from bot.roles import Role
from bot.settings import Settings
from bot.storage.publications import first_newsroom
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import SETTINGS, Rooms
from bot.web.forms import Sent, text_in

TOPIC = "topic:"
"""Before the number of a topic, in the name of its box."""
OURS = {"newsroom", "timezone", "undo_seconds", "questions_days"}
"""Settings of the environment that only give the defaults of those above them."""


@dataclass(frozen=True, slots=True)
class Box:
    """One setting as its form has it."""

    rule: Rule
    value: str
    usual: str


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of the environment; of a secret only whether it is set."""

    name: str
    value: str
    about: str
    only_default: bool


class SettingsPage:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms

    def routes(self) -> list[web.RouteDef]:
        return [web.get(SETTINGS.path, self.show), web.post(SETTINGS.path, self.change)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        guest = await self._gate.admit(request, Role.ADMIN)
        await self._own(guest)
        return await self._page(guest, saved="saved" in request.query)

    async def change(self, request: web.Request) -> web.StreamResponse:
        """All that the form has, at once; what is the default already is none of the newsroom's own."""
        guest, sent = await self._gate.admit_form(request, Role.ADMIN)
        await self._own(guest)
        written = {rule.name: text_in(sent, rule.name)[:200] for rule in RULES if rule.name in sent}
        try:
            if written:
                await self._services.desk.house.change(guest.newsroom_id, written, self._services.clock(), guest.ctx.by)
            if "topics" in sent:
                await self._set_topics(guest, sent)
        except DeskError as error:
            return await self._page(guest, written=written, sentence=str(error), status=422)
        return self._rooms.back(f"{SETTINGS.path}?saved=yes")

    async def _own(self, guest: Guest) -> None:
        """These settings are the whole installation's, so they are for the admins of its own newsroom."""
        async with self._services.sessions() as session:
            if await first_newsroom(session) != guest.newsroom_id:
                raise web.HTTPNotFound

    async def _set_topics(self, guest: Guest, sent: Sent) -> None:
        for topic in await self._services.reading.topics(guest.newsroom_id):
            await self._services.archive.set_auto_publish(topic.id, f"{TOPIC}{topic.id}" in sent, guest.ctx.by)

    async def _page(
        self,
        guest: Guest,
        *,
        written: Mapping[str, str] | None = None,
        sentence: str = "",
        saved: bool = False,
        status: int = 200,
    ) -> web.StreamResponse:
        house = self._services.desk.house
        now, given = house.now, written or {}
        return self._rooms.show(
            guest,
            "settings",
            SETTINGS.path,
            status=status,
            boxes=[
                Box(rule, given.get(rule.name, str(shown(now, rule.name))), str(shown(house.usual, rule.name)))
                for rule in RULES
            ],
            topics=await self._services.reading.topics(guest.newsroom_id),
            auto=await self._services.archive.auto_published(guest.newsroom_id),
            variables=variables(self._services.settings),
            saved=saved,
            sentence=sentence,
        )


def variables(settings: Settings) -> Sequence[Variable]:
    """What the environment says, in the order of `.env.example`, and of a secret never the value."""
    return [_variable(settings, name) for name in type(settings).model_fields]


def _variable(settings: Settings, name: str) -> Variable:
    value, about = getattr(settings, name), type(settings).model_fields[name].description or ""
    if isinstance(value, SecretStr):
        shown_value = "set" if value.get_secret_value() else "not set"
    else:
        shown_value = str(value).lower() if isinstance(value, bool) else str(value) or "not set"
    return Variable(name.upper(), shown_value, about, name in OURS)
