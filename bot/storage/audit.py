"""Audit: who did what, when, from where. Only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
