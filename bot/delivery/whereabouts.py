"""Whereabouts: which revision of a topic is shown where, as far as Readout knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.places import shown
from bot.delivery.showing import NOTICE
from bot.platform import Destination
from bot.storage.tables import Delivery, Part

NAMED = 12
"""Channels of a group that are named; of more the number is told."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Channels whose copies show the same revision; where several are in one channel, the oldest text counts."""

    revision_id: int
    channels: int
    named: tuple[str, ...]


async def whereabouts(session: AsyncSession, topic_id: int) -> Sequence[Shown]:
    """The channels of a topic by what they show, the newest revision first. Shared answers are none."""
    numbers: dict[int, int] = {}
    found: dict[int, list[str]] = {}
    for row in await session.execute(_few(), {"topic": topic_id}):
        numbers[row.revision_id] = row.channels
        place = Destination(row.platform, row.server, row.channel, row.kind, row.name)
        found.setdefault(row.revision_id, []).append(shown(place))
    return [Shown(known, numbers[known], tuple(named)) for known, named in found.items()]


@cache
def _few() -> Select[Any]:
    """The channels of a `topic` that are named, each with how many show the same."""
    copy = (
        select(Delivery.platform, Delivery.server, Delivery.channel, Delivery.name, Delivery.kind, Part.revision_id)
        .join(Part, Part.delivery_id == Delivery.id)
        .where(
            Delivery.topic_id == bindparam("topic"),
            Delivery.format.not_in((NOTICE, "answer")),
            Part.posted.is_not(None),
            Part.revision_id.is_not(None),
        )
        .distinct()  # first: SQLite sorts what it groups, and a channel has many copies that show the same
        .subquery()
    ).c
    where = (copy.platform, copy.server, copy.channel)
    posted = (
        select(
            *where,
            func.max(copy.name).label("name"),
            func.max(copy.kind).label("kind"),
            func.min(copy.revision_id).label("revision_id"),
        )
        .group_by(*where)
        .subquery()
    )
    alike = func.count().over(partition_by=posted.c.revision_id)
    nth = func.row_number().over(partition_by=posted.c.revision_id, order_by=posted.c.name)
    ranked = select(posted, alike.label("channels"), nth.label("nth")).subquery()
    return select(ranked).where(ranked.c.nth <= NAMED).order_by(ranked.c.revision_id.desc(), ranked.c.nth)
