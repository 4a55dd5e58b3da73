"""Arriving: what Slack sends, by socket or HTTP, goes to the bureau that it is for; what comes again goes nowhere."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.platform import Busy, Refused
from bot.platforms.slack.bureaus import Bureaus

log = logging.getLogger(__name__)

KEPT = 20_000
"""Events remembered; Slack sends one again within the hour, three times at most."""


class Arriving:
    def __init__(self, bureaus: Bureaus) -> None:
        self._bureaus = bureaus
        self._seen: OrderedDict[str, None] = OrderedDict()

    async def take(self, payload: dict[str, Any]) -> BoltResponse:
        """The answer to one envelope. 503 asks Slack to send an event again: nothing was done about it."""
        event = str(payload.get("event_id") or "")
        if event and self._again(event):
            return BoltResponse(status=200)
        # By now it is as good as an envelope of Socket Mode: from Slack, and parsed.
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
        try:
            bureau = await self._bureaus.of(request.context.team_id or "")
        except Refused as refused:
            return _nobody(payload, str(refused))
        except (Busy, SQLAlchemyError) as error:
            self._seen.pop(event, None)
            log.warning("Slack sent something that could not be looked at yet: %s", type(error).__name__)
            return BoltResponse(status=503)
        return await bureau.dispatch(request)

    def _again(self, event: str) -> bool:
        if event in self._seen:
            return True
        self._seen[event] = None
        if len(self._seen) > KEPT:
            self._seen.popitem(last=False)
        return False


def _nobody(payload: Mapping[str, Any], why: str) -> BoltResponse:
    """Somebody who typed a command is told; anything else is only taken, so that it does not come again."""
    if "command" in payload:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": why})
    return BoltResponse(status=200)
