"""Plans: what a room is going to get, for the line under its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.commands import Services
from bot.rules import Rule
from bot.storage.tables import Subscription
from bot.web.visitors import place_of


@dataclass(frozen=True, slots=True)
class Plan:
    """The next brief of a room, and by which rule."""

    due: datetime
    rule: str
    others: int
    """Further schedules of the room."""


async def plan_of(services: Services, room: str) -> Plan | None:
    """None where nothing is scheduled, or all of it is paused."""
    place = place_of(room)
    async with services.sessions() as session:
        found = await session.scalars(
            select(Subscription)
            .where(
                Subscription.platform == "local",
                Subscription.state == "active",
                Subscription.channel == place.channel,
                (Subscription.kind == "direct") == (place.kind == "direct"),
                Subscription.next_due.is_not(None),
            )
            .order_by(Subscription.next_due)
        )
        rows = found.all()
    if not rows or rows[0].next_due is None:
        return None
    return Plan(rows[0].next_due, Rule.from_json(rows[0].rule).describe(), len(rows) - 1)
