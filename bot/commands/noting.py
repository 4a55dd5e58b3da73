"""Noting: what a command did beside the desk, for the audit."""

from __future__ import annotations

from typing import Any

from bot.commands.context import Context
from bot.storage.audit import audit


async def note(ctx: Context, what: str, subject: str, **detail: Any) -> None:
    async with ctx.services.sessions.begin() as session:
        server = ctx.caller.place.server
        audit(session, ctx.now, ctx.by, what, subject, server=server, **detail)
