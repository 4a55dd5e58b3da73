"""Leases of shards: every shard is one replica's, the spread is even and rests, and what dies is taken over in time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database
from bot.storage.shards import BETWEEN, LEASE, SETTLED, Advice, ShardLeases, Standing, part
from bot.storage.tables import Shard
from tests.fakes.databases import ADDRESS, open_in
from tests.fakes.postgres import Postgres

FREE = 64
"""So many shards may begin a session at the same time, where a test is not about that."""


@dataclass
class House:
    """Replicas that look at the table one after the other, by a clock that the database is given."""

    database: Database
    now: datetime = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    replicas: dict[str, ShardLeases] = field(default_factory=dict)

    async def _now(self, session: AsyncSession) -> datetime:
        return self.now

    async def renew(self, name: str, total: int = 4, together: int = FREE, room: int = FREE) -> Standing:
        """As a replica does each second: what it has to disconnect is given back at once."""
        leases = self.replicas.setdefault(name, ShardLeases(self.database.sessions, name, self._now))
        found = await leases.renew(Advice(total, together), room)
        if found.surplus:
            await leases.give_back(found.surplus)
        return found

    async def pass_time(self, by: timedelta, *names: str, every: int = 1) -> None:
        """These replicas renew each second, or more seldom."""
        for _ in range(int(by.total_seconds()) // every):
            self.now += timedelta(seconds=every)
            for name in names:
                await self.renew(name)

    async def spread(self) -> dict[int, str]:
        """Who holds which shard."""
        async with self.database.sessions() as session:
            rows = await session.scalars(select(Shard).where(Shard.until > self.now, Shard.holder != ""))
            return {row.number: row.holder for row in rows}


@pytest.fixture
async def house(tmp_path: Path, postgres_server: Postgres) -> AsyncIterator[House]:
    postgres_server.empty("home")
    (tmp_path / ADDRESS).write_text(postgres_server.url("home"))
    database = await open_in(tmp_path)
    yield House(database)
    await database.close()


async def test_one_replica_takes_all(house: House) -> None:
    """Nobody else is there, so nothing is left free."""
    assert (await house.renew("a")).mine == {0, 1, 2, 3}


async def test_two_that_start_together_have_half_each(house: House) -> None:
    """The first takes no more at a time than it may connect, and the second is there by then."""
    await house.renew("a", room=1)
    await house.renew("b", room=1)
    await house.renew("a", room=1)
    await house.renew("b", room=1)
    assert await house.spread() == {0: "a", 1: "b", 2: "a", 3: "b"}


async def test_what_a_dead_one_held_is_taken_when_its_lease_ends(house: House) -> None:
    """Not a second before, and no later than the first look after it."""
    await house.renew("a", room=2)
    await house.renew("b", room=2)
    await house.pass_time(LEASE - timedelta(seconds=1), "b")
    assert (await house.renew("b")).mine == {2, 3}
    await house.pass_time(timedelta(seconds=1), "b")
    assert (await house.renew("b")).mine == {0, 1, 2, 3}


async def test_what_is_given_back_is_taken_at_once(house: House) -> None:
    """A replica that stops makes nobody wait for its lease."""
    await house.renew("a", room=2)
    await house.renew("b", room=2)
    await house.replicas["a"].leave()
    assert (await house.renew("b")).mine == {0, 1, 2, 3}


async def test_a_third_gets_its_share_once_it_has_settled(house: House) -> None:
    """One that joins and dies at once moves nothing; one that stays gets what is over, and then all rests."""
    await house.renew("a", room=2)
    await house.renew("b", room=2)
    before = await house.spread()
    await house.renew("c")
    await house.pass_time(SETTLED - timedelta(seconds=2), "a", "b", "c", every=4)
    assert await house.spread() == before
    await house.pass_time(timedelta(seconds=4), "a", "b", "c", every=2)
    after = await house.spread()
    assert sorted(after.values()) in (["a", "a", "b", "c"], ["a", "b", "b", "c"])
    await house.pass_time(SETTLED, "a", "b", "c", every=5)
    assert await house.spread() == after


async def test_more_replicas_than_shards_rest(house: House) -> None:
    """Who has none stands by, and nothing moves for it."""
    for name in "abcdef":
        await house.renew(name, room=1)
    before = await house.spread()
    await house.pass_time(SETTLED * 2, *"abcdef", every=6)
    assert await house.spread() == before
    assert sorted(before.values()) == ["a", "b", "c", "d"]


async def test_nobody_makes_way_for_who_has_no_room(house: House) -> None:
    """A shard is not disconnected for a replica that is still connecting another."""
    await house.renew("a")
    for _ in range(2):
        await house.renew("b", room=0)
        house.now += LEASE - timedelta(seconds=1)
        await house.renew("a")
    house.now += timedelta(seconds=14)
    await house.renew("b", room=0)
    assert (await house.renew("a")).mine == {0, 1, 2, 3}


async def test_a_shard_that_nobody_takes_is_anybodys(house: House) -> None:
    """Though it would be more than its part, a replica takes what lay free for as long as a lease."""
    for _ in range(int(LEASE.total_seconds())):
        await house.renew("a")
        await house.renew("b", room=0)
        house.now += timedelta(seconds=1)
    assert (await house.renew("a")).mine == {0, 1, 2, 3}


async def test_sessions_begin_apart(house: House) -> None:
    """With one at a time each waits for the one before it, whichever replica begins it."""
    await house.renew("a", room=2)
    await house.renew("b", room=2)
    turns = [await house.replicas[name].turn(n, 1) for name, n in (("a", 0), ("b", 2), ("a", 1))]
    assert turns == [0.0, BETWEEN.total_seconds(), 2 * BETWEEN.total_seconds()]


async def test_as_many_sessions_as_discord_takes_begin_together(house: House) -> None:
    """Shards whose numbers differ when divided by that wait for nobody."""
    await house.renew("a")
    assert [await house.replicas["a"].turn(n, 2) for n in range(3)] == [0.0, 0.0, BETWEEN.total_seconds()]


async def test_a_shard_is_taken_only_when_its_session_may_begin(house: House) -> None:
    """Until then another replica may come that it belongs to."""
    await house.renew("a", together=1, room=1)
    await house.replicas["a"].turn(0, 1)
    assert (await house.renew("a", together=1, room=1)).mine == {0}
    house.now += BETWEEN
    assert (await house.renew("a", together=1, room=1)).mine == {0, 1}


async def test_a_higher_count_is_agreed_before_anybody_takes(house: House) -> None:
    """With four and with five shards, two would hear the same server: all of the four end first."""
    await house.renew("a", 4, room=2)
    await house.renew("b", 4, room=2)
    assert (await house.renew("c", 5)).mine == set()
    assert (await house.renew("a", 4)).surplus == {0, 1}
    assert (await house.renew("c", 5)).mine == set()
    assert (await house.renew("b", 4)).surplus == {2, 3}
    found = await house.renew("c", 5)
    assert found.total == 5
    assert found.mine == {0}
    assert (await house.renew("a", 4)).total == 5


async def test_a_lower_count_waits_until_all_have_stopped(house: House) -> None:
    """Discord advises fewer when servers leave; nobody is disconnected for that."""
    await house.renew("a", 4)
    assert (await house.renew("b", 3)).total == 4
    await house.replicas["a"].leave()
    assert (await house.renew("b", 3)).mine == {0, 1, 2}


async def test_who_was_away_for_longer_finds_others_there(house: House) -> None:
    """A process that stood still does not go on with what is another's by now."""
    await house.renew("a")
    house.now += LEASE
    await house.renew("b")
    assert (await house.renew("a")).mine == set()


@settings(max_examples=60, deadline=None)
@given(held=st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 9), min_size=1), total=st.integers(1, 40))
def test_the_parts_make_the_whole(held: dict[str, int], total: int) -> None:
    """However many there are of each, no part is more than one above another."""
    parts = [part(name, held, total) for name in held]
    assert sum(parts) == total
    assert max(parts) - min(parts) <= 1
