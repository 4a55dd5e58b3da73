"""Planning: what a subscription owes when its slot has come, and when its next one does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bot.delivery.limits import Limits
from bot.delivery.states import State
from bot.rules import Rule, Slot

LONGEST_GAP = timedelta(days=8)
"""Any rule has a slot in this time: to find the newest one missed it is enough to look so far back."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One slot that has come, and what becomes of it."""

    slot: Slot
    state: State
    reason: str = ""


@lru_cache(maxsize=1000)  # thousands of subscriptions share a rule, and come due together
def plan(
    rule: str, current: Slot, late_hours: int, now: datetime, limits: Limits
) -> tuple[tuple[Owed, ...], Slot | None]:
    """What a subscription to `rule` (as JSON), whose next slot is `current`, owes at `now`, and its next slot, if any.

    At most one of the slots owed is to be posted. Raises `RuleError`.
    """
    read = Rule.from_json(json.loads(rule))
    newest = _newest(read, current, now)
    allowed = max(timedelta(hours=late_hours), timedelta(seconds=limits.grace))
    owed = []
    if newest != current:
        why = f"Missed together with what followed, until {newest.key.replace('T', ' ')}: Readout was not running."
        owed.append(Owed(current, State.SKIPPED, why))
    if now - newest.due <= allowed:
        owed.append(Owed(newest, State.DUE))
    else:
        hours = (now - newest.due).total_seconds() / 3600
        why = f"Missed by {hours:.0f} hours, with {late_hours} allowed: Readout was not running."
        owed.append(Owed(newest, State.SKIPPED, why))
    return tuple(owed), read.next_slot(max(now, newest.due))


def _newest(rule: Rule, current: Slot, now: datetime) -> Slot:
    newest = current
    for slot in rule.slots(max(current.due, now - LONGEST_GAP)):
        if slot.due > now:
            break
        newest = slot if slot.key != current.key else newest
    return newest
