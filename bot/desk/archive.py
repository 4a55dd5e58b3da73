"""Archive: what is deleted for good, and what is forgotten after its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.desk import deleting
from bot.desk.deleting import Version
from bot.desk.records import the_topic
from bot.storage.audit import SYSTEM, By, audit
from bot.storage.tables import Audit, Server, Topic
from briefs import Brief


@dataclass(frozen=True, slots=True)
class KnownServer:
    """A server or workspace that something is kept of."""

    platform: str
    server: str
    name: str
    linked: bool


class Archive:
    """Every method that deletes something does it in one transaction, with its entry in the record."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession], clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._clock = clock

    async def discard_draft(self, topic_id: int, engine: Brief, by: By) -> int:
        """The draft as it is live, else as extracted (`engine`). Returns its new version."""
        async with self._sessions.begin() as session:
            return await deleting.discard_draft(session, self._clock(), topic_id, engine, by)

    async def versions(self, topic_id: int) -> Sequence[Version]:
        """The versions of a topic's article, the newest first."""
        return (await self.versions_of([topic_id]))[topic_id]

    async def versions_of(self, topics: Sequence[int]) -> Mapping[int, Sequence[Version]]:
        """The same of many topics."""
        async with self._sessions() as session:
            return await deleting.versions_of(session, topics)

    async def delete_article(self, topic_id: int, number: int, by: By) -> int:
        """One version's text, and what revisions say that rest on it; returns how many. Raises `DeskError`."""
        async with self._sessions.begin() as session:
            return await deleting.delete_article(session, self._clock(), topic_id, number, by)

    async def what_hangs_on(self, topic_id: int) -> Mapping[str, int]:
        """How many rows of each table go with a topic."""
        async with self._sessions() as session:
            return await deleting.what_hangs_on(session, topic_id)

    async def delete_topic(self, topic_id: int, by: By) -> str:
        """Returns its name. Raises `DeskError` where a post of it is just being made."""
        async with self._sessions.begin() as session:
            return await deleting.delete_topic(session, self._clock(), topic_id, by)

    async def servers(self, newsroom_id: int) -> Sequence[KnownServer]:
        """Servers that are linked to the newsroom, and those that only follow it."""
        async with self._sessions() as session:
            following = await deleting.followers(session, newsroom_id)
            rows = (await session.scalars(select(Server).order_by(Server.platform, Server.name, Server.server))).all()
            nameless = following.difference((row.platform, row.server) for row in rows)
            return [
                KnownServer(row.platform, row.server, row.name or row.server, row.newsroom_id is not None)
                for row in rows
                if row.newsroom_id == newsroom_id
                or (row.newsroom_id is None and (row.platform, row.server) in following)
            ] + [KnownServer(platform, server, server, linked=False) for platform, server in sorted(nameless)]

    async def server_data(self, platform: str, server: str) -> Mapping[str, int]:
        """How many rows of each table go with a server."""
        async with self._sessions() as session:
            return await deleting.server_data(session, platform, server)

    async def delete_server(self, newsroom_id: int, platform: str, server: str, by: By) -> str:
        """Returns its name. Raises `DeskError` where it is none of this newsroom's."""
        async with self._sessions.begin() as session:
            return await deleting.delete_server(session, self._clock(), newsroom_id, platform, server, by)

    async def set_auto_publish(self, topic_id: int, on: bool, by: By) -> bool:
        """Whether new versions of the article go out as extracted, without review. Returns whether it changed."""
        async with self._sessions.begin() as session:
            topic = await the_topic(session, topic_id, lock=True)
            changed = topic.auto_publish != on
            topic.auto_publish = on
            if changed:
                audit(session, self._clock(), by, "auto-publish set", topic.name, to="on" if on else "off")
            return changed

    async def auto_published(self, newsroom_id: int) -> frozenset[int]:
        """The topics whose versions go out without review."""
        wanted = select(Topic.id).where(Topic.newsroom_id == newsroom_id, Topic.auto_publish)
        async with self._sessions() as session:
            return frozenset(await session.scalars(wanted))

    async def forget_record(self, days: int) -> int:
        """Entries of the record that are older go, which is an entry itself; 0 days keep them all."""
        if not days:
            return 0
        old = Audit.at < self._clock() - timedelta(days=days)
        async with self._sessions() as session:
            if await session.scalar(select(Audit.id).where(old).limit(1)) is None:
                return 0
        async with self._sessions.begin() as session:
            gone = len((await session.scalars(delete(Audit).where(old).returning(Audit.id))).all())
            audit(session, self._clock(), SYSTEM, "record trimmed", f"older than {days} days", entries=gone)
            return gone
