"""Board: rooms of the desk that show what commands reply, and take their buttons and forms.

What a command does is declared once for all platforms; here it has a page instead of a line that is typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.cards import Field, FieldKind, Form, Option, Reply
from bot.commands import COMMANDS, Services, complete, press, run
from bot.commands.declare import Argument, Kind
from bot.reading import TopicState
from bot.render.html import card_html, form_html
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import ERRATA, QUESTIONS, SCHEDULES, Room, Rooms
from bot.web.forms import text_in, values_in

FEW = 25
"""Suggestions that are offered as a list to choose from."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What hangs in a room: the commands whose replies it shows, and those that it has a form for."""

    room: Room
    shows: tuple[str, ...]
    forms: tuple[str, ...] = ()
    each_topic: bool = False
    """The replies are a topic's: the one chosen with `?topic=`, else the newest."""


PANELS = (
    Panel(SCHEDULES, ("schedule list", "schedule week"), ("schedule add",)),
    Panel(QUESTIONS, ("questions", "answers"), ("answer",), each_topic=True),
    Panel(ERRATA, ("errata",), each_topic=True),
)


class Board:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms
        self._panels = {panel.room.path: panel for panel in PANELS}

    def routes(self) -> list[web.RouteDef]:
        return [
            route
            for path in self._panels
            for route in (web.get(path, self.show), web.post(path, self.take), web.get(path + "/new", self.ask))
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        panel = self._panels[request.path]
        return await self._page(request, await self._gate.admit(request, panel.room.role), panel)

    async def ask(self, request: web.Request) -> web.StreamResponse:
        """The form of a command: `?command=schedule add`."""
        panel = self._panels[request.path.removesuffix("/new")]
        guest = await self._gate.admit(request, panel.room.role)
        name = request.query.get("command", "")
        if name not in panel.forms:
            raise web.HTTPNotFound
        return await self._page(request, guest, panel, await self._form(guest, name))

    async def take(self, request: web.Request) -> web.StreamResponse:
        """A pressed button or a sent form; its reply stands above what the room shows then."""
        panel = self._panels[request.path]
        guest, sent = await self._gate.admit_form(request, panel.room.role)
        action, values = text_in(sent, "action")[:200], values_in(sent)
        name = action.removeprefix("run:")
        if action.startswith("run:") and name in panel.forms:
            given = {key: " ".join(value).strip() or None for key, value in values.items()}
            reply = await run(self._services, guest.ctx.caller, name, given)
        else:
            reply = await press(self._services, guest.ctx.caller, action, values)
        return await self._page(request, guest, panel, reply)

    async def _page(
        self, request: web.Request, guest: Guest, panel: Panel, reply: Reply | None = None
    ) -> web.StreamResponse:
        topics = await self._topics(guest) if panel.each_topic else ()
        chosen = next((topic for topic in topics if str(topic.id) == request.query.get("topic")), None)
        chosen = chosen or next(iter(topics), None)
        return self._rooms.show(
            guest,
            "board",
            panel.room.path,
            panel=panel,
            topics=topics,
            chosen=chosen,
            reply=_html(reply, guest) if reply is not None else "",
            cards=[_html(card, guest) for card in await self._replies(guest, panel, chosen)],
            forms=[(name, COMMANDS[name].about) for name in panel.forms],
        )

    async def _topics(self, guest: Guest) -> Sequence[TopicState]:
        """Those that readers can ask about, the newest first."""
        return [topic for topic in await self._services.reading.topics(guest.newsroom_id) if topic.published]

    async def _replies(self, guest: Guest, panel: Panel, topic: TopicState | None) -> Sequence[Reply]:
        if panel.each_topic and topic is None:
            return ()
        given: Mapping[str, str] = {"topic": topic.name} if topic is not None else {}
        return [await run(self._services, guest.ctx.caller, name, given) for name in panel.shows]

    async def _form(self, guest: Guest, name: str) -> Form:
        command = COMMANDS[name]
        fields = [await self._field(guest, name, argument) for argument in command.arguments]
        return Form(command.about, f"run:{name}", tuple(fields), "Do it")

    async def _field(self, guest: Guest, name: str, argument: Argument) -> Field:
        label = argument.name.replace("_", " ").capitalize()
        options = [Option(choice, choice) for choice in argument.choices]
        if argument.name == "topic":
            options = list(await complete(self._services, guest.ctx.caller, name, argument.name, ""))[:FEW]
        if options:
            choices = (*([] if argument.required else [Option("", "as usual")]), *options)
            kind, chosen = FieldKind.CHOICE, "" if not argument.required else options[0].value
            return Field(argument.name, label, kind, chosen, choices, about=argument.about)
        long = argument.kind is Kind.TEXT and argument.limit > FEW * 20
        kind = FieldKind.TEXT if long else FieldKind.LINE
        return Field(argument.name, label, kind, limit=argument.limit, required=argument.required, about=argument.about)


def _html(reply: Reply, guest: Guest) -> Markup:
    return form_html(reply, guest.csrf) if isinstance(reply, Form) else card_html(reply, guest.csrf)
