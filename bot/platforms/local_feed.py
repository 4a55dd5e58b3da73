"""Local feed: what changed on the chat page, handed to every open page as it happens."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from bot.cards import Card

KEPT = 500
"""Changes kept for pages that were away for a moment; who missed more reads the channel again."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the page shows it. `room` is a channel's name, or “@” and the user whose direct messages it is."""

    id: int
    room: str
    author: str
    card: Card
    posted: datetime
    edited: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """A message that was posted or edited. `cursor` says where in the feed, so that a page can ask for what follows."""

    cursor: str
    message: Message


class Listener:
    """One open page."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Change | None] = asyncio.Queue(KEPT)
        self.ended = False
        self.resting = False
        """Ended to make room for another page: this one comes back only when somebody looks at it."""

    async def next(self) -> Change | None:
        """The next change; None when there will be no more."""
        if self.ended and self._queue.empty():
            return None
        return await self._queue.get()

    def hand(self, change: Change) -> None:
        if self._queue.full():
            self.end()  # too slow to keep up: the page comes back and reads on from its cursor
        elif not self.ended:
            self._queue.put_nowait(change)

    def rest(self) -> None:
        self.resting = True
        self.end()

    def end(self) -> None:
        """No more changes; unless it rests, the page comes back by itself and reads on."""
        self.ended = True
        if not self._queue.full():
            self._queue.put_nowait(None)


class Feed:
    """`boot` differs at every start, so that a cursor of an earlier run is recognised as one."""

    def __init__(self, boot: str) -> None:
        self._boot = boot
        self._count = 0
        self._recent: deque[Change] = deque(maxlen=KEPT)
        self._listeners: set[Listener] = set()

    @property
    def cursor(self) -> str:
        return f"{self._boot}-{self._count}"

    @property
    def open_pages(self) -> int:
        return len(self._listeners)

    def announce(self, message: Message) -> None:
        self._count += 1
        change = Change(self.cursor, message)
        self._recent.append(change)
        for listener in tuple(self._listeners):
            listener.hand(change)

    def listen(self, after: str) -> tuple[Listener, tuple[Change, ...] | None]:
        """A listener, and what was missed since the cursor `after`; None where that can no longer be told."""
        listener = Listener()
        self._listeners.add(listener)
        return listener, self._since(after)

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)

    def close(self) -> None:
        for listener in tuple(self._listeners):
            listener.end()

    def _since(self, after: str) -> tuple[Change, ...] | None:
        boot, _, number = after.rpartition("-")
        if boot != self._boot or not number.isdecimal():
            return None
        missed = self._count - int(number)
        if missed < 0 or missed > len(self._recent):
            return None
        return tuple(self._recent)[len(self._recent) - missed :]
