"""Shards: beside other replicas, this one connects the shards whose leases it holds, and lets go of them in time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.platform import Busy, Refused
from bot.platforms.discord.client import Firsts, ReadoutBot, Some
from bot.platforms.discord.connection import GREETING, REFUSED_LOGIN, Connection
from bot.platforms.discord.wire import Lost, Unreachable, Wire
from bot.storage.shards import LEASE, Advice, ShardLeases, Standing
from bot.words import counted, listed

log = logging.getLogger(__name__)

EVERY = 1.0
MARGIN = 5.0
"""Seconds before the end of its lease at which a shard that was not renewed is disconnected; that takes two, and the
event loop may be late."""
AGAIN = 10.0
"""Seconds until Discord is asked again how many shards there are, where it did not answer."""
BRIEFLY = 3.0
"""Seconds that are waited for an answer that may be missed."""
DEAF = 60.0
"""After so many seconds without any gateway, others may hear what this replica cannot."""
REST = 300.0
"""Seconds for which it stays out of it then."""
CUT_OFF = "the database does not answer, so this replica hears nothing until it does"
RESTING = "its gateway did not connect for a minute, so the other replicas hear all shards; trying again in five"


class Shards:
    """`make` makes the connection of one shard. `monotonic` counts seconds, and is never set."""

    def __init__(
        self,
        wire: Wire,
        leases: ShardLeases,
        make: Callable[[Some], Connection],
        firsts: Firsts,
        pause: Callable[[float], Awaitable[None]],
        monotonic: Callable[[], float],
    ) -> None:
        self._wire = wire
        self._leases = leases
        self._make = make
        self._firsts = firsts
        self._pause = pause
        self._monotonic = monotonic
        self._tasks: list[asyncio.Task[None]] = []
        self._open: dict[int, Connection] = {}
        self._advice: Advice | None = None
        self._standing = Standing(1, frozenset(), frozenset(), 0)
        self._deadline = self._resting = float("-inf")
        """Until when what is held may be heard; and until when nothing is taken."""
        self._unheard: dict[int, float] = {}
        """Since when a shard that is held is not connected."""
        self._trouble = "not connected yet"
        self._failing = False
        self._name = self.own_id = ""

    async def open(self) -> None:
        """Take part, and keep at it in the background. Raises `Refused` for a wrong token; an outage is waited out."""
        await self._try_step()
        self._tasks = [asyncio.create_task(work()) for work in (self._renewing, self._guarding)]
        if self._open:
            with suppress(TimeoutError):
                async with asyncio.timeout(GREETING):
                    await self._firsts.greeted.wait()

    async def close(self) -> None:
        """Disconnect, and let the others take over at once; where the database fails, when the leases end."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._drop(list(self._open))
        await self._leave()

    def bot_of(self, server: str) -> ReadoutBot | None:
        """The client that hears of `server` (Gateway, “Sharding”); None where another replica does."""
        number = (int(server) >> 22) % self._standing.total if server.isdecimal() else -1
        connection = self._open.get(number)
        return None if connection is None else connection.bot

    def health(self) -> str:
        """Which shards are heard here, in words."""
        if not self._name:
            return self._trouble
        if not self._open:
            return f"logged in as {self._name}; {self._trouble or _standing_by(self._standing)}"
        here = [number for number, connection in sorted(self._open.items()) if connection.connected]
        if not here:
            return f"logged in as {self._name}, but the gateway is not connected yet; trying"
        servers = sum(len(connection.bot.guilds) for connection in self._open.values() if connection.bot is not None)
        known = f"connected as {self._name}, {counted(servers, 'server')}"
        waiting = [number for number in sorted(self._open) if number not in here]
        connecting = f"; connecting {_named(waiting)}" if waiting else ""
        return f"{known}, on {_heard(here, self._standing.total)}{connecting}"

    async def step(self) -> None:
        """Renew what is held, take what is due, and connect and disconnect accordingly. Raises `Refused`, `Busy`."""
        if self._monotonic() < self._resting:
            return
        if self._advice is None:
            self._advice = await self._introduced()
        asked = self._monotonic()
        standing = await self._leases.renew(self._advice, self._room())
        deadline = asked + LEASE.total_seconds() - MARGIN
        if self._monotonic() >= deadline:
            return  # the answer came too late to rely on
        self._deadline, self._standing, self._trouble = deadline, standing, ""
        await self._follow(standing)

    async def check(self) -> None:
        """Disconnect all shards whose leases could not be renewed, before others may take them."""
        if self._open and self._monotonic() >= self._deadline:
            self._note(CUT_OFF)
            await self._drop(list(self._open))

    async def _follow(self, standing: Standing) -> None:
        wanted = standing.mine - standing.surplus
        await self._drop([number for number in self._open if number not in wanted])
        if standing.surplus:
            await self._leases.give_back(standing.surplus)
        if self._monotonic() >= self._deadline:
            return  # giving back took so long
        for number in sorted(wanted - self._open.keys()):
            self._open[number] = self._make(Some(number, standing.total, self._turn))
            self._open[number].begin()
        await self._listen(standing.others)

    async def _listen(self, others: int) -> None:
        """Let others have what stays silent here, and ask Discord anew how many shards it wants."""
        now = self._monotonic()
        silent = {number for number, connection in self._open.items() if not connection.connected}
        self._unheard = {number: self._unheard.get(number, now) for number in silent}
        over = [number for number, connection in self._open.items() if connection.over]
        if not over and min(self._unheard.values(), default=now) > now - DEAF:
            return
        await self._ask_again()
        await self._drop(over)
        if others and not over and len(silent) == len(self._open):
            self._note(RESTING)
            self._resting = now + REST
            await self._drop(list(self._open))
            await self._leave()

    def _room(self) -> int:
        """How many shards can begin a session more than do now."""
        assert self._advice is not None  # it was just asked for
        return self._advice.together - sum(not connection.connected for connection in self._open.values())

    async def _turn(self, number: int) -> None:
        """Return when a session of the shard may begin, whoever else begins one."""
        while True:
            try:
                wait = await self._leases.turn(number, self._advice.together if self._advice else 1)
            except SQLAlchemyError:
                await self._pause(EVERY)
            else:
                await self._pause(wait)
                return

    async def _drop(self, numbers: Collection[int]) -> None:
        dropped = [self._open.pop(number) for number in numbers if number in self._open]
        await asyncio.gather(*(connection.close() for connection in dropped))

    async def _renewing(self) -> None:
        while True:
            await self._pause(EVERY)
            try:
                await self._try_step()
            except Refused as refused:
                self._note(str(refused))
                await self._drop(list(self._open))
                await self._leave()
                return

    async def _guarding(self) -> None:
        """Beside renewing, which a database that hangs holds up."""
        while True:
            await self._pause(EVERY)
            await self.check()

    async def _try_step(self) -> None:
        try:
            await self.step()
        except Busy as error:
            self._note(str(error))
            self._resting = self._monotonic() + AGAIN
        except SQLAlchemyError as error:
            self._not_renewed(type(error).__name__)
        else:
            self._failing = False

    async def _ask_again(self) -> None:
        """There may be more shards by now, or the token no good. Raises `Refused` for that."""
        self._unheard = {}
        with suppress(Busy, TimeoutError):
            async with asyncio.timeout(BRIEFLY):
                self._advice = await self._introduced()

    async def _leave(self) -> None:
        with suppress(SQLAlchemyError, TimeoutError):
            async with asyncio.timeout(BRIEFLY):
                await self._leases.leave()

    async def _introduced(self) -> Advice:
        """Who the token is, and how many shards it needs. Raises `Refused` for a wrong token, `Busy` in an outage."""
        user, gateway = await self._asked("/users/@me"), await self._asked("/gateway/bot")
        tag = str(user.get("discriminator") or "0")
        self._name = str(user["username"]) + (f"#{tag}" if tag != "0" else "")
        self.own_id = str(user["id"])
        limit = gateway.get("session_start_limit") or {}
        return Advice(max(1, int(gateway["shards"])), max(1, int(limit.get("max_concurrency", 1))))

    async def _asked(self, path: str) -> dict[str, Any]:
        try:
            answer = await self._wire("GET", path)
        except (Unreachable, Lost) as error:
            raise Busy(f"not connected to Discord: {error} Trying again.", AGAIN) from error
        if answer.status == 401:
            raise Refused(REFUSED_LOGIN)
        if not answer.good or not isinstance(answer.body, dict):
            raise Busy(f"not connected to Discord: it answered {answer.status}. Trying again.", AGAIN)
        return answer.body

    def _not_renewed(self, why: str) -> None:
        if not self._failing:
            log.warning("The leases of Discord's shards could not be renewed; trying again each second: %s", why)
        self._failing = True

    def _note(self, trouble: str) -> None:
        if trouble != self._trouble:
            log.warning("Discord: %s", trouble)
        self._trouble = trouble


def _standing_by(standing: Standing) -> str:
    if standing.others:
        return f"standing by: the other replicas hear {_whole(standing.total)}"
    return "no shard is connected yet; trying"


def _heard(numbers: Sequence[int], total: int) -> str:
    return _whole(total) if len(numbers) == total else f"{_named(numbers)} of {total}"


def _whole(total: int) -> str:
    return "the only shard" if total == 1 else f"all {total} shards"


def _named(numbers: Sequence[int]) -> str:
    """“shard 3”, “shards 0, 1 and 3”."""
    return f"{'shard' if len(numbers) == 1 else 'shards'} {listed([str(number) for number in numbers])}"
