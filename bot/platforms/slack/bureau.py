"""Bureau: one workspace that is served: who we are there, its client with its token, its posts, its listeners."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import update

from bot.commands import Services
from bot.platforms.slack.agent import Agent
from bot.platforms.slack.callers import PLATFORM, Callers
from bot.platforms.slack.groups import Groups
from bot.platforms.slack.home import Home
from bot.platforms.slack.leaving import Leaving, Left
from bot.platforms.slack.listening import Listening
from bot.platforms.slack.posting import Posting
from bot.platforms.slack.prompting import PromptApp
from bot.platforms.slack.replying import Replies
from bot.platforms.slack.workspace import Workspace
from bot.storage.database import insert_new
from bot.storage.tables import Server

sdk_log = logging.getLogger(f"{__name__}.sdk")
sdk_log.setLevel(logging.CRITICAL)  # at DEBUG it writes what people type; what matters of it we say ourselves


class Bureau:
    """`client` has this workspace's token, which may be renewed in it. `left` is told when the app is removed."""

    def __init__(
        self, services: Services, workspace: Workspace, client: AsyncWebClient, left: Left, *, patience: float
    ) -> None:
        self._services = services
        self.workspace = workspace
        self.client = client
        self.posting = Posting(client)
        clock = asyncio.get_running_loop().time
        self.groups = Groups(client, clock)
        callers = Callers(client, workspace.team, clock, self.groups)
        self._listening = Listening(
            services,
            callers,
            Replies(client, self.groups),
            self.posting,
            workspace.bot,
            Home(services, client, callers),
            Agent(services, client, callers),
            patience=patience,
        )
        self._app = PromptApp(
            name="readout",
            logger=sdk_log,
            client=client,
            authorize=_knowing(workspace, client),
            request_verification_enabled=False,  # `signing` has done it, before anything was parsed
        )
        self._listening.register(self._app)
        Leaving(workspace.team, left).register(self._app)

    async def dispatch(self, request: AsyncBoltRequest) -> BoltResponse:
        return await self._app.async_dispatch(request)

    async def drain(self, seconds: float | None) -> None:
        """Return when nothing is being answered any more, or after so many seconds."""
        await self._app.drain(seconds)
        await self._listening.drain(seconds)

    async def note(self) -> None:
        """Note the workspace and its name in the table of servers."""
        async with self._services.sessions.begin() as session:
            here, name = {"platform": PLATFORM, "server": self.workspace.team}, self.workspace.name[:100]
            await insert_new(session, Server, [here | {"name": name}])  # another replica may be starting as well
            await session.execute(update(Server).filter_by(**here).values(name=name))


def _knowing(who: Workspace, client: AsyncWebClient) -> Callable[[], Awaitable[AuthorizeResult]]:
    """What bolt wants to know at every request, without asking Slack. Bolt miscounts a method's arguments."""

    async def known() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=who.team, bot_user_id=who.bot, bot_id=who.bot_id or None, bot_token=client.token
        )

    return known
