"""Opening: what a start finds or makes: newsroom, first topic, the local channel's schedule, first code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta

from sqlalchemy import func, select

from bot.commands import Services
from bot.people import make_code
from bot.platform import Destination
from bot.roles import Role
from bot.rules import DAILY, Rule
from bot.rules.home import home_zone
from bot.sample import NOTE, TOPIC, sample_article
from bot.storage.audit import SYSTEM
from bot.storage.tables import ArticleRow, Server, Subscription, Topic
from briefs import Article

FIRST_POST = time(9, 0)
CODE_LASTS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Opening:
    newsroom_id: int
    topic_id: int
    topic: str
    made: bool
    """This start made the topic and published its brief."""
    zone: str = ""
    """Of the local channel's schedule, where this start made one."""


async def open_newsroom(services: Services, given: Article | None) -> Opening:
    """The newsroom with a published brief of `given`, or else of the sample. A second call changes nothing."""
    newsroom_id = await services.desk.open_newsroom(services.settings.newsroom)
    await services.desk.keep_zone(home_zone(services.settings.timezone))
    known = await _known_topic(services, newsroom_id, given)
    topic_id, topic = known or await _add_topic(services, newsroom_id, given)
    if await services.reading.edition(topic_id) is None:
        await services.desk.publish_unreviewed(topic_id, SYSTEM)
    zone = await _subscribe_local(services, topic_id, topic) if services.settings.local else ""
    return Opening(newsroom_id, topic_id, topic, known is None, zone)


async def first_code(services: Services, newsroom_id: int) -> str | None:
    """A code that links the first server, or None where one is linked; admins make the further ones."""
    async with services.sessions() as session:
        if await session.scalar(select(func.count()).select_from(Server).where(Server.newsroom_id == newsroom_id)):
            return None
    return await make_code(
        services.sessions, newsroom_id, "server", Role.ADMIN, services.clock(), SYSTEM, lasts=CODE_LASTS
    )


async def _known_topic(services: Services, newsroom_id: int, given: Article | None) -> tuple[int, str] | None:
    found = select(Topic.id, Topic.name).where(Topic.newsroom_id == newsroom_id).order_by(Topic.id).limit(1)
    if given is not None:
        found = found.join(ArticleRow, ArticleRow.topic_id == Topic.id).where(ArticleRow.hash == given.id)
    async with services.sessions() as session:
        row = (await session.execute(found)).first()
        return None if row is None else (row.id, row.name)


async def _add_topic(services: Services, newsroom_id: int, given: Article | None) -> tuple[int, str]:
    article = given or sample_article()
    brief = await services.reading.condensed(article)
    name = await _free_name(services, newsroom_id, TOPIC if given is None else brief.headline.text)
    note = NOTE if given is None else ""
    return await services.desk.add_topic(newsroom_id, name, article, brief, SYSTEM, note=note), name


async def _free_name(services: Services, newsroom_id: int, wanted: str) -> str:
    name = wanted[:60].rsplit(" ", 1)[0] if len(wanted) > 60 else wanted
    taken = {topic.name for topic in await services.reading.topics(newsroom_id)}
    return next(n for n in (name, *(f"{name} ({i})" for i in range(2, len(taken) + 3))) if n not in taken)


async def _subscribe_local(services: Services, topic_id: int, topic: str) -> str:
    """Subscribe the chat page's channel once; who removed it is not subscribed again. Returns the zone, or nothing."""
    async with services.sessions() as session:
        known = select(Subscription.id).where(Subscription.topic_id == topic_id, Subscription.platform == "local")
        if await session.scalar(known.limit(1)) is not None:
            return ""
    zone = home_zone(services.settings.timezone)
    channel = "summit" if topic == TOPIC else _slug(topic)
    here = Destination("local", "", channel, "channel", f"#{channel}")
    await services.outbox.subscribe(topic_id, here, Rule((FIRST_POST,), zone, DAILY), made_by=SYSTEM.name)
    return zone


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:30].strip("-") or "brief"
