"""Board: rooms of the desk that show what commands reply, and take their buttons and forms.

What a command does is declared once for all platforms; here it has a page instead of a line that is typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aiohttp import web
from markupsafe import Markup

from bot.cards import Card, Field, FieldKind, Form, Option, Reply
from bot.commands import COMMANDS, Services, complete, press, run
from bot.commands.declare import Argument, Kind, Values
from bot.reading import TopicState
from bot.render.html import card_html, form_html
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import ERRATA, QUESTIONS, SCHEDULES, Room, Rooms
from bot.web.forms import text_in, values_in

FEW = 25
"""Suggestions that are offered as a list to choose from."""


@dataclass(frozen=True, slots=True)
class Asks:
    """A command that a room has a form for, and what its button says."""

    command: str
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What hangs in a room: the commands whose replies it shows, and those that it has a form for."""

    room: Room
    shows: tuple[str, ...]
    forms: tuple[Asks, ...] = ()
    each_topic: bool = False
    """The replies are a topic's: the one chosen with `?topic=`, else the newest."""


NEEDED = ("channel", "number")
"""Arguments that a chat may leave out, where one is meant by where it is said."""
ABOUT = {
    ("schedule add", "channel"): "Of the chat page. On Discord and Slack `schedule add` is typed in the channel itself."
}
"""What an argument means here, where it means another thing than in a chat."""
PANELS = (
    Panel(
        SCHEDULES,
        ("schedule list", "schedule week"),
        (
            Asks("schedule add", "Add a schedule"),
            Asks("schedule edit", "Change one"),
            Asks("schedule pause", "Pause one"),
            Asks("schedule resume", "Resume one"),
            Asks("schedule preview", "Preview one"),
            Asks("schedule now", "Post one now"),
            Asks("schedule remove", "Remove one"),
        ),
    ),
    Panel(QUESTIONS, ("questions", "answers"), (Asks("answer", "Pin an answer"),), each_topic=True),
    Panel(ERRATA, ("errata",), each_topic=True),
)


