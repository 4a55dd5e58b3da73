"""Leaving: a server or workspace that Readout was removed from gets nothing more, and its schedules say why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.states import OPEN, State
from bot.storage.audit import SYSTEM, audit
from bot.storage.tables import Delivery, Subscription

RUNNING = ("active", "waiting")


async def stop_server(session: AsyncSession, now: datetime, platform: str, server: str, reason: str) -> int:
    """Stop every schedule there, and what is owed and not begun; returns how many schedules that were.

    Nobody there can be told any more: lists and `status` show the reason.
    """
    here = (Subscription.platform == platform, Subscription.server == server, Subscription.state.in_(RUNNING))
    stopped = update(Subscription).where(*here).values(state="stopped", reason=reason).returning(Subscription.id)
    numbers = (await session.scalars(stopped)).all()
    owed = (Delivery.platform == platform, Delivery.server == server, Delivery.state.in_(OPEN), Delivery.attempts == 0)
    await session.execute(update(Delivery).where(*owed).values(state=State.REFUSED, reason=reason))
    if numbers:
        audit(session, now, SYSTEM, "left a server", f"{platform} {server}", reason=reason, schedules=len(numbers))
    return len(numbers)
