"""Connection: the socket to Slack, kept open whatever the network does, and how it stands."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import time
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot.platform import Busy, Refused
from bot.platforms.slack.bureau import sdk_log
from bot.platforms.slack.workspace import SOON, checked

log = logging.getLogger(__name__)

CHECK = SOON
"""Seconds between looks at the socket; also how often it is pinged."""
APP_REFUSED = (
    "SLACK_APP_TOKEN was refused by Slack ({code}). Make one under Basic Information, App-Level Tokens, with the scope "
    "connections:write, write it into .env (it begins with xapp-) and restart; the other platforms keep running."
)
DOWN = "the connection to Slack is down; connecting again"
NO_DATABASE = "connected to Slack, but the database does not answer ({kind}); trying again"

Begin = Callable[[], Awaitable[None]]
Take = Callable[[dict[str, Any]], Awaitable[BoltResponse]]


class Connection:
    """`begin` finds out who we are before anything is opened; what arrives goes to `take`. Without `app_token` there is
    no socket, and Slack calls over HTTP. `check` is how often to look, in seconds."""

    def __init__(self, client: AsyncWebClient, app_token: str, begin: Begin, take: Take, *, check: float) -> None:
        self._client = client
        self._app_token = app_token
        self._start = begin
        self._take = take
        self._check = check
        self._socket: SocketModeClient | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self.begun = False
        self._connected = False
        self.trouble = "not connected yet"
        """Why nothing arrives; empty where all is well."""

    async def open(self) -> None:
        """Connect, and stay so in the background. Raises `Refused` for a wrong token; an outage is waited out."""
        try:
            await self._begin()
        except Busy as error:
            self._note(str(error))
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        for task in (self._watching, self._connecting):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        if self._socket is not None:
            await self._socket.close()  # type: ignore[no-untyped-call]
            await asyncio.sleep(0)  # lets the tasks that it only cancels come to their end
        self._socket, self._connected = None, False

    async def look(self) -> None:
        """Ask whether the socket is open, and let it get a new address where it is not."""
        if self._socket is None:
            return
        connected = await self._socket.is_connected()
        if not connected:
            # An address serves once: without this the SDK would try a used one for ever.
            self._socket.wss_uri = None
            self._note(DOWN)
        else:
            self._well()
        self._connected = connected

    def _well(self) -> None:
        if not self._connected:
            log.info("Slack: connected.")
        self.trouble, self._connected = "", True

    async def _begin(self) -> None:
        await self._start()
        if self._app_token:
            await self._open_socket()
        else:
            self._well()
        self.begun = True

    async def _open_socket(self) -> None:
        address = await self._address()
        socket = SocketModeClient(self._app_token, logger=sdk_log, web_client=self._client, ping_interval=self._check)
        socket.wss_uri = address
        socket.socket_mode_request_listeners.append(self._arrived)
        self._socket = socket
        self._connecting = asyncio.create_task(socket.connect())  # type: ignore[no-untyped-call]
        await asyncio.wait({self._connecting}, timeout=self._check)
        await self.look()

    async def _arrived(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        began = time()
        try:
            answer = await self._take(request.payload)
        except Exception:
            log.exception("Something that Slack sent failed inside Readout.")  # slack_sdk's log, where it ends, is off
            raise
        await send_async_response(client, request, answer, began)

    async def _address(self) -> str:
        """Where the socket connects to. Raises `Refused` for a wrong app token."""
        opening = self._client.apps_connections_open(app_token=self._app_token)
        return str((await checked(opening, APP_REFUSED))["url"])

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._check)
            try:
                await (self.look() if self.begun else self._begin())
            except Busy as error:
                self._note(str(error))
            except SQLAlchemyError as error:  # a new workspace is noted in the database
                self._note(NO_DATABASE.format(kind=type(error).__name__))
            except Refused as refused:
                self._note(str(refused))
                return

    def _note(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.warning("Slack: %s", trouble)
        self.trouble, self._connected = trouble, False
