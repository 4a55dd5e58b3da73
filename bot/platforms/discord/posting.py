"""Posting: messages to channels, threads, forums and people, and looking whether one is already there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from bot.platform import Busy, CannotLook, Destination, Payload, Refused, Sending, Unsure
from bot.platforms.discord.asking import HISTORY, UNREACHABLE, Asking, Missing
from bot.platforms.discord.budget import Budget
from bot.platforms.discord.forums import SKEW, UNKNOWN_CHANNEL, Forums, name_of, spot
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
HAS_THREAD = 160004
"""Discord's code for a message whose thread is there already."""
IN_THREADS = frozenset(("forum", "threads"))
"""Kinds of places of which a part stands in threads: who may read the channel may read those."""
UNFINISHED = {
    "published": "not yet published to the channel's followers",
    "threads": "its thread is not yet open",
}


class Posting:
    """`missing` and `own_id` read what the gateway told; until it has, `own_id` is empty."""

    def __init__(self, wire: Wire, budget: Budget, missing: Missing, own_id: Callable[[], str]) -> None:
        self._ask = Asking(wire, budget, missing, own_id)
        self._forums = Forums(self._ask, own_id)
        self._own_id = own_id
        self._direct: dict[str, str] = {}

    async def post(self, sending: Sending) -> str:
        """As `Platform.post`. A repeat within Discord's window of a few minutes returns the first message's id."""
        where = sending.destination
        if where.kind == "forum" and not sending.first:
            return await self._forums.open(sending)
        channel = await self._channel(where, sending.first, inside=True)
        body = stamped(sending.payload, sending.part)
        gone = _elsewhere(where, channel)
        answer = await self._ask("POST", f"/channels/{channel}/messages", where, body, expected=gone)
        if not answer.good:  # its thread could not be opened, or was deleted
            channel = where.channel
            answer = await self._ask("POST", f"/channels/{channel}/messages", where, body)
        try:
            await self._see_to(sending, answer.body)
        except Busy as busy:  # the message is there all the same
            raise Unsure(f"It is posted, but {UNFINISHED[where.kind]}: {busy}") from busy
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
            channel = await self._channel(where, sending.first, inside=True)
            # Who may read a forum may read its threads.
            if not await self._ask.readable(where, where.channel if where.kind in IN_THREADS else channel):
                raise CannotLook(_cannot_look(where))
            if where.kind == "forum" and not sending.first:
                return await self._forums.find(sending)
            found = await self._look(channel, sending)
            if found is not None:
                await self._see_to(sending, found)
        except Unsure as lost:
            raise Busy(str(lost), UNREACHABLE) from lost
        return None if found is None else _named(where, str(found.get("channel_id") or channel), found)

    async def _look(self, channel: str, sending: Sending) -> Mapping[str, Any] | None:
        where = sending.destination
        after = str(snowflake(sending.first_tried - SKEW)) if sending.first_tried else "0"
        for _ in range(PAGES if sending.first_tried else 1):
            query = {"limit": str(PAGE)} | ({"after": after} if after != "0" else {})
            path = f"/channels/{channel}/messages"
            answer = await self._ask("GET", path, where, query=query, expected=_elsewhere(where, channel))
            if not answer.good:
                return await self._look(where.channel, sending)
            page: Sequence[Mapping[str, Any]] = answer.body
            for message in page:
                if self._ours(message) and carries(message, sending.part):
                    return message
            if len(page) < PAGE:
                return None
            after = str(max(int(message["id"]) for message in page))
        raise CannotLook(
            f"More than {PAGE * PAGES:,} messages were written in {where.name} since the first attempt: "
            "look yourself whether the brief is among them."
        )

    def _ours(self, message: Mapping[str, Any]) -> bool:
        own = self._own_id()
        return not own or str(message.get("author", {}).get("id", "")) == own

    async def _see_to(self, sending: Sending, message: Mapping[str, Any]) -> None:
        """What a message that is there still needs; done again, it changes nothing. Raises `Busy` or `Unsure`."""
        if sending.destination.kind == "published":
            await self._publish(sending.destination, message)
        elif sending.destination.kind == "threads" and not sending.first:
            await self._open_thread(sending, message)

    async def _open_thread(self, sending: Sending, message: Mapping[str, Any]) -> None:
        """The brief's own thread, which has the id of its message. Without it, the brief is there all the same."""
        if message.get("thread"):
            return
        where = sending.destination
        path = f"/channels/{where.channel}/messages/{message['id']}/threads"
        try:
            await self._ask("POST", path, where, {"name": name_of(sending.payload)}, expected=(HAS_THREAD,))
        except Refused as refused:
            log.warning("The brief in %s is posted, but its thread could not be opened: %s", where.name, refused)

    async def _publish(self, where: Destination, message: Mapping[str, Any]) -> None:
        """Show it to the announcement channel's followers, once. Raises `Busy` or `Unsure`; it may be repeated."""
        if message.get("flags", 0) & CROSSPOSTED:
            return
        path = f"/channels/{where.channel}/messages/{message['id']}/crosspost"
        try:
            await self._ask("POST", path, where, expected=(ALREADY_CROSSPOSTED,))
        except Refused as refused:
            log.warning("The brief in %s is posted, but its followers do not get it: %s", where.name, refused)

    async def _channel(self, where: Destination, message: str, *, inside: bool = False) -> str:
        """Discord's id of the channel; in a forum that of the thread that `message` is in.

        Where briefs have threads, the first message stands in the channel, and its thread has its id.
        """
        if where.kind == "forum" and message:
            return message.partition("/")[0]
        if where.kind == "threads" and message:
            return message.partition("/")[0] if inside or "/" in message else where.channel
        if where.kind != "direct":
            return where.channel
        if where.channel not in self._direct:
            answer = await self._ask("POST", "/users/@me/channels", where, {"recipient_id": where.channel})
            self._direct[where.channel] = str(answer.body["id"])
        return self._direct[where.channel]


def _named(where: Destination, channel: str, message: Mapping[str, Any]) -> str:
    inside = where.kind == "forum" or (where.kind == "threads" and channel != where.channel)
    return spot(channel, str(message["id"])) if inside else str(message["id"])


def _elsewhere(where: Destination, channel: str) -> Collection[int]:
    """Where a brief's thread is not there, its further messages stand in the channel itself."""
    return (UNKNOWN_CHANNEL,) if where.kind == "threads" and channel != where.channel else ()


def _cannot_look(where: Destination) -> str:
    return (
        f"Readout lacks {HISTORY} in {where.name}, so it cannot tell whether the brief is already there. "
        "Look yourself, and allow it in the channel's settings under Permissions."
    )
