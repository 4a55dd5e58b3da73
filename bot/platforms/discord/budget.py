"""Budget: what Discord's answers said about its rate limits, so that nothing is sent that would be refused."""

from __future__ import annotations

from collections.abc import Callable

from bot.platform import Busy
from bot.platforms.discord.wire import Answer

UNSAID = 60.0
"""Seconds to wait after a 429 that does not say how long, as the proxy in front of Discord sends them."""
EVERYWHERE = ""


class Budget:
    """Remembers until when each route is used up. Seconds are `clock`'s, which only ever grows."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}

    def check(self, route: str) -> None:
        """Raises `Busy` while `route`, or the whole token, has nothing left."""
        now = self._clock()
        self._until = {key: until for key, until in self._until.items() if until > now}
        wait = max(self._until.get(route, now), self._until.get(EVERYWHERE, now)) - now
        if wait > 0:
            raise Busy("Discord's rate limit is used up for the moment.", wait)

    def learn(self, route: str, answer: Answer) -> None:
        """Take in an answer's rate limit headers."""
        if answer.status == 429:
            self._hold(EVERYWHERE if is_everywhere(answer) else route, retry_after(answer))
        elif answer.headers.get("x-ratelimit-remaining") == "0":
            self._hold(route, _seconds(answer.headers.get("x-ratelimit-reset-after"), 0.0))

    def _hold(self, key: str, seconds: float) -> None:
        self._until[key] = max(self._until.get(key, 0.0), self._clock() + seconds)


def is_everywhere(answer: Answer) -> bool:
    """Whether the whole token, or the address, has to wait, and not one route."""
    if answer.status != 429:
        return False
    named = isinstance(answer.body, dict) and bool(answer.body.get("global"))
    # Without a JSON body it was the proxy that refused the whole address.
    return named or answer.headers.get("x-ratelimit-scope") == "global" or answer.body is None


def retry_after(answer: Answer) -> float:
    """Seconds that a refused request has to wait."""
    said = answer.body.get("retry_after") if isinstance(answer.body, dict) else None
    return _seconds(said if said is not None else answer.headers.get("retry-after"), UNSAID)


def _seconds(said: object, otherwise: float) -> float:
    try:
        return max(0.0, float(str(said)))
    except ValueError:
        return otherwise
