"""Mishaps: what the loopback Discord is told to do wrong, once each, in the order given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mishap:
    """Instead of a proper answer to a request; with `done` the request takes effect nevertheless."""

    status: int = 0
    """The answer's status; 0 drops the connection without an answer."""
    body: Any = None
    """JSON; a text is sent as a page, as a proxy does."""
    headers: Mapping[str, str] = field(default_factory=dict)
    done: bool = False


LOST = Mishap(done=True)
"""The request takes effect and its answer is lost."""
DROPPED = Mishap()
"""The connection drops before anything happens."""


def rate_limited(seconds: float, *, via: bool = True) -> Mishap:
    """Discord's own refusal, or without `Via` that of the proxy before it, which has no JSON."""
    if not via:
        return Mishap(429, "<html>slow down</html>", {"Retry-After": str(int(seconds))})
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": False}
    return Mishap(429, body, {"Via": "1.1 google", "Retry-After": str(int(seconds))})


def failing(status: int, *, done: bool = False) -> Mishap:
    return Mishap(status, f"<html>{status}</html>", done=done)


@dataclass
class Script:
    """Mishaps that wait for their request."""

    waiting: list[tuple[str, re.Pattern[str], Mishap]] = field(default_factory=list)

    def next(self, method: str, path: str, *mishaps: Mishap) -> None:
        """Let the next requests of this method, whose path matches the pattern, go wrong."""
        self.waiting += [(method, re.compile(path), mishap) for mishap in mishaps]

    def take(self, method: str, path: str) -> Mishap | None:
        for entry in self.waiting:
            if entry[0] == method and entry[1].fullmatch(path):
                self.waiting.remove(entry)
                return entry[2]
        return None
