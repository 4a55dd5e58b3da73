"""Turns: what only one replica does at a time, and by whose clock: the database's, which is the same for all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import insert_new
from bot.storage.tables import Gesture, Lease

REMEMBERED = timedelta(hours=1)
"""Discord and Slack bring nothing again after that."""


async def alone_until_commit(session: AsyncSession, number: int) -> None:
    """Wait until no other replica is in a transaction of this number. On SQLite every transaction that writes is."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


async def database_now(session: AsyncSession) -> datetime:
    """On SQLite all processes are on one machine, and its clock serves."""
    if session.get_bind().dialect.name != "postgresql":
        return datetime.now(UTC)
    found: datetime = (await session.execute(select(func.clock_timestamp()))).scalar_one()
    return found


async def hold_leases(
    session: AsyncSession, names: Sequence[str], holder: str, lease: timedelta, most: int
) -> Collection[str]:
    """Renew what `holder` has and take what is free, `most` in all, and let go of the rest; returns what it holds.

    The caller is alone (`alone_until_commit`).
    """
    now = await database_now(session)
    rows = {row.name: row for row in await session.scalars(select(Lease).where(Lease.name.in_(names)))}
    own = [name for name in names if name in rows and rows[name].holder == holder and rows[name].until > now]
    for name in own[most:]:
        await session.delete(rows[name])
    kept = own[:most]
    free = [name for name in names if name not in rows or rows[name].until <= now]
    kept += free[: most - len(kept)]
    for name in kept:
        await session.merge(Lease(name=name, holder=holder, until=now + lease))
    return kept


async def let_go(session: AsyncSession, holder: str) -> None:
    await session.execute(delete(Lease).where(Lease.holder == holder))


async def is_first(session: AsyncSession, key: str) -> bool:
    """Whether nobody took this gesture up before; from now on somebody has."""
    before = await session.get(Gesture, key)
    if before is not None:
        return False
    now = await database_now(session)
    await insert_new(session, Gesture, [{"key": key, "at": now}])
    await session.execute(delete(Gesture).where(Gesture.at < now - REMEMBERED))
    return True
