"""Replying: a command's card or form goes back to who asked, through the few uses that Slack gives for it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.cards import Card, Form, MenuKind, Option, Reply, line, say
from bot.commands import Values
from bot.platform import Busy, Payload, Refused, Unsure
from bot.platforms.slack.callers import Spot
from bot.platforms.slack.groups import Groups
from bot.platforms.slack.verdict import answered
from bot.platforms.slack.viewing import Screen, Views, unopened
from bot.platforms.slack.wording import in_slack
from bot.render.slack import messages
from bot.render.slack_modal import modal

log = logging.getLogger(__name__)

USES = 5
"""Answers that one response_url takes, within 30 minutes."""
TIMEOUT = 10
TOO_LONG = "The rest does not fit into what Slack shows privately. Ask for one part, such as `/brief quotes`."
UNREAD = "The user groups cannot be read. {why}"

Replied = TypeVar("Replied", bound=Reply)


@dataclass(frozen=True, slots=True)
class Asked:
    """An interaction that waits for its reply."""

    spot: Spot
    trigger: str
    url: str = ""
    """Its response_url; a sent form has none of its own and keeps that of the gesture that opened it."""
    used: int = 0
    private: bool = False
    """It was pressed on a message that nobody else sees."""
    screen: Screen | None = None
    """Where it was pressed in App Home or a modal that belongs to no conversation: the reply is a modal too."""

    def carried(self) -> dict[str, str]:
        """What a form takes along, so that its reply finds back."""
        spot = self.spot
        return {
            "depth": str((self.screen or Screen()).above),
            "channel": spot.channel,
            "name": spot.name,
            "thread": spot.thread,
            "url": self.url,
            "used": str(self.used),
        }


def returned(carried: Mapping[str, str], user: str, trigger: str, screen: Screen | None = None) -> Asked:
    """The interaction of a form that was sent from `screen`, as it was when the form was opened."""
    spot = Spot(user, carried["channel"], carried["name"], carried["thread"])
    return Asked(spot, trigger, carried["url"], int(carried["used"]), screen=None if spot.channel else screen)


class Replies:
    def __init__(self, client: AsyncWebClient, groups: Groups) -> None:
        self._client = client
        self.views = Views(client)
        self._groups = groups

    async def give(self, asked: Asked, reply: Reply, written: Values | None = None) -> None:
        """Show the reply to who asked and to nobody else. `written` is what a form held that could be lost with it."""
        reply = await self._with_groups(in_slack(reply))
        if asked.screen is not None:
            await self.views.show(asked.spot.user, asked.trigger, asked.screen, reply, asked.carried())
            return
        if isinstance(reply, Form):
            try:
                view = modal(reply, asked.carried())
                await answered(self._client.views_open(trigger_id=asked.trigger, view=view), "the form")
            except (Refused, Busy, Unsure) as error:
                log.warning("A form could not be opened: %s", error)
                reply = unopened(error, written or {})
            else:
                return
        await self._show(asked, messages(reply), in_place=reply.in_place)

    async def _with_groups(self, reply: Replied) -> Replied:
        """A card whose menus of roles list the workspace's user groups."""
        if not isinstance(reply, Card) or all(menu.kind is not MenuKind.ROLES for menu in reply.menus):
            return reply
        names = await self._groups.names()
        if self._groups.trouble:
            why = line(UNREAD.format(why=self._groups.trouble))
            menus = [menu for menu in reply.menus if menu.kind is not MenuKind.ROLES]
            return replace(reply, lines=(*reply.lines, why), menus=tuple(menus))
        options = tuple(Option(group, f"@{name}") for group, name in sorted(names.items(), key=lambda one: one[1]))
        menus = [replace(menu, options=options) if menu.kind is MenuKind.ROLES else menu for menu in reply.menus]
        return replace(reply, menus=tuple(menus))

    async def _show(self, asked: Asked, payloads: Sequence[Payload], *, in_place: bool) -> None:
        """`in_place`: over the private message that was pressed on, as the next page of a list."""
        left = USES - asked.used if asked.url else len(payloads)
        if len(payloads) > max(left, 1):
            payloads = [*payloads[: max(left, 1) - 1], *messages(say(TOO_LONG))]
        for number, payload in enumerate(payloads, asked.used):
            over = in_place and asked.private and len(payloads) == 1
            if not (asked.url and number < USES and await self._respond(asked, payload, over=over)):
                await self._whisper(asked.spot, payload)

    async def _respond(self, asked: Asked, payload: Payload, *, over: bool) -> bool:
        """Whether the response_url took it. A lost answer counts as taken: a second copy would be worse than none."""
        client = AsyncWebhookClient(asked.url, timeout=TIMEOUT, retry_handlers=[])
        body = {**payload, "response_type": "ephemeral", "replace_original": over, **UNFURLED}
        if asked.spot.thread:
            body["thread_ts"] = asked.spot.thread
        try:
            response = await client.send_dict(body)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("Whether a reply arrived is not known (%s).", type(error).__name__)
            return True
        if response.status_code != 200:
            log.info("A response_url took no more (%s).", response.status_code)
        return response.status_code == 200

    async def _whisper(self, spot: Spot, payload: Payload) -> None:
        request = self._client.chat_postEphemeral(
            channel=spot.channel,
            user=spot.user,
            text=payload["text"],
            blocks=payload["blocks"],
            thread_ts=spot.thread or None,
        )
        try:
            await answered(request, "the channel")
        except (Refused, Busy, Unsure) as error:
            log.warning("A reply could not be shown: %s", error)


UNFURLED = {"unfurl_links": False, "unfurl_media": False}
