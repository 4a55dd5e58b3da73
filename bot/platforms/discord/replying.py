"""Replying: a command's card or form goes back to who asked, within the seconds that Discord waits."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.cards import Button, ButtonStyle, Card, Form, LineKind, Reply, line, say
from bot.platform import Busy, Payload, Refused, Sending, Unsure
from bot.platforms.discord.callers import direct
from bot.platforms.discord.naming import form_with_discord_names, with_discord_names
from bot.platforms.discord.posting import Posting
from bot.platforms.discord.wire import Lost, Unreachable, Wire
from bot.render.discord import COMPONENTS_V2, render
from bot.render.discord_form import TooLarge, render_form
from bot.render.translated import card_in, drawn_in, form_in

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until what is not ready is acknowledged; Discord waits 3, its network included."""

    card: float = 0.15
    """Where a message is expected, which may come later as well."""
    form: float = 2.0
    """Where a form may be expected, which opens only as the first answer."""


PRIVATE = 1 << 6
"""The flag of a reply that only who asked can see (EPHEMERAL)."""
CROWD = 2
"""While so many replies are being worked out, who comes is acknowledged at once: it will take longer."""
AT_ONCE, TURN = 4, 20.0
"""So many readers' replies are worked out together, so that acknowledging others never waits for them; and the seconds
after which who waits for a turn goes on without one."""
OPEN = "open"
"""Word of the button that opens a form kept for it."""
KEPT = 200
"""Forms kept for their button; older ones are dropped."""
READY = "The form is ready. Discord opens one only straight after a command or a button, so:"
DROPPED = "This form is not kept any more. Run the command once more."

PAUSES = (0.0, 0.2, 0.5)
"""Seconds before each attempt at a reply: all within the three that Discord waits."""
RUN_OUT = frozenset((10015, 50027))
"""Discord's codes for an interaction's token that has run out, 15 minutes after it was made."""
TOO_LATE = "This took longer than the 15 minutes for which Discord takes an answer to a command, so here it is instead."
ACKNOWLEDGED = 40060
"""Discord's code for an interaction that has its answer: the attempt before arrived."""

_MESSAGE, _DEFERRED, _UPDATE, _MODAL = 4, 5, 7, 9


