"""Questions: what is written to Readout in a direct message, or in a channel by mentioning it, is answered."""

from __future__ import annotations

import re

import discord

MENTION = re.compile(r"<@!?(\d+)>")


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
