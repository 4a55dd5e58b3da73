"""Ways: what people do reaches the app by socket, or as signed HTTP requests where the app is called."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlencode

import aiohttp

from bot.platforms.slack.signing import signature
from tests.fakes.slack.socket_mode import REDELIVERIES, SocketMode
from tests.fakes.slack.workspace import Json

SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
PATHS = {"events_api": "/slack/events", "slash_commands": "/slack/commands", "interactive": "/slack/interactivity"}


class SignedHttp:
    """Calls the app at `base`, as Slack does without Socket Mode."""

    def __init__(self, base: str, clock: Callable[[], datetime], secret: str = SIGNING_SECRET) -> None:
        self.base = base
        self.secret = secret
        self.statuses: list[int] = []
        """What the app answered, oldest first."""
        self._clock = clock

    async def deliver(self, kind: str, payload: Json, *, lose_acks: int = 0) -> Json | None:
        """As `SocketMode.deliver`. Events are sent again after an error, with X-Slack-Retry-Num."""
        for attempt in range(1 + (REDELIVERIES if kind == "events_api" else 1 if lose_acks else 0)):
            retried = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"} if attempt else {}
            status, text = await self.call(PATHS[kind], *body_of(kind, payload), retried)
            if status == 200 and attempt >= lose_acks:
                return dict(json.loads(text)) if text.startswith("{") else {}
        return None

    async def call(
        self, path: str, body: bytes, content: str = "application/json", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """One signed request; `headers` may replace the signature's, or be empty to leave them out."""
        stamp = str(int(self._clock().timestamp()))
        signed = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(self.secret, stamp, body),
            "Content-Type": content,
        }
        given = {name: value for name, value in {**signed, **(headers or {})}.items() if value}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.base + path, data=body, headers=given) as answer,
        ):
            self.statuses.append(answer.status)
            return answer.status, await answer.text()


class Ways:
    """The way in use: the sockets, until the app is `called`."""

    def __init__(self, sockets: SocketMode) -> None:
        self._sockets = sockets
        self.http: SignedHttp | None = None

    async def deliver(self, kind: str, payload: Json, *, lose_acks: int = 0) -> Json | None:
        return await (self.http or self._sockets).deliver(kind, payload, lose_acks=lose_acks)


def body_of(kind: str, payload: Json) -> tuple[bytes, str]:
    """A request's body and its content type: events are JSON, presses JSON in a form, commands a form."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = {"payload": json.dumps(payload)} if kind == "interactive" else payload
    return urlencode(form).encode(), "application/x-www-form-urlencoded"
