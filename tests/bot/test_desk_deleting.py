"""Deleting: what is deleted is gone with all that hangs on it, and the record keeps the act without the words."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.cards import Card
from bot.commands import Caller
from bot.desk import DeskError
from bot.roles import Role
from bot.sample import TOPIC, sample_article
from bot.storage.audit import SYSTEM
from bot.storage.erasing import of_topic
from bot.storage.tables import Audit, Base, Delivery, Part, Revision, Server
from briefs import Article, condense
from tests.bot.newsroom import Newsroom, open_newsroom, text_of
from tests.bot.test_commands_editing import action_of, edit

NEW = "Talks at the Akasaka Palace end early"


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    """With a second topic, which must stay, and the first one posted, asked about and corrected."""
    async with open_newsroom(home) as opened:
        ann = await opened.person("Ann", Role.ADMIN)
        await opened.type("schedule add 09:00", ann)
        await opened.deliver()
        await opened.reads("ask Who sings in the choir?")
        await edit(opened, ann, headline=NEW)
        await opened.type("correct The talks ended early.", ann)
        await opened.deliver()
        other = Article.from_text("The pier of Ashby opens on Monday. The mayor, Ann Lee, said so.", "Pier opens")
        await opened.services.desk.add_topic(1, "Harbour", other, condense(other), SYSTEM)
        yield opened


@pytest.fixture
def ann(news: Newsroom) -> Caller:
    return news.caller("Ann")


async def rows(news: Newsroom) -> dict[str, int]:
    async with news.services.sessions() as session:
        found = {}
        for table in Base.metadata.sorted_tables:
            found[table.name] = await session.scalar(select(func.count()).select_from(table)) or 0
        return found


async def test_a_topic_goes_with_all_that_hangs_on_it(news: Newsroom, ann: Caller) -> None:
    """Its posts stay where they are; the other topic is as it was."""
    posted = [message.text for message in news.platform.messages]
    asked = await news.type(f"delete topic topic:{TOPIC}", ann)
    assert "What was posted stays" in text_of(asked)
    assert f"“{TOPIC}” is deleted." in text_of(await news.press(action_of(asked, "Delete"), ann))
    await news.deliver()
    left = await rows(news)
    assert {
        name for name in ("revisions", "deliveries", "parts", "subscriptions", "corrections") if left[name]
    } == set()
    assert (left["topics"], left["articles"], left["drafts"]) == (1, 1, 1)
    assert [message.text for message in news.platform.messages] == posted


async def test_record_keeps_names_and_loses_words(news: Newsroom, ann: Caller) -> None:
    """What was said of the deleted topic stands nowhere any more; that it was deleted does."""
    await news.services.archive.delete_topic(news.topic_id, SYSTEM)
    async with news.services.sessions() as session:
        entries = (await session.scalars(select(Audit).order_by(Audit.id))).all()
    written = json.dumps([entry.detail for entry in entries])
    assert "ended early" not in written
    assert (entries[-1].what, entries[-1].subject) == ("topic deleted", TOPIC)
    assert any(entry.subject.startswith(f"{TOPIC}, revision") for entry in entries)


async def test_a_topic_is_not_deleted_while_a_post_of_it_is_made(news: Newsroom) -> None:
    """Whose record would be lost with it."""
    async with news.services.sessions.begin() as session:
        for row in await session.scalars(select(Delivery)):
            row.claimed_until = news.clock() + timedelta(seconds=30)
    with pytest.raises(DeskError, match="just being made"):
        await news.services.archive.delete_topic(news.topic_id, SYSTEM)
    assert (await rows(news))["topics"] == 2


async def test_every_table_that_hangs_on_a_topic_is_known() -> None:
    """Also one that is added later: the tables' own references are followed."""
    assert {"drafts", "revisions", "articles", "parts", "errata", "outgoing", "feedback_marks"} <= {
        table.name for table in of_topic(1)
    }


async def test_a_draft_says_again_what_is_live(news: Newsroom, ann: Caller) -> None:
    await edit(news, ann, headline="Something else")
    await news.press(action_of(await news.type(f"delete draft topic:{TOPIC}", ann), "Delete"), ann)
    assert (await news.services.desk.draft(news.topic_id)).brief.headline.text == NEW


