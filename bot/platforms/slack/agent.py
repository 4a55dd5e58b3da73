"""Agent: what Slack has for apps that answer: questions to begin with, and what goes on while one is worked on.

Only some workspaces have it (a paid plan, the scope `assistant:write`); elsewhere Slack refuses what is asked for here,
and everything works as ordinary direct messages do. Its messages are the direct messages with the app, where each
question begins a thread. Apps made from a manifest with `assistant_view` have a pane instead, whose events still come.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.commands import Services, opening_questions
from bot.platform import Busy, Refused, Unsure
from bot.platforms.slack.callers import Callers, Spot
from bot.platforms.slack.verdict import answered
from bot.render.slack import shortened

log = logging.getLogger(__name__)

PROMPTS = 4
"""So many Slack shows (assistant.threads.setSuggestedPrompts)."""
WORKING = "is reading the article …"
HEADING = "Answered from the article, with the sentence that proves it"
THE_BRIEF = {"title": "Show me the brief", "message": "brief"}


class Agent:
    def __init__(self, services: Services, client: AsyncWebClient, callers: Callers) -> None:
        self._services = services
        self._client = client
        self._callers = callers
        self._refused = False
        """Slack has said that this workspace has none: it is not asked again."""

    async def started(self, event: Mapping[str, Any]) -> None:
        """`assistant_thread_started`, and `assistant_thread_context_changed`: offer in the pane what can be asked."""
        thread = event.get("assistant_thread") or {}
        if thread.get("user_id") and thread.get("channel_id"):
            await self._offer(thread["user_id"], thread["channel_id"], thread.get("thread_ts"))

    async def opened(self, event: Mapping[str, Any]) -> None:
        """`app_home_opened` on the Messages tab, where the agent is."""
        if event.get("tab") == "messages" and event.get("user") and event.get("channel"):
            await self._offer(event["user"], event["channel"], None)

    async def works(self, channel: str, thread: str) -> bool:
        """Say there that an answer is on its way; posting it takes this away. False where there is no agent view."""
        await self._status(channel, thread, WORKING)
        return not self._refused

    async def rests(self, channel: str, thread: str) -> None:
        """Take it away where no answer was posted."""
        await self._status(channel, thread, "")

    async def _status(self, channel: str, thread: str, status: str) -> None:
        if self._refused:
            return
        await self._ask(self._client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=status))

    async def _offer(self, user: str, channel: str, thread: str | None) -> None:
        if self._refused:
            return
        caller = await self._callers.caller(Spot(user, channel))
        questions = await opening_questions(self._services, caller, PROMPTS - 1)
        prompts = [{"title": shortened(question), "message": question} for question in questions]
        made = self._client.assistant_threads_setSuggestedPrompts(
            channel_id=channel, thread_ts=thread, title=HEADING, prompts=[*prompts, THE_BRIEF]
        )
        await self._ask(made)

    async def _ask(self, request: Awaitable[AsyncSlackResponse]) -> None:
        try:
            await answered(request, "the agent view")
        except Refused as refused:
            self._refused = True
            log.info("This workspace has no agent view: %s", refused)
        except (Busy, Unsure) as error:
            log.info("The agent view was not told: %s", error)
