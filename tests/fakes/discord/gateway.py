"""Gateway: the websocket half of the loopback Discord, with zlib frames, heartbeats and RESUME."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from tests.fakes.discord.world import Guild, Json, World

GOODBYE = 1000
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


@dataclass
class Session:
    """A shard's session; what it was sent is kept for RESUME."""

    id: str
    shard: int
    shards: int
    door: str = ""
    """The address that it was begun at, where replicas are told apart by that."""
    sent: list[Json] = field(default_factory=list)
    line: Line | None = None

    async def send(self, event: str, data: Json) -> None:
        frame = {"op": DISPATCH, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(frame)
        if self.line is not None:
            await self.line.send(frame)


class Line:
    """One websocket connection; its frames share one zlib stream where the client asked for it."""

    def __init__(self, socket: web.WebSocketResponse, *, packed: bool, door: str = "") -> None:
        self.socket = socket
        self.door = door
        self.dropped = False
        """Whether it was closed from here."""
        self._packer = zlib.compressobj() if packed else None
        self.packed = 0
        """Frames that went out compressed."""

    async def send(self, frame: Json) -> None:
        text = json.dumps(frame)
        if self._packer is None:
            await self.socket.send_str(text)
        else:
            self.packed += 1
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
        self.closed: set[str] = set()
        """Doors at which nobody is let in."""
        self.identified = 0
        self.resumed = 0
        self.heard_twice: list[tuple[int, int]] = []
        """Shards, with their count, of which a session began while somebody else heard the same servers."""

    async def connect(self, request: web.Request) -> web.StreamResponse:
        if request.match_info.get("door") in self.closed:
            return web.Response(status=503)
        if self.refusals > 0:
            self.refusals -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(timeout=0.5)  # for the other side to say goodbye
        await socket.prepare(request)
        packed, door = request.query.get("compress") == "zlib-stream", request.match_info.get("door", "")
        line = Line(socket, packed=packed, door=door)
        await line.send({"op": HELLO, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                await self._take(line, json.loads(message.data))
        if socket.close_code == GOODBYE and not line.dropped:  # such a session cannot be resumed
            self.sessions = {key: kept for key, kept in self.sessions.items() if kept.line is not line}
        for session in self.sessions.values():
            session.line = None if session.line is line else session.line
        self._changed()
        return socket

    def heard(self) -> dict[str, list[int]]:
        """Which shards are connected at which door."""
        found: dict[str, list[int]] = {}
        for session in sorted(self.sessions.values(), key=lambda session: session.shard):
            if session.line is not None:
                found.setdefault(session.door, []).append(session.shard)
        return found

    async def send(self, event: str, data: Json, guild: str = "") -> None:
        """To the shard that a server belongs to; direct messages go to the first."""
        for session in list(self.sessions.values()):
            if (int(guild or 0) >> 22) % session.shards == session.shard:
                await session.send(event, data)

    async def drop(self, code: int = 1006) -> None:
        """Close every connection; 1006 and 4000 can be resumed, 4004 says that the token is not valid any more."""
        for session in self.sessions.values():
            if session.line is not None:
                session.line.dropped = True
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
        session = Session(self._world.next_id(), shard, shards, line.door, line=line)
        if any(kept.line is not None and _overlap(kept, session) for kept in self.sessions.values()):
            self.heard_twice.append((shard, shards))
        self.sessions = {
            key: kept for key, kept in self.sessions.items() if kept.line is not None or kept.shard != shard
        } | {session.id: session}
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
            "resume_gateway_url": f"{self.address}/{session.door}" if session.door else self.address,
            "shard": [session.shard, session.shards],
            "application": {"id": self._world.application, "flags": 0},
        }


def _overlap(one: Session, other: Session) -> bool:
    """Whether a server may belong to both: the remainders agree."""
    shared = math.gcd(one.shards, other.shards)
    return one.shard % shared == other.shard % shared
