"""Limits: how long things may take, and how far apart repeats lie. Seconds throughout."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    send: float = 20.0
    """The longest one call to a platform may take; then its answer counts as lost."""
    lease: float = 90.0
    """How long a claim holds. It is renewed with every attempt that is noted, so it must be well over `lands`."""
    begin: float = 5.0
    """How long after it was noted an attempt may begin; what was kept waiting for longer is noted anew."""
    settle: float = 10.0
    """How long after an attempt is over its message may still arrive: only then “not there” means not posted."""
    backoff: float = 2.0
    """The first pause before a repeat; it doubles."""
    longest_pause: float = 600.0
    edit_attempts: int = 12
    """After so many an edit without an answer is given up, with the reason."""
    failures: int = 40
    """After so many attempts a fault of Readout's own is handed to a person; with the pauses these are hours."""
    at_once: int = 40
    """Destinations of one platform that are posted to at the same time at the most."""
    ahead: float = 1.6
    """Seconds' worth of a platform's pace that are served at the same time: while what was sent is written down, the
    pace must not run dry. It must be well under `begin`, after which an attempt that only waited is noted anew."""
    grace: float = 300.0
    """A post is never too late within this, whatever its subscription allows."""
    late_hours: int = 6
    """For what has no subscription to say."""

    def __post_init__(self) -> None:
        if self.lease < self.lands + self.settle:
            raise ValueError("A claim must outlast the longest attempt under it, with the time to settle twice over.")

    @property
    def over(self) -> float:
        """Seconds after it was noted at which an attempt is over at the latest: its connection is closed."""
        return self.begin + self.send

    @property
    def lands(self) -> float:
        """Seconds after it was noted at which the message of an attempt is there, or never will be."""
        return self.over + self.settle

    def pause(self, attempts: int, chance: random.Random) -> float:
        """Before repeat number `attempts`: doubling, with jitter so that a crowd does not come back together."""
        doubled = self.backoff * 2.0 ** min(attempts - 1, 16)
        return min(self.longest_pause, doubled) * chance.uniform(0.75, 1.25)
