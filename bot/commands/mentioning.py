"""Mentioning: a command that somebody writes to Readout in a channel, where everybody reads what comes back."""

from __future__ import annotations

from bot.cards import Reply, say
from bot.commands.context import Caller, Services
from bot.commands.declare import COMMANDS
from bot.commands.running import run_line

FOR_ALL = frozenset("brief quotes figures help".split())
"""What a mention may run: what can be shared, so that corrections reach it. Any other reply, such as a code or a link
to the desk, is for who asked and nobody else."""
FOR_YOU_ALONE = "Type `{name}`: its reply is for you alone, and what is written here everybody reads."


def command_in(text: str) -> str:
    """The command that a text is, and nothing else, such as “help”; empty where it is none."""
    typed = text.lower().removeprefix("/")
    return typed if typed in COMMANDS else ""


async def run_mentioned(services: Services, caller: Caller, text: str) -> Reply | None:
    """The reply for everybody to a command; None for anything else, which is a question."""
    name = command_in(text)
    if not name:
        return None
    if name not in FOR_ALL:
        return say(FOR_YOU_ALONE.format(name=name))
    return await run_line(services, caller, name)
