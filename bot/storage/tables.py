"""Tables: what Readout remembers. Times are stored in UTC and come back aware; the words are DESIGN's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, MetaData, String, Text, UniqueConstraint, false, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC on databases with and without zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a zone; pass an aware datetime.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have the same names on every database, so that migrations can name them."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Instant, dict[str, Any]: JSON, list[str]: JSON}


class Fact(Base):
    """Single facts about the installation: when it first started, which zone it found."""

    __tablename__ = "facts"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Newsroom(Base):
    __tablename__ = "newsrooms"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    made: Mapped[datetime]


class PersonRow(Base):
    """Somebody of the newsroom, with the role held there (`Role` as a number)."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    newsroom_id: Mapped[int] = mapped_column(ForeignKey("newsrooms.id"))
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[int]
    made: Mapped[datetime]


class Account(Base):
    """A person's account on a platform."""

    __tablename__ = "accounts"
    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    user: Mapped[str] = mapped_column(String(60), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class Server(Base):
    """A Discord server, Slack workspace or the chat page; linked to a newsroom or only following."""

    __tablename__ = "servers"
    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    server: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    newsroom_id: Mapped[int | None] = mapped_column(ForeignKey("newsrooms.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))
    linked: Mapped[datetime | None]


class ChannelTopic(Base):
    """The topic that commands typed in a channel mean."""

    __tablename__ = "channel_topics"
    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    server: Mapped[str] = mapped_column(String(60), primary_key=True)
    channel: Mapped[str] = mapped_column(String(60), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))


class Code(Base):
    """A one-use code, kept as a hash: links a server or account to the newsroom, or logs in on the chat page."""

    __tablename__ = "codes"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    newsroom_id: Mapped[int] = mapped_column(ForeignKey("newsrooms.id"))
    purpose: Mapped[str] = mapped_column(String(20))
    role: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made: Mapped[datetime]
    expires: Mapped[datetime | None]
    used: Mapped[datetime | None]


class Topic(Base):
    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("newsroom_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    newsroom_id: Mapped[int] = mapped_column(ForeignKey("newsrooms.id"))
    name: Mapped[str] = mapped_column(String(100))
    made: Mapped[datetime]


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
    """Immutable content. State: in_review, approved, published, superseded, sent_back or withdrawn."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("topic_id", "number"),)
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


class Audit(Base):
    """Who did what, when, from where. Only ever added to."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(String(100))
    platform: Mapped[str] = mapped_column(String(20))
    """local, discord, slack, or the command line; “system” for what Readout did by itself."""
    what: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200), default="")
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


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
        Index("ix_deliveries_place", "platform", "server", "channel", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int | None] = mapped_column(ForeignKey("subscriptions.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
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
    """An attempt whose answer was lost may still arrive for a while after this."""
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
