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
from bot.commands import SHORTCUTS, Caller, Services, press, run_line, use_shortcut
from bot.commands.conversations import asked_lately, goes_on
from bot.commands.mentioning import run_mentioned
from bot.commands.offering import for_all
from bot.commands.running import SORRY
from bot.platforms.slack.agent import Agent
from bot.platforms.slack.callers import Callers, Spot
from bot.platforms.slack.gestures import action_in, asked_in, chosen_at, pressed_at, sent_from, typed_at
from bot.platforms.slack.home import Home
from bot.platforms.slack.posting import Posting, thread_in
from bot.platforms.slack.reading import HOW, SLASH, follows_up, message_line, question
from bot.platforms.slack.replying import Asked, Replies
from bot.platforms.slack.saying import Saying
from bot.platforms.slack.shortcuts import ASK, text_for
from bot.platforms.slack.viewing import Screen, drawn
from bot.platforms.slack.wording import in_slack
from bot.platforms.slack.working import Work
from bot.render.slack import OPEN, PRESS
from bot.render.slack_menus import MENU
from bot.render.slack_modal import CALLBACK, carried, modal, values
from bot.render.slack_view import working

log = logging.getLogger(__name__)

Json = Mapping[str, Any]

PATIENCE = 2.0
"""Seconds that a sent form waits for its outcome before it closes: Slack waits 3 for the ack, its network included."""
FORM_HERE = "This takes a form, and Slack opens one only after a slash command or a button: type it after `/brief`."

READING = "Reading …"


