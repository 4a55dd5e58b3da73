"""Listening: what people type, press and send in Slack is acknowledged at once and answered once."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.cards import Card, Form, Reply, say
from bot.commands import Services, press, run_line
from bot.commands.conversations import asked_lately
from bot.commands.offering import for_all
from bot.commands.running import SORRY
from bot.platform import Busy, CannotLook, Destination, Refused, Sending, Unsure
from bot.platforms.slack.callers import Callers, Spot
from bot.platforms.slack.posting import Posting, thread_in
from bot.platforms.slack.reading import HOW, SLASH, follows_up, message_line, question
from bot.platforms.slack.replying import Asked, Replies, returned
from bot.platforms.slack.viewing import Screen, drawn, screen_of
from bot.platforms.slack.working import Work
from bot.render.slack import OPEN, PRESS, messages
from bot.render.slack_modal import CALLBACK, carried, modal, values
from bot.render.slack_view import working

log = logging.getLogger(__name__)

Json = Mapping[str, Any]

PATIENCE = 2.0
"""Seconds that a sent form waits for its outcome before it closes: Slack waits 3 for the ack, its network included."""
FORM_HERE = "This takes a form, and Slack opens one only after a slash command or a button: type it after `/brief`."
ATTEMPTS = 3
LONGEST_WAIT = 30.0
"""Seconds that an answer waits for a rate limit before it is tried again."""


class Listening:
    """The listeners of one connected workspace. `bot` is the bot's own user id."""

    def __init__(
        self,
        services: Services,
        callers: Callers,
        replies: Replies,
        posting: Posting,
        bot: str,
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._services = services
        self._callers = callers
        self._replies = replies
        self._posting = posting
        self._bot = bot
        self._patience = patience
        self._work = Work(services.sessions)

    def register(self, app: AsyncApp) -> None:
        for name in SLASH:
            app.command(name)(self.typed)
        app.action(re.compile(f"^{PRESS}"))(self.pressed)
        app.action(re.compile(f"^{OPEN}"))(self.opened)
        app.view(CALLBACK)(self.sent)
        app.event("app_mention")(self.mentioned)
        app.event("message")(self.written)
        app.error(self.failed)

    async def drain(self, seconds: float | None) -> None:
        """Return when nothing is being answered any more, or after so many seconds."""
        await self._work.drain(seconds)

    async def typed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A slash command."""
        await ack()
        if await self._work.again(body["trigger_id"]):
            return
        async with self._work.under_way():
            asked = _typed_at(body)
            line = SLASH[body["command"]](body.get("text") or "")
            caller = await self._callers.caller(asked.spot)
            await self._replies.give(asked, await run_line(self._services, caller, line))

    async def pressed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A button, or an option of a menu."""
        await ack()
        if await self._work.again(body["trigger_id"]):
            return
        async with self._work.under_way():
            asked = _pressed_at(body)
            caller = await self._callers.caller(asked.spot)
            await self._replies.give(asked, await press(self._services, caller, _action(body["actions"][0])))

    async def opened(self, ack: AsyncAck) -> None:
        """A button that opens a page: Slack did it already."""
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """A form. Where it leads to another form, as after somebody else's save, that one takes its place."""
        if await self._work.again(body["trigger_id"]):
            await ack()
            return
        async with self._work.under_way():
            asked = _sent_from(body)
            task = asyncio.create_task(self._outcome(asked.spot, carried(view)["action"], values(view)))
            await asyncio.wait({task}, timeout=self._patience)
            if asked.screen is not None:
                await self._show_outcome(ack, asked, asked.screen, task, view)
                return
            if task.done() and isinstance(form := await task, Form):
                await ack(response_action="update", view=modal(form, asked.carried()))
                return
            await ack()
            await self._replies.give(asked, await task, written=values(view))

    async def _show_outcome(
        self, ack: AsyncAck, asked: Asked, screen: Screen, task: asyncio.Task[Reply], view: Json
    ) -> None:
        """The form's own place shows what came of it."""
        along = asked.carried() | {"depth": str(screen.depth)}
        if task.done():
            await ack(response_action="update", view=drawn(await task, along))
            return
        await ack(response_action="update", view=working(view["title"]["text"], along))
        await self._replies.views.replace(asked.spot.user, screen, await task, along)

    async def _outcome(self, spot: Spot, action: str, given: Mapping[str, tuple[str, ...]]) -> Reply:
        return await press(self._services, await self._callers.caller(spot), action, given)

    async def mentioned(self, event: dict[str, Any]) -> None:
        """A mention in a channel is a question; the answer goes into the thread, where all can see it."""
        await self._once(event, self._answer_in_thread)

    async def written(self, event: dict[str, Any]) -> None:
        """A direct message, a follow-up in a thread of ours, or the second event that a mention makes.

        All other talk is left unread.
        """
        if event.get("bot_id") or event.get("subtype") not in {None, "thread_broadcast", "file_share"}:
            return
        text = event.get("text", "")
        if event.get("channel_type") == "im":
            await self._once(event, self._answer_directly)
        elif f"<@{self._bot}>" in text or (self._in_our_thread(event) and follows_up(text)):
            await self._once(event, self._answer_in_thread)

    def _in_our_thread(self, event: Json) -> bool:
        """Whether Readout was asked something in this thread lately, by anybody."""
        thread = event.get("thread_ts")
        if not thread or not event.get("user"):
            return False
        return asked_lately(self._services, self._callers.thread(event["channel"], thread))

    async def _once(self, event: Json, answer: Callable[[Json], Awaitable[None]]) -> None:
        if not event.get("user") or await self._work.again(f"{event['channel']}/{event['ts']}"):
            return
        async with self._work.under_way():
            await answer(event)

    async def _answer_directly(self, event: Json) -> None:
        spot = Spot(event["user"], event["channel"])
        line = message_line(event.get("text", ""), self._bot)
        caller = await self._callers.caller(spot)
        reply = await run_line(self._services, caller, line) if line else say(HOW)
        await self._say(event, caller.place, say(FORM_HERE) if isinstance(reply, Form) else reply)

    async def _answer_in_thread(self, event: Json) -> None:
        """What can be shared goes through the outbox, so that corrections reach it; a refusal is only said."""
        spot = Spot(event["user"], event["channel"])
        thread = Spot(event["user"], event["channel"], thread=event.get("thread_ts") or event["ts"])
        caller = await self._callers.caller(spot)
        asked = question(event.get("text", ""), self._bot)
        at = replace(caller, thread=thread_in(thread.channel, thread.thread))
        reply = await run_line(self._services, at, f"ask {asked}") if asked else say(HOW)
        card = say(FORM_HERE) if isinstance(reply, Form) else for_all(reply)
        share = next((button.action for button in card.buttons if button.action.startswith("share:")), "")
        if share:
            await press(self._services, await self._callers.caller(thread), share)
        else:
            await self._say(event, await self._callers.place(thread), card)

    async def _say(self, event: Json, where: Destination, card: Card) -> None:
        """Post a card that is no delivery. After a lost answer it looks before it repeats, as deliveries do."""
        for number, payload in enumerate(messages(card)):
            part = f"say{number}:{event['ts']}"[:25]
            await self._persist(Sending(part, where, payload, self._services.clock()))

    async def _persist(self, sending: Sending) -> None:
        for _ in range(ATTEMPTS):
            try:
                await self._posting.post(sending)
                return
            except Busy as busy:
                await asyncio.sleep(min(busy.seconds, LONGEST_WAIT))
            except Unsure:
                if await self._arrived(sending):
                    return
            except Refused as refused:
                log.warning("An answer could not be posted: %s", refused)
                return
        log.warning("An answer could not be posted in %d attempts.", ATTEMPTS)

    async def _arrived(self, sending: Sending) -> bool:
        """Whether it is there, or nobody can tell: then it is not said again."""
        try:
            return await self._posting.find(sending) is not None
        except (Busy, CannotLook) as error:
            log.warning("Whether an answer arrived is not known: %s", error)
            return True

    async def failed(self, error: Exception, body: dict[str, Any]) -> None:
        """The last line: what failed inside Readout is logged, and whoever waits for a reply is told."""
        log.error("A gesture on Slack failed inside Readout.", exc_info=error)
        if (asked := _asked(body)) is not None:
            await self._replies.give(asked, say(SORRY))


def _asked(body: Json) -> Asked | None:
    """What waits for a reply: a command, a press or a sent form; a message waits for none."""
    match body:
        case {"command": _}:
            return _typed_at(body)
        case {"actions": _}:
            return _pressed_at(body)
        case {"view": _}:
            return _sent_from(body)
    return None


def _typed_at(body: Json) -> Asked:
    spot = Spot(body["user_id"], body["channel_id"], body.get("channel_name", ""))
    return Asked(spot, body["trigger_id"], body.get("response_url", ""))


def _pressed_at(body: Json) -> Asked:
    if view := body.get("view"):
        return Asked(Spot(body["user"]["id"], ""), body["trigger_id"], screen=screen_of(view))
    channel, container = body.get("channel") or {}, body.get("container") or {}
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts") or ""
    spot = Spot(body["user"]["id"], channel.get("id", ""), channel.get("name", ""), thread)
    return Asked(spot, body["trigger_id"], body.get("response_url", ""))


def _sent_from(body: Json) -> Asked:
    view = body["view"]
    return returned(carried(view), body["user"]["id"], body["trigger_id"], screen_of(view))


def _action(pressed: Json) -> str:
    option = pressed.get("selected_option") or pressed
    return str(option.get("value", ""))
