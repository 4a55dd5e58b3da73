"""Tries: how often one address may try a code or a link."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

MOST = 20
WITHIN = timedelta(minutes=10)
KEPT = 10_000
"""Addresses remembered; the one that was quiet longest is forgotten first."""


class Tries:
    """Twelve letters are beyond guessing; this keeps guessing from being tried."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._made: OrderedDict[str, deque[datetime]] = OrderedDict()

    def allow(self, address: str) -> bool:
        """Count a try, and tell whether it may be made."""
        now = self._clock()
        made = self._made.setdefault(address, deque(maxlen=MOST))
        self._made.move_to_end(address)
        while made and not timedelta(0) <= now - made[0] < WITHIN:
            made.popleft()
        if len(self._made) > KEPT:
            self._made.popitem(last=False)
        if len(made) == MOST:
            return False
        made.append(now)
        return True
