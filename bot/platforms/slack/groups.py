"""Groups: a workspace's user groups and who is in them, which may give their people a role of the newsroom."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping

from slack_sdk.web.async_client import AsyncWebClient

from bot.platform import Busy, Refused, Unsure
from bot.platforms.slack.verdict import answered, cause_of

log = logging.getLogger(__name__)

REMEMBERED = 300.0
"""Seconds for which what Slack said is believed: that long somebody who left a group keeps what it gave."""
NO_PLAN = frozenset(("paid_teams_only", "plan_upgrade_required"))
"""What Slack says where a workspace's plan has no user groups."""


class Groups:
    """`clock` gives seconds that only grow."""

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float]) -> None:
        self._client = client
        self._clock = clock
        self._until = 0.0
        self._names: dict[str, str] = {}
        self._people: dict[str, frozenset[str]] = {}
        self._reading = asyncio.Lock()
        self.trouble = ""
        """Why they could not be read just now, such as a scope that is missing; empty where they were."""

    async def held_by(self, user: str) -> tuple[str, ...]:
        """The ids of the groups that somebody is in; none where Slack does not say."""
        await self._read()
        return tuple(group for group, people in self._people.items() if user in people)

    async def names(self) -> Mapping[str, str]:
        """The groups' ids, and their handles without the @, as they are now: who asks may have made one just then."""
        self._until = 0.0
        await self._read()
        return self._names

    async def _read(self) -> None:
        """Without an answer nobody is in any, so that nobody keeps a role by an outage; a plan may have none at all."""
        async with self._reading:
            if self._until > self._clock():
                return
            self._until = self._clock() + REMEMBERED
            self._names, self._people, self.trouble = {}, {}, ""
            try:
                answer = await answered(self._client.usergroups_list(include_users=True), "the user groups")
            except (Refused, Busy, Unsure) as error:
                log.info("Slack did not say which user groups there are: %s", error)
                self.trouble = "" if cause_of(error) in NO_PLAN else str(error)
                return
            for group in answer.get("usergroups") or []:
                if not group.get("date_delete"):
                    self._names[group["id"]] = str(group.get("handle") or group.get("name") or group["id"])
                    self._people[group["id"]] = frozenset(group.get("users") or ())
