"""Newsrooms: who answers for the words, who belongs to them, where they are known, and what was done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base


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
    left: Mapped[datetime | None]
    """Since when Readout is on it no more; after a grace time its schedules end."""


class ServerRole(Base):
    """A role of a linked server, as the platform knows it, and what it makes its holders there (`Role`)."""

    __tablename__ = "server_roles"
    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    server: Mapped[str] = mapped_column(String(60), primary_key=True)
    role_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    """The platform's own id of it."""
    role: Mapped[int]
    name: Mapped[str] = mapped_column(String(100), default="")


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
