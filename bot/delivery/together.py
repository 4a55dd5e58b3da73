"""Together: what many deliveries write at the same moment is committed at once, and done for each only after that.

A commit waits for the disk, and a statement for a hundred rows costs little more than one for a single row. So a wave
shares both; nobody is told that something is recorded before it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

Item = TypeVar("Item")
Result = TypeVar("Result")
Act = Callable[[AsyncSession, Sequence[Item]], Awaitable[Sequence[Result]]]
"""Does something for all the items in one transaction; a result for each, in their order."""

GATHER = 0.01
"""Seconds that the first waits for company, where nothing else waits: nobody notices."""
IN_A_WAVE = 0.15
"""Seconds that it waits while requests queue for the platform: who is written down sooner would only queue longer."""
MOST = 100
"""Items in one transaction: the loop must not be kept from its other work."""
ATTEMPTS = 3
DEADLOCK = "40P01"
"""PostgreSQL undid one of two transactions that waited for each other; it can be done again at once."""


class Together:
    """Gathers the items of an act while its last transaction is under way."""

    def __init__(
        self,
        opened: Callable[[], AbstractAsyncContextManager[AsyncSession]],
        crowded: Callable[[], bool] = lambda: False,
    ) -> None:
        """`opened` gives a session: `sessions.begin` to write, `sessions` to read. `crowded`: requests queue now."""
        self._opened = opened
        self._crowded = crowded
        self._waiting: dict[object, list[tuple[Any, asyncio.Future[Any]]]] = {}
        self._writing: dict[object, asyncio.Task[None]] = {}

    async def __call__(self, name: object, act: Act[Item, Result], item: Item) -> Result:
        """Do `act`, together with whatever else waits under `name`; raises what it raises for this item."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(name, []).append((item, done))
        if name not in self._writing:
            self._writing[name] = asyncio.create_task(self._write(name, act))
        return await done

    async def settled(self) -> None:
        """Return when nothing is being written any more."""
        await asyncio.gather(*self._writing.values())

    async def _write(self, name: object, act: Act[Any, Any]) -> None:
        try:
            while self._waiting.get(name):
                await asyncio.sleep(IN_A_WAVE if self._crowded() else GATHER)
                group, self._waiting[name] = self._waiting[name][:MOST], self._waiting[name][MOST:]
                await self._commit(act, group)
        finally:
            del self._writing[name], self._waiting[name]

    async def _commit(self, act: Act[Any, Any], group: Sequence[tuple[Any, asyncio.Future[Any]]]) -> None:
        """Also what nobody waits for any more: a message that was posted is better recorded."""
        try:
            results = await self._transact(act, [item for item, _ in group])
        except OperationalError as error:  # the database itself fails: it would for each of them
            _fail(group, error)
        except Exception as error:  # one of them broke it; the others must not suffer, and that one is told
            if len(group) == 1:
                _fail(group, error)
            else:
                for single in group:
                    await self._commit(act, [single])
        else:
            for (_, done), result in zip(group, results, strict=True):
                if not done.done():
                    done.set_result(result)

    async def _transact(self, act: Act[Any, Any], items: Sequence[Any]) -> Sequence[Any]:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                async with self._opened() as session:
                    return await act(session, items)
            except OperationalError as error:
                if attempt == ATTEMPTS or getattr(error.orig, "sqlstate", None) != DEADLOCK:
                    raise
        raise AssertionError("the last attempt returns or raises")


def _fail(group: Sequence[tuple[Any, asyncio.Future[Any]]], error: Exception) -> None:
    for _, done in group:
        if not done.done():
            done.set_exception(error)
