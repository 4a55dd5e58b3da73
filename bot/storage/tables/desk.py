"""Desk: what a newsroom has set for itself, and what goes out as soon as its minute for second thoughts is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base


class HouseRule(Base):
    """One thing that an admin has set, in place of its default or of what the environment says."""

    __tablename__ = "house_rules"
    newsroom_id: Mapped[int] = mapped_column(ForeignKey("newsrooms.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Outgoing(Base):
    """An approved revision that readers get at `due`; until then it can be undone. One for each topic."""

    __tablename__ = "outgoing"
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    due: Mapped[datetime] = mapped_column(index=True)
    pressed: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(60))
    """As it is audited: “published”, “published as correction”, “rolled back”."""
    severity: Mapped[str] = mapped_column(String(20), default="")
    """correction or refile; empty for a plain publication."""
    note: Mapped[str] = mapped_column(Text, default="")
    """What readers are told of a correction."""
    back_to: Mapped[int] = mapped_column(default=0)
    """The number of the revision that a rollback brings back."""
    by_name: Mapped[str] = mapped_column(String(100))
    by_platform: Mapped[str] = mapped_column(String(20))
    by_person: Mapped[int | None]
