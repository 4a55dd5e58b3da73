"""Questions: what is written to Readout in a direct message, or in a channel by mentioning it, is answered."""

from __future__ import annotations

import re

import discord

from bot.commands import COMMANDS

MENTION = re.compile(r"<@!?(\d+)>")
FOR_ALL = frozenset("brief quotes figures timeline people sources changes help".split())
"""Commands that a mention in a channel may run. Any other's reply, such as a code or a link to the desk, is for who
asked and nobody else, and what is written in a channel everybody reads."""


def question_in(message: discord.Message, own: int) -> str | None:
    """The text that is addressed to Readout, its mention taken out; None where it is not addressed.

    Needs no message content intent: Discord sends the text of direct messages and of mentions without it.
    """
    if message.author.bot:
        return None
    mentioned = any(user.id == own for user in message.mentions)
    if message.guild is not None and not mentioned:
        return None
    text = MENTION.sub(lambda found: "" if int(found[1]) == own else found[0], message.content)
    return " ".join(text.split())


def command_in(text: str) -> str:
    """The command that a text is, and nothing else, such as “help”; empty where it is none."""
    typed = text.lower().removeprefix("/")
    return typed if typed in COMMANDS else ""
