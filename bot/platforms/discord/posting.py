"""Posting: messages to channels, threads and people, and looking whether one is already there."""

from __future__ import annotations

import copy
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.platform import Busy, CannotLook, Destination, Payload, Refused, Sending, Unsure
from bot.platforms.discord.budget import Budget
from bot.platforms.discord.verdict import judge
from bot.platforms.discord.wire import Answer, Lost, Unreachable, Wire
from bot.render.discord import COMPONENTS_V2, action_of, custom_id, pressable

CUSTOM_ID_LIMIT = 100
UNREACHABLE = 15.0
"""Seconds until the next attempt while Discord cannot be reached."""
NOT_LOADED = 10.0
"""Seconds until the next attempt while the server's channels are not known yet."""
PAGE = 100
PAGES = 10
"""So many pages of history are read before giving up: 1,000 messages."""
SKEW = timedelta(minutes=5)
"""Between our clock and Discord's, in which a message's id is dated."""
DISCORD_EPOCH = 1_420_070_400_000  # milliseconds: ids count from 2015 (API reference, Snowflakes)

HISTORY = "Read Message History"
Missing = Callable[[str, str, str], Sequence[str] | None]
"""Server, channel and parent channel -> permissions that are missing there, or None where that is unknown."""


class Posting:
    """`missing` and `own_id` read what the gateway told; until it has, `own_id` is empty."""

    def __init__(self, wire: Wire, budget: Budget, missing: Missing, own_id: Callable[[], str]) -> None:
        self._wire = wire
        self._budget = budget
        self._missing = missing
        self._own_id = own_id
        self._direct: dict[str, str] = {}

    async def post(self, sending: Sending) -> str:
        """As `Platform.post`. A repeat within Discord's window of a few minutes returns the first message's id."""
        where = sending.destination
        if where.kind == "forum":
            raise Refused(
                f"{where.name or 'A forum'} takes posts, not messages: run `/schedule add` inside a post of it."
            )
        channel = await self._channel(where)
        answer = await self._ask("POST", f"/channels/{channel}/messages", where, stamped(sending.payload, sending.part))
        return str(answer.body["id"])

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        """As `Platform.edit`. Buttons lose the part's id, which is not needed once the message's own is known."""
        channel = await self._channel(destination)
        body = {
            "flags": COMPONENTS_V2,
            "components": payload["components"],
            "allowed_mentions": {"parse": []},
        }
        await self._ask("PATCH", f"/channels/{channel}/messages/{message}", destination, body)

    async def find(self, sending: Sending) -> str | None:
        """As `Platform.find`: reads the history since the first attempt."""
        where = sending.destination
        try:
            channel = await self._channel(where)
            if not await self._readable(where, channel):
                raise CannotLook(_cannot_look(where))
            return await self._look(channel, sending)
        except Refused:
            return None  # nothing is posted where nothing can be reached; posting again will say why
        except Unsure as lost:
            raise Busy(str(lost), UNREACHABLE) from lost

    async def _look(self, channel: str, sending: Sending) -> str | None:
        after = _snowflake(sending.first_tried - SKEW) if sending.first_tried else "0"
        for _ in range(PAGES if sending.first_tried else 1):
            query = {"limit": str(PAGE)} | ({"after": after} if after != "0" else {})
            path = f"/channels/{channel}/messages"
            page: Sequence[Mapping[str, Any]] = (await self._ask("GET", path, sending.destination, query=query)).body
            for message in page:
                if self._ours(message) and carries(message, sending.part):
                    return str(message["id"])
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

    async def _readable(self, where: Destination, channel: str) -> bool:
        """An unreadable history comes back empty, which must not be taken for “not posted”."""
        if where.kind == "direct":
            return True
        lacking = self._missing(where.server, channel, "")
        if lacking is None:
            found = await self._ask("GET", f"/channels/{channel}", where)
            lacking = self._missing(where.server, channel, str(found.body.get("parent_id") or ""))
        if lacking is None:
            raise Busy("The server's channels are not loaded yet.", NOT_LOADED)
        return HISTORY not in lacking

    async def _channel(self, where: Destination) -> str:
        if where.kind != "direct":
            return where.channel
        if where.channel not in self._direct:
            answer = await self._ask("POST", "/users/@me/channels", where, {"recipient_id": where.channel})
            self._direct[where.channel] = str(answer.body["id"])
        return self._direct[where.channel]

    async def _ask(
        self,
        method: str,
        path: str,
        where: Destination,
        body: Any = None,
        query: Mapping[str, str] | None = None,
    ) -> Answer:
        route = f"{method} {path.partition('/messages/')[0]}"
        self._budget.check(route)
        try:
            answer = await self._wire(method, path, body=body, query=query)
        except Unreachable as error:
            raise Busy(str(error), UNREACHABLE) from error
        except Lost as error:
            raise Unsure(str(error)) from error
        self._budget.learn(route, answer)
        lacking = self._missing(where.server, where.channel, "") if answer.status == 403 else None
        judge(answer, where, lacking)
        return answer


def stamped(payload: Payload, part: str) -> Payload:
    """The payload with the part's id as nonce, in a button's custom id and, hashed, as the container's id."""
    made = copy.deepcopy(dict(payload)) | {
        "nonce": part,
        "enforce_nonce": True,
        "allowed_mentions": {"parse": []},
    }
    made["components"][0]["id"] = mark(part)
    for component in pressable(made["components"]):
        tagged = custom_id(action_of(component["custom_id"]), part)
        if len(tagged) <= CUSTOM_ID_LIMIT:
            component["custom_id"] = tagged
            break
    return made


def carries(message: Mapping[str, Any], part: str) -> bool:
    """Whether a message of the history is this part; the history does not promise to keep a nonce."""
    components = message.get("components", [])
    tags = [component["custom_id"] for component in pressable(components)]
    if message.get("nonce") == part or any(tag.endswith(f"|{part}") for tag in tags):
        return True
    return any(component.get("id") == mark(part) for component in components)


def mark(part: str) -> int:
    """The part's id as a component's, which is a positive number of 31 bits."""
    return zlib.crc32(part.encode()) & 0x7FFFFFFF or 1


def _snowflake(at: datetime) -> str:
    return str(max(0, int(at.timestamp() * 1000) - DISCORD_EPOCH) << 22)


def _cannot_look(where: Destination) -> str:
    return (
        f"Readout lacks {HISTORY} in {where.name}, so it cannot tell whether the brief is already there. "
        "Look yourself, and allow it in the channel's settings under Permissions."
    )
