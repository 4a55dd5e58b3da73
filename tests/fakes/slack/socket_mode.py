"""Socket Mode: envelopes to the app over a websocket, to be acknowledged in 3 seconds; events come again if not."""

from __future__ import annotations

import asyncio
import itertools
import json
from dataclasses import dataclass

from aiohttp import WSMsgType, web

from tests.fakes.slack.workspace import APP_ID, Json

ACK_WITHIN = 3.0
REDELIVERIES = 3


@dataclass(frozen=True)
class Delivered:
    """An envelope on its way, and whether it was acknowledged."""

    envelope: Json
    acked: bool


class SocketMode:
    def __init__(self, ack_within: float = ACK_WITHIN) -> None:
        self.ack_within = ack_within
        self.sent: list[Delivered] = []
        self.down = False
        """While true, no socket is accepted."""
        self._tickets: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._count = itertools.count(1)
        self._connected = asyncio.Event()

    def ticket(self) -> str:
        """Part of the address that apps.connections.open hands out; it admits one socket."""
        made = f"ticket{next(self._count)}"
        self._tickets.add(made)
        return made

    async def accept(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if self.down or ticket not in self._tickets:
            raise web.HTTPForbidden
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP_ID}})
        self._sockets.append(socket)
        self._connected.set()
        try:
            await self._listen(socket)
        finally:
            self._sockets.remove(socket)
            if not self._sockets:
                self._connected.clear()
        return socket

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            given = json.loads(message.data)
            waiting = self._acks.get(given.get("envelope_id", ""))
            if waiting is not None and not waiting.done():
                waiting.set_result(given.get("payload") or {})

    @property
    def count(self) -> int:
        """How many sockets are open."""
        return len(self._sockets)

    async def connected(self, within: float = 10.0) -> None:
        """Return once an app is connected."""
        await asyncio.wait_for(self._connected.wait(), within)

    async def close_all(self) -> None:
        """Cut every socket, as a network does."""
        for socket in list(self._sockets):
            await socket.close()

    async def refresh(self) -> None:
        """Ask the app to connect anew, as Slack does every few hours."""
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def deliver(self, kind: str, payload: Json, *, lose_acks: int = 0) -> Json | None:
        """Send an envelope and return the payload of its ack; None if the app never acknowledged it.

        Events are sent up to three times more, each time to another of the open sockets. The first `lose_acks` acks are
        lost on the way: Slack sends again.
        """
        for attempt in range(1 + (REDELIVERIES if kind == "events_api" else 1 if lose_acks else 0)):
            answer = await self._once(kind, payload, attempt)
            if answer is not None and attempt >= lose_acks:
                return answer
        return None

    async def _once(self, kind: str, payload: Json, attempt: int) -> Json | None:
        await self.connected()
        envelope: Json = {
            "type": kind,
            "envelope_id": f"envelope{next(self._count)}",
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        waiting: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._acks[envelope["envelope_id"]] = waiting
        answer: Json | None = None
        try:
            await self._sockets[-1 - attempt % len(self._sockets)].send_json(envelope)
            answer = await asyncio.wait_for(waiting, self.ack_within)
        except (TimeoutError, ConnectionError):
            pass
        self.sent.append(Delivered(envelope, answer is not None))
        return answer
