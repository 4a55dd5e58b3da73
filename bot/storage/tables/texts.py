"""Texts: topics, their articles, and what was drafted, published and corrected."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base


class Topic(Base):
    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("newsroom_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    newsroom_id: Mapped[int] = mapped_column(ForeignKey("newsrooms.id"))
    name: Mapped[str] = mapped_column(String(100))
    made: Mapped[datetime]
    auto_publish: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A new version of the article is published as it is extracted, with nobody's approval and labelled so."""


class ArticleRow(Base):
    """One version of a topic's article; the newest is current, the others are history."""

    __tablename__ = "articles"
    __table_args__ = (UniqueConstraint("topic_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    version: Mapped[int]
    hash: Mapped[str] = mapped_column(String(16), index=True)
    text: Mapped[str] = mapped_column(Text)
    headline: Mapped[str | None] = mapped_column(Text)
    outlet: Mapped[str | None] = mapped_column(Text)
    byline: Mapped[str | None] = mapped_column(Text)
    dateline: Mapped[str | None] = mapped_column(Text)
    published: Mapped[str | None] = mapped_column(String(40))
    """ISO 8601 with the source's own offset, which a UTC instant would lose."""
    url: Mapped[str | None] = mapped_column(Text)
    licence: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    """What readers are told about the article: “A sample in Readout's own words”."""
    added: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(100))


class Draft(Base):
    """The one mutable text of a topic's next brief. `version` grows with every save (optimistic locking)."""

    __tablename__ = "drafts"
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    content: Mapped[dict[str, Any]]
    version: Mapped[int]
    saved: Mapped[datetime]
    saved_by: Mapped[str] = mapped_column(String(100))


class Revision(Base):
    """Immutable content. State: in_review, approved, published, superseded, sent_back, withdrawn or deleted."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("topic_id", "number"),
        Index("ix_revisions_topic_state", "topic_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    number: Mapped[int]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    content: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(20), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was sent back, withdrawn, or approved over a block."""
    submitted: Mapped[datetime]
    submitted_by: Mapped[str] = mapped_column(String(100))
    submitter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved: Mapped[datetime | None]
    approved_by: Mapped[str | None] = mapped_column(String(100))
    """None for a brief published without review."""
    published: Mapped[datetime | None]


class Correction(Base):
    """A change to what was posted: refile, correction or withdrawal; `note` is what readers see."""

    __tablename__ = "corrections"
    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    """The revision that carries the correction (for a withdrawal: the one withdrawn)."""
    severity: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    made: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(100))


class ErratumRow(Base):
    """A place of an article that the desk has found wrong. Readers get it, and lose it, with a publication."""

    __tablename__ = "errata"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    """Characters of the article's text, half open."""
    right: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    marked: Mapped[datetime]
    marked_by: Mapped[str] = mapped_column(String(100))
    taken_back: Mapped[datetime | None]
    taken_back_by: Mapped[str] = mapped_column(String(100), default="")
    first_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id"))
    """The revision with which readers first got it; none while it waits for a publisher."""
    last_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id"))
    """The revision with which readers lost it again, after it was taken back."""
