"""Platform: Slack as delivery sees it; the parts of this package wired together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Card
from bot.commands import Services
from bot.desk import DeskError
from bot.platform import Busy, Destination, Payload, Refused, Sending, Show, Unsure
from bot.platforms.slack.access import Access
from bot.platforms.slack.arriving import Arriving
from bot.platforms.slack.bureau import Bureau
from bot.platforms.slack.bureaus import Bureaus
from bot.platforms.slack.callers import PLATFORM
from bot.platforms.slack.connection import CHECK, Connection
from bot.platforms.slack.doors import Doors
from bot.platforms.slack.installations import Installations
from bot.platforms.slack.installing import Installing
from bot.platforms.slack.listening import PATIENCE
from bot.platforms.slack.manifest import EVENTS_PATH, INSTALL_PATH
from bot.platforms.slack.renewing import Renewing
from bot.platforms.slack.sealing import Seal
from bot.platforms.slack.states import States
from bot.platforms.slack.verdict import Gone, answered, cause_of
from bot.platforms.slack.wording import in_slack
from bot.platforms.slack.workspace import who
from bot.render.slack import messages

log = logging.getLogger(__name__)

Done = TypeVar("Done")

TIMEOUT = 10
"""Seconds for a whole request to Slack."""
NOT_STARTED = 60.0
DRAIN = 5.0
"""Seconds that stopping waits for what is being answered."""
BOT_REFUSED = (
    "SLACK_BOT_TOKEN was refused by Slack ({code}). Copy it again from the app's page OAuth & Permissions into .env "
    "(it begins with xoxb-) and restart; the other platforms keep running."
)
OTHERS = "Workspaces that installed Readout by themselves are served."
UNTOLD = "Slack did not answer about this channel just now. Nothing was changed; try once more in a minute."


class SlackPlatform:
    """Posts with clients that never retry by themselves; talks to people through slack-bolt, over a socket or HTTP."""

    name = PLATFORM
    shows_menus = True
    threads = True
    """What changes a post is noted in its thread (`bot.delivery.footnotes`)."""

    def __init__(self, services: Services, *, patience: float = PATIENCE, check: float = CHECK) -> None:
        self._access = Access.of(services.settings)
        self._clock = services.clock
        self._base = services.settings.slack_api_base or AsyncWebClient.BASE_URL
        self._web = self._client("")
        self._installations, self._renewing = self._installing(services)
        install_url = self._access.public_url + INSTALL_PATH if self._installations else ""
        self._bureaus = Bureaus(
            services, self._client, self._installations, self._renewing, patience=patience, install_url=install_url
        )
        self._arriving = Arriving(self._bureaus)
        self._doors = Doors(self._access.signing_secret, services.clock, self._arriving)
        self._states = States(services.sessions, services.clock)
        self._connection = Connection(self._web, self._access.app_token, self._begin, self._arriving.take, check=check)
        self._keeping: asyncio.Task[None] | None = None
        self._installed = 0

    async def start(self) -> None:
        """As `Platform.start`. Raises `Refused` for a setting that is missing or wrong, naming the variable."""
        self._access.check()
        if self._installations is not None:
            await self._installations.reseal()
            self._keeping = asyncio.create_task(self._bureaus.keep())
        await self._connection.open()

    async def stop(self) -> None:
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        await self._bureaus.drain(DRAIN)
        await self._connection.close()

    @property
    def called(self) -> bool:
        return self._access.over_http or self._access.installable

    def routes(self, show: Show) -> Sequence[web.RouteDef]:
        """What Slack calls over HTTP, and the pages to install the app with; `show` makes a page of a card."""
        found: list[web.RouteDef] = []
        if self._access.over_http:
            found += self._doors.routes()
        if self._installations is not None:
            pages = Installing(
                self._access, self._web, self._states, self._installations, self._bureaus, self._clock, show
            )
            found += pages.routes()
        return found

    def health(self) -> str:
        trouble = self._bureaus.home_left or self._connection.trouble or self._doors.trouble
        if trouble:
            return trouble
        way = f"called at {self._access.public_url}{EVENTS_PATH}" if self._access.over_http else "connected"
        home = self._bureaus.home
        if home is None:
            return f"{way}; workspaces install the app at {self._access.public_url}{INSTALL_PATH}"
        lacking = ", ".join(home.workspace.lacking)
        more = f"; lacks {lacking}: install the app again with docs/slack-manifest.yaml" if lacking else ""
        return f"{way} to {home.workspace.name} as @{home.workspace.bot_name}{more}"

    async def look(self) -> None:
        """Ask the socket itself how it stands; `health` then says it."""
        await self._connection.look()

    async def settled(self) -> None:
        """Return when nothing is being answered."""
        await self._bureaus.drain(None)

    def render(self, card: Card) -> Sequence[Payload]:
        return messages(in_slack(card))

    async def post(self, sending: Sending) -> str:
        return await self._at(sending.destination, lambda bureau: bureau.posting.post(sending))

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        await self._at(destination, lambda bureau: bureau.posting.edit(destination, message, payload))

    async def find(self, sending: Sending) -> str | None:
        return await self._at(sending.destination, lambda bureau: bureau.posting.find(sending))

    async def find_channel(self, server: str, written: str) -> Destination | None:
        """The channel with this id, where Readout is a member; Slack sends the id of a channel that is typed."""
        if written[:1] not in {"C", "G"}:
            return None
        try:
            bureau = await self._bureaus.of(server)
            answer = await answered(bureau.client.conversations_info(channel=written), "the channel")
        except Refused as refused:
            if cause_of(refused) == "channel_not_found":
                return None
            raise DeskError(f"{refused} Nothing was changed.") from refused
        except (Busy, Unsure) as error:
            raise DeskError(UNTOLD) from error
        channel = answer["channel"]
        name = f"#{channel.get('name') or written}"
        if channel.get("is_archived"):
            raise DeskError(f"{name} is archived. Open it again, or choose another channel.")
        if not channel.get("is_member"):
            bot = bureau.workspace.bot_name
            raise DeskError(f"Readout is not in {name} yet. Type /invite @{bot} there, then this again.")
        return Destination(PLATFORM, bureau.workspace.team, str(channel["id"]), "channel", name[:100])

    async def known_place(self, server: str, channel: str) -> Destination | None:
        """As `find_channel`: a channel that Readout is not in is refused at once, with how to invite it."""
        return await self.find_channel(server, channel)

    async def lacking(self, place: Destination) -> Sequence[str]:
        """Who is a member of a channel may post in it; a rule of the workspace shows when it refuses a post."""
        return ()

    async def role_names(self, server: str) -> Mapping[str, str]:
        """The workspace's user groups: their ids, and their handles."""
        groups = (await self._bureaus.of(server)).groups
        names = await groups.names()
        if groups.trouble:
            raise DeskError(f"The user groups cannot be read. {groups.trouble} Nothing was changed.")
        return names

    async def _at(self, where: Destination, act: Callable[[Bureau], Awaitable[Done]]) -> Done:
        """Do it with the token of the workspace that this is in."""
        if not self._connection.begun:
            raise Busy(f"Slack is not connected: {self.health()}", NOT_STARTED)
        bureau = await self._bureaus.of(where.server)
        try:
            return await act(bureau)
        except Gone as gone:
            raise await self._bureaus.lost(bureau, gone) from gone

    async def _begin(self) -> None:
        """Find out who we are where the token is in the settings."""
        if self._access.bot_token and self._bureaus.home is None:
            client = self._client(self._access.bot_token)
            try:
                await self._bureaus.open_home(await who(client, BOT_REFUSED), client)
            except Refused as refused:
                if self._installations is None:
                    raise
                log.warning("Slack: %s", refused)
                self._bureaus.home_left = f"{refused} {OTHERS}"

    def _client(self, token: str) -> AsyncWebClient:
        # No retry handlers: Slack's own send a post again whose answer was lost.
        return AsyncWebClient(token or None, self._base, timeout=TIMEOUT, retry_handlers=[])

    def _installing(self, services: Services) -> tuple[Installations | None, Renewing | None]:
        if not self._access.installable:
            return None, None
        installations = Installations(services.sessions, Seal(self._access.keys), services.clock)
        return installations, Renewing(installations, self._web, self._access.client, services.clock)
