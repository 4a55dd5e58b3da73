"""Live: the revision that readers of a topic have, asked for one topic or for many in a statement."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage.audit import SYSTEM
from bot.storage.editions import live_of, live_revision
from bot.storage.tables import Topic
from tests.bot.editions import ARTICLE, BRIEF
from tests.bot.test_desk import BOB, Newsdesk, news

__all__ = ["news"]


async def test_many_topics_asked_at_once_have_the_revision_that_each_has_alone(news: Newsdesk) -> None:
    """One with two publications, one withdrawn, one with a draft only."""
    desk, first = news.desk, news.topic
    withdrawn, draft = [await desk.add_topic(news.newsroom, name, ARTICLE, BRIEF, SYSTEM) for name in ("B", "C")]
    for topic in (first, withdrawn):
        await desk.publish_unreviewed(topic, SYSTEM)
    await news.write(BOB)
    await desk.publish_unreviewed(first, SYSTEM)
    await desk.withdraw(withdrawn, "The vote is void.", BOB)
    async with news.sessions() as session:
        rows = (await session.execute(select(Topic.id, live_of(Topic.id)))).all()
        found: dict[int, int | None] = {row[0]: row[1] for row in rows}
        assert found == {topic: await live_revision(session, topic) for topic in (first, withdrawn, draft)}
    assert [found[topic] for topic in (first, withdrawn, draft)] == [3, 2, None]
