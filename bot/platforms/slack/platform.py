"""Platform: Slack as delivery sees it; the parts of this package wired together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select

from bot.cards import Card
from bot.commands import Services
from bot.desk import DeskError
from bot.platform import Busy, Destination, Payload, Refused, Sending
from bot.platforms.slack.agent import Agent
from bot.platforms.slack.callers import PLATFORM, Callers
from bot.platforms.slack.connection import CHECK, Connection, Workspace
from bot.platforms.slack.home import Home
from bot.platforms.slack.listening import PATIENCE, Listening
from bot.platforms.slack.posting import Posting
from bot.platforms.slack.replying import Replies
from bot.platforms.slack.verdict import answered
from bot.render.slack import messages
from bot.storage.tables import Server

TIMEOUT = 10
"""Seconds for a whole request to Slack."""
DRAIN = 5.0
"""Seconds that stopping waits for what is being answered."""
NOT_STARTED = 60.0
BOT_MISSING = (
    "SLACK_BOT_TOKEN is missing. Copy it from the app's page OAuth & Permissions into .env (it begins with xoxb-)."
)
APP_MISSING = (
    "SLACK_APP_TOKEN is missing: Readout talks to Slack over Socket Mode, which needs it. Make one under Basic "
    "Information, App-Level Tokens, with the scope connections:write, and write it into .env (it begins with xapp-)."
)
ONLY_SIGNED = " SLACK_SIGNING_SECRET alone is not enough: Readout takes no requests from Slack over HTTP yet."


class SlackPlatform:
    """Posts with a client that never retries by itself; talks to people through slack-bolt over Socket Mode."""

    name = "slack"

    def __init__(self, services: Services, *, patience: float = PATIENCE, check: float = CHECK) -> None:
        settings = services.settings
        self._services = services
        self._patience = patience
        base = settings.slack_api_base or AsyncWebClient.BASE_URL
        # No retry handlers: Slack's own send a post again whose answer was lost.
        token = settings.slack_bot_token.get_secret_value()
        self._client = AsyncWebClient(token, base, timeout=TIMEOUT, retry_handlers=[])
        self._posting = Posting(self._client)
        app_token = settings.slack_app_token.get_secret_value()
        self._connection = Connection(self._client, app_token, self._listen, check=check)
        self._listening: Listening | None = None

    async def start(self) -> None:
        """As `Platform.start`. Raises `Refused` for a token that is missing or wrong, naming the variable."""
        settings = self._services.settings
        if not settings.slack_bot_token.get_secret_value():
            raise Refused(BOT_MISSING)
        if not settings.slack_app_token.get_secret_value():
            secret = settings.slack_signing_secret.get_secret_value()
            raise Refused(APP_MISSING + (ONLY_SIGNED if secret else ""))
        await self._connection.open()

    async def stop(self) -> None:
        if self._listening is not None:
            await self._listening.drain(DRAIN)
        await self._connection.close()

    def health(self) -> str:
        return self._connection.health()

    async def look(self) -> None:
        """Ask the socket itself how it stands; `health` then says it."""
        await self._connection.look()

    async def settled(self) -> None:
        """Return when nothing is being answered."""
        if self._listening is not None:
            await self._listening.drain(None)

    def render(self, card: Card) -> Sequence[Payload]:
        return messages(card)

    async def post(self, sending: Sending) -> str:
        self._started()
        return await self._posting.post(sending)

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        self._started()
        await self._posting.edit(destination, message, payload)

    async def find(self, sending: Sending) -> str | None:
        self._started()
        return await self._posting.find(sending)

    async def find_channel(self, server: str, written: str) -> Destination | None:
        """The channel with this id, where Readout is a member; Slack sends the id of a channel that is typed."""
        workspace = self._started()
        if server != workspace.team or written[:1] not in {"C", "G"}:
            return None
        try:
            answer = await answered(self._client.conversations_info(channel=written), "the channel")
        except Refused:
            return None
        channel = answer["channel"]
        name = f"#{channel.get('name') or written}"
        if channel.get("is_archived"):
            raise DeskError(f"{name} is archived. Open it again, or choose another channel.")
        if not channel.get("is_member"):
            raise DeskError(f"Readout is not in {name} yet. Type /invite @{workspace.bot_name} there, then this again.")
        return Destination(PLATFORM, workspace.team, str(channel["id"]), "channel", name[:100])

    def _started(self) -> Workspace:
        if self._connection.workspace is None:
            raise Busy(f"Slack is not connected: {self.health()}", NOT_STARTED)
        return self._connection.workspace

    async def _listen(self, app: AsyncApp, workspace: Workspace) -> None:
        await self._keep_server(workspace)
        callers = Callers(self._client, workspace.team, asyncio.get_running_loop().time)
        replies = Replies(self._client)
        self._listening = Listening(
            self._services,
            callers,
            replies,
            self._posting,
            workspace.bot,
            Home(self._services, self._client, callers),
            Agent(self._services, self._client, callers),
            patience=self._patience,
        )
        self._listening.register(app)

    async def _keep_server(self, workspace: Workspace) -> None:
        """Note the workspace and its name in the table of servers."""
        async with self._services.sessions.begin() as session:
            known = select(Server).where(Server.platform == PLATFORM, Server.server == workspace.team)
            row = await session.scalar(known)
            if row is None:
                session.add(Server(platform=PLATFORM, server=workspace.team, name=workspace.name[:100]))
            else:
                row.name = workspace.name[:100]
