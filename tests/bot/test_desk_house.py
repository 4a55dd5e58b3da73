"""House: an admin changes what the newsroom has set for itself while it runs; and what auto-publishing does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.commands import Caller
from bot.desk import DeskError, House
from bot.roles import Role
from bot.sample import sample_article
from bot.storage.audit import SYSTEM
from bot.storage.tables import Audit, HouseRule
from briefs import Article, condense
from tests.bot.newsroom import Newsroom, open_newsroom, text_of
from tests.bot.test_commands_editing import edit


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(home) as opened:
        await opened.person("Ann", Role.ADMIN)
        yield opened


@pytest.fixture
def ann(news: Newsroom) -> Caller:
    return news.caller("Ann")


async def test_a_setting_is_changed_in_chat_and_holds_at_once(news: Newsroom, ann: Caller) -> None:
    """It is kept, and in the record with what it was."""
    assert text_of(await news.type("settings undo 30", ann)) == "Undo is 30 now."
    assert news.services.desk.house.now.undo_seconds == 30
    assert (await House(news.services.sessions, news.services.desk.house.usual).read()).undo_seconds == 30
    async with news.services.sessions() as session:
        last = (await session.scalars(select(Audit).order_by(Audit.id.desc()).limit(1))).one()
    assert (last.what, last.subject, last.detail) == ("setting changed", "undo", {"before": "0", "after": "30"})


async def test_the_default_is_none_of_the_newsroom_s_own(news: Newsroom, ann: Caller) -> None:
    """Then the environment decides again."""
    await news.type("settings undo 30", ann)
    await news.type("settings undo usual", ann)
    async with news.services.sessions() as session:
        assert (await session.scalars(select(HouseRule))).all() == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("settings undo 601", "from 0 to 600"),
        ("settings undo soon", "from 0 to 600"),
        ("settings quoted 101", "from 0 to 100"),
        ("settings zone Atlantis", "Atlantis"),
        ("settings auto-publish perhaps", "`on` or `off`"),
        ("settings undo", "Say what it is to be"),
    ],
)
async def test_what_cannot_be_set_is_a_sentence(news: Newsroom, ann: Caller, line: str, why: str) -> None:
    before = news.services.desk.house.now
    assert why in text_of(await news.type(line, ann))
    assert news.services.desk.house.now == before


async def test_nothing_is_set_where_one_of_several_cannot_be(news: Newsroom) -> None:
    with pytest.raises(DeskError):
        await news.services.desk.house.change(1, {"undo": "5", "quoted": "500"}, news.clock(), SYSTEM)
    assert (await news.services.desk.house.read()).undo_seconds == 0


async def test_a_chosen_zone_outlives_a_start(news: Newsroom, ann: Caller) -> None:
    """Each start keeps the zone that it finds, unless an admin has chosen another."""
    await news.type("settings zone Asia/Tokyo", ann)
    await news.services.desk.keep_zone("Europe/Paris")
    assert "(Asia/Tokyo)" in await news.reads("brief")


async def test_settings_are_shown_with_what_is_usual(news: Newsroom, ann: Caller) -> None:
    await news.type("settings quoted 55", ann)
    shown = text_of(await news.type("settings", ann))
    assert "quoted: 55 (usually 40)" in shown
    assert "auto-publish: no topic" in shown


async def test_another_replica_goes_by_it_soon(news: Newsroom, ann: Caller) -> None:
    other = House(news.services.sessions, news.services.desk.house.usual)
    await other.refresh(news.clock())
    await news.type("settings undo 30", ann)
    assert not await other.refresh(news.clock())
    news.clock.forward(seconds=10)
    assert await other.refresh(news.clock())
    assert other.now.undo_seconds == 30


async def test_only_an_admin_sees_and_changes_them(news: Newsroom) -> None:
    bob = await news.person("Bob", Role.PUBLISHER)
    assert "takes the role “admin”" in text_of(await news.type("settings undo 0", bob))


def newer() -> Article:
    article = sample_article()
    return replace(Article.from_text(article.text + "\n\nThe talks end on Friday."), headline=article.headline)


async def test_a_new_version_goes_out_by_itself_where_that_is_set(news: Newsroom, ann: Caller) -> None:
    """As it is extracted, and labelled so."""
    await news.type("settings auto-publish on", ann)
    await news.services.desk.replace_article(news.topic_id, newer(), condense(newer()), SYSTEM)
    shown = await news.reads("brief")
    assert "Published without review" in shown
    assert [past.state for past in await news.services.desk.history(news.topic_id)] == ["published", "superseded"]


async def test_a_version_waits_for_somebody_where_it_is_not_set(news: Newsroom) -> None:
    await news.services.desk.replace_article(news.topic_id, newer(), condense(newer()), SYSTEM)
    assert [past.state for past in await news.services.desk.history(news.topic_id)] == ["published"]


async def test_what_somebody_worded_never_goes_out_by_itself(news: Newsroom, ann: Caller) -> None:
    """Only pure extraction does."""
    await news.type("settings auto-publish on", ann)
    await edit(news, ann, headline="Talks end early")
    await news.services.desk.replace_article(news.topic_id, newer(), condense(newer()), SYSTEM)
    assert [past.state for past in await news.services.desk.history(news.topic_id)] == ["published"]


async def test_an_automatic_publication_can_be_undone_as_well(news: Newsroom, ann: Caller) -> None:
    """It does not wait in review then: nobody submitted it."""
    await news.type("settings undo 60", ann)
    await news.type("settings auto-publish on", ann)
    await news.services.desk.replace_article(news.topic_id, newer(), condense(newer()), SYSTEM)
    await news.type("undo", ann)
    assert [past.state for past in await news.services.desk.history(news.topic_id)] == ["sent back", "published"]
