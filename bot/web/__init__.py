"""Web: the chat page, its log-in, and the health of the whole."""

from __future__ import annotations

from bot.web.server import ChatServer, WebError

__all__ = ["ChatServer", "WebError"]
