"""Answers: what editors pinned, and what readers asked in vain."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base


class PinnedAnswer(Base):
    """An answer that an editor pinned to a question of a topic; what it says stands in its versions."""

    __tablename__ = "pinned_answers"
    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    """pinned or unpinned."""
    version: Mapped[int]
    """The number of the version that counts."""
    changed: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(100))


class PinnedVersion(Base):
    """What a pinned answer said at one time. Only ever added to."""

    __tablename__ = "pinned_versions"
    __table_args__ = (UniqueConstraint("pinned_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pinned_id: Mapped[int] = mapped_column(ForeignKey("pinned_answers.id"))
    number: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    alike: Mapped[list[str]]
    """Other ways to ask it."""
    text: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(20))
    """article (proven by words of it) or desk (the desk's own statement)."""
    words: Mapped[str] = mapped_column(Text, default="")
    """The article's words that prove it."""
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    """The version of the article that it was written for."""
    errata: Mapped[list[str]]
    """What was marked as wrong in those words when it was written."""
    made: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(100))


class OpenQuestion(Base):
    """What readers asked in vain, or called wrongly answered; counted, never with who asked."""

    __tablename__ = "open_questions"
    __table_args__ = (UniqueConstraint("topic_id", "plain"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    plain: Mapped[str] = mapped_column(String(300))
    """The wording without what makes no difference."""
    wording: Mapped[str] = mapped_column(String(300))
    answer: Mapped[str] = mapped_column(Text, default="")
    """What was answered last; empty for a refusal."""
    refused: Mapped[int] = mapped_column(default=0)
    closest: Mapped[int] = mapped_column(default=0)
    called_right: Mapped[int] = mapped_column(default=0)
    called_wrong: Mapped[int] = mapped_column(default=0)
    called_missing: Mapped[int] = mapped_column(default=0)
    first: Mapped[date]
    last: Mapped[date] = mapped_column(index=True)
    """Days, not moments: who asked cannot be told by the time."""
    state: Mapped[str] = mapped_column(String(20), default="open")
    """open, answered or dismissed."""


class FeedbackMark(Base):
    """That somebody judged an answer, as a keyed hash of both: it counts once, and says nothing of who it was."""

    __tablename__ = "feedback_marks"
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("open_questions.id"), index=True)
    verdict: Mapped[str] = mapped_column(String(20))
    """right, wrong or missing."""
