"""Shards: which replica hears which part of a bot's Discord servers. Times are the database's own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base


class Shard(Base):
    """One shard and its lease: `holder` hears it until `until`, and nobody takes it before."""

    __tablename__ = "shards"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    total: Mapped[int]
    """How many there were in all when it was taken."""
    holder: Mapped[str] = mapped_column(String(40), default="")
    """Empty where nobody does."""
    until: Mapped[datetime]
    """The end of the lease, or since when nobody holds it."""
    identified: Mapped[datetime | None]
    """When somebody last began a session of it, or will: Discord takes only so many in five seconds."""


class Listener(Base):
    """A replica that hears shards, or would."""

    __tablename__ = "listeners"
    replica: Mapped[str] = mapped_column(String(40), primary_key=True)
    since: Mapped[datetime]
    until: Mapped[datetime]
    advised: Mapped[int]
    """How many shards Discord advised it to have in all."""
    ready: Mapped[bool]
    """Whether it could connect one more now."""
