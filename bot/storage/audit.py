"""Audit: who did what, when, from where. Only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import Audit


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, as audited and shown."""

    name: str
    platform: str
    """local, discord, slack, or the command line; “system” for what Readout does by itself."""
    person_id: int | None = None


SYSTEM = By("Readout", "system")


def audit(session: AsyncSession, at: datetime, by: By, what: str, subject: str = "", **detail: Any) -> None:
    """Note an act in the transaction that does it, so that neither is kept without the other."""
    session.add(
        Audit(
            at=at,
            who=by.name[:100],
            platform=by.platform,
            what=what,
            subject=subject[:200],
            detail={key: value for key, value in detail.items() if value not in (None, "")},
        )
    )


async def entries(session: AsyncSession, count: int, *, before: int = 0, what: str = "") -> Sequence[Audit]:
    """What was noted last, the newest first; `before` is the number of an entry to go on from."""
    wanted = select(Audit).order_by(Audit.id.desc()).limit(count)
    if before:
        wanted = wanted.where(Audit.id < before)
    if what:
        wanted = wanted.where(Audit.what == what)
    return (await session.scalars(wanted)).all()


async def kinds(session: AsyncSession) -> Sequence[str]:
    """Every kind of act that was noted."""
    return (await session.scalars(select(Audit.what).distinct().order_by(Audit.what))).all()
