"""Gateway: the websocket half of the loopback Discord, with zlib frames, heartbeats and RESUME."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from tests.fakes.discord.world import Guild, Json, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


@dataclass
class Session:
    """A shard's session; what it was sent is kept for RESUME."""

    id: str
    shard: int
    shards: int
    sent: list[Json] = field(default_factory=list)
    line: Line | None = None

    async def send(self, event: str, data: Json) -> None:
        frame = {"op": DISPATCH, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(frame)
        if self.line is not None:
            await self.line.send(frame)


class Line:
    """One websocket connection; its frames share one zlib stream where the client asked for it."""

    def __init__(self, socket: web.WebSocketResponse, *, packed: bool) -> None:
        self.socket = socket
        self._packer = zlib.compressobj() if packed else None

    async def send(self, frame: Json) -> None:
        text = json.dumps(frame)
        if self._packer is None:
            await self.socket.send_str(text)
        else:
            await self.socket.send_bytes(self._packer.compress(text.encode()) + self._packer.flush(zlib.Z_SYNC_FLUSH))


class Gateway:
    """`address` is what READY says to resume at; `changed` is called when something happened."""

    def __init__(self, world: World, token: str, changed: Callable[[], None]) -> None:
        self._world = world
        self._token = token
        self._changed = changed
        self.address = ""
        self.sessions: dict[str, Session] = {}
        self.refusals = 0
        """So many connections are refused before the first is taken."""
        self.identified = 0
        self.resumed = 0

    async def connect(self, request: web.Request) -> web.StreamResponse:
        if self.refusals > 0:
            self.refusals -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(timeout=0.5)  # for the other side to say goodbye
        await socket.prepare(request)
        line = Line(socket, packed=request.query.get("compress") == "zlib-stream")
        await line.send({"op": HELLO, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                await self._take(line, json.loads(message.data))
        for session in self.sessions.values():
            session.line = None if session.line is line else session.line
        self._changed()
        return socket

    async def send(self, event: str, data: Json, guild: str = "") -> None:
        """To the shard that a server belongs to; direct messages go to the first."""
        for session in list(self.sessions.values()):
            if (int(guild or 0) >> 22) % session.shards == session.shard:
                await session.send(event, data)

    async def drop(self, code: int = 1006) -> None:
        """Close every connection; 1006 and 4000 can be resumed, 4004 says that the token is not valid any more."""
        for session in self.sessions.values():
            if session.line is not None:
                await session.line.socket.close(code=4000 if code == 1006 else code)

    async def forget(self) -> None:
        """Sessions that cannot be resumed any more."""
        self.sessions.clear()

    async def _take(self, line: Line, frame: Json) -> None:
        match frame["op"]:
            case 1:
                await line.send({"op": ACK, "d": None, "s": None, "t": None})
            case 2:
                await self._identify(line, frame["d"])
            case 6:
                await self._resume(line, frame["d"])

    async def _identify(self, line: Line, data: Json) -> None:
        if data["token"] != self._token:
            await line.socket.close(code=4004)
            return
        shard, shards = data.get("shard", (0, 1))
        session = Session(self._world.next_id(), shard, shards, line=line)
        self.sessions = {key: kept for key, kept in self.sessions.items() if kept.shard != shard} | {
            session.id: session
        }
        self.identified += 1
        guilds = [g for g in self._world.guilds.values() if (int(g.id) >> 22) % shards == shard]
        await session.send("READY", self._ready(session, guilds))
        for guild in guilds:
            await session.send("GUILD_CREATE", self._world.guild_json(guild))
        self._changed()

    async def _resume(self, line: Line, data: Json) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None:
            await line.send({"op": INVALID, "d": False, "s": None, "t": None})
            return
        session.line = line
        for frame in session.sent[data["seq"] :]:
            await line.send(frame)
        self.resumed += 1
        await session.send("RESUMED", {})
        self._changed()

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": self._world.bot.json(),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": [session.shard, session.shards],
            "application": {"id": self._world.application, "flags": 0},
        }
