"""Health: whether Readout works, for whoever watches it."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot import __version__
from bot.commands import Services


class Health:
    def __init__(self, services: Services) -> None:
        self._services = services

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/health", self.show)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Version, database and platforms; 503 while the database does not answer."""
        database = await self._answers()
        platforms = {name: platform.health() for name, platform in self._services.platforms.items()}
        return web.json_response(
            {"version": __version__, "database": "ok" if database else "does not answer", "platforms": platforms},
            status=200 if database else 503,
        )

    async def _answers(self) -> bool:
        try:
            async with self._services.sessions() as session:
                await session.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True
