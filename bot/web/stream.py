"""Stream: what changes in the rooms, sent to the open pages as it happens (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.platforms.local_feed import Change, Feed, Listener
from bot.web.address import Address
from bot.web.pages import Pages
from bot.web.visitors import Visitor, visitor_of

QUIET = 15.0
"""Seconds after which a comment is sent, so that proxies keep the connection and a lost one is noticed."""
WINDOWS = 4
"""Streams a visitor may hold: a browser opens six connections to a site, and the page needs some for itself."""
OPEN = 2000
"""Streams in all."""
SHARED = 16
"""Events that are kept as written."""


class Stream:
    def __init__(self, feed: Feed, address: Address, pages: Pages, clock: Callable[[], datetime]) -> None:
        self._feed = feed
        self._address = address
        self._pages = pages
        self._clock = clock
        self._windows: defaultdict[str, deque[Listener]] = defaultdict(deque)
        self._events: OrderedDict[str, bytes] = OrderedDict()

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/events", self.follow, allow_head=False)]

    async def follow(self, request: web.Request) -> web.StreamResponse:
        """All changes after `Last-Event-ID` or `?after=`, then each as it comes."""
        if self._feed.open_pages >= OPEN:
            raise web.HTTPServiceUnavailable(text="Too many pages are open at once. Try again in a few minutes.")
        visitor = visitor_of(request, self._address, self._clock())
        listener, missed = self._feed.listen(request.headers.get("Last-Event-ID") or request.query.get("after", ""))
        self._admit(visitor, listener)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        )
        try:
            await response.prepare(request)
            await response.write(self._beginning(visitor, missed))
            await self._pass_on(response, visitor, listener)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._leave(visitor, listener)
        return response

    def _admit(self, visitor: Visitor, listener: Listener) -> None:
        """Make room for a new window: the one that was opened first rests until somebody looks at it again."""
        windows = self._windows[visitor.user]
        windows.append(listener)
        if len(windows) > WINDOWS:
            windows.popleft().rest()

    def _leave(self, visitor: Visitor, listener: Listener) -> None:
        self._feed.leave(listener)
        windows = self._windows[visitor.user]
        if listener in windows:
            windows.remove(listener)
        if not windows:
            del self._windows[visitor.user]

    def _beginning(self, visitor: Visitor, missed: tuple[Change, ...] | None) -> bytes:
        if missed is None:  # the server started anew, or too much happened meanwhile
            return _event("reload", self._feed.cursor, {})
        return b"retry: 2000\n\n" + b"".join(self._shown(change, visitor) for change in missed)

    async def _pass_on(self, response: web.StreamResponse, visitor: Visitor, listener: Listener) -> None:
        while True:
            try:
                change = await asyncio.wait_for(listener.next(), QUIET)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if change is None:
                if listener.resting:
                    await response.write(_event("rest", self._feed.cursor, {}))
                return
            await response.write(self._shown(change, visitor))

    def _shown(self, change: Change, visitor: Visitor) -> bytes:
        message = change.message
        if message.room.startswith("@") and message.room != visitor.room:
            return b""
        if change.cursor not in self._events:  # all pages get the same bytes, most of them at the same moment
            data = {"room": message.room, "id": message.id, "html": self._pages.message(message)}
            self._events[change.cursor] = _event("message", change.cursor, data)
            if len(self._events) > SHARED:
                self._events.popitem(last=False)
        return self._events[change.cursor]


def _event(kind: str, cursor: str, data: dict[str, object]) -> bytes:
    return f"id: {cursor}\nevent: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
