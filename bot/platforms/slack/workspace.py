"""Workspace: who Slack says that we are somewhere, and what we may do there."""

from __future__ import annotations

from collections.abc import Awaitable, Collection
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platform import Busy, Refused
from bot.platforms.slack.features import SCOPES
from bot.platforms.slack.verdict import code_of, status_of

SOON = 5.0
"""Seconds until the next attempt after an outage."""
BAD_TOKEN = frozenset(
    """invalid_auth not_authed account_inactive token_revoked token_expired not_allowed_token_type
    no_permission missing_scope org_login_required""".split()
)


@dataclass(frozen=True, slots=True)
class Workspace:
    """What Slack says of the workspace and of ourselves in it."""

    team: str
    name: str
    bot: str
    """The bot's user id."""
    bot_name: str
    lacking: tuple[str, ...] = ()
    """Scopes of the manifest that this installation was not given."""
    bot_id: str = ""


async def who(client: AsyncWebClient, wrong: str) -> Workspace:
    """Raises `Refused` with the sentence `wrong` for a bot token that Slack does not take, else `Busy`."""
    answer = await checked(client.auth_test(), wrong)
    granted = {scope.strip() for scope in answer.headers.get("x-oauth-scopes", "").split(",") if scope.strip()}
    bot_id = answer.get("bot_id") or ""
    return Workspace(answer["team_id"], answer["team"], answer["user_id"], answer["user"], lacking(granted), bot_id)


def lacking(granted: Collection[str]) -> tuple[str, ...]:
    """Scopes that are missing; none where Slack does not say which were granted."""
    return tuple(scope for scope in SCOPES if granted and scope not in granted)


async def checked(request: Awaitable[AsyncSlackResponse], wrong: str) -> AsyncSlackResponse:
    """Slack's good answer. Raises `Refused` with the sentence `wrong` for a token it does not take, else `Busy`."""
    try:
        return await request
    except SlackApiError as error:
        if code_of(error) in BAD_TOKEN:
            raise Refused(wrong.format(code=code_of(error))) from None
        raise Busy(f"answered {status_of(error)} {code_of(error)}; trying again", SOON) from error
    except (aiohttp.ClientError, OSError) as error:
        raise Busy(f"cannot be reached ({type(error).__name__}); trying again", SOON) from error