class Listening:
    """The listeners of one connected workspace. `bot` is the bot's own user id."""

    def __init__(
        self,
        services: Services,
        callers: Callers,
        replies: Replies,
        posting: Posting,
        bot: str,
        home: Home,
        agent: Agent,
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._services = services
        self._callers = callers
        self._replies = replies
        self._saying = Saying(posting, services.clock)
        self._bot = bot
        self._home = home
        self._agent = agent
        self._patience = patience
        self._work = Work(services.sessions)

    def register(self, app: AsyncApp) -> None:
        for name in SLASH:
            app.command(name)(self.typed)
        app.action(re.compile(f"^(?:{PRESS}|{MENU})"))(self.pressed)
        app.action(re.compile(f"^{OPEN}"))(self.opened)
        app.view(CALLBACK)(self.sent)
        app.shortcut(ASK)(self.inquired)
        for word in SHORTCUTS:
            app.shortcut(word)(self.chosen)
        app.event("app_mention")(self.mentioned)
        app.event("message")(self.written)
        app.event("app_home_opened")(self.visited)
        app.event("assistant_thread_started")(self.beside)
        app.event("assistant_thread_context_changed")(self.beside)
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
            asked = typed_at(body)
            line = SLASH[body["command"]](body.get("text") or "")
            caller = await self._callers.caller(asked.spot)
            await self._replies.give(asked, await run_line(self._services, caller, line))
            await self._home.refresh(asked.spot.user)

    async def pressed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A button, or an option of a menu."""
        await ack()
        if await self._work.again(body["trigger_id"]):
            return
        async with self._work.under_way():
            asked = pressed_at(body)
            caller = await self._callers.caller(asked.spot)
            await self._replies.give(asked, await press(self._services, caller, *action_in(body["actions"][0])))
            await self._home.refresh(asked.spot.user)

    async def inquired(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The global shortcut: a form for the question, from wherever somebody is."""
        await ack()
        if await self._work.again(body["trigger_id"]):
            return
        async with self._work.under_way():
            asked = chosen_at(body)
            caller = await self._callers.caller(asked.spot)
            await self._replies.give(asked, await press(self._services, caller, "inquire"))

    async def chosen(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A shortcut in a message's menu. What takes longer, as reading a page does, says so first."""
        await ack()
        if await self._work.again(body["trigger_id"]):
            return
        async with self._work.under_way():
            asked, word = chosen_at(body), str(body["callback_id"])
            text = text_for(word, body.get("message") or {}, self._bot)
            caller = await self._callers.caller(asked.spot)
            task = asyncio.create_task(use_shortcut(self._services, caller, word, text))
            await asyncio.wait({task}, timeout=self._patience)
            if not task.done():
                await self._replies.give(asked, say(READING))
                asked = replace(asked, used=asked.used + 1)
            await self._replies.give(asked, await task)

    async def visited(self, event: dict[str, Any]) -> None:
        """App Home is open, or the direct messages with Readout."""
        async with self._work.under_way():
            await self._home.opened(event)
            await self._agent.opened(event)

    async def beside(self, event: dict[str, Any]) -> None:
        """The agent's pane is open, or beside another channel than before."""
        async with self._work.under_way():
            await self._agent.started(event)

    async def opened(self, ack: AsyncAck) -> None:
        """A button that opens a page: Slack did it already."""
        await ack()

    async def sent(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """A form. Where it leads to another form, as after somebody else's save, that one takes its place."""
        if await self._work.again(body["trigger_id"]):
            await ack()
            return
        async with self._work.under_way():
            asked = sent_from(body)
            task = asyncio.create_task(self._outcome(asked.spot, carried(view)["action"], values(view)))
            await asyncio.wait({task}, timeout=self._patience)
            if asked.screen is not None:
                await self._show_outcome(ack, asked, asked.screen, task, view)
            elif task.done() and isinstance(form := await task, Form):
                await ack(response_action="update", view=modal(form, asked.carried()))
            else:
                await ack()
                await self._replies.give(asked, await task, written=values(view))
            await self._home.refresh(asked.spot.user)

    async def _show_outcome(
        self, ack: AsyncAck, asked: Asked, screen: Screen, task: asyncio.Task[Reply], view: Json
    ) -> None:
        """The form's own place shows what came of it."""
        along = asked.carried() | {"depth": str(screen.depth)}
        if task.done():
            await ack(response_action="update", view=drawn(in_slack(await task), along))
            return
        await ack(response_action="update", view=working(view["title"]["text"], along))
        await self._replies.views.replace(asked.spot.user, screen, in_slack(await task), along, values(view))

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
        """In the agent view each conversation is a thread, which begins with its first question."""
        channel, thread = event["channel"], event.get("thread_ts") or ""
        root = thread or event["ts"]
        line = message_line(event.get("text", ""), self._bot)
        caller = await self._callers.caller(Spot(event["user"], channel))
        if not await self._agent.works(channel, root) and not thread:
            await self._saying.say(event, caller.place, await self._replied(caller, line))
            return
        where = self._callers.thread(channel, root)
        within = replace(caller, thread=where.channel)
        card = await self._replied(within if thread else caller, line)
        if not thread:
            goes_on(self._services, caller, within)
        if not await self._saying.say(event, where, card):
            await self._agent.rests(channel, root)

    async def _replied(self, caller: Caller, line: str) -> Card:
        reply = await run_line(self._services, caller, line) if line else say(HOW)
        return say(FORM_HERE) if isinstance(reply, Form) else in_slack(reply)

    async def _answer_in_thread(self, event: Json) -> None:
        """What can be shared goes through the outbox, so that corrections reach it; a refusal is only said."""
        spot = Spot(event["user"], event["channel"])
        thread = Spot(event["user"], event["channel"], thread=event.get("thread_ts") or event["ts"])
        caller = await self._callers.caller(spot)
        asked = question(event.get("text", ""), self._bot)
        at = replace(caller, thread=thread_in(thread.channel, thread.thread))
        reply = await self._reply_for_all(at, asked) if asked else say(HOW)
        card = say(FORM_HERE) if isinstance(reply, Form) else in_slack(for_all(reply))
        share = next((button.action for button in card.buttons if button.action.startswith("share:")), "")
        if share:
            await press(self._services, await self._callers.caller(thread), share)
        else:
            await self._saying.say(event, await self._callers.place(thread), card)

    async def _reply_for_all(self, at: Caller, asked: str) -> Reply:
        return await run_mentioned(self._services, at, asked) or await run_line(self._services, at, f"ask {asked}")

    async def failed(self, error: Exception, body: dict[str, Any]) -> None:
        """The last line: what failed inside Readout is logged, and whoever waits for a reply is told."""
        log.error("A gesture on Slack failed inside Readout.", exc_info=error)
        if (asked := asked_in(body)) is not None:
            await self._replies.give(asked, say(SORRY))
