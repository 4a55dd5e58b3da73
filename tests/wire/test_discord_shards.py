"""Replicas share a bot's shards: real clients on a loopback Discord, real leases in a PostgreSQL, one clock for all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import say
from bot.platform import CannotLook, Destination, Refused, Sending
from bot.platforms.discord import DiscordPlatform
from bot.platforms.discord.client import Some
from bot.platforms.discord.shards import Shards
from bot.storage.database import Database, connect
from bot.storage.shards import BETWEEN, LEASE, SETTLED
from tests.fakes.databases import ADDRESS
from tests.fakes.discord.mishaps import failing
from tests.fakes.discord.rest import Exchange
from tests.fakes.discord.world import HISTORY, Channel
from tests.fakes.postgres import Postgres
from tests.wire.discord_bot import PATIENT, Rig, discord_rig

TOTAL = 4
MOMENT = 0.002
STRANGER = "cut_off"
"""A user of the database who can be shut out of it."""


@dataclass
class Time:
    """Seconds of the machines, and of the database."""

    now: float = 0.0
    waiting: int = 0
    """So many wait for it to pass."""

    def __call__(self) -> float:
        return self.now

    async def database(self, session: AsyncSession) -> datetime:
        await session.connection()  # whoever has none does not learn the time
        return datetime(2026, 11, 23, 8, 0, tzinfo=UTC) + timedelta(seconds=self.now)

    async def pause(self, seconds: float) -> None:
        """Nothing goes on by itself: the test says when a second has passed."""
        ends = self.now + seconds
        self.waiting += 1
        try:
            while self.now < ends:  # noqa: ASYNC110 - the test sets the time
                await asyncio.sleep(MOMENT)
        finally:
            self.waiting -= 1


@dataclass
class Replica:
    platform: DiscordPlatform
    time: Time

    @property
    def shards(self) -> Shards:
        assert isinstance(self.platform._connection, Shards)
        return self.platform._connection

    async def second(self) -> None:
        """What it does each second, until what it connects is connected, or waits for its turn."""
        await self.shards._try_step()
        await self.shards.check()
        async with asyncio.timeout(60):
            while self._connecting > self.time.waiting:  # noqa: ASYNC110 - no request tells of it
                await asyncio.sleep(MOMENT)

    @property
    def _connecting(self) -> int:
        return sum(not connection.connected for connection in self.shards._open.values())

    async def kill(self) -> None:
        """The process is gone: its sockets are closed, and it tells nobody."""
        shards, self.platform._connection = self.shards, None
        for task in shards._tasks:
            task.cancel()
        await shards._drop(list(shards._open))
        await self.platform.stop()


@dataclass
class House:
    rig: Rig
    channels: Mapping[int, Channel]
    """One of a server of each shard."""
    time: Time = field(default_factory=Time)
    running: dict[str, Replica] = field(default_factory=dict)

    async def start(self, name: str, database: Database | None = None) -> Replica:
        """Another process with the same settings, but a door of its own to the gateway."""
        services = self.rig.room.services
        door = services.settings.model_copy(update={"discord_gateway_url": f"{self.rig.fake.gateway_url}/{name}"})
        given = replace(services, settings=door, sessions=database.sessions if database else services.sessions)
        platform = DiscordPlatform(
            given, patience=PATIENT, pause=self.time.pause, monotonic=self.time, now=self.time.database
        )
        replica = self.running[name] = Replica(platform, self.time)
        await platform.start()
        for task in replica.shards._tasks:
            task.cancel()  # the test says when a second has passed
        return replica

    async def stop(self, name: str) -> None:
        await self.running.pop(name).platform.stop()

    async def pass_time(self, by: timedelta | float, every: int = 1) -> None:
        """Each replica looks every second, or more seldom."""
        for _ in range(int(by.total_seconds() if isinstance(by, timedelta) else by) // every):
            self.time.now += every
            for replica in self.running.values():
                await replica.second()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Pass the time, a minute at the most."""
        for _ in range(60):
            if holds():
                return
            await self.pass_time(1)
        raise AssertionError(f"It did not happen; connected are {self.heard}")

    async def two(self) -> None:
        """Two replicas that have divided the shards."""
        await self.start("a")
        await self.start("b")
        await self.until(lambda: self.counts == [2, 2])

    @property
    def heard(self) -> Mapping[str, list[int]]:
        return self.rig.fake.gateway.heard()

    @property
    def all(self) -> list[int]:
        return sorted(number for shards in self.heard.values() for number in shards)

    @property
    def counts(self) -> list[int]:
        return sorted(len(shards) for shards in self.heard.values())

    async def ask_everywhere(self) -> list[int]:
        """A command in a server of each shard; how often each was answered."""
        people, reader = self.rig.fake.people, self.rig.reader
        asked = [await people.slash(reader, channel, "help") for channel in self.channels.values()]
        return [self.answers(exchange) for exchange in asked]

    def answers(self, exchange: Exchange) -> int:
        return len(self.rig.fake.calls("POST", f"/interactions/{exchange.id}/.*"))


