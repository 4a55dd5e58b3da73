"""Editing: posted messages come to show what they have to. An edit can be repeated, so a crash harms nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import case, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import Card, line, public
from bot.delivery.claiming import Claim, claim_edit, editable, release, renewal
from bot.delivery.kit import Kit
from bot.delivery.places import place_of
from bot.delivery.preparing import Work, place, read
from bot.delivery.recording import LONGEST_BUSY
from bot.delivery.states import State
from bot.platform import Busy, Payload, Refused, Unsure
from bot.storage.tables import Delivery, Part

log = logging.getLogger(__name__)

SURPLUS = public(Card(lines=(line("The text that continued here was removed by a correction."),)))
PLAIN_SURPLUS = replace(SURPLUS, plain=True)
GONE = "The message's id was never learnt, so it cannot be reached."


async def edit(kit: Kit, delivery_id: int) -> None:
    """Bring one delivery's messages to what its revision says now; what cannot be reached is noted with the reason."""
    await kit.pace(await place(kit, delivery_id))
    claim = await claim_edit(kit, delivery_id)
    if claim is None:
        return
    try:
        await _converge(kit, claim, await read(kit, delivery_id))
    except SQLAlchemyError:
        raise  # nothing can be recorded either: the claim lapses
    except Exception as error:
        log.exception("Editing delivery %s failed inside Readout; it is tried again.", delivery_id)
        await _postpone(kit, claim, f"Readout failed ({type(error).__name__}); its log says where.")
    await release(kit, claim)


async def _converge(kit: Kit, claim: Claim, work: Work) -> None:
    assert work.revision is not None
    async with kit.sessions() as session:
        edition = await kit.edition(session, work.revision)
        asked = select(Part.id).where(Part.delivery_id == claim.delivery_id, *editable(kit.clock()))
        due = set((await session.execute(asked)).scalars())
    change = _Change(kit, claim, work, await kit.messages(edition, work.delivery), edition.withdrawn)
    paced = True  # the pace was kept before the claim, for the first request
    for part in (part for part in work.parts if part.id in due):
        if not paced:
            await kit.pace(place_of(work.delivery))
        paced = False
        if not await change.make(part):
            return


async def _postpone(kit: Kit, claim: Claim, reason: str) -> None:
    later = kit.clock() + timedelta(seconds=kit.limits.longest_pause)
    often = Part.edit_attempts + 1 >= kit.limits.edit_attempts
    state = case((often, "failed"), else_="wanted")
    wanted = update(Part).where(Part.delivery_id == claim.delivery_id, Part.edit_state == "wanted")
    attempts = Part.edit_attempts + 1
    async with kit.sessions.begin() as session:
        await session.execute(
            wanted.values(edit_state=state, edit_reason=reason, edit_at=later, edit_attempts=attempts)
        )


@dataclass(frozen=True, slots=True)
class _Change:
    """What one delivery's messages have to show."""

    kit: Kit
    claim: Claim
    work: Work
    wanted: list[Payload]
    withdrawn: str

    async def make(self, part: Part) -> bool:
        """Edit one message and note what came of it. False where the claim was lost."""
        if not await self._renew():
            return False
        if not part.message:
            await self._note(part, edit_state="failed", edit_reason=GONE)
            return True
        platform = self.kit.platforms[self.work.delivery.platform]
        grown = part.position < len(self.wanted)
        surplus = PLAIN_SURPLUS if self.work.delivery.plain else SURPLUS
        payload = self.wanted[part.position] if grown else platform.render(surplus)[0]
        try:
            async with asyncio.timeout(self.kit.limits.send):
                await platform.edit(place_of(self.work.delivery), part.message, payload)
        except Refused as error:
            await self._note(part, edit_state="failed", edit_reason=str(error))
        except Busy as error:
            await self._later(part, str(error), min(error.seconds, LONGEST_BUSY))
        except (Unsure, TimeoutError) as error:
            await self._unanswered(part, str(error) or "No answer in time.")
        else:
            shown = {"payload": dict(payload), "revision_id": self.work.delivery.revision_id}
            await self._note(part, edit_state="", edit_reason="", edit_attempts=0, **shown)
        return True

    async def _unanswered(self, part: Part, reason: str) -> None:
        attempts = part.edit_attempts + 1
        if attempts >= self.kit.limits.edit_attempts:
            await self._note(part, edit_state="failed", edit_reason=f"No answer in {attempts} attempts: {reason}")
        else:
            await self._later(part, reason, self.kit.limits.pause(attempts, self.kit.chance), edit_attempts=attempts)

    async def _later(self, part: Part, reason: str, seconds: float, **values: object) -> None:
        at = self.kit.clock() + timedelta(seconds=seconds)
        await self._note(part, edit_reason=reason, edit_at=at, **values)

    async def _note(self, part: Part, **values: object) -> None:
        """Unless something newer is wanted by now: then that is what the message still has to show."""
        noted = update(Part).where(Part.id == part.id, Part.edit_number == part.edit_number).values(**values)
        async with self.kit.sessions.begin() as session:
            await session.execute(noted)
            await self._settle(session)

    async def _settle(self, session: AsyncSession) -> None:
        """Once all messages show it: the delivery's own state, and further messages where the text grew."""
        delivery = await session.get_one(Delivery, self.claim.delivery_id, with_for_update=True)
        parts = (await session.execute(select(Part).where(Part.delivery_id == delivery.id))).scalars().all()
        newer = delivery.revision_id != self.work.delivery.revision_id or delivery.claimed_by != self.claim.token
        if newer or any(part.edit_state for part in parts) or delivery.state not in (State.POSTED, State.WITHDRAWN):
            return
        if self.withdrawn:
            delivery.state, delivery.reason = State.WITHDRAWN, self.withdrawn
        elif len(self.wanted) > len(parts):
            delivery.state, delivery.reason = State.RETRYING, "The corrected text needs a further message."
            session.add_all(self._further(delivery, parts))
        else:
            delivery.state, delivery.reason = State.POSTED, ""

    def _further(self, delivery: Delivery, parts: Sequence[Part]) -> list[Part]:
        """The messages that the longer text has beyond those that were posted."""
        number = max(part.edit_number for part in parts)
        frozen = {"delivery_id": delivery.id, "revision_id": delivery.revision_id, "edit_number": number}
        return [
            Part(id=self.kit.token(), position=n, payload=dict(self.wanted[n]), **frozen)
            for n in range(len(parts), len(self.wanted))
        ]

    async def _renew(self) -> bool:
        async with self.kit.sessions.begin() as session:
            return (await session.execute(renewal(self.kit, self.claim))).first() is not None
