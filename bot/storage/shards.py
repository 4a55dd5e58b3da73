"""Shards: each part of a bot's Discord servers is heard by the one replica that holds its lease in the database.

Who cannot renew stops hearing before its lease ends, so no two replicas hear the same. Times are the database's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Sessions
from bot.storage.tables import Listener, Shard
from bot.storage.turns import alone_until_commit, database_now

LEASE = timedelta(seconds=15)
SETTLED = timedelta(seconds=30)
"""After so long a newcomer is given what others hold. It is more than a lease: nobody makes way for the dead."""
BETWEEN = timedelta(seconds=5.5)
"""Discord takes `together` new sessions in five seconds (Gateway, “Max Concurrency”)."""
KEPT = timedelta(minutes=1)
LOCK = 7_323_690
Now = Callable[[AsyncSession], Awaitable[datetime]]


@dataclass(frozen=True, slots=True)
class Advice:
    """What Discord says at `/gateway/bot`."""

    total: int
    together: int
    """Shards that may begin a session at the same time: those whose numbers differ when divided by this."""


@dataclass(frozen=True, slots=True)
class Standing:
    total: int
    """As many shards as all replicas agree on."""
    mine: frozenset[int]
    surplus: frozenset[int]
    """Of `mine` those to be disconnected now, and then given back."""
    others: int
    """Replicas that hear shards or would, without this one."""


class ShardLeases:
    """The leases of one replica, whose name is its own for ever. Every method raises `SQLAlchemyError`."""

    def __init__(self, sessions: Sessions, replica: str, now: Now = database_now) -> None:
        self._sessions = sessions
        self._replica = replica
        self._now = now

    async def renew(self, advice: Advice, room: int) -> Standing:
        """Keep what is held for another `LEASE`, and take up to `room` that are free and this replica's part."""
        async with self._sessions.begin() as session:
            await alone_until_commit(session, LOCK)
            now = await self._now(session)
            listeners = await self._enlisted(session, advice.total, room > 0, now)
            rows = {row.number: row for row in await session.scalars(select(Shard))}
            total = agreed(rows.values(), listeners, now)
            missing = [Shard(number=n, total=total, holder="", until=now) for n in range(total) if n not in rows]
            session.add_all(missing)
            rows |= {row.number: row for row in missing}
            await session.execute(delete(Shard).where(Shard.number >= total, Shard.until < now - KEPT))
            table = Table(tuple(rows[n] for n in sorted(rows)), tuple(listeners), self._replica, total, advice, now)
            table.renew()
            surplus = frozenset(row.number for row in table.surplus())
            table.take(room)
            return Standing(total, frozenset(row.number for row in table.mine), surplus, len(listeners) - 1)

    async def turn(self, number: int, together: int) -> float:
        """Seconds until this shard may begin a session; the turn is its own, and the next comes after it."""
        async with self._sessions.begin() as session:
            await alone_until_commit(session, LOCK)
            now = await self._now(session)
            rows = list(await session.scalars(select(Shard)))
            begins = max(now, _open_again(rows, number, together) or now)
            await session.execute(update(Shard).where(Shard.number == number).values(identified=begins))
        return (begins - now).total_seconds()

    async def give_back(self, numbers: Collection[int]) -> None:
        """Others may take these at once; they are not heard here any more."""
        async with self._sessions.begin() as session:
            await alone_until_commit(session, LOCK)
            await self._free(session, Shard.number.in_(numbers))

    async def leave(self) -> None:
        """Give everything back at once, and take no further part."""
        async with self._sessions.begin() as session:
            await alone_until_commit(session, LOCK)
            await self._free(session, Shard.number >= 0)
            await session.execute(delete(Listener).where(Listener.replica == self._replica))

    async def _free(self, session: AsyncSession, which: object) -> None:
        now = await self._now(session)
        held = update(Shard).where(which, Shard.holder == self._replica, Shard.until > now)  # type: ignore[arg-type]
        await session.execute(held.values(holder="", until=now))

    async def _enlisted(self, session: AsyncSession, advised: int, ready: bool, now: datetime) -> Sequence[Listener]:
        """The replicas that live, with this one."""
        await session.execute(delete(Listener).where(Listener.until <= now))
        found = list(await session.scalars(select(Listener)))
        mine = next((row for row in found if row.replica == self._replica), None)
        if mine is None:
            mine = Listener(replica=self._replica, since=now)
            session.add(mine)
            found.append(mine)
        mine.until, mine.advised, mine.ready = now + LEASE, advised, ready
        return found


