"""Counting: what requests do to the token's pace, whoever makes them: posts, look-ups or commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from bot.delivery import Budget
from bot.platforms.discord.budget import is_everywhere, retry_after
from bot.platforms.discord.wire import Answer, Wire

NAME = "discord"
REFUSED = (401, 403, 429)
"""What Discord counts towards the ban of an address (“Invalid Request Limit”)."""
FREE = ("/interactions/", "/webhooks/")
"""Answers to commands are not bound to the token's fifty requests a second (“Global Rate Limit”)."""
_granted: ContextVar[list[None] | None] = ContextVar("granted", default=None)


@contextmanager
def granted() -> Iterator[None]:
    """Within it one request was waited for already; each further one is made at the others' cost."""
    before = _granted.set([None])
    try:
        yield
    finally:
        _granted.reset(before)


class Counting:
    """Passes requests on to `wire`, and tells `budget` of them and of what was refused."""

    def __init__(self, wire: Wire, budget: Budget) -> None:
        self._wire = wire
        self._budget = budget

    async def __call__(
        self, method: str, path: str, *, body: Any = None, query: Mapping[str, str] | None = None
    ) -> Answer:
        left = _granted.get()
        if left:
            left.pop()
        elif not path.startswith(FREE):
            self._budget.spend(NAME)
        answer = await self._wire(method, path, body=body, query=query)
        if answer.status in REFUSED:
            self._budget.refused(NAME)
        if is_everywhere(answer):
            self._budget.hold(NAME, retry_after(answer), "Discord's rate limit of the whole bot is used up.")
        return answer
