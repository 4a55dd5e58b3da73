"""Controls: senders with a fault put in on purpose. A campaign that does not see each fault proves nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, update

from benchmarks.crash.plan import LATENCY, Kill, Point, Run
from benchmarks.crash.through import Through
from bot.delivery import Limits
from bot.delivery.states import State
from bot.platform import Platform, Sending
from bot.storage.database import Database
from bot.storage.tables import Delivery, Part

NAIVE, NONCE_ALONE, RANDOM_NONCE = "naive retry", "nonce without a look", "random nonce, no look"
MARK_FIRST, SHORT_LEASE = "marked before it is sent", "lease too short"
SHORT = 9.0
"""Seconds of the run's clock, which are 0.3 real ones."""


@dataclass(frozen=True, slots=True)
class Control:
    name: str
    platform: str
    storage: str
    kills: tuple[Kill, ...]
    """Those that its fault shows at."""


AT_COMMIT = tuple(Kill(Point.COMMITTED, nth=n) for n in (2, 3, 4))
CONTROLS = (
    Control(NAIVE, "slack", "sqlite", AT_COMMIT),
    Control(NONCE_ALONE, "discord", "sqlite", AT_COMMIT),
    Control(RANDOM_NONCE, "discord", "sqlite", AT_COMMIT),
    Control(MARK_FIRST, "slack", "sqlite", tuple(Kill(Point.SENT, nth=n) for n in (2, 3, 2, 4))),
    Control(SHORT_LEASE, "slack", "sqlite2", ()),
)


def limits(control: str, given: Limits) -> Limits:
    """For the short lease: one that ends while its request is still on the way, nothing waited for or noted anew."""
    if control != SHORT_LEASE:
        return given
    short = replace(given, send=given.send)
    object.__setattr__(short, "lease", SHORT)  # `Limits` itself refuses this
    object.__setattr__(short, "begin", 1000.0)
    object.__setattr__(short, "settle", -short.over)
    return short


def latency(control: str) -> tuple[float, float]:
    """Real seconds that a post is on its way: longer than the short lease, which then ends under it."""
    return (0.45, 0.7) if control == SHORT_LEASE else LATENCY


def bent(control: str, platform: Platform, database: Database, clock: Callable[[], datetime]) -> Platform:
    """The platform with the control's fault; the platform itself where there is none."""
    if control in (NAIVE, NONCE_ALONE):
        return Blind(platform)
    if control == RANDOM_NONCE:
        return Forgetful(platform)
    if control == MARK_FIRST:
        return Hasty(platform, database, clock)
    return platform


class Blind(Through):
    """Never looks whether a message is there."""

    async def find(self, sending: Sending) -> str | None:
        return None


class Forgetful(Blind):
    """Draws another nonce for each attempt, and does not look."""

    async def post(self, sending: Sending) -> str:
        return await self.inner.post(replace(sending, part=f"{random.SystemRandom().getrandbits(80):020x}"))


class Hasty(Through):
    """Records a message as posted before it sends it."""

    def __init__(self, inner: Platform, database: Database, clock: Callable[[], datetime]) -> None:
        super().__init__(inner)
        self._database = database
        self._clock = clock

    async def post(self, sending: Sending) -> str:
        async with self._database.sessions.begin() as session:
            marked = update(Part).where(Part.id == sending.part).values(posted=self._clock())
            of = (await session.execute(marked.returning(Part.delivery_id))).scalar_one()
            left = select(Part.id).where(Part.delivery_id == of, Part.posted.is_(None))
            if (await session.execute(left)).first() is None:
                await session.execute(update(Delivery).where(Delivery.id == of).values(state=State.POSTED))
        return await self.inner.post(sending)


def as_run(control: Control, seed: int) -> Run:
    return Run(seed, control.storage, control.platform, slots=3, kills=len(control.kills), control=control.name)


def kills_of(run: Run) -> list[Kill]:
    """What a run's senders are killed by: the control's own, or what the seed says."""
    for control in CONTROLS:
        if control.name == run.control:
            return list(control.kills)
    return run.schedule_of_kills()
