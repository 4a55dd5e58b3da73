"""Replies: what somebody was answered, shared in a channel as a delivery of its own that corrections reach."""

from __future__ import annotations

from bot.delivery.kit import Kit
from bot.delivery.places import columns_of
from bot.delivery.states import State
from bot.platform import Destination
from bot.storage.tables import Delivery


def shared_reply(
    kit: Kit,
    place: Destination,
    topic_id: int,
    revision_id: int,
    format: str,  # noqa: A002 - the word that people use for it
    subject: str,
    made_by: str,
) -> Delivery:
    """A delivery that belongs to no schedule, due now; not yet in the database."""
    now = kit.clock()
    return Delivery(
        topic_id=topic_id,
        revision_id=revision_id,
        slot=f"shared:{kit.token()}",
        day=now.date(),
        format=format,
        subject=subject,
        state=State.DUE,
        due=now,
        made=now,
        made_by=made_by[:100],
        **columns_of(place),
    )