@pytest.fixture
async def house(tmp_path: Path, postgres_server: Postgres) -> AsyncIterator[House]:
    postgres_server.empty("home")
    (tmp_path / ADDRESS).write_text(postgres_server.url("home"))
    async with discord_rig(tmp_path, start=False) as rig:
        rig.fake.rest.shards, rig.fake.rest.together = TOTAL, 2
        made = House(rig, _server_of_each(rig))
        yield made
        for name in list(made.running):
            await made.stop(name)
        assert rig.fake.gateway.heard_twice == []


def _server_of_each(rig: Rig) -> Mapping[int, Channel]:
    """A server's number follows from the moment that it was made."""
    found: dict[int, Channel] = {}
    while len(found) < TOTAL:
        rig.room.clock.forward(milliseconds=1)
        guild = rig.fake.world.add_guild(f"Server {len(found)}", f"news-{len(found)}")
        found[(int(guild.id) >> 22) % TOTAL] = rig.fake.world.channels[guild.channels[0]]
    return found


async def test_one_replica_connects_all(house: House) -> None:
    """Nobody has to be told how many there are, or which."""
    await house.start("a")
    await house.until(lambda: house.heard == {"a": [0, 1, 2, 3]})
    assert await house.ask_everywhere() == [1, 1, 1, 1]


async def test_two_replicas_have_half_each(house: House) -> None:
    """Each command is answered by the one that hears of it."""
    await house.two()
    assert house.all == [0, 1, 2, 3]
    assert await house.ask_everywhere() == [1, 1, 1, 1]


async def test_what_a_killed_one_heard_is_taken_over_within_the_lease(house: House) -> None:
    """Until then nobody hears it; then every command is answered once again."""
    await house.two()
    await house.running.pop("a").kill()
    await house.pass_time(LEASE - timedelta(seconds=1))
    assert house.counts == [2]
    await house.pass_time(1)
    assert house.heard == {"b": [0, 1, 2, 3]}
    assert await house.ask_everywhere() == [1, 1, 1, 1]


async def test_a_clean_stop_hands_over_at_once(house: House) -> None:
    """The next look of the other takes what was given back."""
    await house.two()
    await house.pass_time(BETWEEN * 2)
    await house.stop("a")
    await house.pass_time(1)
    assert house.heard == {"b": [0, 1, 2, 3]}


async def test_a_third_replica_gets_its_share(house: House) -> None:
    """What moves is one shard; the others' connections stay as they are."""
    await house.two()
    before = house.rig.fake.gateway.identified
    await house.start("c")
    await house.pass_time(SETTLED + BETWEEN * 2, every=4)
    assert house.counts == [1, 1, 2]
    assert house.rig.fake.gateway.identified == before + 1
    assert await house.ask_everywhere() == [1, 1, 1, 1]


async def test_who_is_cut_off_from_the_database_falls_silent_before_its_leases_end(
    house: House, postgres_server: Postgres
) -> None:
    """Only then the other takes them, so no command has two who heard it; later it comes back and gets its share."""
    with psycopg.connect(postgres_server.url("home"), autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {STRANGER} LOGIN SUPERUSER")
        own = make_url(postgres_server.url("home")).set(drivername="postgresql+psycopg", username=STRANGER)
        database = connect(own)
        try:
            await house.start("a", database)
            await house.start("b")
            await house.until(lambda: house.counts == [2, 2])
            admin.execute(f"ALTER ROLE {STRANGER} NOLOGIN")
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [STRANGER])
            await house.pass_time(LEASE - timedelta(seconds=1))
            assert house.counts == [2]
            assert "the database does not answer" in house.running["a"].platform.health()
            await house.pass_time(1)
            assert house.heard == {"b": [0, 1, 2, 3]}
            admin.execute(f"ALTER ROLE {STRANGER} LOGIN")
            await house.until(lambda: house.counts == [2, 2])
            await house.stop("a")
        finally:
            await database.close()
            admin.execute(f"DROP ROLE {STRANGER}")


