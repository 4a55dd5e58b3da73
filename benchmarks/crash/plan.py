"""Plan: what one run of the campaign does, drawn from its seed: where briefs go, when, and where senders are killed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.compose import FORMATS
from bot.delivery import Limits
from bot.delivery.pacing import Pace, Rate
from bot.rules import Rule

SPEED = 30.0
"""Seconds of the run's clock in one real second: leases, windows and pauses shrink by so much together."""
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FIRST_SLOT = timedelta(minutes=2)
GAP = timedelta(minutes=2)
CORRECTED_AT = 2.5
"""Slots until the brief is corrected while its copies are on their way."""
LATENCY = (0.005, 0.25)
"""Real seconds that a request is on its way."""
NONCE_WINDOW = 30.0
"""Seconds of the run's clock in which the loopback Discord knows a nonce again: one real second."""
RATION = 60.0
"""Seconds of the run's clock between two looks into a Slack history, as for apps outside the Marketplace."""
LIMITS = Limits(send=36.0, lease=150.0, begin=15.0, settle=45.0, backoff=6.0, longest_pause=60.0)
"""Seconds of the run's clock: a lease holds for five real ones, and what was sent is there after 3.2 or never."""
SEND = LIMITS.send / SPEED
"""Real seconds that one call may take."""
PACES = {
    "discord": Pace(Rate(50, 1.0, even=True), Rate(5, 1.0)),
    "slack": Pace(Rate(20, 1.0, even=True), Rate(5, 1.0)),
}
STORAGES = {"sqlite": 1, "sqlite2": 2, "postgres": 2}
"""How many senders share each: SQLite alone, SQLite shared by two processes, PostgreSQL with two replicas."""
PLATFORMS = ("discord", "slack")


class Point(StrEnum):
    """Where a sender is killed."""

    RANDOM = "at a random time"
    TICKED = "after tick commit"
    CLAIMED = "after claim"
    SENT = "after bytes sent"
    COMMITTED = "after the server's commit"
    ANSWERED = "after the response"
    RECORDING = "before posted is recorded"


SERVER_SIDE = (Point.SENT, Point.COMMITTED)
"""At these the server kills the sender: only it knows the moment."""


@dataclass(frozen=True, slots=True)
class Kill:
    """`nth` time that a life comes by `point`; at a random time, `after` so many real seconds."""

    point: Point
    nth: int = 1
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where briefs go, as the loopback server names it."""

    name: str
    kind: str
    readable: bool = True
    """Whether Readout may look there for what it posted."""


PLACES = {
    "discord": (
        Place("summit", "channel"),
        Place("second", "channel"),
        Place("talks", "thread"),
        Place("briefs", "forum"),
        Place("news", "published"),
        Place("Rita", "direct"),
        Place("blind", "channel", readable=False),
    ),
    "slack": (
        Place("summit", "channel"),
        Place("second", "channel"),
        Place("third", "channel"),
        Place("talks", "thread"),
        Place("Rita", "direct"),
    ),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One newsroom with its senders against one loopback server. `control` names a fault that is put in on purpose."""

    seed: int
    storage: str
    platform: str
    slots: int = 6
    kills: int = 0
    """How often its senders are killed; 0 stands for five times one sender, eight times two of them."""
    control: str = ""

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.control, self.storage, self.platform, f"seed {self.seed}")))

    @property
    def senders(self) -> int:
        return STORAGES[self.storage]

    @property
    def formats(self) -> tuple[str, ...]:
        """One slot each, in the order in which they are due; the first post in a place is always the full brief."""
        others = [name for name in FORMATS if name not in ("full", "changes")]
        self.chance("formats").shuffle(others)
        return ("full", *others[: self.slots - 1])

    @property
    def rationed(self) -> bool:
        return self.platform == "slack" and self.seed % 3 == 0

    def chance(self, what: str) -> random.Random:
        """Chance of its own for each purpose, the same for the same run."""
        return random.Random(f"{self.seed} {self.storage} {self.platform} {self.control} {what}")

    def due(self, slot: int) -> datetime:
        return START + FIRST_SLOT + slot * GAP

    def rule(self, slot: int) -> Rule:
        """Daily at this slot's minute: within a run each schedule owes one post."""
        at = self.due(slot)
        return Rule((time(at.hour, at.minute),), "UTC")

    @property
    def corrected_at(self) -> datetime:
        return START + FIRST_SLOT + min(CORRECTED_AT, self.slots - 1.5) * GAP

    @property
    def day(self) -> date:
        return START.date()

    def schedule_of_kills(self) -> list[Kill]:
        """Every point in turn over the seeds, so that all are met equally often."""
        chance, points = self.chance("kills"), list(Point)
        count = self.kills or (5 if self.senders == 1 else 8)
        first = (2 * (3 * self.seed + list(STORAGES).index(self.storage)) + PLATFORMS.index(self.platform)) * count
        turn = [points[(first + n) % len(points)] for n in range(count)]
        chance.shuffle(turn)
        turn.sort(key=lambda point: point is not Point.TICKED)  # while there are slots to come
        return [self._kill(point, chance) for point in turn]

    def _kill(self, point: Point, chance: random.Random) -> Kill:
        if point is Point.RANDOM:
            return Kill(point, after=chance.uniform(0.1, 2.5))
        return Kill(point, nth=1 if point is Point.TICKED else chance.randint(1, 3))
