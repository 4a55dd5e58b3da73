"""Memory: what a conversation needs for some minutes — the last questions, answers to share, a form not to lose."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.commands.declare import Values
from bot.storage.editions import Edition

FOLLOWS_FOR = timedelta(minutes=10)
"""A question this soon after another one by the same person in the same channel may refer back to it."""
THREAD_FOLLOWS_FOR = timedelta(hours=1)
"""In a thread, which is about one thing, after anybody's question."""
TURNS = 6
V = TypeVar("V")


class Shelf(Generic[V]):
    """The last `room` things put down, each under a short key that fits into a button."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._things: OrderedDict[str, V] = OrderedDict()

    def put(self, thing: V, key: str = "") -> str:
        key = key or secrets.token_urlsafe(9)
        self._things[key] = thing
        self._things.move_to_end(key)
        while len(self._things) > self._room:
            self._things.popitem(last=False)
        return key

    def get(self, key: str) -> V | None:
        return self._things.get(key)

    def drop(self, key: str) -> None:
        self._things.pop(key, None)


@dataclass(frozen=True, slots=True)
class Turn:
    at: datetime
    topic_id: int
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer that its asker may share or judge, and an editor pin otherwise."""

    revision_id: int
    question: str
    history: tuple[tuple[str, str], ...] = ()
    """What was asked before, where the question says too little without it."""
    answer: str = ""
    sentence: str = ""
    """The article's words that proved it."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Bounded, and gone with a restart: nothing here is a record."""

    asked: Shelf[Asked] = field(default_factory=lambda: Shelf(2_000))
    shared: Shelf[str] = field(default_factory=lambda: Shelf(2_000))
    """Keys of `asked` that were shared: a button may be pressed twice, or its press sent twice."""
    offered: Shelf[str] = field(default_factory=lambda: Shelf(2_000))
    """Questions on buttons that were too long for one."""
    unsaved: Shelf[Values] = field(default_factory=lambda: Shelf(200))
    """Texts that could not be saved."""
    linked: Shelf[Edition] = field(default_factory=lambda: Shelf(50))
    """Briefs of links that somebody wanted: theirs alone, and no record."""
    reading: set[str] = field(default_factory=set)
    """Who waits for the brief of a link: one at a time each."""
    _turns: Shelf[tuple[Turn, ...]] = field(default_factory=lambda: Shelf(2_000))

    def note(self, who: str, turn: Turn) -> None:
        self._turns.put((*(self._turns.get(who) or ()), turn)[-TURNS:], who)

    def carry(self, who: str, to: str) -> None:
        """What one conversation holds is also what another begins with."""
        if turns := self._turns.get(who):
            self._turns.put(turns, to)

    def talks(self, who: str, now: datetime, within: timedelta) -> bool:
        """Whether anything was asked in a conversation within this time."""
        return any(now - turn.at <= within for turn in self._turns.get(who) or ())

    def recent(
        self, who: str, topic_id: int, now: datetime, within: timedelta = FOLLOWS_FOR
    ) -> tuple[tuple[str, str], ...]:
        """(question, answer) pairs of the last minutes about this topic, oldest first."""
        return tuple(
            (turn.question, turn.answer)
            for turn in self._turns.get(who) or ()
            if turn.topic_id == topic_id and now - turn.at <= within
        )
