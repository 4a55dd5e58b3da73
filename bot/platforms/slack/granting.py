"""Granting: what Slack hands out for an installation, by a code or by a refresh token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platform import Busy
from bot.platforms.slack.installations import Grant

AGAIN = 60.0
"""Seconds until a token that did not come is asked for again."""


@dataclass(frozen=True, slots=True)
class Client:
    """The app as OAuth knows it."""

    id: str
    secret: str = field(repr=False)


async def exchange(web: AsyncWebClient, app: Client, **given: str) -> AsyncSlackResponse:
    """oauth.v2.access with a code or a refresh token.

    Not slack_sdk's own method: it sends the app's secret by a helper that aiohttp has deprecated.
    """
    return await web.api_call("oauth.v2.access", data={"client_id": app.id, "client_secret": app.secret, **given})


def granted(answer: Mapping[str, Any], now: datetime) -> Grant:
    """The token in an answer of oauth.v2.access; it expires where the app has token rotation on.

    Raises `Busy` for an answer that holds none, which is asked for again.
    """
    if not answer.get("access_token"):
        raise Busy("Slack answered without a token.", AGAIN)
    seconds = answer.get("expires_in")
    expires = now + timedelta(seconds=int(seconds)) if seconds else None
    return Grant(str(answer["access_token"]), str(answer.get("refresh_token") or ""), expires)
