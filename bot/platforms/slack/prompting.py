"""Prompting: an acknowledgement goes to Slack the moment a listener gives it.

slack-bolt starts a listener and then looks every 10 ms whether it has acknowledged, so every command waits up to 11 ms.
With `process_before_response` it waits for the listener itself instead. So a listener here returns to bolt as soon as
it has acknowledged, and goes on by itself (decision 021).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

Listener = Callable[..., Awaitable[None]]
Failed = Callable[[Exception, dict[str, Any]], Awaitable[None]]


class PromptApp(AsyncApp):
    """A bolt app whose listeners answer at once. Given `process_before_response=True`."""

    def __init__(self, **given: Any) -> None:
        super().__init__(process_before_response=True, **given)
        self._failed: Failed | None = None
        self._going_on: set[asyncio.Task[None]] = set()

    async def drain(self, seconds: float | None) -> None:
        """Return when no listener is at work any more, or after so many seconds."""
        if self._going_on:
            await asyncio.wait(set(self._going_on), timeout=seconds)

    def command(self, *given: Any, **named: Any) -> Callable[..., Any]:
        return self._prompt(super().command(*given, **named))

    def action(self, *given: Any, **named: Any) -> Callable[..., Any]:
        return self._prompt(super().action(*given, **named))

    def view(self, *given: Any, **named: Any) -> Callable[..., Any]:
        return self._prompt(super().view(*given, **named))

    def shortcut(self, *given: Any, **named: Any) -> Callable[..., Any]:
        return self._prompt(super().shortcut(*given, **named))

    def options(self, *given: Any, **named: Any) -> Callable[..., Any]:
        return self._prompt(super().options(*given, **named))

    def event(self, *given: Any, **named: Any) -> Callable[..., Any]:
        return self._prompt(super().event(*given, **named))

    def error(self, func: Any) -> Any:
        """What happens to a listener that fails, before its acknowledgement or after; it gets `error` and `body`."""
        self._failed = func
        return super().error(func)

    def _prompt(self, register: Callable[..., Any]) -> Callable[[Listener], Any]:
        def registered(listener: Listener) -> Any:
            @wraps(listener)  # bolt reads from the names of its arguments what it wants
            async def begun(**given: Any) -> None:
                await self._begin(listener, given)

            return register(begun)

        return registered

    async def _begin(self, listener: Listener, given: dict[str, Any]) -> None:
        """Return once it has acknowledged or ended; an event's listener acknowledges nothing and is not waited for."""
        acked: asyncio.Event | None = None
        if isinstance(ack := given.get("ack"), AsyncAck):
            acked = asyncio.Event()
            given = {**given, "ack": _telling(ack, acked)}
        task = asyncio.create_task(self._to_its_end(listener, given))
        self._going_on.add(task)
        task.add_done_callback(self._going_on.discard)
        if acked is not None:
            task.add_done_callback(lambda _: acked.set())
            await acked.wait()

    async def _to_its_end(self, listener: Listener, given: dict[str, Any]) -> None:
        try:
            await listener(**given)
        except Exception as error:
            if self._failed is None:
                raise
            await self._failed(error, given.get("body") or {})


def _telling(ack: AsyncAck, acked: asyncio.Event) -> Callable[..., Awaitable[Any]]:
    async def tell(*given: Any, **named: Any) -> Any:
        response = await ack(*given, **named)
        acked.set()
        return response

    return tell
