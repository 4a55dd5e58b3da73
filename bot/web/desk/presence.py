"""Presence: who is at a draft just now, so that two people do not write the same line unknowing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

LATELY = timedelta(minutes=2)


class Presence:
    """In memory: it locks nothing, it only tells."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._seen: dict[int, dict[str, tuple[str, datetime]]] = {}

    def note(self, topic_id: int, user: str, name: str) -> Sequence[str]:
        """Somebody is here now. Returns the names of the others who were in the last two minutes."""
        now = self._clock()
        here = {
            key: (who, at)
            for key, (who, at) in self._seen.get(topic_id, {}).items()
            if timedelta(0) <= now - at < LATELY
        }
        self._seen[topic_id] = {**here, user: (name, now)}
        return sorted({who for key, (who, _) in here.items() if key != user})
