"""Installations: the Slack workspaces that installed the app, and the installations that are under way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables.base import Base


class Installation(Base):
    """A workspace that installed the app by OAuth. Its tokens lie here encrypted (`TOKEN_KEYS`)."""

    __tablename__ = "installations"
    team: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    bot_user: Mapped[str] = mapped_column(String(60))
    bot_id: Mapped[str] = mapped_column(String(60), default="")
    bot_name: Mapped[str] = mapped_column(String(100), default="")
    scopes: Mapped[list[str]]
    token: Mapped[str] = mapped_column(Text)
    refresh_token: Mapped[str] = mapped_column(Text, default="")
    """Empty where tokens do not expire."""
    expires: Mapped[datetime | None]
    renewing_until: Mapped[datetime | None]
    """A replica is getting a new token; before this no other tries."""
    installed: Mapped[datetime]
    installed_by: Mapped[str] = mapped_column(String(60), default="")
    """The user's id in that workspace."""
    ended: Mapped[datetime | None]
    """It serves no more: removed, revoked or expired; `reason` says which."""
    reason: Mapped[str] = mapped_column(Text, default="")


class InstallState(Base):
    """An installation under way: OAuth's `state`, as a hash; good once, soon, and in the browser that began it."""

    __tablename__ = "install_states"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser: Mapped[str] = mapped_column(String(64))
    """A hash of the browser's cookie."""
    expires: Mapped[datetime] = mapped_column(index=True)
