"""Queueing: on PostgreSQL procrastinate carries the deliveries, to whichever replica has room.

A job names a delivery and nothing else counts: one that is lost is put in again, since the row stays due, and one too
many finds its delivery claimed. The queue is fed in slices, so that what comes due together does not lie in it for
long; its lock keeps a destination's deliveries apart.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

import procrastinate
from sqlalchemy import URL, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import turns
from bot.delivery.carrying import Act
from bot.delivery.kit import Kit
from bot.delivery.turns import Due
from bot.platform import Destination
from bot.storage.turns import alone_until_commit

log = logging.getLogger(__name__)
logging.getLogger("procrastinate").setLevel(logging.WARNING)  # at INFO it tells of every job twice

SLICE = 300
"""Jobs that wait for a platform at the most: at its pace a few seconds' worth."""
LOCK = 7_323_688
HEARTBEAT = 2.0
STALLED = 10.0
"""Seconds without a heartbeat after which a worker counts as dead, and its jobs are put in again."""
SWEEP = 3.0
GRACE = 4.0
"""Seconds that what is being delivered may take when Readout stops."""
CUT = 0.5
"""Seconds for what did not finish to take notice of it."""
DEFER = text(
    "SELECT procrastinate_defer_jobs_v1(array_agg(ROW(CAST(:queue AS varchar), 'deliver', 0, job->>'lock', job->>'id', "
    "job->'args', NULL)::procrastinate_job_to_defer_v1)) FROM jsonb_array_elements(CAST(:jobs AS jsonb)) AS job"
)
QUEUED = text(
    "SELECT CAST(queueing_lock AS bigint), status = 'todo' FROM procrastinate_jobs "
    "WHERE queue_name = :queue AND status IN ('todo', 'doing')"
)


class Queue:
    """`act` delivers, exactly as it does for the embedded sender; `at_once` of a platform at the same time."""

    def __init__(self, url: URL, kit: Kit, act: Act, at_once: Callable[[str], int]) -> None:
        self._kit = kit
        self._at_once = at_once
        conninfo = url.set(drivername="postgresql").render_as_string(hide_password=False)
        unhurried = {"options": "-c synchronous_commit=off"}  # no job has to be believed, so none waits for the disk
        connector = procrastinate.PsycopgConnector(conninfo=conninfo, min_size=2, kwargs=unhurried)
        self._app = procrastinate.App(connector=connector)
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._sweeping: asyncio.Task[None] | None = None
        self._served: dict[str, str] = {}
        self._opened = False

        @self._app.task(name="deliver")
        async def deliver(delivery_id: int, place: Mapping[str, str]) -> None:
            try:
                await act(delivery_id, Destination(**place))
            except SQLAlchemyError as error:
                log.error("The database failed under delivery %s, which is taken up again: %s", delivery_id, error)

    async def feed(self, platforms: Iterable[str]) -> None:
        """Put in what is due, as far as there is room, and see that somebody works on it."""
        await self._open()
        for platform in list(platforms):
            if platform not in self._workers or self._workers[platform].done():
                self._workers[platform] = asyncio.create_task(self._work(platform))
            await self._fill(platform)

    async def put(self, session: AsyncSession, due: Sequence[Due]) -> None:
        """Put deliveries in within the transaction that made them due: both are there, or neither."""
        for platform in {one.place.platform for one in due}:
            jobs = [_job(one) for one in due if one.place.platform == platform]
            await session.execute(DEFER, {"queue": platform, "jobs": json.dumps(jobs)})

    async def drain(self, seconds: float) -> int:
        """Let what is being delivered finish, within `seconds`; the rest stays in the queue for others.

        Returns how many workers were cut off. A worker is told once to finish, and then to end.
        """
        tasks = [*self._workers.values(), *([self._sweeping] if self._sweeping else [])]
        cut = tasks
        for patience in (max(0.0, seconds - CUT), CUT):
            for task in cut:
                task.cancel()
            cut = list((await asyncio.wait(cut, timeout=patience))[1]) if cut else []
        if self._opened:
            with suppress(TimeoutError):
                async with asyncio.timeout(CUT):
                    await self._app.close_async()
        return len(cut)

    async def sweep(self) -> None:
        """Put the jobs of workers that died in again: until then they keep their destination's lock."""
        for job in await self._app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
            await self._app.job_manager.retry_job(job)

    async def _open(self) -> None:
        if not self._opened:
            await self._app.open_async()
            self._opened = True
            self._sweeping = asyncio.create_task(self._sweep())

    async def _fill(self, platform: str) -> None:
        async with self._kit.sessions.begin() as session:
            await alone_until_commit(session, LOCK)
            queued = {row[0]: row[1] for row in await session.execute(QUEUED, {"queue": platform})}
            room = SLICE - sum(queued.values())
            if room < SLICE // 2:
                return
            after = self._served.get(platform, "")
            due = await turns.due_posts(self._kit, session, platform, room, after=after, but=list(queued))
            self._served[platform] = turns.last_server(due, after)
            await self.put(session, due)

    async def _work(self, platform: str) -> None:
        await self._app.run_worker_async(
            queues=[platform],
            name=platform,
            concurrency=self._at_once(platform),
            install_signal_handlers=False,
            delete_jobs="always",
            fetch_job_polling_interval=1.0,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED,
            shutdown_graceful_timeout=GRACE,
        )

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            with suppress(procrastinate.exceptions.ConnectorException):  # the database is away; the next time will do
                await self.sweep()


def _job(due: Due) -> dict[str, object]:
    place = due.place
    args = {"delivery_id": due.id, "place": {name: getattr(place, name) for name in Destination.__slots__}}
    return {"id": str(due.id), "lock": f"{place.platform}/{place.server}/{place.channel}", "args": args}
