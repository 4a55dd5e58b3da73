"""Callers: who asked on Slack, and where."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.commands import Caller
from bot.platform import Busy, Destination, Refused, Unsure
from bot.platforms.slack.groups import Groups
from bot.platforms.slack.posting import thread_in
from bot.platforms.slack.verdict import answered

log = logging.getLogger(__name__)

PLATFORM = "slack"
REMEMBERED = 300.0
"""Seconds for which what users.info said of somebody is believed: that long a removed admin stays one."""
ROOM = 2_000
UNNAMED = {"directmessage": "direct messages", "privategroup": "a private channel", "mpdm": "a group of people"}
"""What Slack says instead of the name of a conversation that is not a public channel."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was typed or pressed: a conversation and, inside a thread, its parent's ts."""

    user: str
    channel: str
    name: str = ""
    thread: str = ""

    @property
    def direct(self) -> bool:
        """With Readout alone: its direct messages, App Home, or a modal that was opened from there."""
        return not self.channel or self.channel.startswith("D")


class Callers:
    """`clock` gives seconds that only grow."""

    def __init__(self, client: AsyncWebClient, team: str, clock: Callable[[], float], groups: Groups) -> None:
        self._client = client
        self._team = team
        self._clock = clock
        self._groups = groups
        self._known: OrderedDict[str, tuple[float, Mapping[str, Any]]] = OrderedDict()
        self._names: OrderedDict[str, str] = OrderedDict()

    async def caller(self, spot: Spot) -> Caller:
        """Never fails: without an answer about them, somebody is a reader who manages nothing."""
        about = await self._about(spot.user)
        profile = about.get("profile") or {}
        name = profile.get("display_name") or profile.get("real_name") or about.get("name") or "somebody on Slack"
        # In a channel shared with another workspace, that one's admins are nobody here.
        at_home = about.get("team_id") == self._team
        return Caller(
            PLATFORM,
            spot.user,
            str(name)[:100],
            await self.place(spot),
            manages_server=at_home and bool(about.get("is_admin") or about.get("is_owner")),
            locale=str(about.get("locale") or "en"),
            zone=str(about["tz"]) if about.get("tz") else None,
            roles=await self._groups.held_by(spot.user) if at_home else (),
        )

    def thread(self, channel: str, ts: str) -> Destination:
        """A thread by its parent's ts, without asking for names."""
        return Destination(PLATFORM, self._team, thread_in(channel, ts), "thread")

    async def place(self, spot: Spot) -> Destination:
        if spot.direct:
            return Destination(PLATFORM, self._team, spot.user, "direct", "direct messages")
        name = await self._name(spot)
        if spot.thread:
            channel = thread_in(spot.channel, spot.thread)
            return Destination(PLATFORM, self._team, channel, "thread", f"a thread in {name}"[:100])
        return Destination(PLATFORM, self._team, spot.channel, "channel", name)

    async def _name(self, spot: Spot) -> str:
        """“#summit”. Events do not name their channel, so it is asked for once; private ones stay unnamed."""
        known = self._names.get(spot.channel, "")
        if spot.name:
            known = UNNAMED.get(spot.name, f"#{spot.name}"[:100])
        if not known:
            try:
                answer = await answered(self._client.conversations_info(channel=spot.channel), "the channel")
            except (Refused, Busy, Unsure) as error:
                log.info("Slack did not name a channel: %s", error)
                return "this channel"
            channel = answer["channel"]
            known = UNNAMED["privategroup"] if channel.get("is_private") else f"#{channel.get('name')}"[:100]
        _remember(self._names, spot.channel, known)
        return known

    async def _about(self, user: str) -> Mapping[str, Any]:
        until, about = self._known.get(user, (0.0, {}))
        if until > self._clock():
            return about
        try:
            answer = await answered(self._client.users_info(user=user, include_locale=True), "this person")
        except (Refused, Busy, Unsure) as error:
            log.warning("Slack did not say who somebody is: %s", error)
            return about
        _remember(self._known, user, (self._clock() + REMEMBERED, answer["user"]))
        return self._known[user][1]


def _remember(shelf: OrderedDict[str, Any], key: str, value: Any) -> None:
    shelf[key] = value
    shelf.move_to_end(key)
    while len(shelf) > ROOM:
        shelf.popitem(last=False)