class Board:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms
        self._panels = {panel.room.path: panel for panel in PANELS}

    def routes(self) -> list[web.RouteDef]:
        rooms = [route for path in self._panels for route in (web.get(path, self.show), web.post(path, self.take))]
        asking = [path + "/new" for path, panel in self._panels.items() if panel.forms]
        # A form is sent to the page that shows it.
        return rooms + [route for path in asking for route in (web.get(path, self.ask), web.post(path, self.take))]

    async def show(self, request: web.Request) -> web.StreamResponse:
        panel = self._panels[request.path]
        return await self._page(request, await self._gate.admit(request, panel.room.role), panel)

    async def ask(self, request: web.Request) -> web.StreamResponse:
        """The form of a command: `?command=schedule add`."""
        panel = self._panels[request.path.removesuffix("/new")]
        guest = await self._gate.admit(request, panel.room.role)
        asked = _asked(panel, request.query.get("command", ""))
        if asked is None:
            raise web.HTTPNotFound
        chosen = _chosen(request, await self._topics(guest)) if panel.each_topic else None
        form = await self._form(guest, asked)
        return await self._page(request, guest, panel, _about(form, chosen) if chosen else form)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """A pressed button or a sent form; its reply stands above what the room shows then.

        Where it says that nothing was done, the form follows it as it was filled in.
        """
        panel = self._panels[request.path.removesuffix("/new")]
        guest, sent = await self._gate.admit_form(request, panel.room.role)
        action, values = text_in(sent, "action")[:200], values_in(sent)
        asked = _asked(panel, action.removeprefix("run:")) if action.startswith("run:") else None
        opened = text_in(sent, "opened")[:200]
        if asked is not None:
            given = {key: " ".join(value).strip() or None for key, value in values.items()}
            reply = await run(self._services, guest.ctx.caller, asked.command, given)
        else:
            reply = await press(self._services, guest.ctx.caller, action, values)
        again: Reply | None = None
        if isinstance(reply, Card) and reply.refused and asked is not None:
            again = await self._form(guest, asked)
        elif isinstance(reply, Card) and reply.refused and opened:
            again = await press(self._services, guest.ctx.caller, opened)
        form = filled(again, values) if isinstance(again, Form) else None
        return await self._page(
            request, guest, panel, reply, form, opened=action if isinstance(reply, Form) else opened
        )

    async def _page(
        self,
        request: web.Request,
        guest: Guest,
        panel: Panel,
        reply: Reply | None = None,
        again: Form | None = None,
        opened: str = "",
    ) -> web.StreamResponse:
        topics = await self._topics(guest) if panel.each_topic else ()
        chosen = _chosen(request, topics)
        return self._rooms.show(
            guest,
            "board",
            panel.room.path,
            panel=panel,
            topics=topics,
            chosen=chosen,
            reply=_html(reply, guest, opened) if reply is not None else "",
            again=_html(again, guest, opened) if again is not None else "",
            cards=[_html(card, guest) for card in await self._replies(guest, panel, chosen)],
        )

    async def _topics(self, guest: Guest) -> Sequence[TopicState]:
        """Those that readers can ask about, the newest first."""
        return [topic for topic in await self._services.reading.topics(guest.newsroom_id) if topic.published]

    async def _replies(self, guest: Guest, panel: Panel, topic: TopicState | None) -> Sequence[Reply]:
        if panel.each_topic and topic is None:
            return ()
        given: Mapping[str, str] = {"topic": topic.name} if topic is not None else {}
        return [await run(self._services, guest.ctx.caller, name, given) for name in panel.shows]

    async def _form(self, guest: Guest, asked: Asks) -> Form:
        command = COMMANDS[asked.command]
        fields = [await self._field(guest, asked.command, argument) for argument in command.arguments]
        return Form(asked.label, f"run:{asked.command}", tuple(fields), asked.label, f"{command.about}.")

    async def _field(self, guest: Guest, name: str, argument: Argument) -> Field:
        label = argument.name.replace("_", " ").capitalize()
        about = ABOUT.get((name, argument.name), argument.about)
        options = [Option(choice, choice) for choice in argument.choices]
        if argument.name in ("topic", *NEEDED):
            options = list(await complete(self._services, guest.ctx.caller, name, argument.name, ""))[:FEW]
        if options:
            needed = argument.required or argument.name in NEEDED
            choices = (*([] if needed else [Option("", "as usual")]), *options)
            return Field(argument.name, label, FieldKind.CHOICE, choices[0].value, choices, about=about)
        long = argument.kind is Kind.TEXT and argument.limit > FEW * 20
        kind = FieldKind.TEXT if long else FieldKind.LINE
        return Field(argument.name, label, kind, limit=argument.limit, required=argument.required, about=about)


def filled(form: Form, values: Values) -> Form:
    """The form with what somebody wrote into it already."""
    return replace(form, fields=tuple(_filled(field, values.get(field.name, ())) for field in form.fields))


def _filled(field: Field, written: Sequence[str]) -> Field:
    options = tuple(replace(option, chosen=option.value in written) for option in field.options)
    return replace(field, value="" if field.kind is FieldKind.CHOICES else "".join(written[:1]), options=options)


def _chosen(request: web.Request, topics: Sequence[TopicState]) -> TopicState | None:
    """The topic of the address, else the newest."""
    asked = next((topic for topic in topics if str(topic.id) == request.query.get("topic")), None)
    return asked or next(iter(topics), None)


def _about(form: Form, topic: TopicState) -> Form:
    """The form with that topic chosen."""
    fields = (replace(field, value=topic.name) if field.name == "topic" else field for field in form.fields)
    return replace(form, fields=tuple(fields))


def _asked(panel: Panel, command: str) -> Asks | None:
    return next((asked for asked in panel.forms if asked.command == command), None)


def _html(reply: Reply, guest: Guest, opened: str = "") -> Markup:
    return form_html(reply, guest.csrf, opened) if isinstance(reply, Form) else card_html(reply, guest.csrf)
