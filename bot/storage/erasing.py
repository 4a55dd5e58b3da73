"""Erasing: rows for good, with all that hangs on them, found by the tables' own references."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import Base, Topic

UNDECLARED = {"topic_id": "topics", "subscription_id": "subscriptions"}
"""References that a table may have without telling the database, which would lock their rows for each new one."""
BY_PLATFORM = {"slack": {"installations": "team"}}
"""Tables of one platform alone, and their column that names its server or workspace."""
Doomed = Mapping[Table, ColumnElement[bool]]
"""Which rows of each table go, children after what they hang on."""


def of_topic(topic_id: int) -> Doomed:
    """A topic, its articles, drafts, revisions, schedules, deliveries, questions and answers."""
    return _with_children({_table("topics"): Topic.__table__.c.id == topic_id})


def of_server(platform: str, server: str) -> Doomed:
    """All that is kept of one Discord server or Slack workspace: every row that names both, and its tokens."""
    naming_both = {
        table: and_(table.c.platform == platform, table.c.server == server)
        for table in Base.metadata.sorted_tables
        if {"platform", "server"} <= set(table.c.keys())
    }
    own = {_table(name): _table(name).c[column] == server for name, column in BY_PLATFORM.get(platform, {}).items()}
    return _with_children(naming_both | own)


async def erase(session: AsyncSession, doomed: Doomed) -> dict[str, int]:
    """Delete them; what only points at them is left with nothing to point at. Returns how many rows went, by table."""
    gone: dict[str, int] = {}
    for table in reversed(Base.metadata.sorted_tables):
        await _unlink(session, table, doomed)
        if table in doomed:
            gone[table.name] = await session.scalar(select(func.count()).select_from(table).where(doomed[table])) or 0
            await session.execute(delete(table).where(doomed[table]))
    return gone


async def count(session: AsyncSession, doomed: Doomed) -> dict[str, int]:
    """How many rows would go, by table."""
    found = {}
    for table, wanted in doomed.items():
        found[table.name] = await session.scalar(select(func.count()).select_from(table).where(wanted)) or 0
    return found


def _with_children(roots: dict[Table, ColumnElement[bool]]) -> Doomed:
    doomed = dict(roots)
    for table in Base.metadata.sorted_tables:
        hanging = [_points(table, key, doomed) for key in _keys(table) if key[1] in doomed and not key[2]]
        if hanging:
            doomed[table] = or_(doomed[table], *hanging) if table in doomed else or_(*hanging)
    return doomed


def _keys(table: Table) -> list[tuple[str, Table, bool]]:
    """Its references to one column of another table: own column, that table, and whether it may be empty."""
    declared = {
        column.name: key.column.table
        for column in table.columns
        for key in column.foreign_keys
        if key.constraint is not None and len(key.constraint.elements) == 1
    }
    named = {name: _table(parent) for name, parent in UNDECLARED.items() if name in table.c and name not in declared}
    return [(name, parent, bool(table.c[name].nullable)) for name, parent in (declared | named).items()]


def _points(table: Table, key: tuple[str, Table, bool], doomed: Doomed) -> ColumnElement[bool]:
    name, parent, _ = key
    (target,) = parent.primary_key.columns
    return table.c[name].in_(select(target).where(doomed[parent]))


async def _unlink(session: AsyncSession, table: Table, doomed: Doomed) -> None:
    for key in _keys(table):
        if key[2] and key[1] in doomed:
            await session.execute(update(table).where(_points(table, key, doomed)).values({key[0]: None}))


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
