"""Kit: what posting and editing work with; the app hands it in, so that tests hand in their own."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import Card
from bot.compose import answer_card
from bot.delivery.limits import Limits
from bot.delivery.pacing import Budget
from bot.delivery.showing import Showing, card_of
from bot.delivery.steadiness import Steadiness
from bot.delivery.together import Together
from bot.platform import Payload, Platform
from bot.storage.database import Sessions
from bot.storage.editions import Edition
from bot.storage.tables import Delivery, Revision
from briefs import answer
from briefs.answers import suggest_questions

Clock = Callable[[], datetime]
Compose = Callable[[Edition, str], Card]
Load = Callable[[AsyncSession, int], Awaitable[Edition]]
Reanswer = Callable[[Edition, str], Awaitable[Card]]
"""The card for a subject, such as a question, in an edition."""
Questions = Callable[[Edition], Awaitable[Sequence[str]]]
"""Questions that an edition's article answers, the most telling first."""
KEPT = timedelta(minutes=1)
MOST_KEPT = 16
MOST_DRAWN = 64


async def answered(edition: Edition, question: str) -> Card:
    """A shared answer, found anew in the edition that its message has to show."""
    return answer_card(edition, question, await asyncio.to_thread(answer, edition.article, question))


async def suggested(edition: Edition) -> Sequence[str]:
    return await asyncio.to_thread(suggest_questions, edition.brief, edition.article)


@dataclass(frozen=True, slots=True)
class Kit:
    sessions: Sessions
    platforms: Mapping[str, Platform]
    clock: Clock
    chance: random.Random
    budget: Budget
    limits: Limits
    compose: Compose
    load: Load
    reanswer: Reanswer
    questions: Questions
    together: Together
    reads: Together
    steadiness: Steadiness
    kept: dict[tuple[object, ...], tuple[datetime, Edition]] = field(default_factory=dict)
    drawn: dict[tuple[object, ...], tuple[Edition, list[Payload]]] = field(default_factory=dict)
    asked: dict[int, str] = field(default_factory=dict)
    loading: asyncio.Lock = field(default_factory=asyncio.Lock)

    def token(self) -> str:
        """A name that nothing else has: 80 random bits in 20 characters, so it fits Discord's nonce of 25."""
        return f"{self.chance.getrandbits(80):020x}"

    async def edition(self, session: AsyncSession, revision: Revision) -> Edition:
        """The edition of a revision as it is now. A wave of posts reads it once: it is kept for a minute."""
        key = (revision.id, revision.state, revision.reason)
        async with self.loading:
            at, edition = self.kept.get(key, (None, None))
            now = self.clock()
            if at is None or edition is None or not timedelta(0) <= now - at < KEPT:
                edition = await self.load(session, revision.id)
                if len(self.kept) >= MOST_KEPT:
                    self.kept.clear()
                self.kept[key] = (now, edition)
        return edition

    async def messages(self, edition: Edition, delivery: Delivery) -> list[Payload]:
        """The messages that show `edition` as this delivery has to."""
        return await self.draw(edition, delivery.platform, Showing.of(delivery))

    async def draw(self, edition: Edition, platform: str, showing: Showing) -> list[Payload]:
        """The messages that show `edition` so. A wave draws them once, answers excepted: those may change meanwhile."""
        key = (id(edition), platform, showing)
        known, messages = self.drawn.get(key, (None, []))
        if known is not edition or showing.format == "answer":
            messages = list(self.platforms[platform].render(await card_of(self, edition, showing)))
            if len(self.drawn) >= MOST_DRAWN:
                self.drawn.clear()
            self.drawn[key] = (edition, messages)
        return messages

    async def question(self, edition: Edition) -> str:
        """The first question that the edition's article answers; empty where there is none. Kept: it takes a while."""
        if edition.revision_id not in self.asked:
            questions = await self.questions(edition)
            if len(self.asked) >= MOST_KEPT:
                self.asked.clear()
            self.asked[edition.revision_id] = next(iter(questions), "")
        return self.asked[edition.revision_id]
