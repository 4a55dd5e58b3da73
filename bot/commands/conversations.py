"""Conversations: which questions belong together, so that a later one may leave out what an earlier one said."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.context import Caller, Context
from bot.commands.memory import FOLLOWS_FOR, THREAD_FOLLOWS_FOR, Turn
from bot.compose.replied import Replied
from bot.compose.subjects import History
from bot.storage.editions import Edition


def thread_of(caller: Caller) -> str:
    """The thread that a question was asked in, whose conversation is everybody's; empty outside of one."""
    place = caller.place
    thread = caller.thread or (place.channel if place.kind == "thread" else "")
    return f"{caller.platform}:{place.server}:{thread}" if thread else ""


def conversation(caller: Caller) -> str:
    """A thread, or one person in one channel."""
    place = caller.place
    return thread_of(caller) or f"{caller.platform}:{place.server}:{place.channel}:{caller.user}"


def recent(ctx: Context, edition: Edition) -> History:
    """What was asked and answered here lately, on this topic, oldest first."""
    within = THREAD_FOLLOWS_FOR if thread_of(ctx.caller) else FOLLOWS_FOR
    return ctx.services.memory.recent(conversation(ctx.caller), edition.topic_id, ctx.now, within)


def remember(ctx: Context, who: str, edition: Edition, replies: Sequence[Replied]) -> None:
    for reply in replies:
        ctx.services.memory.note(who, Turn(ctx.now, edition.topic_id, reply.question, reply.text))
