"""Wire: one request to Discord's REST API and its answer. No retry and no waiting: the asker judges a failure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp

DEFAULT_BASE = "https://discord.com/api/v10"
TIMEOUT = 8.0
"""Seconds for a whole request; discord.py sets none. Opening direct messages and posting there make two."""
CONNECT_TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: Any
    """Parsed JSON; None where the answer is none (a proxy's page, an empty body)."""

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300

    @property
    def code(self) -> int:
        """Discord's own error code; 0 where there is none."""
        code = self.body.get("code", 0) if isinstance(self.body, dict) else 0
        return code if isinstance(code, int) else 0

    @property
    def message(self) -> str:
        return str(self.body.get("message", "")) if isinstance(self.body, dict) else ""


class Unreachable(Exception):
    """No connection was made: the request was certainly not seen."""


class Lost(Exception):
    """The request may have been seen, but its answer did not come."""


class Wire(Protocol):
    async def __call__(
        self, method: str, path: str, *, body: Any = None, query: Mapping[str, str] | None = None
    ) -> Answer:
        """Make one request, bounded in time. Raises `Unreachable` or `Lost`."""


class HttpWire:
    """Requests over HTTP with the bot's token; `close` it at the end."""

    def __init__(self, base: str, token: str, *, timeout: float = TIMEOUT) -> None:
        self._base = base.rstrip("/")
        self._session = aiohttp.ClientSession(
            headers={
                "Authorization": f"Bot {token}",
                "User-Agent": "DiscordBot (Readout, 0.1.0)",  # Discord asks for this form
            },
            timeout=aiohttp.ClientTimeout(total=timeout, sock_connect=CONNECT_TIMEOUT),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def __call__(
        self, method: str, path: str, *, body: Any = None, query: Mapping[str, str] | None = None
    ) -> Answer:
        if self._session.closed:
            raise Unreachable("Readout is stopping.")
        try:
            async with self._session.request(
                method, self._base + path, json=body, params=query, allow_redirects=False
            ) as response:
                text = await response.text(errors="replace")
                headers = {name.lower(): value for name, value in response.headers.items()}
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unreachable(f"Discord cannot be reached ({type(error).__name__}).") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Lost(f"Discord's answer was lost ({type(error).__name__}).") from error
        return Answer(response.status, headers, _parsed(text))

    async def close(self) -> None:
        await self._session.close()


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
