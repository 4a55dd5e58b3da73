"""Weighing: what is read in one go before a decision is what the desk says when it is asked for each."""

from __future__ import annotations

from bot.desk import weigh
from bot.storage.audit import SYSTEM
from tests.bot.test_desk import BOB, EVE, Newsdesk, news

__all__ = ["news"]


async def as_told(news: Newsdesk) -> None:
    desk, topic = news.desk, news.topic
    async with news.sessions() as session:
        weighed = await weigh(session, topic, 2)
    draft, waiting = await desk.draft(topic), await desk.waiting(topic)
    assert (weighed.draft, weighed.waiting) == (draft, waiting or 0)
    assert weighed.same == await desk.is_live(topic)
    found = await desk.findings(waiting) if waiting else await desk.draft_findings(draft)
    assert await weighed.text.checked() == found
    assert weighed.history == await desk.history(topic, 2)
    assert weighed.leaving == await desk.leaving(topic)
    states = {past.revision_id: past.state for past in await desk.history(topic)}
    assert states.get(weighed.live, "nothing") in ("published", "withdrawn", "nothing")


async def test_all_that_is_weighed_is_what_the_desk_says_of_each(news: Newsdesk) -> None:
    """Before anything is published, with a revision that waits and an objection, live, overruled, and withdrawn."""
    await as_told(news)
    await news.desk.publish_unreviewed(news.topic, SYSTEM)
    await as_told(news)
    await news.write(EVE, "Channel to be widened by 99 metres")
    await as_told(news)
    await news.desk.submit(news.topic, EVE)
    await as_told(news)
    await news.desk.publish(news.topic, BOB, "The council said so since.")
    await as_told(news)
    await news.desk.withdraw(news.topic, "The vote is void.", BOB)
    await as_told(news)
