"""Sharing: replicas with one token stay within its pace together, whatever one of them does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery import Budget
from bot.delivery.pacing import REFUSALS
from bot.delivery.sharing import Sharing, settle
from bot.storage.database import Database
from bot.storage.tables import Sender
from tests.fakes.databases import open_in

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WINDOW = timedelta(seconds=1.08)


@pytest.fixture
async def database(home: Path) -> AsyncIterator[Database]:
    made = await open_in(home)
    yield made
    await made.close()


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def replica(database: Database, name: str) -> tuple[Budget, Sharing]:
    time = Time()
    budget = Budget(time)
    sharing = Sharing(database.sessions, budget, name, time)
    sharing.begin()
    return budget, sharing


def sender(name: str, share: int = 0, *, busy: bool = False, until: float = 3.0) -> Sender:
    return Sender(
        platform="discord", replica=name, share=share, busy=busy, until=NOON + timedelta(seconds=until), freed=0
    )


async def test_who_is_alone_has_the_whole_pace(database: Database) -> None:
    """One replica sends as fast as one process would."""
    _, sharing = replica(database, "a")
    assert await sharing.visit("discord") == 50


async def test_nothing_is_sent_before_the_first_visit(database: Database) -> None:
    """Another one may be sending at the full pace."""
    budget, sharing = replica(database, "a")
    assert budget.wholes["discord"].wait() > 0
    await sharing.visit("discord")
    assert budget.wholes["discord"].wait() <= 0


async def test_who_comes_second_waits_until_the_first_gave_up_its_part(database: Database) -> None:
    """Never more than fifty are given out, also not for a moment."""
    (_, first), (_, second) = replica(database, "a"), replica(database, "b")
    assert await first.visit("discord") == 50
    assert await second.visit("discord") == 0
    assert await first.visit("discord") == 25
    assert await second.visit("discord") == 0  # the window in which the first used them is not over


async def test_who_leaves_gives_its_part_back(database: Database) -> None:
    """A replica that is stopped in order leaves nothing lying about but the window it was used in."""
    (_, first), (_, second) = replica(database, "a"), replica(database, "b")
    await first.visit("discord")
    await first.leave()
    assert await second.visit("discord") == 0


async def test_a_share_that_is_not_renewed_is_not_used(database: Database) -> None:
    """Without the database a replica stops, since the others take over what it had."""
    budget, sharing = replica(database, "a")
    await sharing.visit("discord")
    clock = sharing._monotonic
    assert isinstance(clock, Time)
    clock.now = 5.0
    assert budget.wholes["discord"].wait() > 0


async def test_what_the_platform_told_one_replica_all_obey(database: Database) -> None:
    """A refusal of the whole token stops each process that has it, for as long as it said."""
    (told, first), (other, second) = replica(database, "a"), replica(database, "b")
    told.hold("discord", 30, "Discord said so.")
    await first.visit("discord")
    await second.visit("discord")
    assert other.standing("discord") == "Discord said so."
    assert 29 < other.held("discord") <= 30


async def test_refused_requests_of_all_replicas_count(database: Database) -> None:
    """The platform counts them by address or token, and not by process."""
    (one, first), (other, second) = replica(database, "a"), replica(database, "b")
    for _ in range(REFUSALS // 2):
        one.refused("discord")
        other.refused("discord")
    assert other.standing("discord") == ""
    await first.visit("discord")
    await second.visit("discord")
    other.refused("discord")
    assert "nothing is sent for ten minutes" in other.standing("discord")


def test_two_that_send_have_half_each() -> None:
    mine, other = sender("a", 50, busy=True), sender("b", 0, busy=True)
    settle(mine, [other], NOON, 50, WINDOW)
    assert mine.share == 25
    settle(other, [mine], NOON, 50, WINDOW)
    assert other.share == 0
    settle(other, [mine], NOON + 2 * WINDOW, 50, WINDOW)
    assert other.share == 25


def test_who_has_nothing_to_send_lends_its_part() -> None:
    """All but a little, with which a single post goes at once."""
    idle, busy = sender("a", 25), sender("b", 25, busy=True)
    settle(idle, [busy], NOON, 50, WINDOW)
    assert idle.share == 2
    settle(busy, [idle], NOON + 2 * WINDOW, 50, WINDOW)
    assert busy.share == 48


def test_the_share_of_who_died_comes_free() -> None:
    """Its lease ends, and the window in which it may still have sent."""
    dead, mine = sender("a", 50, busy=True, until=-0.5), sender("b", 0, busy=True)
    settle(mine, [dead], NOON, 50, WINDOW)
    assert mine.share == 0
    settle(mine, [dead], NOON + WINDOW, 50, WINDOW)
    assert mine.share == 50