async def test_an_unpublished_draft_says_again_what_was_extracted(news: Newsroom, ann: Caller) -> None:
    desk = news.services.desk
    (harbour,) = [one.id for one in await news.services.reading.topics(1) if one.name == "Harbour"]
    draft = await desk.draft(harbour)
    worded = replace(draft.brief, lede=replace(draft.brief.lede, text="It opens."))
    await desk.save_draft(harbour, worded, draft.version, SYSTEM)
    engine = await news.services.reading.condensed(draft.article)
    assert await news.services.archive.discard_draft(harbour, engine, SYSTEM) == draft.version + 2
    assert (await desk.draft(harbour)).brief == engine


async def test_an_article_that_is_in_use_is_not_deleted(news: Newsroom, ann: Caller) -> None:
    """It says what rests on it."""
    assert "which readers have, rests on it" in text_of(await news.type(f"delete article 1 topic:{TOPIC}", ann))
    with pytest.raises(DeskError, match="cannot go"):
        await news.services.archive.delete_article(news.topic_id, 1, SYSTEM)


async def test_a_former_article_goes_with_the_words_of_its_revisions(news: Newsroom, ann: Caller) -> None:
    """Their numbers and corrections stay, so that nothing that readers were told is lost."""
    desk, article = news.services.desk, sample_article()
    newer = replace(Article.from_text(article.text + "\n\nThe talks end on Friday."), headline=article.headline)
    await desk.replace_article(news.topic_id, newer, condense(newer), SYSTEM)
    await desk.publish(news.topic_id, SYSTEM)
    assert await news.services.archive.delete_article(news.topic_id, 1, SYSTEM) == 2
    assert [past.state for past in await desk.history(news.topic_id)] == ["published", "deleted", "deleted"]
    async with news.services.sessions() as session:
        old = (await session.scalars(select(Revision).where(Revision.state == "deleted"))).all()
    assert all(NEW not in json.dumps(row.content) for row in old)
    assert "The talks ended early." in await news.reads(f"brief topic:{TOPIC}")
    assert [one.number for one in await news.services.archive.versions(news.topic_id)] == [2]


async def test_a_server_s_data_goes(news: Newsroom, ann: Caller) -> None:
    """Its schedules, posts, choices and link; the topics stay."""
    asked = await news.type("delete server", ann)
    assert isinstance(asked, Card)
    assert "is deleted" in text_of(await news.press(action_of(asked, "Delete"), ann))
    left = await rows(news)
    assert (left["servers"], left["subscriptions"], left["deliveries"], left["parts"]) == (0, 0, 0, 0)
    assert left["topics"] == 2
    async with news.services.sessions() as session:
        last = (await session.scalars(select(Audit).order_by(Audit.id.desc()).limit(1))).one()
    assert last.what == "server deleted"


async def test_a_server_that_schedules_again_can_be_deleted_again(news: Newsroom, ann: Caller) -> None:
    """Also before its platform, which noted it at the start, has noted it anew; once its schedules go, it is gone."""
    await news.services.archive.delete_server(1, "fake", "100", SYSTEM)
    manager = replace(news.caller("Zoe"), manages_server=True)
    assert "gets" in text_of(await news.type("schedule add 09:00", manager))
    assert [known.server for known in await news.services.archive.servers(1)] == ["100"]
    assert await news.services.archive.delete_server(1, "fake", "100", SYSTEM) == "100"
    assert await news.services.archive.servers(1) == []
    with pytest.raises(DeskError, match="no such server"):
        await news.services.archive.delete_server(1, "fake", "100", SYSTEM)


async def test_another_newsroom_s_server_is_not_deleted(news: Newsroom) -> None:
    async with news.services.sessions.begin() as session:
        session.add(Server(platform="fake", server="900", name="Elsewhere"))
    assert [known.server for known in await news.services.archive.servers(1)] == ["100"]
    with pytest.raises(DeskError, match="no such server"):
        await news.services.archive.delete_server(1, "fake", "901", SYSTEM)


async def test_only_an_admin_deletes(news: Newsroom) -> None:
    bob = await news.person("Bob", Role.PUBLISHER)
    for word in ("draft", "article 1", "topic", "server"):
        assert "takes the role “admin”" in text_of(await news.type(f"delete {word}", bob))
    assert "takes the role “admin”" in text_of(await news.press(f"delete:topic:{news.topic_id}", bob))
    async with news.services.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Part)) is not None


async def test_record_is_kept_for_as_long_as_is_set(news: Newsroom) -> None:
    """For ever, unless an admin sets days; that entries went is an entry."""
    assert await news.services.archive.forget_record(0) == 0
    before = (await rows(news))["audit"]
    news.clock.forward(days=40)
    assert await news.services.archive.forget_record(30) == before
    assert (await rows(news))["audit"] == 1
