"""Footnotes: under a post that was changed in its place stands when and why, where the platform has threads.

Only the newest post of a place gets them, not each of hundreds: which one that was at the moment of a publication never
changes, so neither do a post's footnotes. They are further parts of its delivery, so each is posted once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, runtime_checkable

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import Card, CardLine, Moment, Run
from bot.delivery.kit import Kit
from bot.platform import Payload
from bot.storage.editions import Edition, label
from bot.storage.tables import Correction, Delivery, Revision

SHOWN = ("correction", "refile")
"""Severities that a publication may have; a withdrawal stands in the post itself."""


@runtime_checkable
class HasThreads(Protocol):
    """A platform on which the further messages of a post are its thread, which notifies who takes part in it alone."""

    threads: bool


async def with_footnotes(kit: Kit, edition: Edition, delivery: Delivery) -> list[Payload]:
    """The messages that show `edition` as this delivery has to, and under a schedule's post what was published since.

    A slip that was mended gets no footnote.
    """
    messages = await kit.messages(edition, delivery)
    platform = kit.platforms[delivery.platform]
    threads = isinstance(platform, HasThreads) and platform.threads
    if not threads or delivery.subscription_id is None or delivery.posted is None:
        return messages
    async with kit.sessions() as session:
        cards = await _since(session, edition, delivery, delivery.posted)
    return [*messages, *(message for card in cards for message in platform.render(card))]


async def _since(session: AsyncSession, edition: Edition, delivery: Delivery, posted: datetime) -> list[Card]:
    following = select(func.min(Delivery.posted)).where(
        Delivery.platform == delivery.platform,
        Delivery.server == delivery.server,
        Delivery.channel == delivery.channel,
        Delivery.topic_id == delivery.topic_id,
        Delivery.subscription_id.is_not(None),
        Delivery.posted > posted,
    )
    until = await session.scalar(following)
    told = and_(Correction.revision_id == Revision.id, Correction.severity.in_(SHOWN))
    wanted = (
        select(Revision.number, Revision.published, Revision.approved_by, Correction.severity, Correction.note)
        .outerjoin(Correction, told)
        .where(Revision.topic_id == delivery.topic_id, Revision.number <= edition.number, Revision.published > posted)
        .order_by(Revision.number, Correction.id)
    )
    if until is not None:
        wanted = wanted.where(Revision.published <= until)
    found = await session.execute(wanted)
    return [
        _card(Moment(published, edition.zone), _said(number, approved_by, note if severity else ""), delivery.plain)
        for number, published, approved_by, severity, note in found
        if severity != "refile" and published is not None
    ]


def _said(number: int, approved_by: str | None, note: str) -> tuple[str, str]:
    if note:
        return "Corrected", note
    who = label(approved_by)
    return "Updated", f"this now shows revision {number}. {who}."


def _card(at: Moment, said: tuple[str, str], plain: bool) -> Card:
    words = (Run(f"{said[0]} ", bold=True), at, Run(f": {said[1]}"))
    return Card(lines=(CardLine(words),), private=False, plain=plain)
