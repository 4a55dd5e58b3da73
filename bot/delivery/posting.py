"""Posting: one delivery's messages, in order, each exactly once.

The order makes it once: the text is frozen, the attempt is noted, then it is sent, then it is recorded. An attempt that
was noted and not recorded (a crash, a lost answer) is looked for before anything is sent again. A look that finds
nothing counts only if it began when the attempt was over and what it had sent had arrived: `Limits` bounds both, and a
sender that was kept waiting notes its attempt anew, which only who still holds the claim can.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.delivery import recording
from bot.delivery.claiming import Claim
from bot.delivery.kit import Kit
from bot.delivery.places import place_of, shown
from bot.delivery.preparing import Work, prepare
from bot.delivery.states import State
from bot.delivery.steadiness import Moment
from bot.delivery.taking import take_post
from bot.platform import Busy, CannotLook, Destination, Platform, Refused, Sending, Unsure
from bot.storage.tables import Part

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hold:
    """Why posting stops here; `state` None means: once more, after `seconds`."""

    reason: str
    state: State | None = None
    seconds: float | None = None
    over: Part | None = None
    """The message whose attempt has just ended without an answer."""


LOST = Hold("")
"""Another worker has it; nothing is recorded for a lost claim."""


async def post(kit: Kit, delivery_id: int, place: Destination) -> None:
    """Claim a delivery and take it as far as it goes now. Whatever comes of it is recorded.

    What the channel and the platform allow is waited for before the claim, so that no lease runs meanwhile.
    """
    try:
        await kit.budget.ready(place)
    except Busy:
        return  # it stays due
    taken = await take_post(kit, delivery_id)
    if taken is None:
        return
    try:
        await _carry_on(kit, taken.claim, taken.work)
    except SQLAlchemyError:
        raise  # nothing can be recorded either: the claim lapses
    except Exception as error:
        log.exception("Posting delivery %s failed inside Readout; it is tried again.", delivery_id)
        await recording.failed(kit, taken.claim, f"Readout failed ({type(error).__name__}); its log says where.")


async def _carry_on(kit: Kit, claim: Claim, work: Work) -> None:
    began = kit.steadiness.now()
    prepared = await prepare(kit, claim, work)
    if prepared is None:
        return
    noted = None if work.parts else began  # with the text that is frozen the attempt at its first message is noted
    missing = [part for part in prepared.parts if part.posted is None]
    if not missing:
        await recording.complete(kit, claim)
    for part in missing:
        hold = await _Attempt(kit, claim, prepared, part, noted).make()
        noted = None
        if hold is not None:
            await _stop(kit, claim, hold)
            return


async def _stop(kit: Kit, claim: Claim, hold: Hold) -> None:
    match hold.state:
        case None:
            await recording.again(kit, claim, hold.reason, hold.seconds, hold.over)
        case State.REFUSED:
            await recording.refused(kit, claim, hold.reason)
        case State.WITHDRAWN:
            await recording.withdrawn(kit, claim)
        case _:
            await recording.end(kit, claim, hold.state, hold.reason)


@dataclass(slots=True)
class _Attempt:
    """One part on its way. Each step returns why it stops, or None to go on."""

    kit: Kit
    claim: Claim
    work: Work
    part: Part
    noted: Moment | None
    """Not before this the attempt was written down, if it was already; then it is the first one."""

    async def make(self) -> Hold | None:
        try:
            return await self._make()
        except Busy as error:  # nothing at all is sent on the platform now
            await self._take_back()
            return Hold(str(error), seconds=error.seconds)

    async def _make(self) -> Hold | None:
        if self._tried[0] is not None:
            found = await self._look()
            if isinstance(found, Hold):
                return found
            if found is not None:
                await self._record(found)
                return None
        return self._too_late() or await self._send()

    async def _look(self) -> str | Hold | None:
        """The message's id if the part is there; None if it is certainly not."""
        where = shown(place_of(self.work.delivery))
        try:
            async with self.kit.budget.request(self._place), asyncio.timeout(self.kit.limits.send):
                too_early = self._lands_in()
                found = await self._platform.find(self._sending)
        except CannotLook as error:
            why = f"The answer to posting it was lost, and {where} cannot be looked through: {error}"
            return Hold(f"{why.rstrip('.')}. Say “post again” or “it is there”.", State.UNCONFIRMED)
        except Refused as error:
            return Hold(str(error), State.REFUSED)
        except (Busy, TimeoutError, Unsure) as error:
            return self._unseen(str(error) or "No answer in time.", getattr(error, "seconds", None))
        if found is None and too_early > 0:
            return Hold("The answer was lost; the message may still arrive.", seconds=too_early)
        return found

    def _unseen(self, reason: str, seconds: float | None) -> Hold:
        """Nobody could look just now: later, but not for ever."""
        if not self.work.late(self.kit.clock(), self.kit):
            return Hold(f"The answer was lost and looking for it has to wait: {reason}", seconds=seconds)
        why = f"The answer to posting it was lost, and looking for it failed for hours: {reason.rstrip('.')}."
        return Hold(f"{why} Say “post again” or “it is there”.", State.UNCONFIRMED)

    def _lands_in(self) -> float:
        """Seconds until what the last attempt sent is there, if it ever will be; 0 or less where they are over."""
        limits, over = self.kit.limits, self.part.last_tried
        believed = self.kit.steadiness.believed(limits.lands)
        if over is None:
            return believed
        left = (over - self.kit.clock()).total_seconds() + limits.settle
        return max(believed, left if left <= limits.lands else 0.0)  # more than that: the clock was stepped back

    def _too_late(self) -> Hold | None:
        """Withdrawn texts are never posted, late ones only where a part of them already is."""
        if self.work.withdrawn:
            return Hold("", State.WITHDRAWN)
        begun = any(part.posted is not None for part in self.work.parts) or self.part.position > 0
        if begun or not self.work.late(self.kit.clock(), self.kit):
            return None
        return Hold(
            f"It could not be posted in time. The last attempt said: {self.work.delivery.reason}", State.EXPIRED
        )

    async def _send(self) -> Hold | None:
        noted = self.noted
        if noted is None:
            await self.kit.budget.ready(self._place)
            noted = await self._note()
        if noted is None:
            return LOST
        try:
            async with self.kit.budget.request(self._place):
                if (stopped := await self._freshened(noted)) is not None:
                    return stopped
                async with asyncio.timeout(self.kit.limits.send):
                    message = await self._platform.post(self._sending)
        except Refused as error:
            await self._take_back()
            return Hold(str(error), State.REFUSED)
        except Busy as error:
            await self._take_back()
            return Hold(str(error), seconds=error.seconds)
        except (Unsure, TimeoutError) as error:
            pause = self.kit.limits.pause(self.work.delivery.attempts, self.kit.chance)
            wait = max(pause, self.kit.limits.settle)
            return Hold(str(error) or "No answer in time.", seconds=wait, over=self.part)
        await self._record(message)
        return None

    async def _record(self, message: str) -> None:
        await recording.posted(self.kit, self.claim, self.part, message)
        self.part.message = message  # the parts that follow may have to name it

    async def _freshened(self, noted: Moment) -> Hold | None:
        """Note the attempt again if it had to wait for so long that others may believe by now that it is over."""
        if not self._is_stale(noted):
            return None
        again = await self._note()
        if again is None:
            return LOST
        if not self._is_stale(again):
            return None
        await self._take_back()
        return Hold(f"The database took more than {self.kit.limits.begin:.0f} seconds to note the attempt.")

    async def _note(self) -> Moment | None:
        """Write the attempt down, and return a moment before that; None where the claim was lost."""
        now = self.kit.steadiness.now()
        return now if await recording.tried(self.kit, self.claim, self.part, self.part.first_tried) else None

    def _is_stale(self, noted: Moment) -> bool:
        return self.kit.steadiness.since(noted) > self.kit.limits.begin

    async def _take_back(self) -> None:
        """This attempt posted nothing for certain, so it needs no looking for."""
        await recording.untried(self.kit, self.claim, self.part, *self._tried)

    @property
    def _tried(self) -> tuple[datetime | None, datetime | None]:
        """The first and the last attempt before this one."""
        return (None, None) if self.noted is not None else (self.part.first_tried, self.part.last_tried)

    @property
    def _place(self) -> Destination:
        return place_of(self.work.delivery)

    @property
    def _platform(self) -> Platform:
        return self.kit.platforms[self.work.delivery.platform]

    @property
    def _sending(self) -> Sending:
        return Sending(self.part.id, self._place, self.part.payload, self._tried[0], self._first)

    @property
    def _first(self) -> str:
        return self.work.parts[0].message or "" if self.part.position else ""
