"""Through: a platform that hands everything on to another one; what differs is said in a class of its own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Card
from bot.platform import Destination, Payload, Platform, Sending


class Through:
    def __init__(self, inner: Platform) -> None:
        self.inner = inner
        self.name = inner.name

    async def start(self) -> None:
        await self.inner.start()

    async def stop(self) -> None:
        await self.inner.stop()

    def health(self) -> str:
        return self.inner.health()

    def render(self, card: Card) -> Sequence[Payload]:
        return self.inner.render(card)

    async def post(self, sending: Sending) -> str:
        return await self.inner.post(sending)

    async def edit(self, destination: Destination, message: str, payload: Payload) -> None:
        await self.inner.edit(destination, message, payload)

    async def find(self, sending: Sending) -> str | None:
        return await self.inner.find(sending)
