"""Triggers: an interaction lets an app open one view within 3 seconds, and answer 5 times within 30 minutes."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.fakes.slack.workspace import Json

TRIGGER_FOR = timedelta(seconds=3)
RESPONSES = 5
RESPONSES_FOR = timedelta(minutes=30)


@dataclass
class Gesture:
    """Something that a person did, and what the app made of it."""

    trigger: str
    response_url: str
    user: str
    channel: str
    at: datetime
    acked: bool = False
    ack: Json = field(default_factory=dict)
    replies: list[Json] = field(default_factory=list)
    """What came to its response_url, oldest first."""
    uses: int = 0
    """Of the response_url; six are one too many."""
    view: Json | None = None
    """The modal that it opened, as it stands."""


class Triggers:
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._gestures: dict[str, Gesture] = {}
        self._served: set[str] = set()
        self._count = itertools.count(1)
        self.base = ""
        """Address under which response_urls are answered."""
        self.late = False
        """Every trigger has expired, as if three seconds had passed."""
        self.worn = False
        """No response_url takes anything more."""

    def new(self, user: str, channel: str) -> Gesture:
        number = next(self._count)
        made = Gesture(f"1.{number}", f"{self.base}/respond/{number}", user, channel, self._clock())
        self._gestures[made.trigger] = made
        return made

    def gesture(self, trigger: str) -> Gesture:
        return self._gestures[trigger]

    def exchange(self, trigger: str) -> str:
        """Use a trigger up; returns Slack's error code, or nothing."""
        gesture = self._gestures.get(trigger)
        if gesture is None:
            return "invalid_trigger_id"
        if trigger in self._served:
            return "exchanged_trigger_id"
        if self.late or self._clock() - gesture.at > TRIGGER_FOR:
            return "expired_trigger_id"
        self._served.add(trigger)
        return ""

    def opened(self, trigger: str, view: Json) -> Json:
        gesture = self._gestures[trigger]
        gesture.view = {"id": f"V{trigger}", "hash": "1", "state": {"values": {}}, **view}
        return gesture.view

    def respond(self, number: str) -> tuple[Gesture | None, str]:
        """The gesture that a response_url belongs to, and Slack's error code if it takes nothing more."""
        gesture = self._gestures.get(f"1.{number}")
        if gesture is None:
            return None, "invalid_url"
        gesture.uses += 1
        if self.worn or gesture.uses > RESPONSES:
            return gesture, "used_url"
        if self._clock() - gesture.at > RESPONSES_FOR:
            return gesture, "expired_url"
        return gesture, ""
