"""Turns: what only one replica does at a time, and by whose clock: the database's, which is the same for all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Sessions
from bot.storage.tables import Gesture

REMEMBERED = timedelta(hours=1)
"""Discord and Slack bring nothing again after that."""


def has_replicas(sessions: Sessions) -> bool:
    """Whether other replicas may use the same database."""
    name: str = sessions.kw["bind"].dialect.name
    return name == "postgresql"


async def alone_until_commit(session: AsyncSession, number: int) -> None:
    """Wait until no other replica is in a transaction of this number. On SQLite every transaction that writes is."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


@asynccontextmanager
async def if_alone(sessions: Sessions, number: int) -> AsyncIterator[bool]:
    """Whether no other replica is within this, or in a transaction of this number; then none comes until it ends.

    On SQLite there is one Readout, which is not asked.
    """
    async with sessions() as session:
        if session.get_bind().dialect.name == "postgresql":
            taken = await session.scalar(text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": number})
            yield bool(taken)
        else:
            yield True


async def database_now(session: AsyncSession) -> datetime:
    """On SQLite all processes are on one machine, and its clock serves."""
    if session.get_bind().dialect.name != "postgresql":
        return datetime.now(UTC)
    found: datetime = (await session.execute(select(func.clock_timestamp()))).scalar_one()
    return found


async def takes_up(sessions: Sessions, key: str) -> bool:
    """Whether what a person did is this replica's to answer: nobody took it up before, and now it is taken.

    On SQLite there is one Readout, which is not asked.
    """
    if not has_replicas(sessions):
        return True
    async with sessions.begin() as session:
        now = await database_now(session)
        taken = insert(Gesture).values(key=key[:100], at=now).on_conflict_do_nothing().returning(Gesture.key)
        first = (await session.execute(taken)).first() is not None
        await session.execute(delete(Gesture).where(Gesture.at < now - REMEMBERED))
    return first
