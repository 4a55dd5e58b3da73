"""Turns: which deliveries come next. Each server gets its turn, so that a large one does not starve a small one."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Integer, Select, Subquery, bindparam, func, literal, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.delivery.claiming import LONGEST_WAIT, editable, first_in_line, lapsed, may_try, unclaimed
from bot.delivery.kit import Kit
from bot.delivery.places import place_of
from bot.delivery.states import OPEN, State
from bot.platform import Destination
from bot.storage.tables import Delivery, Instant, Part

WANTED = 1_000
"""So many messages that have to change are looked through for those that can be changed now."""
Columns = Select[int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Due:
    id: int
    place: Destination


async def due_posts(
    kit: Kit, session: AsyncSession, platform: str, count: int, *, after: str = "", but: Collection[int] = ()
) -> list[Due]:
    """What may be posted now, one for each destination: that whose turn it is. The servers behind `after` come first.

    Each server gives one in turn, its oldest first. The cost goes with `count`, not with how many are due.
    """
    now, found = kit.clock(), dict[int, Due]()
    wanted = count + len(but)
    for delivery in (await session.execute(_abandoned(kit, platform, now, wanted))).scalars():
        found[delivery.id] = Due(delivery.id, place_of(delivery))
    on_postgres = session.get_bind().dialect.name == "postgresql"
    given = {"platform": platform, "after": after, "count": wanted, "now": now, "ahead": now + LONGEST_WAIT}
    for state in (State.RETRYING, State.DUE):
        for from_start in (False, True) if after else (True,):
            statement = _waiting(on_postgres, from_start=from_start)
            for row in await session.execute(statement, given | {"state": state}):
                found[row[0]] = Due(row[0], Destination(platform, *row[1:]))
            if len(found) >= wanted:
                break
    return list(_in_turn((due for due in found.values() if due.id not in but), after))[:count]


async def due_edits(
    kit: Kit, session: AsyncSession, platform: str, count: int, *, but: Collection[int] = ()
) -> list[Due]:
    """Deliveries with posted messages that have to show something else; what is still being posted waits."""
    now = kit.clock()
    changed = select(Part.delivery_id).where(*editable(now)).limit(WANTED)
    free = (Delivery.platform == platform, Delivery.state.not_in(OPEN), unclaimed(kit, now))
    wanted = select(Delivery).where(Delivery.id.in_(changed), Delivery.id.not_in(but), *free)
    found = (await session.execute(wanted.order_by(Delivery.id).limit(count))).scalars()
    return [Due(delivery.id, place_of(delivery)) for delivery in found]


def last_server(chosen: Sequence[Due], otherwise: str) -> str:
    """Where the next round goes on."""
    return chosen[-1].place.server if chosen else otherwise


def _abandoned(kit: Kit, platform: str, now: datetime, count: int) -> Select[Delivery]:
    free = (Delivery.platform == platform, lapsed(kit, now), first_in_line(Delivery))
    return select(Delivery).where(*free).order_by(Delivery.due).limit(count)


def _in_turn(found: Iterable[Due], after: str) -> Iterator[Due]:
    """One of each server, then a second of each, and so on; who comes behind `after` is first."""
    queues: dict[str, deque[Due]] = {}
    for due in found:
        queues.setdefault(due.place.server, deque()).append(due)
    waiting = deque(sorted(queues, key=lambda server: (server <= after, server)))
    while waiting:
        server = waiting.popleft()
        yield queues[server].popleft()
        if queues[server]:
            waiting.append(server)


@cache  # to put it together takes longer than to run it
def _waiting(on_postgres: bool, *, from_start: bool) -> Columns:
    """Takes `platform`, `state`, `after` (unless `from_start`), `count`, `now` and `ahead`."""
    row, servers = aliased(Delivery), _servers(from_start)
    oldest = (
        select(row.id, row.server, row.channel, row.kind, row.name)
        .where(row.platform == bindparam("platform"), row.state == bindparam("state"), row.server == servers.c.server)
        .where(may_try(row, bindparam("now", type_=Instant), bindparam("ahead", type_=Instant)), first_in_line(row))
        .order_by(row.due)  # as the index has it: with more, all that is due would be looked at first
        .limit(bindparam("count", type_=Integer))
    )
    if on_postgres:
        each = oldest.lateral()
        return select(each.c.id, each.c.server, each.c.channel, each.c.kind, each.c.name).select_from(
            servers.join(each, true())
        )
    chosen = Delivery.id.in_(oldest.with_only_columns(row.id).correlate(servers))
    columns = (Delivery.id, Delivery.server, Delivery.channel, Delivery.kind, Delivery.name)
    return select(*columns).select_from(servers).join(Delivery, chosen).order_by(Delivery.due, Delivery.id)


def _servers(from_start: bool) -> Subquery:
    """The next servers that have something in this state, each found by one step in the index."""
    of_state = (Delivery.platform == bindparam("platform"), Delivery.state == bindparam("state"))
    behind = () if from_start else (Delivery.server > bindparam("after"),)
    first = select(func.min(Delivery.server)).where(*of_state, *behind).scalar_subquery()
    servers = select(first.label("server"), literal(1).label("n")).cte("each", recursive=True, nesting=True)
    following = select(func.min(Delivery.server)).where(*of_state, Delivery.server > servers.c.server).scalar_subquery()
    count = bindparam("count", type_=Integer)
    more = select(following, servers.c.n + 1).where(servers.c.server.is_not(None), servers.c.n < count)
    # Within a subquery, so that the statement begins as one that reads.
    return select(servers.union_all(more).c.server).subquery("servers")
