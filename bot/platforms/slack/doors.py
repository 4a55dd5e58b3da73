"""Doors: the addresses that Slack calls over HTTP; nothing that it has not signed comes in."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response

from bot.platforms.slack.arriving import Arriving
from bot.platforms.slack.manifest import COMMANDS_PATH, EVENTS_PATH, PRESSES_PATH
from bot.platforms.slack.signing import is_signed

log = logging.getLogger(__name__)

UNSIGNED = "This was not signed by Slack with the secret of this app, or too long ago."
NOT_SIGNED = (
    "requests arrive that SLACK_SIGNING_SECRET did not sign. If they are Slack's, copy it again from Basic Information "
    "into .env and restart; also see that this machine's clock is right"
)
PATHS = (EVENTS_PATH, COMMANDS_PATH, PRESSES_PATH)


class Doors:
    def __init__(self, secret: str, clock: Callable[[], datetime], arriving: Arriving) -> None:
        self._secret = secret
        self._clock = clock
        self._arriving = arriving
        self.trouble = ""
        """Why nothing that arrived was let in yet."""
        self._let_in = False

    def routes(self) -> list[web.RouteDef]:
        return [web.post(path, self.open) for path in PATHS]

    async def open(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if not self._signed(request, body):
            return web.Response(status=401, text=UNSIGNED)
        payload = _parsed(body)
        if payload is None:
            return web.Response(status=400, text="This is nothing that Slack sends.")
        if payload.get("type") == "url_verification":
            return web.json_response({"challenge": payload.get("challenge")})
        return await to_aiohttp_response(await self._arriving.take(payload))

    def _signed(self, request: web.Request, body: bytes) -> bool:
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        given = request.headers.get("X-Slack-Signature", "")
        signed = is_signed(self._secret, timestamp, given, body, self._clock())
        self._let_in = self._let_in or signed
        if not self._let_in and not self.trouble:
            log.warning("Slack: %s.", NOT_SIGNED)
        self.trouble = "" if self._let_in else NOT_SIGNED
        return signed


def _parsed(body: bytes) -> dict[str, Any] | None:
    """An event is JSON, a press is JSON in a form's field “payload”, a command is a form.

    Not bolt's own parser: it takes a command for a press as soon as somebody types the word “payload” in it.
    """
    try:
        text = body.decode()
        if not text.startswith("{"):
            form = dict(parse_qsl(text, keep_blank_values=True))
            if "payload" not in form:
                return dict[str, Any](form) if "command" in form or "ssl_check" in form else None
            text = form["payload"]
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
