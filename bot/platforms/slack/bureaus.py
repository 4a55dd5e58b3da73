"""Bureaus: the workspaces that are served, each opened when something first happens there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot.commands import Services
from bot.delivery.leaving import stop_server
from bot.platform import Busy, Refused, Unsure
from bot.platforms.slack.bureau import Bureau
from bot.platforms.slack.callers import PLATFORM
from bot.platforms.slack.installations import Ended, Installations, Installed, NeverInstalled
from bot.platforms.slack.renewing import Renewing
from bot.platforms.slack.verdict import INSTALL, Gone, answered
from bot.platforms.slack.workspace import Workspace

log = logging.getLogger(__name__)

Clients = Callable[[str], AsyncWebClient]
"""A client for a token."""
NOT_CONNECTED = 60.0
AGAIN = 1.0
LOOK = 60.0
"""Seconds between looks for tokens that expire, and for workspaces that are served no more."""
SPARE = timedelta(minutes=1)
"""A token that is used has so long left at least."""
RESUME = "Then resume its schedules: /brief schedule resume."


class Bureaus:
    """The home bureau has its token from the settings; the others have installed the app, which counts for more."""

    def __init__(
        self,
        services: Services,
        clients: Clients,
        installations: Installations | None,
        renewing: Renewing | None,
        *,
        patience: float,
        install_url: str = "",
    ) -> None:
        self._services = services
        self.client = clients
        self._installations = installations
        self._renewing = renewing
        self._patience = patience
        self._mend = f"Install Readout there again from {install_url}. {RESUME}" if install_url else ""
        self._offer = f" Whoever administers it can install it from {install_url}." if install_url else ""
        self._open: dict[str, Bureau] = {}
        self._expires: dict[str, datetime] = {}
        self._opening = asyncio.Lock()
        self.home: Bureau | None = None
        self.home_left = ""
        """Why the home workspace is served no more."""

    @property
    def all(self) -> Collection[Bureau]:
        return [*([self.home] if self.home else []), *self._open.values()]

    async def open_home(self, workspace: Workspace, client: AsyncWebClient) -> None:
        """The workspace of the token in the settings, unless it has installed the app: then that token serves."""
        if workspace.team not in await self._served():
            self.home = await self._opened(workspace, client)

    async def of(self, team: str) -> Bureau:
        """The bureau of a workspace. Raises `Refused` where the app is not installed, `Busy` where nobody knows yet."""
        if self.home is not None and team in {"", self.home.workspace.team}:
            return self.home
        if self._installations is None:
            if self.home is None:
                raise Busy("Slack is not connected yet.", NOT_CONNECTED)
            raise Refused("Readout is not installed in this workspace.")
        if team in self._open and not self._stale(team):
            return self._open[team]
        async with self._opening:
            if team not in self._open or self._stale(team):
                await self._reopen(team)
            return self._open[team]

    def installed(self, team: str) -> None:
        """A workspace has installed the app: its new token serves, whatever the settings have for it."""
        if self.home is not None and team == self.home.workspace.team:
            self.home, self.home_left = None, ""
        self.forget(team)

    def forget(self, team: str) -> None:
        """Its token has changed: read it anew."""
        self._expires.pop(team, None)
        self._open.pop(team, None)

    async def keep(self) -> None:
        """As long as anybody is served: renew what expires, and drop what was deleted or ended elsewhere."""
        while True:
            try:
                await self.drop_deleted()
                if self._renewing is not None:
                    await self._renewing.all()
            except SQLAlchemyError:
                log.exception("Slack's tokens could not be looked at; trying again.")
            await asyncio.sleep(LOOK)

    async def drop_deleted(self) -> None:
        """Keep no token in memory of a workspace whose installation the database does not have any more.

        Where it was deleted, its token is given back to Slack, which then removes the app from the workspace.
        """
        if self._installations is None:
            return
        opened = dict(self._open)  # one that is opened while this reads is not dropped
        for team in set(opened).difference(await self._served()):
            self.forget(team)
            try:
                await self._installations.of(team)
            except NeverInstalled:
                await _give_back(opened[team].client)
            except Ended:
                continue

    async def left(self, team: str, reason: str, at: datetime) -> None:
        """The app was removed there at that time: stop its schedules, with the reason."""
        at_home = self.home is not None and team == self.home.workspace.team
        why = f"{reason} {f'{INSTALL} {RESUME}' if at_home else self._mend}".strip()
        log.warning("Slack: %s", why)
        if at_home:
            self.home_left = why
        self.forget(team)
        if self._installations is not None:
            await self._installations.end(team, why, at)
            return
        async with self._services.sessions.begin() as session:
            await stop_server(session, self._services.clock(), PLATFORM, team, why)

    async def lost(self, bureau: Bureau, gone: Gone) -> Refused | Busy:
        """Slack took the token of a bureau no more: what that means for what was to be done with it."""
        team = bureau.workspace.team
        if self._installations is None or (bureau is self.home and team not in await self._served()):
            return gone
        if bureau is self.home:
            self.installed(team)
        self.forget(team)
        try:
            if (await self._installations.of(team)).token != bureau.client.token:
                return Busy("The workspace has a new token by now.", AGAIN)
        except Ended as ended:
            return Refused(str(ended))
        if gone.code == "token_expired":
            return Busy("The workspace's token has expired; it is renewed first.", AGAIN)
        why = f"{gone.said} {self._mend}"
        await self._installations.end(team, why)
        return Refused(why)

    async def drain(self, seconds: float | None) -> None:
        await asyncio.gather(*(bureau.drain(seconds) for bureau in self.all))

    async def _served(self) -> Collection[str]:
        """The workspaces that have installed the app."""
        return await self._installations.teams() if self._installations is not None else ()

    def _stale(self, team: str) -> bool:
        return team in self._expires and self._expires[team] - self._services.clock() < SPARE

    async def _reopen(self, team: str) -> None:
        try:
            found = await self._read(team)
        except Ended as ended:
            self.forget(team)
            offer = self._offer if isinstance(ended, NeverInstalled) else ""
            raise Refused(f"{ended}{offer}") from ended
        if team in self._open:
            self._open[team].client.token = found.token
        else:
            self._open[team] = await self._opened(found.workspace, self.client(found.token))
        if found.expires is not None:
            self._expires[team] = found.expires

    async def _read(self, team: str) -> Installed:
        """Its token, renewed where it is about to expire. Raises `Ended` or `Busy`."""
        assert self._installations is not None
        found = await self._installations.of(team)
        if self._renewing is None or found.expires is None or found.expires - self._services.clock() >= SPARE:
            return found
        await self._renewing.renew(team, SPARE)
        found = await self._installations.of(team)
        if found.expires is not None and found.expires <= self._services.clock():
            raise Busy("The workspace's token is being renewed.", AGAIN)
        return found

    async def _opened(self, workspace: Workspace, client: AsyncWebClient) -> Bureau:
        bureau = Bureau(self._services, workspace, client, self.left, patience=self._patience)
        await bureau.note()
        return bureau


async def _give_back(client: AsyncWebClient) -> None:
    """End the token at Slack. One that cannot be ended is forgotten all the same."""
    try:
        await answered(client.auth_revoke(), "the workspace")
    except (Refused, Busy, Unsure) as error:
        log.warning("Slack: the token of a deleted workspace could not be ended: %s", error)
