"""Editing: posted messages come to show what they have to. An edit can be repeated, so a crash harms nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import Card, line, public
from bot.delivery.claiming import LONGEST_WAIT, Claim
from bot.delivery.footnotes import with_footnotes
from bot.delivery.kit import Kit
from bot.delivery.places import place_of
from bot.delivery.preparing import Work
from bot.delivery.recording import LONGEST_BUSY, Record, record
from bot.delivery.states import State
from bot.delivery.steadiness import Moment
from bot.delivery.taking import take_edit
from bot.platform import Busy, Destination, Payload, Refused, Unsure
from bot.storage.tables import Delivery, Part

log = logging.getLogger(__name__)

SURPLUS = public(Card(lines=(line("The text that continued here was removed by a correction."),)))
PLAIN_SURPLUS = replace(SURPLUS, plain=True)
GONE = "The message's id was never learnt, so it cannot be reached."


async def edit(kit: Kit, delivery_id: int, place: Destination) -> None:
    """Bring one delivery's messages to what its revision says now; what cannot be reached is noted with the reason.

    What the channel and the platform allow is waited for before the claim, so that no lease runs meanwhile.
    """
    try:
        await kit.budget.ready(place)
    except Busy:
        return  # it stays wanted
    before = kit.steadiness.now()
    taken = await take_edit(kit, delivery_id)
    if taken is None:
        return
    try:
        await _converge(kit, taken.claim, taken.work, before)
    except SQLAlchemyError:
        raise  # nothing can be recorded either: the claim lapses
    except Busy as error:
        log.info("The edits of delivery %s wait: %s", delivery_id, error)
        await _let_go(kit, taken.claim)
    except Exception as error:
        log.exception("Editing delivery %s failed inside Readout; it is tried again.", delivery_id)
        await _postpone(kit, taken.claim, f"Readout failed ({type(error).__name__}); its log says where.")


async def _converge(kit: Kit, claim: Claim, work: Work, claimed: Moment) -> None:
    """Raises `Busy` where nothing is sent on the platform for long."""
    assert work.revision is not None
    async with kit.sessions() as session:
        edition = await kit.edition(session, work.revision)
    due = [part for part in work.parts if _is_due(part, kit.clock())]
    change = _Change(kit, claim, work, await with_footnotes(kit, edition, work.delivery), edition.withdrawn, claimed)
    for part in due:
        if not await change.make(part, last=part is due[-1]):
            return
    if not due:
        await _let_go(kit, claim)


def _is_due(part: Part, now: datetime) -> bool:
    """As `editable` asks of the rows."""
    waits = part.edit_at is not None and now < part.edit_at <= now + LONGEST_WAIT
    return part.edit_state == "wanted" and part.posted is not None and not waits


async def _let_go(kit: Kit, claim: Claim) -> None:
    async def entry(_session: AsyncSession, row: Record) -> None:
        if row.held:
            row.release()

    await record(kit, claim, entry)


async def _postpone(kit: Kit, claim: Claim, reason: str) -> None:
    later = kit.clock() + timedelta(seconds=kit.limits.longest_pause)

    async def entry(_session: AsyncSession, row: Record) -> None:
        if row.held:
            row.release()
        for part in row.parts:
            if part.edit_state == "wanted":
                often = part.edit_attempts + 1 >= kit.limits.edit_attempts
                part.edit_state, part.edit_reason = "failed" if often else "wanted", reason
                part.edit_at, part.edit_attempts = later, part.edit_attempts + 1

    await record(kit, claim, entry)


@dataclass(slots=True)
class _Change:
    """What one delivery's messages have to show."""

    kit: Kit
    claim: Claim
    work: Work
    wanted: list[Payload]
    withdrawn: str
    claimed: Moment
    """Not before this the claim was made or renewed."""

    async def make(self, part: Part, *, last: bool) -> bool:
        """Edit one message and note what came of it; with the `last` one the claim ends. False where it was lost."""
        if not part.message:
            await self._note(part, last, edit_state="failed", edit_reason=GONE)
            return True
        platform = self.kit.platforms[self.work.delivery.platform]
        grown = part.position < len(self.wanted)
        surplus = PLAIN_SURPLUS if self.work.delivery.plain else SURPLUS
        payload = self.wanted[part.position] if grown else platform.render(surplus)[0]
        try:
            async with self.kit.budget.request(self._place):
                if not await self._is_ours():
                    return False
                async with asyncio.timeout(self.kit.limits.send):
                    await platform.edit(self._place, part.message, payload)
        except Refused as error:
            await self._note(part, last, edit_state="failed", edit_reason=str(error))
        except Busy as error:
            await self._later(part, last, str(error), min(error.seconds, LONGEST_BUSY))
        except (Unsure, TimeoutError) as error:
            await self._unanswered(part, last, str(error) or "No answer in time.")
        else:
            shown = {"payload": dict(payload), "revision_id": self.work.delivery.revision_id}
            await self._note(part, last, edit_state="", edit_reason="", edit_attempts=0, **shown)
        return True

    async def _unanswered(self, part: Part, last: bool, reason: str) -> None:
        """What was sent may still arrive: a newer text that is wanted meanwhile waits for it, to be the last."""
        attempts = part.edit_attempts + 1
        if attempts >= self.kit.limits.edit_attempts:
            why = f"No answer in {attempts} attempts: {reason}"
            await self._note(part, last, edit_state="failed", edit_reason=why)
        else:
            pause = max(self.kit.limits.settle, self.kit.limits.pause(attempts, self.kit.chance))
            await self._later(part, last, reason, pause, edit_attempts=attempts)

    async def _later(self, part: Part, last: bool, reason: str, seconds: float, **values: Any) -> None:
        at = self.kit.clock() + timedelta(seconds=seconds)
        await self._note(part, last, edit_reason=reason, edit_at=at, **values)

    async def _note(self, part: Part, last: bool, **values: Any) -> None:
        """Unless something newer is wanted by now: then that is what the message still has to show."""

        async def entry(session: AsyncSession, row: Record) -> None:
            noted = row.part(part.id)
            if noted.edit_number == part.edit_number:
                for name, value in values.items():
                    setattr(noted, name, value)
            elif "edit_at" in values:
                noted.edit_at = values["edit_at"]
            self._settle(session, row)
            if last and row.held:
                row.release()

        await record(self.kit, self.claim, entry)

    def _settle(self, session: AsyncSession, row: Record) -> None:
        """Once all messages show it: the delivery's own state, and further messages where the text grew."""
        delivery, settled = row.delivery, (State.POSTED, State.WITHDRAWN)
        newer = delivery.revision_id != self.work.delivery.revision_id or not row.held
        if newer or any(part.edit_state for part in row.parts) or delivery.state not in settled:
            return
        if self.withdrawn:
            delivery.state, delivery.reason = State.WITHDRAWN, self.withdrawn
        elif len(self.wanted) > len(row.parts):
            delivery.state, delivery.reason = State.RETRYING, "The corrected text needs a further message."
            session.add_all(self._further(delivery, row.parts))
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

    async def _is_ours(self) -> bool:
        """Renew a claim that waited: who lost it may not write old words over what another replica wrote."""
        if self.kit.steadiness.since(self.claimed) <= self.kit.limits.begin:
            return True
        self.claimed = self.kit.steadiness.now()

        async def entry(_session: AsyncSession, row: Record) -> bool:
            if row.held:
                row.renew(self.kit)
            return row.held

        return await record(self.kit, self.claim, entry)

    @property
    def _place(self) -> Destination:
        return place_of(self.work.delivery)
