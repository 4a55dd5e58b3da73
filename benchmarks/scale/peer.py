"""Peer: APScheduler with a job for each subscription."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

PEERS = 1000


async def peer(file: Path) -> float:
    """Seconds until 1,000 jobs that are due at the same moment have run; none may be dropped for being late."""
    scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{file}")}, timezone=UTC)
    done, late = asyncio.Event(), 0
    left = PEERS

    def note(event: JobExecutionEvent) -> None:
        nonlocal left, late
        left -= 1
        late += event.code == EVENT_JOB_MISSED
        if left == 0:
            done.set()

    scheduler.add_listener(note, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
    scheduler.start(paused=True)
    for number in range(PEERS):
        scheduler.add_job(
            _nothing,
            "cron",
            hour="*",
            id=str(number),
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC) - timedelta(seconds=1),
        )
    started = time.perf_counter()
    scheduler.resume()
    await done.wait()
    seconds = time.perf_counter() - started
    scheduler.shutdown(wait=False)
    return seconds


async def _nothing() -> None:
    """The peer's job costs nothing, which favours it."""
