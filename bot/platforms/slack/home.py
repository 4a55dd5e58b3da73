"""Home: the App Home tab, made when somebody opens it and made anew after what they do there."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any
from weakref import WeakValueDictionary

from slack_sdk.web.async_client import AsyncWebClient

from bot.commands import Services, home_cards
from bot.platform import Busy, Refused, Unsure
from bot.platforms.slack.callers import Callers, Spot
from bot.platforms.slack.verdict import answered
from bot.platforms.slack.wording import in_slack
from bot.render.slack_view import home

log = logging.getLogger(__name__)

ROOM = 2_000
"""People whose page is kept up to date; who is forgotten gets a fresh one on opening it."""


class Home:
    def __init__(self, services: Services, client: AsyncWebClient, callers: Callers) -> None:
        self._services = services
        self._client = client
        self._callers = callers
        self._shown: OrderedDict[str, str] = OrderedDict()
        """The page that each person has, as it was sent."""
        self._publishing = WeakValueDictionary[str, asyncio.Lock]()

    async def opened(self, event: Mapping[str, Any]) -> None:
        """`app_home_opened`. It comes for the Messages tab as well, which needs nothing here."""
        if event.get("tab") == "home" and event.get("user"):
            self._shown.pop(event["user"], None)
            await self._publish(event["user"])

    async def refresh(self, user: str) -> None:
        """After something that `user` did; only for who has opened the page, and only where it has changed."""
        if user in self._shown:
            await self._publish(user)

    async def _publish(self, user: str) -> None:
        """One page of a person's after the other: an older one never comes over a newer one."""
        publishing = self._publishing.setdefault(user, asyncio.Lock())
        async with publishing:
            caller = await self._callers.caller(Spot(user, ""))
            cards = await home_cards(self._services, caller)
            view = home([in_slack(card) for card in cards])
            made = json.dumps(view)
            if self._shown.get(user) == made:
                return
            try:
                await answered(self._client.views_publish(user_id=user, view=view), "App Home")
            except (Refused, Busy, Unsure) as error:
                self._shown.pop(user, None)
                log.warning("App Home could not be shown: %s", error)
                return
            self._remember(user, made)

    def _remember(self, user: str, made: str) -> None:
        self._shown[user] = made
        self._shown.move_to_end(user)
        while len(self._shown) > ROOM:
            self._shown.popitem(last=False)
