"""Data: what is kept, and what an admin deletes of it for good, after a page that says what goes and what stays."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.commands import Services
from bot.commands.keeping import STAYS, what_goes
from bot.desk import DeskError
from bot.reading import TopicState
from bot.roles import Role
from bot.web.desk.draft import TOPICS
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import DATA, Rooms
from bot.web.forms import number_in, text_in


@dataclass(frozen=True, slots=True)
class Doomed:
    """What somebody is about to delete, in words."""

    title: str
    goes: str
    stays: str
    name: str
    """To be typed before it goes; empty where a button is enough."""


class DataPage:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms

    def routes(self) -> list[web.RouteDef]:
        one = TOPICS + r"/{topic:\d{1,9}}/delete"
        server = DATA.path + r"/{platform:[a-z]{1,20}}/{server:[\w.-]{1,60}}"
        return [
            web.get(DATA.path, self.show),
            web.get(one, self.ask),
            web.post(one, self.delete),
            web.get(server, self.ask_server),
            web.post(server, self.delete_server),
        ]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Topics with the versions of their articles, and servers."""
        guest = await self._gate.admit(request, Role.ADMIN)
        archive, topics = self._services.archive, await self._services.reading.topics(guest.newsroom_id)
        versions = await archive.versions_of([topic.id for topic in topics])
        return self._rooms.show(
            guest,
            "data",
            DATA.path,
            topics=[(topic, versions[topic.id]) for topic in topics],
            servers=await archive.servers(guest.newsroom_id),
            house=self._services.desk.house.now,
        )

    async def ask(self, request: web.Request) -> web.StreamResponse:
        """`?what=` draft, article (with `version=`) or topic: what goes and what stays."""
        guest = await self._gate.admit(request, Role.ADMIN)
        topic = await self._gate.topic_of(request, guest)
        what, version = request.query.get("what", ""), number_in(request.query.get("version", ""))
        return await self._confirm(guest, topic, what, version)

    async def delete(self, request: web.Request) -> web.StreamResponse:
        guest, sent = await self._gate.admit_form(request, Role.ADMIN)
        topic = await self._gate.topic_of(request, guest)
        what, version = text_in(sent, "what"), number_in(text_in(sent, "version"))
        archive, by = self._services.archive, guest.ctx.by
        try:
            match what:
                case "draft":
                    draft = await self._services.desk.draft(topic.id)
                    engine = await self._services.reading.condensed(draft.article)
                    await archive.discard_draft(topic.id, engine, by)
                    return self._rooms.back(f"{TOPICS}/{topic.id}")
                case "article":
                    await archive.delete_article(topic.id, version, by)
                case "topic":
                    _same_name(topic.name, text_in(sent, "name"))
                    await archive.delete_topic(topic.id, by)
                case _:
                    raise web.HTTPBadRequest(
                        text="Say what is to go: the draft, a version of the article, or the topic."
                    )
        except DeskError as error:
            return await self._confirm(guest, topic, what, version, sentence=str(error), status=409)
        return self._rooms.back(DATA.path)

    async def ask_server(self, request: web.Request) -> web.StreamResponse:
        guest = await self._gate.admit(request, Role.ADMIN)
        return await self._confirm_server(request, guest)

    async def delete_server(self, request: web.Request) -> web.StreamResponse:
        guest, sent = await self._gate.admit_form(request, Role.ADMIN)
        platform, server = request.match_info["platform"], request.match_info["server"]
        try:
            _same_name(await self._server_name(request, guest), text_in(sent, "name"))
            await self._services.archive.delete_server(guest.newsroom_id, platform, server, guest.ctx.by)
        except DeskError as error:
            return await self._confirm_server(request, guest, sentence=str(error), status=409)
        return self._rooms.back(DATA.path)

    async def _confirm(
        self,
        guest: Guest,
        topic: TopicState,
        what: str,
        version: int,
        *,
        sentence: str = "",
        status: int = 200,
    ) -> web.StreamResponse:
        return self._rooms.show(
            guest,
            "delete",
            DATA.path,
            status=status,
            doomed=await self._doomed(topic, what, version),
            action=f"{TOPICS}/{topic.id}/delete",
            fields={"what": what, "version": version},
            sentence=sentence,
        )

    async def _doomed(self, topic: TopicState, what: str, version: int) -> Doomed:
        match what:
            case "draft":
                goes = "What was changed in the draft since the last publication. It then says again what readers have."
                return Doomed(f"Delete the draft of {topic.name}?", goes, "Revisions, and everything published.", "")
            case "article" if version:
                goes = "The text of this version, and what the revisions say that rest on it. Their numbers stay."
                return Doomed(f"Delete version {version} of the article of {topic.name}?", goes, STAYS, "")
            case "topic":
                hanging = dict(await self._services.archive.what_hangs_on(topic.id))
                return Doomed(f"Delete the topic {topic.name}?", f"{what_goes(hanging)}.", STAYS, topic.name)
        raise web.HTTPNotFound

    async def _confirm_server(
        self, request: web.Request, guest: Guest, *, sentence: str = "", status: int = 200
    ) -> web.StreamResponse:
        name = await self._server_name(request, guest)
        platform, server = request.match_info["platform"], request.match_info["server"]
        rows = dict(await self._services.archive.server_data(platform, server))
        goes = f"Its link to the newsroom, {what_goes(rows)}. Only a new code links it again."
        return self._rooms.show(
            guest,
            "delete",
            DATA.path,
            status=status,
            doomed=Doomed(f"Delete what is kept of {name}?", goes, f"Its people keep their roles. {STAYS}", name),
            action=f"{DATA.path}/{platform}/{server}",
            fields={},
            sentence=sentence,
        )

    async def _server_name(self, request: web.Request, guest: Guest) -> str:
        wanted = (request.match_info["platform"], request.match_info["server"])
        for known in await self._services.archive.servers(guest.newsroom_id):
            if (known.platform, known.server) == wanted:
                return known.name
        raise web.HTTPNotFound


def _same_name(name: str, typed: str) -> None:
    if " ".join(typed.split()).casefold() != " ".join(name.split()).casefold():
        raise DeskError(f"Type its name, “{name}”, so that nothing else goes. Nothing was deleted.")
