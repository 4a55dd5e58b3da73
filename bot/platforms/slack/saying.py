"""Saying: messages that are no delivery, such as a refusal in a thread; after a lost answer it first looks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.cards import Card
from bot.platform import Busy, CannotLook, Destination, Refused, Sending, Unsure
from bot.platforms.slack.posting import Posting
from bot.render.slack import messages

log = logging.getLogger(__name__)

ATTEMPTS = 3
LONGEST_WAIT = 30.0
"""Seconds that an answer waits for a rate limit before it is tried again."""


class Saying:
    def __init__(self, posting: Posting, clock: Callable[[], datetime]) -> None:
        self._posting = posting
        self._clock = clock

    async def say(self, event: Mapping[str, Any], where: Destination, card: Card) -> bool:
        """Post a card that is no delivery. After a lost answer it looks before it repeats, as deliveries do.

        False where nothing could be posted.
        """
        said = False
        for number, payload in enumerate(messages(card)):
            part = f"say{number}:{event['ts']}"[:25]
            said |= await self._persist(Sending(part, where, payload, self._clock()))
        return said

    async def _persist(self, sending: Sending) -> bool:
        for _ in range(ATTEMPTS):
            try:
                await self._posting.post(sending)
                return True
            except Busy as busy:
                await asyncio.sleep(min(busy.seconds, LONGEST_WAIT))
            except Unsure:
                if await self._arrived(sending):
                    return True
            except Refused as refused:
                log.warning("An answer could not be posted: %s", refused)
                return False
        log.warning("An answer could not be posted in %d attempts.", ATTEMPTS)
        return False

    async def _arrived(self, sending: Sending) -> bool:
        """Whether it is there, or nobody can tell: then it is not said again."""
        try:
            return await self._posting.find(sending) is not None
        except (Busy, CannotLook) as error:
            log.warning("Whether an answer arrived is not known: %s", error)
            return True
