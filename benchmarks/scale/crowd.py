"""Crowd: a newsroom whose subscriptions, as many as wanted, are all due at the same instant."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from typing import Any, cast

from sqlalchemy import func, insert, make_url, select, text

from bot.delivery import Outbox
from bot.platform import Platform
from bot.rules import DAILY, WEEKDAYS, Rule
from bot.storage.database import Database, connect
from bot.storage.tables import Delivery, Newsroom, Subscription, Topic

BEFORE = datetime(2026, 11, 23, 7, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 8, tzinfo=UTC)
NOW = DUE + timedelta(seconds=30)
PLACES = {"Europe/Paris": 9, "Europe/London": 8, "Asia/Tokyo": 17, "America/New_York": 3, "Asia/Kolkata": 13}
RULES = tuple(
    Rule((clock_time(hour, 30 if zone == "Asia/Kolkata" else 0),), zone, days)
    for zone, hour in PLACES.items()
    for days in (DAILY, WEEKDAYS)
)
"""Ten rules, all due at the same instant."""
CHUNK = 5000


async def fill(database: Database, count: int) -> None:
    """A newsroom and `count` active subscriptions that are due together, in 500 servers."""
    async with database.sessions.begin() as session:
        for row in (
            Newsroom(id=1, name="The Lantern", made=BEFORE),
            Topic(id=1, newsroom_id=1, name="Harbour", made=BEFORE),
        ):
            session.add(row)
            await session.flush()
    for first in range(0, count, CHUNK):
        rows = [_subscription(number) for number in range(first, min(count, first + CHUNK))]
        async with database.sessions.begin() as session:
            await session.execute(insert(Subscription), rows)
    await maintain(database)


def _subscription(number: int) -> dict[str, Any]:
    rule = RULES[number % len(RULES)]
    slot = rule.next_slot(BEFORE)
    assert slot is not None
    assert slot.due == DUE
    return {
        "topic_id": 1,
        "platform": "slack" if number % 4 == 0 else "discord",
        "server": f"{number % 500 + 10**17}",
        "channel": f"{number + 10**18}",
        "name": f"#channel-{number}",
        "rule": rule.to_json(),
        "next_due": slot.due,
        "next_slot": slot.key,
        "made": BEFORE,
        "made_by": "Ann Lee",
    }


async def forget(database: Database) -> None:
    async with database.sessions.begin() as session:
        for table in ("deliveries", "subscriptions", "topics", "newsrooms"):
            await session.execute(text(f"DELETE FROM {table}"))


async def maintain(database: Database) -> None:
    """As autovacuum has done by the time a wave comes."""
    if database.engine.dialect.name == "postgresql":
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("VACUUM ANALYZE"))


async def count_rows(database: Database) -> tuple[int, int]:
    """Deliveries, and the subscriptions that have one."""
    async with database.sessions() as session:
        counted = await session.execute(select(func.count(), func.count(Delivery.subscription_id.distinct())))
        return tuple(counted.one())  # type: ignore[return-value]


def outbox(database: Database) -> Outbox:
    """With the names of three platforms, on none of which anything is posted here."""
    platforms = cast(Mapping[str, Platform], dict.fromkeys(("local", "discord", "slack")))
    return Outbox(database.sessions, platforms, lambda: NOW, chance=random.Random(7))


def open_at(address: str) -> Database:
    return connect(make_url(address).set(drivername="postgresql+psycopg"))
