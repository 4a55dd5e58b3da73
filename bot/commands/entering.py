"""Entering: a one-use link from chat to the desk in the browser."""

from __future__ import annotations

from datetime import timedelta

from bot.cards import Button, Card, Reply, say
from bot.commands.context import Context
from bot.commands.declare import command
from bot.desk import DeskError
from bot.people import DESK, make_code
from bot.roles import Role
from bot.settings import Settings

LASTS = timedelta(minutes=5)


@command("desk", role=Role.EDITOR, about="A link to the desk in the browser; it works once, for five minutes")
async def desk(ctx: Context) -> Reply:
    settings = ctx.services.settings
    if not settings.local:
        raise DeskError(
            "The desk is part of the chat page, which is off. Remove LOCAL=false from .env and start again."
        )
    address = desk_address(settings)
    if ctx.caller.local_admin:
        return _link("The desk is open to you on this machine.", address)
    if ctx.person_id is None:
        raise DeskError("Only people of the newsroom have a desk. An admin makes you one of them with `code editor`.")
    code = await make_code(
        ctx.services.sessions, ctx.newsroom_id, DESK, ctx.role, ctx.now, ctx.by, person_id=ctx.person_id, lasts=LASTS
    )
    return _link("This link is for you alone. It works once, in the next five minutes.", f"{address}/enter?code={code}")


def desk_address(settings: Settings) -> str:
    """Where the desk is, as somebody on the newsroom's side of the network types it."""
    return f"{settings.address(settings.http_port)}/desk"


def _link(sentence: str, url: str) -> Card:
    return say(sentence, title="The desk", buttons=(Button("Open the desk", url=url),))
