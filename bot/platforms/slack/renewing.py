"""Renewing: tokens that expire are exchanged well before, by one replica, with nobody noticing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.platform import Busy, Refused, Unsure
from bot.platforms.slack.granting import Client, exchange, granted
from bot.platforms.slack.installations import Ended, Grant, Installations
from bot.platforms.slack.verdict import answered, cause_of

log = logging.getLogger(__name__)

EARLY = timedelta(hours=2)
"""Before the end of its twelve hours; what goes wrong then can be tried again many times."""
WORN = frozenset("invalid_refresh_token invalid_grant token_revoked account_inactive invalid_auth".split())
WORN_OUT = (
    "Slack did not renew the token of this workspace ({code}). Install Readout there again, then resume its schedules."
)
LIKELY = timedelta(minutes=1)


class Renewing:
    def __init__(
        self,
        installations: Installations,
        web: AsyncWebClient,
        app: Client,
        clock: Callable[[], datetime],
    ) -> None:
        """`web` has no token of its own."""
        self._installations = installations
        self._web = web
        self._app = app
        self._clock = clock

    async def all(self) -> None:
        """Renew what expires soon; what fails is tried again at the next look."""
        for team in await self._installations.expiring(EARLY):
            try:
                await self.renew(team, EARLY)
            except (Busy, Ended) as error:
                log.warning("A token of Slack's was not renewed: %s", error)

    async def renew(self, team: str, within: timedelta) -> None:
        """Exchange the token if it expires so soon and no other replica is at it. Raises `Busy` or `Ended`.

        An answer that was lost may have used the refresh token up. Slack then takes it no more, and the installation
        ends when its last token does.
        """
        taken = await self._installations.take(team, within)
        if taken is None:
            return
        try:
            await self._installations.renewed(team, await self._exchange(taken.refresh_token))
        except Refused as refused:
            if taken.expires is not None and taken.expires > self._clock():
                raise Busy(str(refused), LIKELY.total_seconds()) from refused
            await self._installations.end(team, str(refused))
            raise Ended(str(refused)) from refused
        log.info("Slack: the token of a workspace was renewed.")

    async def _exchange(self, refresh_token: str) -> Grant:
        """Raises `Refused` for a refresh token that is worn out, else `Busy`."""
        request = exchange(self._web, self._app, grant_type="refresh_token", refresh_token=refresh_token)
        try:
            return granted(await answered(request, "the renewal of a token"), self._clock())
        except (Refused, Unsure, Busy) as error:
            code = cause_of(error)
            if code in WORN:
                raise Refused(WORN_OUT.format(code=code)) from error
            raise Busy(f"Slack did not renew a token yet ({code or error}).", LIKELY.total_seconds()) from error
