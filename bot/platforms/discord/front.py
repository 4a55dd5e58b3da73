"""Front: what people do on Discord goes to the commands, and the reply back to them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

import discord

from bot import commands
from bot.cards import Card, Form, Option, Reply, say
from bot.commands import ACTIONS, COMMANDS, Caller, Services, Values
from bot.commands.mentioning import command_in, run_mentioned
from bot.commands.offering import for_all
from bot.platform import Busy, Destination, Refused, Sending, Unsure
from bot.platforms.discord.callers import author_of, caller_of
from bot.platforms.discord.commands import Given
from bot.platforms.discord.naming import with_discord_names
from bot.platforms.discord.posting import Posting
from bot.platforms.discord.questions import question_in
from bot.platforms.discord.replying import OPEN, Replies
from bot.platforms.discord.servers import Servers
from bot.render.discord import render
from bot.roles import Role
from bot.storage.turns import takes_up

log = logging.getLogger(__name__)

OUTDATED = "This command changed. Reload Discord (Ctrl+R, or restart the app) and type it again."
EMPTY = "Ask me something about the summit, for example: what did the leaders agree on?"
BUTTON_ONLY = "This opens a form, which Discord shows only after a command or a button: type / and choose the command."
QUESTION = "ask"
"""Word of the one button of a reader's that opens a form."""
SHARE = "share:"
"""Action of the button that posts an answer in the channel as a copy that corrections reach."""


class Front:
    """Answers interactions through `replies`, and messages through `posting`."""

    def __init__(self, services: Services, replies: Replies, posting: Posting) -> None:
        self._services = services
        self._replies = replies
        self._posting = posting
        self.servers = Servers(services, posting)

    async def run(self, interaction: discord.Interaction, name: str, given: Given) -> None:
        if not await self._takes_up(interaction.id):
            return
        work = commands.run(self._services, caller_of(interaction), name, given)
        await self._replies.give(interaction, work, form=COMMANDS[name].role > Role.READER)

    async def use(self, interaction: discord.Interaction, word: str, text: str) -> None:
        if not await self._takes_up(interaction.id):
            return
        work = commands.use_shortcut(self._services, caller_of(interaction), word, text)
        await self._replies.give(interaction, work, form=False)

    async def press(self, interaction: discord.Interaction, action: str, values: Values) -> None:
        if not await self._takes_up(interaction.id):
            return
        if action.startswith(f"{OPEN}:"):
            await self._replies.open(interaction, action)
            return
        work = commands.press(self._services, caller_of(interaction), action, values)
        form = interaction.type is discord.InteractionType.component and _may_open_form(action)
        await self._replies.give(interaction, work, form=form)

    async def _takes_up(self, gesture: int) -> bool:
        """Every replica that is connected is told of it; one answers."""
        return await takes_up(self._services.sessions, f"discord/{gesture}")

    async def complete(
        self, interaction: discord.Interaction, name: str, argument: str, typed: str
    ) -> Iterable[Option]:
        return await commands.complete(self._services, caller_of(interaction), name, argument, typed)

    async def outdated(self, interaction: discord.Interaction) -> None:
        await self._replies.show(interaction, say(OUTDATED))

    async def said(self, message: discord.Message, own: int) -> None:
        """A question by mention or direct message. In a channel the answer is shared, so that corrections reach it."""
        question = question_in(message, own)
        if question is None or not await self._takes_up(message.id):
            return
        caller = author_of(message)
        reply = await self._answer(caller, question, public=message.guild is not None)
        share = next((b.action for b in reply.buttons if b.action.startswith(SHARE)), "")
        if share and message.guild is not None:
            shared = await commands.press(self._services, caller, share)
            log.debug("Shared an answer: %s", shared.title)
        else:
            await self._write(caller.place, message, reply)

    async def _answer(self, caller: Caller, question: str, *, public: bool) -> Card:
        if not question:
            return say(EMPTY)
        reply: Reply | None = None
        if public:
            reply = await run_mentioned(self._services, caller, question)
        elif name := command_in(question):
            reply = await commands.run_line(self._services, caller, name)
        reply = reply or await commands.run(self._services, caller, "ask", {"question": question})
        return say(BUTTON_ONLY) if isinstance(reply, Form) else reply

    async def _write(self, where: Destination, message: discord.Message, card: Card) -> None:
        """Answer under the message. Its id is the nonce: an event that comes twice is answered once."""
        seen = card if message.guild is None else for_all(card)
        shown = replace(with_discord_names(seen), private=message.guild is None)
        for number, payload in enumerate(render(shown)):
            under = {"message_reference": {"message_id": str(message.id), "fail_if_not_exists": False}}
            try:
                await self._posting.post(Sending(f"{message.id}-{number}", where, {**payload, **under}, None))
            except (Refused, Busy, Unsure) as error:
                log.warning("A question could not be answered: %s", error)
                return


def _may_open_form(action: str) -> bool:
    """Only the desk's work, set-up and questions are asked for in forms."""
    word = action.partition(":")[0]
    known = ACTIONS.get(word)
    return known is not None and (known.role > Role.READER or word == QUESTION)
