"""Rooms: the desk's pages, filled, with the way to the others around each."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.commands import Services
from bot.roles import Role
from bot.web.address import Address
from bot.web.desk.gate import Guest
from bot.web.desk.signs import in_the_browser
from bot.web.pages import Pages
from bot.web.visitors import remember


@dataclass(frozen=True, slots=True)
class Room:
    path: str
    label: str
    role: Role


SCHEDULES = Room("/desk/schedules", "Schedules", Role.ADMIN)
QUESTIONS = Room("/desk/questions", "Questions", Role.EDITOR)
ERRATA = Room("/desk/errata", "Errata", Role.EDITOR)
SETTINGS = Room("/desk/settings", "Settings", Role.ADMIN)
DATA = Room("/desk/data", "Data", Role.ADMIN)
ROOMS = (
    Room("/desk", "Today", Role.EDITOR),
    Room("/desk/topics", "Topics", Role.EDITOR),
    SCHEDULES,
    Room("/desk/deliveries", "Deliveries", Role.EDITOR),
    QUESTIONS,
    ERRATA,
    Room("/desk/people", "People", Role.EDITOR),
    Room("/desk/record", "Record", Role.ADMIN),
    SETTINGS,
    DATA,
)
"""In the order of the list at the side, each for who has the role."""


class Rooms:
    def __init__(self, services: Services, address: Address, pages: Pages) -> None:
        self._services = services
        self._address = address
        self._pages = pages

    def show(
        self, guest: Guest, page: str, path: str, *, status: int = 200, sentence: str = "", **values: object
    ) -> web.Response:
        """The template `desk/<page>.html` in the room of that `path`; `sentence` says why something was refused."""
        rooms = [room for room in ROOMS if guest.role >= room.role]
        told = in_the_browser(sentence)
        response = self._pages.filled(f"desk/{page}.html", guest=guest, rooms=rooms, here=path, sentence=told, **values)
        response.set_status(status)
        if not guest.visitor.known:
            remember(response, guest.visitor.token, self._address, self._services.clock())
        return response

    def back(self, path: str) -> web.Response:
        """To a page, after a form was taken."""
        return web.Response(status=303, headers={"Location": self._address.root + path})
