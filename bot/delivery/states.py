"""States: what can become of a post that is owed. Each record also carries the reason in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    SCHEDULED = "scheduled"
    """Not owed yet: the next slot of a subscription."""
    DUE = "due"
    CLAIMED = "claimed"
    """Somebody is posting it; the claim lapses unless renewed."""
    POSTED = "posted"
    RETRYING = "retrying"
    UNCONFIRMED = "unconfirmed"
    """It may or may not be there and nobody can look: a person says which."""
    SKIPPED = "skipped"
    REFUSED = "refused"
    """The platform will never take it."""
    EXPIRED = "expired"
    """Too late to be news."""
    WITHDRAWN = "withdrawn"
    """The brief was withdrawn: before this was posted, or its text was replaced."""


MEANS = {
    State.SCHEDULED: "It is due at that time.",
    State.DUE: "It is posted as soon as the place's turn comes.",
    State.CLAIMED: "It is being posted.",
    State.POSTED: "It is there.",
    State.RETRYING: "It is tried again.",
    State.UNCONFIRMED: "It may or may not be there; somebody has to look.",
    State.SKIPPED: "It was left out.",
    State.REFUSED: "The platform does not take it.",
    State.EXPIRED: "It could not be posted in time.",
    State.WITHDRAWN: "The brief was withdrawn.",
}
"""What a state says where a record has no reason of its own."""
OPEN = (State.DUE, State.CLAIMED, State.RETRYING)
"""Still on its way; the next one for the same destination waits."""
UNUSED = (State.SKIPPED, State.EXPIRED, State.REFUSED)
"""These showed nothing, so they use up no day."""


@dataclass(frozen=True, slots=True)
class Outcome:
    state: State
    reason: str = ""
