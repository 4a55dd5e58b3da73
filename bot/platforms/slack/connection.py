"""Connection: one workspace over Socket Mode, kept connected whatever the network does, and how it stands."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platform import Busy, Refused
from bot.platforms.slack.features import SCOPES
from bot.platforms.slack.verdict import code_of, status_of

log = logging.getLogger(__name__)
_sdk_log = logging.getLogger(f"{__name__}.sdk")
_sdk_log.setLevel(logging.CRITICAL)  # at DEBUG it writes what people type; what matters of it we say ourselves

CHECK = 5.0
"""Seconds between looks at the socket; also how often it is pinged."""
BAD_TOKEN = frozenset(
    """invalid_auth not_authed account_inactive token_revoked token_expired not_allowed_token_type
    no_permission missing_scope org_login_required""".split()
)
KEPT = "the other platforms keep running"
WRONG_BOT_TOKEN = (
    "SLACK_BOT_TOKEN was refused by Slack ({code}). Copy it again from the app's page OAuth & Permissions into .env "
    f"(it begins with xoxb-) and restart; {KEPT}."
)
WRONG_APP_TOKEN = (
    "SLACK_APP_TOKEN was refused by Slack ({code}). Make one under Basic Information, App-Level Tokens, with the scope "
    f"connections:write, write it into .env (it begins with xapp-) and restart; {KEPT}."
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


class Connection:
    """`listen` gets the app of a workspace before it connects; `check` is how often to look, in seconds."""

    def __init__(
        self,
        client: AsyncWebClient,
        app_token: str,
        listen: Callable[[AsyncApp, Workspace], Awaitable[None]],
        *,
        check: float = CHECK,
    ) -> None:
        self._client = client
        self._app_token = app_token
        self._listen = listen
        self._check = check
        self._handler: AsyncSocketModeHandler | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._trouble = "not connected yet"
        self._connected = False
        self.workspace: Workspace | None = None

    async def open(self) -> None:
        """Connect, and stay so in the background. Raises `Refused` for a wrong token; an outage is waited out."""
        try:
            await self._begin()
        except Busy as error:
            self._note(str(error))
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        for task in (self._watching, self._connecting):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]
            await asyncio.sleep(0)  # lets the tasks that it only cancels come to their end
        self._handler, self._connected = None, False

    def health(self) -> str:
        if not self._connected or self.workspace is None:
            return self._trouble
        lacking = ", ".join(self.workspace.lacking)
        more = f"; lacks {lacking}: install the app again with docs/slack-manifest.yaml" if lacking else ""
        return f"connected to {self.workspace.name} as @{self.workspace.bot_name}{more}"

    async def look(self) -> None:
        """Ask whether the socket is open, and let it get a new address where it is not."""
        if self._handler is None:
            return
        connected = await self._handler.client.is_connected()
        if not connected:
            # An address serves once: without this the SDK would try a used one for ever.
            self._handler.client.wss_uri = None
            self._note("the connection to Slack is down; connecting again")
        elif not self._connected:
            log.info("Slack: connected.")
        self._connected = connected

    async def _begin(self) -> None:
        self.workspace = await self._who()
        address = await self._address()
        app = AsyncApp(client=self._client, name="readout", logger=_sdk_log)
        await self._listen(app, self.workspace)
        handler = AsyncSocketModeHandler(
            app, self._app_token, logger=_sdk_log, web_client=self._client, ping_interval=self._check
        )
        handler.client.wss_uri = address
        self._handler = handler
        self._connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
        await asyncio.wait({self._connecting}, timeout=self._check)
        await self.look()

    async def _who(self) -> Workspace:
        """Raises `Refused` for a wrong bot token."""
        answer = await _checked(self._client.auth_test(), WRONG_BOT_TOKEN)
        granted = {scope.strip() for scope in answer.headers.get("x-oauth-scopes", "").split(",") if scope.strip()}
        lacking = tuple(scope for scope in SCOPES if granted and scope not in granted)
        return Workspace(answer["team_id"], answer["team"], answer["user_id"], answer["user"], lacking)

    async def _address(self) -> str:
        """Where the socket connects to. Raises `Refused` for a wrong app token."""
        opening = self._client.apps_connections_open(app_token=self._app_token)
        return str((await _checked(opening, WRONG_APP_TOKEN))["url"])

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._check)
            try:
                await (self.look() if self._handler is not None else self._begin())
            except Busy as error:
                self._note(str(error))
            except Refused as refused:
                self._note(str(refused))
                return

    def _note(self, trouble: str) -> None:
        if trouble != self._trouble:
            log.warning("Slack: %s", trouble)
        self._trouble, self._connected = trouble, False


async def _checked(request: Awaitable[AsyncSlackResponse], wrong: str) -> AsyncSlackResponse:
    """Slack's good answer. Raises `Refused` with the sentence `wrong` for a token it does not take, else `Busy`."""
    try:
        return await request
    except SlackApiError as error:
        if code_of(error) in BAD_TOKEN:
            raise Refused(wrong.format(code=code_of(error))) from None
        raise Busy(f"answered {status_of(error)} {code_of(error)}; trying again", CHECK) from error
    except (aiohttp.ClientError, OSError) as error:
        raise Busy(f"cannot be reached ({type(error).__name__}); trying again", CHECK) from error
