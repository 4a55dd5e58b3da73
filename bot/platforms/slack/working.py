"""Working: what people did in Slack is worked on once, and stopping waits for what is under way."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.people import Sessions
from bot.storage.turns import takes_up

ONCE = 5_000
"""Gestures remembered, so that one that Slack sends again is not answered again."""


class Work:
    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def again(self, gesture: str) -> bool:
        """Whether this was seen already, here or by another replica: Slack sends again what it saw no ack for."""
        if gesture in self._seen:
            return True
        self._seen[gesture] = None
        while len(self._seen) > ONCE:
            self._seen.popitem(last=False)
        return not await takes_up(self._sessions, f"slack/{gesture}")

    @asynccontextmanager
    async def under_way(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        assert task is not None  # a coroutine is always run by one
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def drain(self, seconds: float | None) -> None:
        """Return when nothing is under way any more, or after so many seconds."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
