"""Viewing: what is pressed in App Home or in a modal is answered in a modal, and never lost where none opens."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Card, Form, Reply, line, say
from bot.commands import Values
from bot.platform import Busy, Refused, Unsure
from bot.platforms.slack.verdict import answered, cause_of
from bot.render.slack import messages
from bot.render.slack_modal import carried, modal
from bot.render.slack_view import page
from bot.render.slack_words import Json

log = logging.getLogger(__name__)

DEEPEST = 3
"""Modals that may lie on each other (views.push)."""
TOO_LATE = "Slack opens a form only within three seconds, and this took longer. It is ready now: do the same once more."
EXPIRED = frozenset("expired_trigger_id trigger_expired exchanged_trigger_id trigger_exchanged".split())
CHANGED = frozenset("hash_conflict not_found".split())
WINDOW_GONE = "The window was closed or changed meanwhile, so the form could not be shown in it. Do the same once more."
NOT_OPENED = (
    "Slack did not open the form just now. Do the same once more; if it stays, tell whoever runs this bot: the log "
    "says why."
)


@dataclass(frozen=True, slots=True)
class Screen:
    """What something was pressed on or sent from."""

    view: str = ""
    """The modal's id; empty for App Home and a shortcut."""
    hash: str = ""
    """Of the view as it was seen: a later state is not written over."""
    depth: int = 0
    """How many modals lie on each other there."""

    @property
    def above(self) -> int:
        """The depth of a modal that is opened from here; on the deepest one, its own."""
        return min(self.depth + 1, DEEPEST)


def screen_of(view: Mapping[str, Any]) -> Screen:
    """The screen of an interaction's `view`."""
    if view.get("type") == "home":
        return Screen()
    depth = carried(view).get("depth", "1")
    return Screen(str(view.get("id", "")), str(view.get("hash", "")), int(depth) if depth.isdecimal() else 1)


def drawn(reply: Reply, taken_along: Mapping[str, str]) -> Json:
    """A reply as a modal view."""
    return modal(reply, taken_along) if isinstance(reply, Form) else page(reply, taken_along)


def unopened(error: Exception, written: Values) -> Card:
    """Why a form is not there, and what was typed into the one before, so that it is not lost."""
    code = cause_of(error)
    card = say(TOO_LATE if code in EXPIRED else WINDOW_GONE if code in CHANGED else NOT_OPENED)
    texts = [text for given in written.values() for text in given if text.strip()]
    return replace(card, lines=(*card.lines, *map(line, ["You wrote:", *texts]))) if texts else card


class Views:
    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def show(self, user: str, trigger: str, screen: Screen, reply: Reply, taken_along: dict[str, str]) -> None:
        """Open a modal with the reply, or put it in the place of the deepest one."""
        in_place = isinstance(reply, Card) and reply.in_place and bool(screen.view)
        view = drawn(reply, taken_along | {"depth": str(screen.depth)} if in_place else taken_along)
        if screen.depth == 0:
            request = self._client.views_open(trigger_id=trigger, view=view)
        elif screen.depth < DEEPEST and not in_place:
            request = self._client.views_push(trigger_id=trigger, view=view)
        else:
            request = self._client.views_update(view_id=screen.view, hash=screen.hash, view=view)
        await self._or_tell(request, user, reply, {})

    async def replace(
        self, user: str, screen: Screen, reply: Reply, taken_along: Mapping[str, str], written: Values
    ) -> None:
        """Show the outcome of a form where its “working” stands by now. `written` is what the form held."""
        request = self._client.views_update(view_id=screen.view, view=drawn(reply, taken_along))
        await self._or_tell(request, user, reply, written)

    async def _or_tell(self, request: Any, user: str, reply: Reply, written: Values) -> None:
        """Closed or too late: what was to be read comes as a direct message; a form cannot."""
        try:
            await answered(request, "the form")
        except (Refused, Busy, Unsure) as error:
            log.warning("A modal could not be shown: %s", error)
            await self._tell(user, unopened(error, written) if isinstance(reply, Form) else reply)

    async def _tell(self, user: str, card: Card) -> None:
        """A private message from Readout, without anything waiting for it."""
        try:
            opened = await answered(self._client.conversations_open(users=user), "this person")
            for payload in messages(card):
                request = self._client.chat_postMessage(
                    channel=opened["channel"]["id"],
                    text=payload["text"],
                    blocks=payload["blocks"],
                    unfurl_links=False,
                    unfurl_media=False,
                    link_names=False,
                    mrkdwn=False,
                )
                await answered(request, "this person")
        except (Refused, Busy, Unsure) as error:
            log.warning("A private message could not be sent: %s", error)
