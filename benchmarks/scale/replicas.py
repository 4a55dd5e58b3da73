"""Replicas: two processes that tick on the same PostgreSQL at the same moment."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from multiprocessing.synchronize import Barrier
from typing import Any

from sqlalchemy import select

from benchmarks.scale.crowd import BEFORE, NOW, count_rows, fill, open_at, outbox
from bot.storage.tables import Subscription


def replicas(address: str, count: int) -> bool:
    """Two processes tick at the same moment; whether each delivery was made once."""
    asyncio.run(_filled(address, count))
    spawn = multiprocessing.get_context("spawn")
    ready, said = spawn.Barrier(2), spawn.Queue()
    processes = [spawn.Process(target=_replica, args=(address, ready, said)) for _ in range(2)]
    for process in processes:
        process.start()
    results = [said.get(timeout=300) for _ in processes]
    for process in processes:
        process.join()
    rows, subscriptions = asyncio.run(_counted(address))
    made = " and ".join(f"{result[0]:,}" for result in results)
    seconds = max(result[2] for result in results) - min(result[1] for result in results)
    print(f"Two PostgreSQL replicas made {made} in {seconds:.2f} s: {rows:,} rows for {subscriptions:,} subscriptions")
    return (rows, subscriptions) == (count, count)


def _replica(address: str, ready: Barrier, said: Any) -> None:
    said.put(asyncio.run(_ticked(address, ready)))


async def _ticked(address: str, ready: Barrier) -> tuple[int, float, float]:
    """What one replica made, from when to when. The one that is left with nothing ticks on until all is made."""
    database = open_at(address)
    ticking = outbox(database)
    await ticking.tick(BEFORE)
    await asyncio.to_thread(ready.wait)
    started = time.time()
    made = 0
    while True:
        made += await ticking.tick(NOW)
        async with database.sessions() as session:
            due = select(Subscription.id).where(Subscription.next_due <= NOW).limit(1)
            if (await session.execute(due)).first() is None:
                break
    ended = time.time()
    await database.close()
    return made, started, ended


async def _filled(address: str, count: int) -> None:
    database = open_at(address)
    await fill(database, count)
    await database.close()


async def _counted(address: str) -> tuple[int, int]:
    database = open_at(address)
    found = await count_rows(database)
    await database.close()
    return found