class Replies:
    """Answers interactions. What is quick is answered at once, which a form has to be; what is slow is deferred."""

    def __init__(
        self,
        wire: Wire,
        patience: Patience = Patience(),
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        posting: Posting | None = None,
    ) -> None:
        """`posting` takes what is ready too late for an answer to the person's direct messages."""
        self._wire = wire
        self._posting = posting
        self._patience = patience
        self._pause = pause
        self._forms: OrderedDict[str, Form] = OrderedDict()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._working: set[asyncio.Task[Reply]] = set()
        self._giving: set[asyncio.Task[Any]] = set()

    async def give(self, interaction: discord.Interaction, work: Coroutine[Any, Any, Reply], *, form: bool) -> None:
        """Run `work` and show its reply; `form` says whether that may be one."""
        task = asyncio.current_task()
        assert task is not None  # a coroutine is always run by one
        self._giving.add(task)
        try:
            await self._give(interaction, work, form=form)
        finally:
            self._giving.discard(task)

    async def drain(self, seconds: float) -> None:
        """Return when everybody has a reply, or after so many seconds."""
        if self._giving:
            await asyncio.wait(set(self._giving), timeout=seconds)

    async def _give(self, interaction: discord.Interaction, work: Coroutine[Any, Any, Reply], *, form: bool) -> None:
        crowded = not form and len(self._working) >= CROWD
        task = asyncio.create_task(work if form else self._in_turn(work))
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        if not crowded:
            await asyncio.wait({task}, timeout=self._patience.form if form else self._patience.card)
        if not task.done():
            await self._callback(interaction, _DEFERRED, {"flags": _private(interaction)})
            reply = await task
            await self._later(interaction, self._keep(reply) if isinstance(reply, Form) else reply)
        else:
            await self.show(interaction, task.result())

    async def _in_turn(self, work: Coroutine[Any, Any, Reply]) -> Reply:
        waited = asyncio.create_task(self._turns.acquire())
        try:
            await asyncio.wait({waited}, timeout=TURN)
            return await work
        finally:
            work.close()
            if waited.done():
                self._turns.release()
            waited.cancel()

    async def show(self, interaction: discord.Interaction, reply: Reply) -> None:
        """The first answer to an interaction: a message, or a form where Discord opens one."""
        if isinstance(reply, Form):
            try:
                locale = str(interaction.locale)
                modal = render_form(form_with_discord_names(form_in(locale, reply), locale))
            except TooLarge as error:
                reply = say(str(error))
            else:
                if interaction.type is not discord.InteractionType.modal_submit:
                    await self._callback(interaction, _MODAL, modal)
                    return
                reply = self._keep(reply)
        first, *rest = _payloads(interaction, reply)
        if reply.in_place and _on_private_message(interaction):
            await self._callback(interaction, _UPDATE, {**first, "flags": COMPONENTS_V2})  # it is private already
        else:
            await self._callback(interaction, _MESSAGE, first)
        await self._follow(interaction, rest)

    async def open(self, interaction: discord.Interaction, action: str) -> None:
        """Open the form that was kept for a button."""
        await self.show(interaction, self._forms.get(action.partition(":")[2]) or say(DROPPED))

    def _keep(self, form: Form) -> Card:
        """A button that opens the form, where Discord does not open it at once."""
        key = secrets.token_hex(8)
        self._forms[key] = form
        while len(self._forms) > KEPT:
            self._forms.popitem(last=False)
        button = Button(form.title, f"{OPEN}:{key}", ButtonStyle.PRIMARY)
        return say(f"{READY}\n{form.about}" if form.about else READY, buttons=(button,))

    async def _later(self, interaction: discord.Interaction, card: Card) -> None:
        first, *rest = _payloads(interaction, card)
        path = f"/webhooks/{interaction.application_id}/{interaction.token}/messages/@original"
        if await self._send("PATCH", path, {**first, "flags": COMPONENTS_V2}) in RUN_OUT:
            await self._instead(interaction, card)
        else:
            await self._follow(interaction, rest)

    async def _instead(self, interaction: discord.Interaction, card: Card) -> None:
        """Whoever waited so long gets it in direct messages, if they take any."""
        if self._posting is None:
            return
        told = replace(card, private=True, lines=(line(TOO_LATE, LineKind.SMALL), *card.lines))
        where = direct(interaction.user)
        for number, payload in enumerate(render(_translated(interaction, told))):
            try:
                await self._posting.post(Sending(f"{interaction.id}-{number}", where, payload, None))
            except (Refused, Busy, Unsure) as error:
                log.warning("Nor could a late reply be sent to direct messages: %s", error)
                return

    async def _follow(self, interaction: discord.Interaction, payloads: Sequence[Payload]) -> None:
        for payload in payloads:
            await self._send("POST", f"/webhooks/{interaction.application_id}/{interaction.token}", payload)

    async def _callback(self, interaction: discord.Interaction, kind: int, data: Payload) -> None:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        await self._send("POST", path, {"type": kind, "data": data})

    async def _send(self, method: str, path: str, body: Payload) -> int:
        """Try a few times, as a reader waits. What does not arrive is told to the log; its code comes back, or 0.

        A repeat after a lost answer may show a private reply twice, which is better than not at all.
        """
        trouble, code = "", 0
        for wait in PAUSES:
            await self._pause(wait)
            try:
                answer = await self._wire(method, path, body=body)
            except (Unreachable, Lost) as error:
                trouble = str(error)
                continue
            if answer.good or answer.code == ACKNOWLEDGED:
                return 0
            code = answer.code
            trouble = f"Discord answered {answer.status}, code {answer.code}: {answer.message}"
            if answer.status < 500:
                break
        log.warning("A reply did not arrive. %s", trouble)
        return code


def _payloads(interaction: discord.Interaction, card: Card) -> Sequence[Payload]:
    """Every reply is private: a public one would be a copy that no correction reaches; *Share* makes those."""
    shown, flags = _translated(interaction, replace(card, private=True)), _private(interaction)
    drawn = (drawn_in(str(interaction.locale), payload) for payload in render(shown))
    return [{**payload, "flags": payload["flags"] | flags} for payload in drawn]


def _translated(interaction: discord.Interaction, card: Card) -> Card:
    locale = str(interaction.locale)
    return with_discord_names(card_in(locale, card), locale)


def _on_private_message(interaction: discord.Interaction) -> bool:
    """Whether it was pressed on, or sent from a form opened on, a message that only who pressed can see."""
    message = interaction.message
    return message is not None and (message.flags.ephemeral or _alone(interaction))


def _private(interaction: discord.Interaction) -> int:
    """In direct messages with Readout everything is private already, and stays in the history. A group's are not."""
    return 0 if _alone(interaction) else PRIVATE


def _alone(interaction: discord.Interaction) -> bool:
    return interaction.guild_id is None and not interaction.context.private_channel
