"""Bare: an aiohttp handler that checks Slack's signature, and does nothing else: what any bot on aiohttp costs."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from aiohttp import web

from bot.platforms.slack.signing import is_signed


def main(port: int, secret: str) -> None:
    async def take(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        given = request.headers.get("X-Slack-Signature", "")
        return web.Response(status=200 if is_signed(secret, stamp, given, body, datetime.now(UTC)) else 401)

    app = web.Application()
    app.router.add_post("/slack/{what}", take)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
