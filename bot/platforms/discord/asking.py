"""Asking: one request about a destination, kept within Discord's limits and judged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from bot.platform import Busy, Destination, Unsure
from bot.platforms.discord.budget import Budget
from bot.platforms.discord.elsewhere import held
from bot.platforms.discord.verdict import judge
from bot.platforms.discord.wire import Answer, Lost, Unreachable, Wire

UNREACHABLE = 15.0
"""Seconds until the next attempt while Discord cannot be reached."""
NOT_LOADED = 10.0
"""Seconds until the next attempt while Discord did not say yet who Readout is."""
THREADS = (10, 11, 12)
"""Types of channels that have the permissions of the channel they are in."""

HISTORY = "Read Message History"
Missing = Callable[[str, str, str], Sequence[str] | None]
"""Server, channel and parent channel -> permissions that are missing there, or None where that is unknown."""


class Asking:
    """`missing` reads what the gateway told."""

    def __init__(self, wire: Wire, budget: Budget, missing: Missing, own_id: Callable[[], str]) -> None:
        self._own_id = own_id
        self._wire = wire
        self._budget = budget
        self._missing = missing

    async def __call__(
        self,
        method: str,
        path: str,
        where: Destination,
        body: Any = None,
        *,
        query: Mapping[str, str] | None = None,
        expected: Collection[int] = (),
    ) -> Answer:
        """The answer, good or with one of the `expected` error codes. Raises `Refused`, `Busy` or `Unsure`."""
        route = f"{method} {path.partition('/messages/')[0]}"
        self._budget.check(route)
        try:
            answer = await self._wire(method, path, body=body, query=query)
        except Unreachable as error:
            raise Busy(str(error), UNREACHABLE) from error
        except Lost as error:
            raise Unsure(str(error)) from error
        self._budget.learn(route, answer)
        if answer.code not in expected:
            judge(answer, where, self._missing(where.server, where.channel, "") if answer.status == 403 else None)
        return answer

    async def readable(self, where: Destination, channel: str) -> bool:
        """Whether the history can be read; an unreadable one comes back empty, which is not “not posted”."""
        if where.kind == "direct":
            return True
        lacking = self._missing(where.server, channel, "")
        if lacking is not None:
            return HISTORY not in lacking
        found = await self("GET", f"/channels/{channel}", where)
        inside = found.body.get("type") in THREADS
        parent = str(found.body["parent_id"]) if inside else ""
        lacking = self._missing(where.server, channel, parent)
        if lacking is not None:
            return HISTORY not in lacking
        spot = await self("GET", f"/channels/{parent}", where) if inside else found
        return await self._may_read(where, spot.body)

    async def _may_read(self, where: Destination, channel: Any) -> bool:
        """For a server of which another replica hears, or none yet."""
        own = self._own_id()
        if not own:
            raise Busy("Discord has not said yet who Readout is.", NOT_LOADED)
        guild = await self("GET", f"/guilds/{where.server}", where)
        member = await self("GET", f"/guilds/{where.server}/members/{own}", where)
        may = held(guild.body, member.body, channel)
        return may.view_channel and may.read_message_history
