"""Deliveries: what is owed to which place, by which message, sent by whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base


class Subscription(Base):
    """A destination that gets a topic's brief by a rule. `next_due` is the rule's next instant, for the tick."""

    __tablename__ = "subscriptions"
    __table_args__ = (
        Index("ix_subscriptions_due", "state", "next_due"),
        Index(
            "uq_subscriptions_place",
            "topic_id",
            "platform",
            "server",
            "channel",
            "format",
            unique=True,
            sqlite_where=text("state != 'removed'"),
            postgresql_where=text("state != 'removed'"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    platform: Mapped[str] = mapped_column(String(20))
    server: Mapped[str] = mapped_column(String(60), default="")
    channel: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20), default="channel")
    name: Mapped[str] = mapped_column(String(100), default="")
    rule: Mapped[dict[str, Any]]
    """As `bot.rules.Rule` writes itself."""
    format: Mapped[str] = mapped_column(String(20), default="full")
    plain: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Posted as ordinary text."""
    silent: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Posted without a notification, where the platform can."""
    unchanged: Mapped[str] = mapped_column(String(20), default="rotate")
    """When nothing changed since the last post there: rotate, skip or repeat."""
    late_hours: Mapped[int] = mapped_column(default=6)
    """A slot missed by less is posted late; by more it is skipped with a reason."""
    locale: Mapped[str] = mapped_column(String(20), default="en")
    state: Mapped[str] = mapped_column(String(20), default="active")
    """active, paused, waiting (all was shown, for something new), stopped (by a refusal) or removed; `reason` why."""
    reason: Mapped[str] = mapped_column(Text, default="")
    next_due: Mapped[datetime | None]
    next_slot: Mapped[str] = mapped_column(String(40), default="")
    made: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(100))
    made_by_user: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """The platform's id of who made it, who is told when it stops; empty where Readout made it."""


class Delivery(Base):
    """A post owed for a slot, or a reply that was shared. The slot is unique for ever."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("subscription_id", "slot"),
        Index("ix_deliveries_turn", "state", "platform", "server", "due"),
        Index("ix_deliveries_channel", "channel", "state"),  # platforms share no ids, so the channel's tells the place
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int | None]
    """No foreign key, and none to the topic: PostgreSQL would look up and lock one for each of a crowd of rows."""
    topic_id: Mapped[int] = mapped_column(index=True)
    platform: Mapped[str] = mapped_column(String(20))
    server: Mapped[str] = mapped_column(String(60), default="")
    channel: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20), default="channel")
    name: Mapped[str] = mapped_column(String(100), default="")
    slot: Mapped[str] = mapped_column(String(60))
    """“2026-11-23T09:00” (local), “published:…”, “first:…”, “demand:…”, “shared:…” or “notice:…”."""
    day: Mapped[date]
    """The slot's local date: a post on demand or at set-up uses up the day's."""
    format: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(Text, default="")
    """The question, where the format is an answer; for changes the revision before; for a notice its words."""
    plain: Mapped[bool] = mapped_column(default=False, server_default=false())
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id"))
    """What its messages have to show."""
    from_revision_id: Mapped[int | None]
    """What they were first made from: whether anything changed since this post goes by that."""
    state: Mapped[str] = mapped_column(String(20))
    """due, claimed, posted, retrying, unconfirmed, skipped, refused, expired or withdrawn."""
    reason: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(String(60), default="")
    claimed_until: Mapped[datetime | None]
    posted: Mapped[datetime | None]
    made: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(100), default="")
    """Who shared it or asked for it; empty for what the rule made."""


class Part(Base):
    """One message of a delivery. Its payload is frozen at the first attempt; newer text follows as an edit."""

    __tablename__ = "parts"
    __table_args__ = (
        UniqueConstraint("delivery_id", "position"),
        Index("ix_parts_edit", "edit_state", "edit_at"),
        Index("ix_parts_message", "message"),
    )
    id: Mapped[str] = mapped_column(String(25), primary_key=True)
    """Also the nonce."""
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"))
    position: Mapped[int]
    payload: Mapped[dict[str, Any]]
    revision_id: Mapped[int | None]
    """The revision that the message shows."""
    message: Mapped[str] = mapped_column(String(60), default="")
    """The platform's message id, once known."""
    first_tried: Mapped[datetime | None]
    last_tried: Mapped[datetime | None]
    """When the last attempt is over at the latest; what it sent may still arrive for a while after this."""
    posted: Mapped[datetime | None]
    edit_state: Mapped[str] = mapped_column(String(20), default="")
    """Empty when it shows what it should; wanted, or failed with a reason."""
    edit_reason: Mapped[str] = mapped_column(Text, default="")
    edit_at: Mapped[datetime | None]
    edit_attempts: Mapped[int] = mapped_column(default=0)
    edit_number: Mapped[int] = mapped_column(default=0)
    """Grows with every change that is wanted: an edit that was overtaken does not count as done."""


class Sender(Base):
    """A replica that sends with a platform's token, and its share of the token's pace. Times are the database's own."""

    __tablename__ = "senders"
    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    replica: Mapped[str] = mapped_column(String(40), primary_key=True)
    share: Mapped[int] = mapped_column(default=0)
    """So many of the platform's requests in one window are this replica's."""
    busy: Mapped[bool] = mapped_column(default=False)
    """Whether it has more to send than it may; who has not lends its share."""
    until: Mapped[datetime]
    """It sends nothing after this unless it renews it."""
    freed: Mapped[int] = mapped_column(default=0)
    freed_at: Mapped[datetime | None]
    """What it gave up is nobody's until the window in which it was used is over."""
    refusals: Mapped[int] = mapped_column(default=0)
    """Requests of its last ten minutes that the platform refused."""
    held_until: Mapped[datetime | None]
    held_reason: Mapped[str] = mapped_column(Text, default="")
    """The platform told it to send nothing at all until then."""


class Gesture(Base):
    """Something that a person did and one replica took up: who comes second leaves it."""

    __tablename__ = "gestures"
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class LocalMessage(Base):
    """A message on the chat page; `part` makes a repeated post land on the same one."""

    __tablename__ = "local_messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(60), index=True)
    part: Mapped[str | None] = mapped_column(String(25), unique=True)
    author: Mapped[str] = mapped_column(String(100))
    payload: Mapped[dict[str, Any]]
    posted: Mapped[datetime]
    edited: Mapped[datetime | None]
