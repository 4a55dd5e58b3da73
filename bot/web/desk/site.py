"""Site: the desk's pages under one roof."""

from __future__ import annotations

from aiohttp import web

from bot.commands import Services
from bot.web.address import Address
from bot.web.desk.articles import ArticlePage
from bot.web.desk.board import Board
from bot.web.desk.data import DataPage
from bot.web.desk.deliveries import Deliveries
from bot.web.desk.draft import DraftPage
from bot.web.desk.entrance import Entrance
from bot.web.desk.gate import Gate
from bot.web.desk.people import People
from bot.web.desk.preview import PreviewPage
from bot.web.desk.progress import Progress
from bot.web.desk.record import Record
from bot.web.desk.review import ReviewPage
from bot.web.desk.rooms import Rooms
from bot.web.desk.settings import SettingsPage
from bot.web.desk.today import Today
from bot.web.pages import Pages
from bot.web.tries import Tries


class Desk:
    def __init__(self, services: Services, address: Address, pages: Pages, tries: Tries) -> None:
        gate, rooms = Gate(services, address), Rooms(services, address, pages)
        self._parts = (
            Entrance(services, address, pages, gate, tries),
            Today(services, gate, rooms),
            DraftPage(services, gate, rooms),
            ReviewPage(services, gate, rooms),
            PreviewPage(services, gate, rooms),
            Progress(services, gate, rooms),
            ArticlePage(services, gate, rooms),
            Board(services, gate, rooms),
            Deliveries(services, gate, rooms),
            Record(services, gate, rooms),
            People(services, gate, rooms),
            SettingsPage(services, gate, rooms),
            DataPage(services, gate, rooms),
        )

    def routes(self) -> list[web.RouteDef]:
        return [route for part in self._parts for route in part.routes()]
