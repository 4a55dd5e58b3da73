"""History: looking through a channel or thread for a message of ours, also where Slack rations the looks.

Apps outside Slack's Marketplace may read a history once a minute, and get fifteen messages (Slack, “Rate limits”). So a
look that is stopped goes on where it stopped, and ends with a look at what came in the meantime.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.platform import Busy, CannotLook, Sending
from bot.platforms.slack.verdict import answered

EVENT = "readout_part"
"""The metadata's `event_type`."""
PAGE = 100
PAGES = 10
"""So many pages are read before giving up: 1,000 messages, or 150 where they are rationed."""
SKEW = timedelta(minutes=5)
"""Between our clock and Slack's, in which a message's ts is dated."""
STOPS = 3
"""After so many at the same page the look begins anew: Slack may have forgotten where it was."""
MOST_KEPT = 1000


@dataclass(slots=True)
class Look:
    """How far the look for one part has come."""

    oldest: str = ""
    """Messages after this ts are looked at; empty for all."""
    cursor: str = ""
    newest: str = ""
    """The newest ts that was seen."""
    pages: int = 0
    stops: int = 0
    stopped: bool = False
    """Whether it was interrupted, so that what arrived since is on none of its pages."""


@dataclass(slots=True)
class History:
    client: AsyncWebClient
    looks: dict[str, Look] = field(default_factory=dict)
    """By part; only what was stopped stays."""

    async def find(self, channel: str, thread: str | None, sending: Sending, where: str) -> str | None:
        """The ts of the message with this part, among those since the first attempt.

        Raises `Busy`, `Unsure`, `Refused` or `CannotLook`; after `Busy` it goes on where it stopped.
        """
        look = self.looks.pop(sending.part, None) or Look(_since(sending))
        try:
            while True:
                found = await self._through(look, channel, thread, sending, where)
                if found is not None or not look.stopped:
                    return found
                look = Look(look.newest or look.oldest, pages=look.pages)
        except Busy as busy:
            self._keep(sending.part, look)
            raise Busy(f"{str(busy).rstrip('.')}; the look through {where} then goes on.", busy.seconds) from busy

    async def _through(self, look: Look, channel: str, thread: str | None, sending: Sending, where: str) -> str | None:
        while look.pages < PAGES:
            page = await answered(self._page(look, channel, thread), where)
            look.pages, look.stops = look.pages + 1, 0
            for message in page["messages"]:
                look.newest = max(look.newest, str(message["ts"]))
                if _part(message) == sending.part:
                    return str(message["ts"])
            look.cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not look.cursor or sending.first_tried is None:
                return None
        raise CannotLook(
            f"Too many messages were written in {where} since the first attempt to read them all: "
            "look yourself whether the brief is among them."
        )

    def _page(self, look: Look, channel: str, thread: str | None) -> Any:
        given: dict[str, Any] = {"channel": channel, "limit": PAGE, "include_all_metadata": True}
        given |= {"oldest": look.oldest} if look.oldest else {}
        given |= {"cursor": look.cursor} if look.cursor else {}
        if thread is None:
            return self.client.conversations_history(**given)
        return self.client.conversations_replies(ts=thread, **given)  # the channel's history holds parents only

    def _keep(self, part: str, look: Look) -> None:
        """Where it stopped, if that is worth anything."""
        look.stopped, look.stops = True, look.stops + 1
        if look.pages and look.stops <= STOPS:
            if len(self.looks) >= MOST_KEPT:
                self.looks.clear()
            self.looks[part] = look


def _since(sending: Sending) -> str:
    return f"{(sending.first_tried - SKEW).timestamp():.6f}" if sending.first_tried else ""


def _part(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    return str(metadata["event_payload"].get("part", "")) if metadata.get("event_type") == EVENT else ""
