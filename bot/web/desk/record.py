"""Record: who did what, when, from where; to read, and to take along as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator, Iterable, Sequence

from aiohttp import web

from bot.commands import Services
from bot.roles import Role
from bot.storage.audit import entries, kinds
from bot.storage.publications import first_newsroom
from bot.storage.tables import Audit
from bot.web.desk.gate import Gate, Guest
from bot.web.desk.rooms import Rooms
from bot.web.forms import number_in

PATH = "/desk/record"
SHOWN = 100
BATCH = 250
COLUMNS = ("number", "at", "who", "platform", "what", "subject", "detail")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell that starts so (OWASP, “CSV Injection”)."""


class Record:
    def __init__(self, services: Services, gate: Gate, rooms: Rooms) -> None:
        self._services = services
        self._gate = gate
        self._rooms = rooms

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self.show), web.get(PATH + ".csv", self.csv), web.get(PATH + ".json", self.json)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The newest first, all or one kind of act, before `?before=`."""
        guest = await self._admit(request)
        before, what = number_in(request.query.get("before", "")), request.query.get("what", "")[:60]
        async with self._services.sessions() as session:
            found = await entries(session, SHOWN + 1, before=before, what=what)
            known = await kinds(session)
        return self._rooms.show(
            guest,
            "record",
            PATH,
            found=found[:SHOWN],
            earlier=found[SHOWN - 1].id if len(found) > SHOWN else 0,
            kinds=known,
            chosen=what,
        )

    async def csv(self, request: web.Request) -> web.StreamResponse:
        await self._admit(request)
        response = _download("text/csv", "readout-record.csv")
        await response.prepare(request)
        await response.write(_csv_rows([COLUMNS]))
        async for batch in self._all():
            await response.write(_csv_rows(_csv_cells(entry) for entry in batch))
        return response

    async def json(self, request: web.Request) -> web.StreamResponse:
        await self._admit(request)
        response = _download("application/json", "readout-record.json")
        await response.prepare(request)
        await response.write(b"[")
        between = "\n"
        async for batch in self._all():
            rows = [json.dumps(_cells(entry), ensure_ascii=False) for entry in batch]
            await response.write((between + ",\n".join(rows)).encode())
            between = ",\n"
        await response.write(b"\n]\n")
        return response

    async def _admit(self, request: web.Request) -> Guest:
        """The record is the whole installation's, so it is for the admins of its own newsroom."""
        guest = await self._gate.admit(request, Role.ADMIN)
        async with self._services.sessions() as session:
            if await first_newsroom(session) != guest.newsroom_id:
                raise web.HTTPNotFound
        return guest

    async def _all(self) -> AsyncIterator[Sequence[Audit]]:
        """In batches: a record of years must not stand in memory at once, nor keep other pages waiting."""
        last = 0
        while True:
            async with self._services.sessions() as session:
                found = await entries(session, BATCH, before=last)
            if found:
                yield found
            if len(found) < BATCH:
                return
            last = found[-1].id


def _cells(entry: Audit) -> dict[str, object]:
    return {
        "number": entry.id,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "platform": entry.platform,
        "what": entry.what,
        "subject": entry.subject,
        "detail": entry.detail,
    }


def _csv_cells(entry: Audit) -> Sequence[str]:
    *plain, detail = _cells(entry).values()
    return [*map(str, plain), json.dumps(detail)]


def _csv_rows(rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return written.getvalue().encode()


def _download(kind: str, name: str) -> web.StreamResponse:
    return web.StreamResponse(
        headers={"Content-Type": f"{kind}; charset=utf-8", "Content-Disposition": f'attachment; filename="{name}"'}
    )
