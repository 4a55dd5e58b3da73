"""A topic's article gets a new version: the draft follows, readers keep what they have until the next brief."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk import DeskError
from bot.sample import sample_article
from bot.storage.audit import By
from briefs import Article, condense
from tests.bot.newsroom import Newsroom, open_newsroom

ANN = By("Ann Lee", "discord", None)
OLD = sample_article()


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path) as made:
        yield made


def changed(text: str) -> Article:
    return replace(Article.from_text(text, OLD.headline), outlet=OLD.outlet)


async def test_draft_goes_over_and_readers_keep_theirs(newsroom: Newsroom) -> None:
    """What is live still names the article that it was made from."""
    desk, topic = newsroom.services.desk, newsroom.topic_id
    new = changed("A note stands before it.\n\n" + OLD.text)
    replaced = await desk.replace_article(topic, new, condense(new), ANN)
    assert (replaced.lost, (await desk.draft(topic)).article.id) == ((), new.id)
    live = await newsroom.services.reading.edition(topic)
    assert live is not None
    assert live.article.id == OLD.id


async def test_what_is_lost_is_listed(newsroom: Newsroom) -> None:
    desk, topic = newsroom.services.desk, newsroom.topic_id
    brief = (await desk.draft(topic)).brief
    gone = OLD.cut(brief.key_points[0].spans[0])
    new = changed(OLD.text.replace(gone, "Something else was said there."))
    replaced = await desk.replace_article(topic, new, condense(new), ANN)
    assert any(told.startswith("Point 1 went:") for told in replaced.lost)


async def test_mark_on_the_article_is_carried_over_or_told(newsroom: Newsroom) -> None:
    """What the new text still has wrong stays marked; what it has mended is told."""
    desk, topic = newsroom.services.desk, newsroom.topic_id
    await desk.mark(topic, "15 percent", "20 percent", "The signed text says so.", ANN)
    moved = changed("A note stands before it.\n\n" + OLD.text)
    await desk.replace_article(topic, moved, condense(moved), ANN)
    assert [mark.says for mark in await desk.marks(topic)] == ["15 percent"]
    mended = changed(moved.text.replace("15 percent", "20 percent"))
    replaced = await desk.replace_article(topic, mended, condense(mended), ANN)
    assert any("The mark on “15 percent” went" in told for told in replaced.lost)
    assert await desk.marks(topic) == []


async def test_same_article_is_no_new_version(newsroom: Newsroom) -> None:
    desk, topic = newsroom.services.desk, newsroom.topic_id
    draft = await desk.draft(topic)
    with pytest.raises(DeskError, match="as it stands"):
        await desk.replace_article(topic, draft.article, condense(draft.article), ANN)


async def test_other_facts_about_it_make_a_new_version_of_the_same_text(newsroom: Newsroom) -> None:
    """An outlet that was missing is added without touching a line."""
    desk, topic = newsroom.services.desk, newsroom.topic_id
    draft = await desk.draft(topic)
    named = replace(draft.article, outlet="Ashby Post")
    replaced = await desk.replace_article(topic, named, condense(named), ANN)
    after = await desk.draft(topic)
    assert (replaced.lost, after.article.outlet) == ((), "Ashby Post")
    assert after.brief.key_points == draft.brief.key_points


async def test_draft_that_somebody_saved_meanwhile_is_not_replaced(newsroom: Newsroom) -> None:
    desk, topic = newsroom.services.desk, newsroom.topic_id
    new = changed(OLD.text + "\n\nA last line.")
    with pytest.raises(DeskError):
        await desk.replace_article(topic, new, condense(new), ANN, version=99)
