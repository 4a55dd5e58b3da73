"""Ending: the process is gone soon after its work is done, whatever a library leaves behind."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine

GRACE = 3.0
"""Seconds for what still runs after the last of our own work; psycopg waits without end for a server that is gone."""


def run_to_the_end(work: Coroutine[object, object, None], *, grace: float = GRACE) -> None:
    """`asyncio.run(work)`, of which a task that ignores its cancellation delays the end by `grace` seconds at most.

    Whatever `work` raises is raised. It has put everything in order by its end: the process may simply be left then.
    """
    leaving = threading.Timer(grace, os._exit, (0,))
    leaving.daemon = True

    async def watched() -> None:
        await work
        leaving.start()

    asyncio.run(watched())
    leaving.cancel()