async def test_a_command_that_two_heard_is_answered_once(house: House) -> None:
    """Should a shard be connected twice while it moves, the database says whose the command is."""
    await house.two()
    b = house.running["b"].shards
    theirs = house.heard["a"][0]
    house.time.now += BETWEEN.total_seconds()
    both = b._make(Some(theirs, TOTAL, b._turn))
    both.begin()
    await house.rig.fake.until(lambda: len(house.heard["b"]) == 3)
    assert await house.ask_everywhere() == [1, 1, 1, 1]
    await both.close()
    assert house.rig.fake.gateway.heard_twice.pop() == (theirs, TOTAL)


async def test_a_lost_post_is_looked_for_by_whichever_replica_has_room(house: House) -> None:
    """Also where another one hears of the server: Discord is asked for what Readout may read there."""
    await house.start("a")
    stranger, channel = house.running["a"].platform, house.channels[3]
    assert stranger.bot_of(channel.guild) is None
    place = Destination("discord", channel.guild, channel.id, "channel", "#news")
    sending = Sending("part1", place, stranger.render(replace(say("Ready."), private=False))[0], house.rig.room.clock())
    assert await stranger.find(sending) is None
    assert await stranger.post(sending) == await stranger.find(sending)
    channel.denied = HISTORY
    with pytest.raises(CannotLook, match="lacks Read Message History in #news"):
        await stranger.find(sending)


async def test_status_says_which_shards_are_heard_here(house: House) -> None:
    """In words, on each replica."""
    await house.two()
    for name, shards in house.heard.items():
        said = f" servers, on shards {shards[0]} and {shards[1]} of 4"
        assert said in house.running[name].platform.health()


async def test_who_finds_no_free_shard_stands_by(house: House) -> None:
    """With one shard, the second replica waits for the first to stop."""
    house.rig.fake.rest.shards = 1
    a, b = await house.start("a"), await house.start("b")
    await house.pass_time(SETTLED * 2, every=6)
    assert house.heard == {"a": [0]}
    assert a.platform.health().endswith(", on the only shard")
    assert b.platform.health().endswith("standing by: the other replicas hear the only shard")
    assert len(house.rig.fake.calls("PUT", "/applications/.*/commands")) == 1


async def test_whose_gateway_never_connects_leaves_it_to_others(house: House) -> None:
    """A machine that reaches the database, but not Discord's gateway, keeps no shard from those that do."""
    await house.two()
    deaf = house.running["a"]
    house.rig.fake.gateway.closed.add("a")
    await deaf.shards._drop(house.heard["a"])
    for _ in range(18):
        house.time.now += 5
        await deaf.shards._try_step()
        await house.running["b"].second()
    assert house.heard == {"b": [0, 1, 2, 3]}
    assert "the other replicas hear all shards" in deaf.platform.health()


async def test_an_outage_at_the_start_is_waited_out(house: House) -> None:
    """Discord does not say how many shards there are; it is asked again."""
    house.rig.fake.script.next("GET", "/gateway/bot", failing(503))
    replica = await house.start("a")
    assert "it answered 503" in replica.platform.health()
    await house.pass_time(11)
    assert house.heard == {"a": [0, 1]}


async def test_a_wrong_token_is_one_sentence(house: House) -> None:
    """As it is with one process."""
    house.rig.fake.script.next("GET", "/users/@me", failing(401))
    with pytest.raises(Refused, match=r"^DISCORD_TOKEN was refused by Discord"):
        await house.start("a")


async def test_more_shards_are_connected_once_a_replica_is_told_of_them(house: House) -> None:
    """With four and with eight shards two would hear the same server, so all of the four are disconnected first."""
    await house.start("a")
    house.rig.fake.rest.shards = house.rig.fake.rest.together = 8
    await house.start("b")
    await house.until(lambda: house.all == list(range(8)))
    assert await house.ask_everywhere() == [1, 1, 1, 1]
