"""Whereabouts: which revision of a topic is shown where, as far as Readout knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.places import shown
from bot.delivery.showing import NOTICE
from bot.platform import Destination
from bot.storage.tables import Delivery, Part

NAMED = 12
"""Channels of a group that are named; of more the number is told."""
LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Shown:
    """Channels whose copies show the same revision; where several are in one channel, the oldest text counts."""

    revision_id: int
    channels: int
    named: tuple[str, ...]


async def whereabouts(session: AsyncSession, topic_id: int) -> Sequence[Shown]:
    """The channels of a topic by what they show, the newest revision first. Shared answers are none."""
    where = (Delivery.platform, Delivery.server, Delivery.channel)
    posted = (
        select(
            *where,
            func.max(Delivery.name).label("name"),
            func.max(Delivery.kind).label("kind"),
            func.min(Part.revision_id).label("revision_id"),
        )
        .join(Part, Part.delivery_id == Delivery.id)
        .where(
            Delivery.topic_id == topic_id,
            Delivery.format.not_in((NOTICE, "answer")),
            Part.posted.is_not(None),
            Part.revision_id.is_not(None),
        )
        .group_by(*where)
        .subquery()
    )
    counted = select(posted.c.revision_id, func.count()).group_by(posted.c.revision_id)
    numbers = {known: count for known, count in await session.execute(counted)}  # noqa: C416 - rows are no tuples
    found: dict[int, list[str]] = {known: [] for known in numbers}
    for row in await session.execute(select(posted).order_by(posted.c.revision_id.desc()).limit(LOOKED_AT)):
        if len(found[row.revision_id]) < NAMED:
            place = Destination(row.platform, row.server, row.channel, row.kind, row.name)
            found[row.revision_id].append(shown(place))
    return [Shown(known, numbers[known], tuple(found[known])) for known in sorted(numbers, reverse=True)]
