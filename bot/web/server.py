"""Server: the chat page on its port, from start to an orderly stop."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

from aiohttp import web

from bot.commands import Services
from bot.platform import Called
from bot.platforms.local import LocalPlatform
from bot.web.address import Address
from bot.web.chat import Chat
from bot.web.desk import Desk
from bot.web.guard import BODY_LIMIT, add_headers, guard
from bot.web.health import Health
from bot.web.login import Login
from bot.web.pages import HERE, Pages
from bot.web.publications import Publications
from bot.web.stream import Stream
from bot.web.tries import Tries

LAST_WORDS = 2.0
"""Seconds that requests under way have when the server stops."""


class WebError(Exception):
    """The chat page cannot be served; `str()` says why and what to change."""


class ChatServer:
    """Without `local` there is no chat page and no desk, only what the platforms in `called` answer."""

    def __init__(self, services: Services, local: LocalPlatform | None, called: Sequence[Called] = ()) -> None:
        self._settings = services.settings
        self._address = Address.of(services.settings)
        self._local = local
        self._called = called
        # A command whose page was closed goes on to its end: handler_cancellation stays off.
        self._runner = web.AppRunner(self._application(services), access_log=None, shutdown_timeout=LAST_WORDS)

    async def start(self) -> str:
        """Listen, and return the address for people to use. Raises `WebError` naming HTTP_HOST or HTTP_PORT."""
        await self._runner.setup()
        host, port = self._settings.http_host, self._settings.http_port
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise WebError(_why(error, host, port)) from error
        return self._settings.address(self.port)

    async def stop(self) -> None:
        if self._local is not None:
            self._local.feed.close()  # open pages would hold the server back
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        """The one in use, also where HTTP_PORT=0 left the choice to the machine."""
        found: int = self._runner.addresses[0][1]
        return found

    @property
    def routes(self) -> tuple[tuple[str, str], ...]:
        """Method and path of everything that is served, a path with its variables in braces: “/c/{channel}”."""
        found = self._runner.app.router.routes()
        return tuple((route.method, route.resource.canonical) for route in found if route.resource is not None)

    @property
    def needs_login(self) -> bool:
        """Whether others may reach the page, so that the admin comes in by a link."""
        return not self._address.alone

    def _application(self, services: Services) -> web.Application:
        pages = Pages(self._address.root, lambda: services.desk.house.now.name)
        tries = Tries(services.clock)
        called = [route for platform in self._called for route in platform.routes(pages.told)]
        paths = frozenset(route.path for route in called)
        app = web.Application(middlewares=[guard(self._address, pages, paths)], client_max_size=BODY_LIMIT)
        app.on_response_prepare.append(add_headers)
        app.add_routes([*Health(services).routes(), *called])
        if self._local is not None:
            for part in (
                Chat(services, self._local, self._address, pages),
                Stream(self._local.feed, self._address, pages, services.clock),
                Login(services, self._address, pages, tries),
                Publications(services, pages),
                Desk(services, self._address, pages, tries),
            ):
                app.add_routes(part.routes())
        app.router.add_static("/static", HERE / "static")
        return app


def check_port(host: str, port: int) -> None:
    """Raise `WebError` for an unknown host, or a port taken or not allowed: a start says so before anything else.

    What else may keep the page from listening comes out when it does.
    """
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM):
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself binds
                if family == socket.AF_INET6:
                    probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                probe.bind(address)
    except OSError as error:
        if isinstance(error, socket.gaierror) or error.errno in {errno.EADDRINUSE, errno.EACCES}:
            raise WebError(_why(error, host, port)) from error


def login_link(address: str, code: str) -> str:
    """The start-up link, from the address that `start` returned and a code made for `login.PURPOSE`."""
    return f"{address}/login?code={code}"


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program, perhaps by a Readout that still runs. Stop it, or set "
            f"another port in .env: HTTP_PORT={port + 1 if port < 65535 else 8081}"
        )
    if error.errno == errno.EACCES:
        return f"This user may not open port {port}; ports below 1024 are reserved. Set HTTP_PORT=8080 in .env."
    return (
        f"The chat page cannot listen on {host} port {port} ({error.strerror}). Check HTTP_HOST and HTTP_PORT in .env."
    )