@dataclass(slots=True)
class Table:
    """The leases as `replica` finds them; it changes the rows."""

    rows: Sequence[Shard]
    listeners: Sequence[Listener]
    replica: str
    total: int
    advice: Advice
    now: datetime

    @property
    def mine(self) -> list[Shard]:
        return [row for row in self.rows if row.holder == self.replica and is_held(row, self.now)]

    def renew(self) -> None:
        for row in self.mine:
            row.until = self.now + LEASE

    def surplus(self) -> Sequence[Shard]:
        """What is held by another count; else, one after the other, what a settled replica has room for."""
        mine = self.mine
        stale = [row for row in mine if row.total != self.total]
        if stale or self._free():
            return stale
        settled = [row for row in self.listeners if self._settled(row)]
        counts = self._counts(settled)
        short = any(row.ready and counts[row.replica] < part(row.replica, counts, self.total) for row in settled)
        if not short or len(mine) <= part(self.replica, counts, self.total):
            return ()
        return [row for row in reversed(mine) if self._is_open(row)][:1]

    def take(self, room: int) -> None:
        """Take what is free: this replica's part, and what nobody took for as long as a lease."""
        if any(row.total != self.total for row in self.rows if is_held(row, self.now)):
            return  # with two counts, two shards would hear the same server
        count, counts = len(self.mine), self._counts(self.listeners)
        since = next(row.since for row in self.listeners if row.replica == self.replica)
        begun: set[int] = set()
        for row in self._free():
            lane = row.number % self.advice.together
            left = self.now - max(row.until, since) >= LEASE
            wanted = left or count < part(self.replica, counts, self.total)
            if room > 0 and wanted and lane not in begun and self._is_open(row):
                begun.add(lane)
                row.holder, row.total, row.until = self.replica, self.total, self.now + LEASE
                room, count = room - 1, count + 1

    def _free(self) -> list[Shard]:
        return [row for row in self.rows if row.number < self.total and not is_held(row, self.now)]

    def _settled(self, listener: Listener) -> bool:
        return listener.replica == self.replica or self.now - listener.since >= SETTLED

    def _counts(self, listeners: Iterable[Listener]) -> Mapping[str, int]:
        held = Counter(row.holder for row in self.rows if is_held(row, self.now))
        return {row.replica: held[row.replica] for row in listeners}

    def _is_open(self, row: Shard) -> bool:
        """Whether a session of it may begin now."""
        again = _open_again(self.rows, row.number, self.advice.together)
        return again is None or again <= self.now


def is_held(row: Shard, now: datetime) -> bool:
    return bool(row.holder) and row.until > now


def agreed(rows: Iterable[Shard], listeners: Iterable[Listener], now: datetime) -> int:
    """The highest count that a replica was advised, or still has: fewer come only when all have stopped."""
    counts = [row.advised for row in listeners]
    return max(counts + [row.total for row in rows if is_held(row, now)])


def part(replica: str, counts: Mapping[str, int], total: int) -> int:
    """How many of `total` are `replica`'s, where these hold so many. Who holds more keeps the odd one."""
    order = sorted(counts, key=lambda name: (-counts[name], name))
    whole, odd = divmod(total, len(order))
    return whole + (order.index(replica) < odd)


def _open_again(rows: Iterable[Shard], number: int, together: int) -> datetime | None:
    last = [row.identified for row in rows if row.number % together == number % together and row.identified]
    return max(last) + BETWEEN if last else None
