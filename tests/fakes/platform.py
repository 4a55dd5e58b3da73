"""A platform in memory: it keeps what was posted in order, logs what it was asked, and misbehaves as scripted."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.cards import Card, Run
from bot.platform import Busy, CannotLook, Destination, Payload, Refused, Sending, Unsure


@dataclass(slots=True)
class Message:
    id: str
    part: str
    channel: str
    payload: Payload

    @property
    def text(self) -> str:
        return str(self.payload["text"])


Act = Callable[[Callable[[], object]], Awaitable[None]]
"""What happens at a call: it gets the function that does what was asked, and may call it, raise, or wait."""


async def lose_answer(do: Callable[[], object]) -> None:
    """Done, but the answer never comes."""
    do()
    raise Unsure("The connection closed before the answer.")


async def lose_request(do: Callable[[], object]) -> None:
    """Not done, and nobody can tell."""
    raise Unsure("The connection closed before the answer.")


async def refuse(do: Callable[[], object]) -> None:
    raise Refused("The channel is gone.")


async def be_busy(do: Callable[[], object]) -> None:
    raise Busy("Slow down.", 7)


async def be_blind(do: Callable[[], object]) -> None:
    raise CannotLook("Readout may not read the history there.")


async def hang(do: Callable[[], object]) -> None:
    await asyncio.Event().wait()


async def hang_after(do: Callable[[], object]) -> None:
    """Done, and then no answer for ever."""
    do()
    await asyncio.Event().wait()


async def break_down(do: Callable[[], object]) -> None:
    """A fault of our own in the platform's code."""
    raise ZeroDivisionError


@dataclass
class FakePlatform:
    """Speaks the protocol of `bot.platform`. `script["post"]` and so on hold what happens at the next calls."""

    name: str = "fake"
    lines_a_message: int = 100
    messages: list[Message] = field(default_factory=list)
    log: list[tuple[str, str]] = field(default_factory=list)
    """(“post”, part), (“find”, part) or (“edit”, message)."""
    script: defaultdict[str, deque[Act]] = field(default_factory=lambda: defaultdict(deque))
    gate: asyncio.Event | None = None
    """While it is set to an event that has not happened, posts wait for it."""
    posts: int = 0
    at_once: int = 0
    most_at_once: int = 0

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    def health(self) -> str:
        return "in memory"

    def render(self, card: Card) -> Sequence[Payload]:
        lines = ["".join(run.text for run in line.words if isinstance(run, Run)) for line in card.lines]
        size = self.lines_a_message
        return [{"text": "\n".join(lines[at : at + size])} for at in range(0, len(lines), size)]

    async def post(self, sending: Sending) -> str:
        json.dumps(sending.payload)
        assert len(sending.part) <= 25
        self.posts += 1
        message = Message(f"m{self.posts}", sending.part, sending.destination.channel, sending.payload)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.gate is not None:
                await self.gate.wait()
            await self._act("post", sending.part, lambda: self.messages.append(message))
        finally:
            self.at_once -= 1
        return message.id

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        def change() -> None:
            found = next((known for known in self.messages if known.id == message), None)
            if found is None:
                raise Refused("The message is gone.")
            found.payload = payload

        await self._act("edit", message, change)

    async def find(self, sending: Sending) -> str | None:
        await self._act("find", sending.part, lambda: None)
        return next((known.id for known in self.messages if known.part == sending.part), None)

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    def asked(self, what: str) -> int:
        """How often it was asked to post, find or edit."""
        return sum(kind == what for kind, _ in self.log)

    def next(self, what: str, *acts: Act) -> None:
        self.script[what].extend(acts)

    async def _act(self, what: str, subject: str, do: Callable[[], object]) -> None:
        self.log.append((what, subject))
        if self.script[what]:
            await self.script[what].popleft()(do)
        else:
            do()
