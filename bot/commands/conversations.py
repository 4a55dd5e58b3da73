"""Conversations: which questions belong together, so that a later one may leave out what an earlier one said."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.context import Caller, Context, Services
from bot.commands.memory import FOLLOWS_FOR, THREAD_FOLLOWS_FOR, Turn
from bot.compose.replied import Replied
from bot.compose.subjects import History
from bot.platform import Destination
from bot.storage.editions import Edition


def thread_of(caller: Caller) -> str:
    """The thread that a question was asked in, whose conversation is everybody's; empty outside of one."""
    thread = caller.thread or (caller.place.channel if caller.place.kind == "thread" else "")
    return _thread(caller.place, thread) if thread else ""


def asked_lately(services: Services, thread: Destination) -> bool:
    """Whether anything was asked in a thread within the time that its conversation lasts."""
    return services.memory.talks(_thread(thread, thread.channel), services.clock(), THREAD_FOLLOWS_FOR)


def conversation(caller: Caller) -> str:
    """A thread, or one person in one channel."""
    place = caller.place
    return thread_of(caller) or f"{caller.platform}:{place.server}:{place.channel}:{caller.user}"


def goes_on(services: Services, here: Caller, there: Caller) -> None:
    """What was asked `here` is followed up `there` as well, as in the thread that a direct message begins."""
    services.memory.carry(conversation(here), conversation(there))


def recent(ctx: Context, edition: Edition) -> History:
    """What was asked and answered here lately, on this topic, oldest first."""
    within = THREAD_FOLLOWS_FOR if thread_of(ctx.caller) else FOLLOWS_FOR
    return ctx.services.memory.recent(conversation(ctx.caller), edition.topic_id, ctx.now, within)


def remember(ctx: Context, who: str, edition: Edition, replies: Sequence[Replied]) -> None:
    for reply in replies:
        ctx.services.memory.note(who, Turn(ctx.now, edition.topic_id, reply.question, reply.text))


def _thread(place: Destination, thread: str) -> str:
    return f"{place.platform}:{place.server}:{thread}"
