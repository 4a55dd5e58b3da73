"""Posting: messages to channels, threads, forums and people, and looking whether one is already there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.platform import Busy, CannotLook, Destination, Payload, Refused, Sending, Unsure
from bot.platforms.discord.asking import HISTORY, UNREACHABLE, Asking, Missing
from bot.platforms.discord.budget import Budget
from bot.platforms.discord.forums import SKEW, Forums, spot
from bot.platforms.discord.marking import carries, snowflake, stamped
from bot.platforms.discord.wire import Wire
from bot.render.discord import QUIET

log = logging.getLogger(__name__)

PAGE = 100
PAGES = 10
"""So many pages of history are read before giving up: 1,000 messages."""
CROSSPOSTED = 1 << 0
"""The flag of a message of an announcement channel that was published to the channel's followers."""
ALREADY_CROSSPOSTED = 40033
ARCHIVED = 50083


class Posting:
    """`missing` and `own_id` read what the gateway told; until it has, `own_id` is empty."""

    def __init__(self, wire: Wire, budget: Budget, missing: Missing, own_id: Callable[[], str]) -> None:
        self._ask = Asking(wire, budget, missing)
        self._forums = Forums(self._ask, own_id)
        self._own_id = own_id
        self._direct: dict[str, str] = {}

    async def post(self, sending: Sending) -> str:
        """As `Platform.post`. A repeat within Discord's window of a few minutes returns the first message's id."""
        where = sending.destination
        if where.kind == "forum" and not sending.first:
            return await self._forums.open(sending)
        channel = await self._channel(where, sending.first)
        answer = await self._ask("POST", f"/channels/{channel}/messages", where, stamped(sending.payload, sending.part))
        if where.kind == "published":
            try:
                await self._publish(where, answer.body)
            except Busy as busy:  # the message is there all the same
                raise Unsure(f"It is posted, but not yet published to the channel's followers: {busy}") from busy
        return _named(where, channel, answer.body)

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        """As `Platform.edit`. Buttons lose the part's id, which is not needed once the message's own is known."""
        channel = await self._channel(destination, message)
        kept = {name: payload[name] for name in ("content", "components") if name in payload}
        body = kept | {"flags": payload["flags"] & ~QUIET, "allowed_mentions": {"parse": []}}
        path = f"/channels/{channel}/messages/{message.rpartition('/')[2]}"
        answer = await self._ask("PATCH", path, destination, body, expected=(ARCHIVED,))
        if not answer.good:
            await self._ask("PATCH", f"/channels/{channel}", destination, {"archived": False})
            await self._ask("PATCH", path, destination, body)

    async def find(self, sending: Sending) -> str | None:
        """As `Platform.find`: reads the history since the first attempt. Raises `Refused` where nothing can be."""
        where = sending.destination
        try:
            channel = await self._channel(where, sending.first)
            # Who may read a forum may read its threads.
            if not await self._ask.readable(where, where.channel if where.kind == "forum" else channel):
                raise CannotLook(_cannot_look(where))
            if where.kind == "forum" and not sending.first:
                return await self._forums.find(sending)
            found = await self._look(channel, sending)
            if found is not None and where.kind == "published":
                await self._publish(where, found)
        except Unsure as lost:
            raise Busy(str(lost), UNREACHABLE) from lost
        return None if found is None else _named(where, channel, found)

    async def _look(self, channel: str, sending: Sending) -> Mapping[str, Any] | None:
        after = str(snowflake(sending.first_tried - SKEW)) if sending.first_tried else "0"
        for _ in range(PAGES if sending.first_tried else 1):
            query = {"limit": str(PAGE)} | ({"after": after} if after != "0" else {})
            path = f"/channels/{channel}/messages"
            page: Sequence[Mapping[str, Any]] = (await self._ask("GET", path, sending.destination, query=query)).body
            for message in page:
                if self._ours(message) and carries(message, sending.part):
                    return message
            if len(page) < PAGE:
                return None
            after = str(max(int(message["id"]) for message in page))
        raise CannotLook(
            f"More than {PAGE * PAGES:,} messages were written in {sending.destination.name} since the first attempt: "
            "look yourself whether the brief is among them."
        )

    def _ours(self, message: Mapping[str, Any]) -> bool:
        own = self._own_id()
        return not own or str(message.get("author", {}).get("id", "")) == own

    async def _publish(self, where: Destination, message: Mapping[str, Any]) -> None:
        """Show it to the announcement channel's followers, once. Raises `Busy` or `Unsure`; it may be repeated."""
        if message.get("flags", 0) & CROSSPOSTED:
            return
        path = f"/channels/{where.channel}/messages/{message['id']}/crosspost"
        try:
            await self._ask("POST", path, where, expected=(ALREADY_CROSSPOSTED,))
        except Refused as refused:
            log.warning("The brief in %s is posted, but its followers do not get it: %s", where.name, refused)

    async def _channel(self, where: Destination, message: str) -> str:
        """Discord's id of the channel; in a forum that of the thread that `message` is in."""
        if where.kind == "forum" and message:
            return message.partition("/")[0]
        if where.kind != "direct":
            return where.channel
        if where.channel not in self._direct:
            answer = await self._ask("POST", "/users/@me/channels", where, {"recipient_id": where.channel})
            self._direct[where.channel] = str(answer.body["id"])
        return self._direct[where.channel]


def _named(where: Destination, channel: str, message: Mapping[str, Any]) -> str:
    return spot(channel, str(message["id"])) if where.kind == "forum" else str(message["id"])


def _cannot_look(where: Destination) -> str:
    return (
        f"Readout lacks {HISTORY} in {where.name}, so it cannot tell whether the brief is already there. "
        "Look yourself, and allow it in the channel's settings under Permissions."
    )
