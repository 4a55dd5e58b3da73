"""Scheduling and following: which channel or person gets which topic when, and who may say so."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cards import Card, Moment
from bot.commands import Caller, complete
from bot.platform import Destination
from bot.roles import Role
from bot.storage.audit import SYSTEM
from bot.storage.tables import Audit
from tests.bot.editions import ARTICLE, BRIEF
from tests.bot.newsroom import Newsroom, open_newsroom, text_of
from tests.fakes.platform import FakePlatform, refuse


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(home) as opened:
        yield opened


@pytest.fixture
async def ann(news: Newsroom) -> Caller:
    return await news.person("Ann", Role.ADMIN)


@pytest.fixture
def max_(news: Newsroom) -> Caller:
    """Manages a server that is linked to nothing."""
    return news.caller("Max", server="200", manages_server=True)


def moments(reply: object) -> list[str]:
    assert isinstance(reply, Card)
    return [f"{w.at:%d %H:%M} {w.zone}" for line in reply.lines for w in line.words if isinstance(w, Moment)]


async def test_a_channel_gets_its_first_brief_at_once(news: Newsroom, ann: Caller) -> None:
    """`schedule add` typed in a channel is all it takes."""
    said = await news.reads("schedule add 9am weekdays tokyo", ann)
    assert "#summit gets “Tokyo summit” weekdays at 09:00, Asia/Tokyo." in said
    await news.deliver()
    assert [message.channel for message in news.platform.messages] == ["summit"]


async def test_the_zone_is_said_where_nobody_named_it(news: Newsroom, ann: Caller) -> None:
    """The newsroom's, or the caller's own where the platform knows it; either way it is said."""
    assert "Europe/Paris is the newsroom's zone" in await news.reads("schedule add", ann)
    there = replace(ann, zone="Asia/Seoul", place=replace(ann.place, channel="two"))
    assert "Asia/Seoul is your zone" in await news.reads("schedule add", there)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("schedule add 9:00 Asia/Tokio", "“Asia/Tokio” is not a time zone. Nearest: Asia/Tokyo"),
        ("schedule add 25:00", "“25:00” is not a time"),
        ("schedule add 9:00 topic:Harbour", "There is no topic “Harbour”."),
        ("schedule edit 7 9:00", "There is no schedule 7 here."),
        ("schedule edit", "There is no schedule here yet."),
        ("schedule pause x", "“x” says nothing to `schedule pause`."),
    ],
)
async def test_a_slip_is_answered_with_the_right_word(news: Newsroom, ann: Caller, line: str, said: str) -> None:
    """Nothing is scheduled by guess."""
    assert (await news.reads(line, ann)).startswith(said)


async def test_a_reader_schedules_nothing(news: Newsroom) -> None:
    """Nor lists what others have."""
    assert "takes the role “admin”" in await news.reads("schedule add")
    assert "takes the role “admin”" in text_of(await news.press("schedules:1"))


async def test_who_manages_a_server_schedules_there(news: Newsroom, max_: Caller) -> None:
    """A server that only follows has its own schedules, by its own people."""
    assert "#summit gets" in await news.reads("schedule add 8:30", max_)
    assert "08:30" in await news.reads("schedule list", max_)


async def test_schedules_of_other_servers_do_not_exist(news: Newsroom, ann: Caller, max_: Caller) -> None:
    """Numbers are the installation's, but nobody reaches or learns of another server's by one."""
    await news.type("schedule add 9:00", ann)
    for word in ("pause", "resume", "remove", "now", "preview"):
        assert (await news.reads(f"schedule {word} 1", max_)).startswith("There is no schedule 1 here.")
    assert text_of(await news.press("schedule:1:pause", max_)).startswith("There is no schedule 1 here.")
    assert "There are no schedules here" in await news.reads("schedule list", max_)
    assert await complete(news.services, max_, "schedule pause", "number", "") == []


async def test_an_admin_of_the_newsroom_sees_all_of_its_schedules(news: Newsroom, ann: Caller, max_: Caller) -> None:
    """Whoever answers for a topic can stop it everywhere."""
    await news.type("schedule add 8:30", max_)
    assert "08:30" in await news.reads("schedule list", ann)
    assert "Paused" in await news.reads("schedule pause 1", ann)


async def test_a_channel_of_another_server_is_refused(news: Newsroom, max_: Caller) -> None:
    """A channel is only what the platform finds on the caller's own server."""
    assert "is not a channel here" in await news.reads("schedule add <#999|secret> 9:00", max_)


async def test_a_platform_that_finds_channels_is_asked(home: Path) -> None:
    """It knows which channels the server has, and what they are."""

    class Finding(FakePlatform):
        async def find_channel(self, server: str, written: str) -> Destination | None:
            thread = Destination("finding", server, written, "thread", "#talks")
            return thread if (server, written) == ("200", "7") else None

    async with open_newsroom(home, others=(Finding("finding"),)) as news:
        here = Destination("finding", "200", "1", "channel", "#one")
        boss = Caller("finding", "u", "Max", here, manages_server=True)
        assert "#talks gets" in await news.reads("schedule add <#7|talks> 9:00", boss)
        assert "is not a channel here" in await news.reads("schedule add <#8> 9:00", boss)


async def test_the_chat_page_s_channels_are_completed(home: Path) -> None:
    """And one that is not there yet can be named all the same."""

    class Page(FakePlatform):
        async def channels(self) -> Sequence[str]:
            return ["summit", "trade"]

    async with open_newsroom(home, others=(Page("local"),)) as news:
        here = Destination("local", "", "summit", "channel", "#summit")
        admin = Caller("local", "u", "Local admin", here, local_admin=True)
        found = await complete(news.services, admin, "schedule add", "channel", "#t")
        assert [option.value for option in found] == ["#trade"]
        assert "#docks gets" in await news.reads("schedule add #docks 9:00", admin)


async def test_direct_messages_are_followed_not_scheduled(news: Newsroom, ann: Caller) -> None:
    """The right word is named."""
    alone = replace(ann, place=Destination("fake", "", ann.user, "direct", "direct messages"))
    assert "`follow`" in await news.reads("schedule add 9:00", alone)


async def test_a_schedule_is_edited_by_what_is_named(news: Newsroom, ann: Caller) -> None:
    """What is not named stays."""
    await news.type("schedule add 9:00 weekdays tokyo", ann)
    assert "weekdays at 07:30, Asia/Tokyo" in await news.reads("schedule edit 1 7:30", ann)
    assert "short, weekends at 07:30, Asia/Tokyo" in await news.reads("schedule edit weekends short", ann)
    assert "only when something changed" in await news.reads("schedule edit 1 skip", ann)
    assert (await news.reads("schedule edit 1", ann)).startswith("Say what to change")


async def test_a_schedule_is_paused_resumed_and_removed(news: Newsroom, ann: Caller) -> None:
    """Each says what it means for what is posted."""
    await news.type("schedule add 9:00", ann)
    await news.deliver()
    assert "until `schedule resume 1`" in await news.reads("schedule pause", ann)
    news.clock.forward(days=1, hours=2)
    await news.deliver()
    assert len(news.platform.messages) == 1
    assert "missed meanwhile is not posted" in await news.reads("schedule resume", ann)
    assert "What was posted stays" in await news.reads("schedule remove 1", ann)
    assert "There are no schedules here" in await news.reads("schedule list", ann)


async def test_a_schedule_posts_on_demand(news: Newsroom, ann: Caller) -> None:
    """Besides the first one; it is the day's."""
    await news.type("schedule add 20:00", ann)
    await news.deliver()
    assert "counts as today's post" in await news.reads("schedule now", ann)
    await news.deliver()
    assert len(news.platform.messages) == 2


async def test_a_preview_shows_what_and_when(news: Newsroom, ann: Caller) -> None:
    """The same card as the post, with the next five times, what decides, and what became of the posts before."""
    await news.type("schedule add 9:00 Asia/Tokyo late 2h quiet 22:00-07:00", ann)
    await news.deliver()
    preview = await news.type("schedule preview", ann)
    assert [f"{day} 00:00 Asia/Tokyo" for day in ("24", "25", "26", "27", "28")] == moments(preview)[1:6]
    said = text_of(preview)
    assert "scheduled: the quotes" in said
    assert "Nothing changed since the last post here, so the quotes come next." in said
    assert "a post comes late by up to 2 hours" in said
    assert "Quiet hours 22:00-07:00 (Asia/Tokyo)" in said
    assert "posted: the whole brief. It is there." in said
    assert "QUOTATIONS" in said


async def test_a_week_of_all_schedules_is_a_dry_run(news: Newsroom, ann: Caller) -> None:
    """Every post of the next seven days by time, page by page, and the schedules that have none; nothing is posted."""
    await news.type("schedule add 9:00 repeat", ann)
    there = replace(ann, place=replace(ann.place, channel="two", name="#two"))
    await news.type("schedule add every 6 hours repeat short", there)
    published = replace(ann, place=replace(ann.place, channel="three", name="#three"))
    await news.type("schedule add when published", published)
    await news.deliver()
    first = await news.type("schedule week", ann)
    assert isinstance(first, Card)
    assert "page 1 of 3" in text_of(first)
    assert "#two: Tokyo summit, scheduled: the short brief (schedule 2)" in text_of(first)
    last = text_of(await news.press("week:3", ann))
    assert "#three: posts with the next publication" in last
    assert "nothing is posted by it" in last
    assert len(news.platform.messages) == 3


async def test_all_of_a_schedule_can_be_said_and_taken_back(news: Newsroom, ann: Caller) -> None:
    """In one line; dates to leave out are added, and “none” or “off” ends each."""
    line = "schedule add weekdays 09:00 and 17:00 tokyo figures skip 24 dec from 1 dec until 20 mar quiet 22-7 late 2h"
    assert (
        "figures, plain text, weekdays at 09:00 and 17:00, Asia/Tokyo, from 1 Dec 2026, until 20 Mar 2027, "
        "not on 24 Dec, quiet 22:00-07:00, at most 2 hours late"
    ) in await news.reads(f"{line} plain", ann)
    assert "not on 1 May and 24 Dec" in await news.reads("schedule edit 1 skip 1 may", ann)
    said = await news.reads("schedule edit 1 skip none from none until none quiet off plain no late 6h", ann)
    assert "1. #summit: Tokyo summit, figures, weekdays at 09:00 and 17:00, Asia/Tokyo; scheduled" in said


@pytest.mark.parametrize("line", ["schedule add from 1 dec", "follow from 1 dec"])
async def test_nothing_comes_before_the_first_day(news: Newsroom, ann: Caller, line: str) -> None:
    """Whoever says from when on gets no first post today, and reads so."""
    assert "Nothing comes before its first day, 1 Dec 2026." in await news.reads(line, ann)
    await news.deliver()
    assert news.platform.messages == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("schedule add 9 am EST", "“EST” is not a time zone. Nearest: America/New_York."),
        ("schedule add 9:00 skip 30 feb", "There is no 30 Feb."),
        ("schedule add 9:00 skip 5/6", "“5/6” may be 5 Jun or 6 May"),
        ("schedule add every 30 minutes", "A schedule goes by whole hours"),
        ("schedule add 9:00 until 1 nov 2026", "Nothing would come any more"),
        ("schedule add 9:00 late 30 min", "“30 min” is no number of whole hours"),
        ("schedule add 9:00 quiet night", "“night” are no quiet hours"),
        ("schedule add dayly 9:00", "“dayly” says nothing to `schedule add`. Nearest: daily."),
    ],
)
async def test_a_slip_in_a_schedule_is_answered(news: Newsroom, ann: Caller, line: str, said: str) -> None:
    """What was meant is asked, or what to write is said; nothing is scheduled."""
    assert (await news.reads(line, ann)).startswith(said)
    assert await news.services.outbox.subscriptions() == []


async def test_a_second_schedule_for_the_same_is_refused(news: Newsroom, ann: Caller) -> None:
    """Else the channel would get everything twice."""
    await news.type("schedule add 9:00", ann)
    assert "already posts" in await news.reads("schedule add 10:00", ann)


async def test_schedules_are_listed_in_pages(news: Newsroom, ann: Caller) -> None:
    """A message has limits; nothing is left out silently."""
    for number in range(12):
        there = replace(ann, place=replace(ann.place, channel=f"c{number}", name=f"#c{number}"))
        await news.type("schedule add 9:00", there)
    first = await news.type("schedule list", ann)
    assert isinstance(first, Card)
    assert "page 1 of 2" in text_of(first)
    assert "#c11" in text_of(await news.press(first.buttons[-1].action, ann))
    assert "Which one?" in await news.reads("schedule pause", replace(ann, place=replace(ann.place, channel="zz")))


async def test_schedules_are_audited(news: Newsroom, ann: Caller) -> None:
    """Who made, changed and ended them, from which server."""
    await news.type("schedule add 9:00", ann)
    await news.type("schedule edit 8:00", ann)
    await news.type("schedule remove", ann)
    async with news.services.sessions() as session:
        rows = (await session.scalars(select(Audit).where(Audit.what.startswith("schedule")))).all()
    assert [("Ann", what) for what in ("schedule added", "schedule changed", "schedule removed")] == [
        (row.who, row.what) for row in rows
    ]
    assert all(row.detail["server"] == ann.place.server for row in rows)


async def test_anybody_follows_in_direct_messages(news: Newsroom) -> None:
    """Also on a server that is linked to nothing."""
    bea = news.caller("Bea", server="300")
    assert "in your direct messages daily at 08:00" in await news.reads("follow 8am", bea)
    await news.deliver()
    assert [message.channel for message in news.platform.messages] == ["user-Bea"]


async def test_following_again_changes_the_time(news: Newsroom) -> None:
    """What is not named stays, and nothing comes twice."""
    bea = news.caller("Bea")
    await news.type("follow 8am tokyo", bea)
    assert "from now on weekdays at 08:00, Asia/Tokyo" in await news.reads("follow weekdays", bea)
    await news.deliver()
    assert len(news.platform.messages) == 1


async def test_following_again_after_a_refusal_goes_on(news: Newsroom) -> None:
    """Who closed their direct messages and opened them again only has to say so."""
    bea = news.caller("Bea")
    news.platform.next("post", refuse)
    await news.type("follow 8am", bea)
    await news.deliver()
    assert "stopped" in await news.reads("status", bea)
    assert "scheduled for" in await news.reads("follow", bea)
    assert "stopped" not in await news.reads("status", bea)


async def test_unfollow_ends_one_s_own_only(news: Newsroom) -> None:
    """And says so where there is nothing to end."""
    bea, cem = news.caller("Bea"), news.caller("Cem")
    await news.type("follow", bea)
    assert "You follow nothing here" in await news.reads("unfollow", cem)
    assert "You no longer get “Tokyo summit”" in await news.reads("unfollow", bea)
    assert "Nothing yet" in await news.reads("status", bea)


async def test_topics_are_followed_one_by_one(news: Newsroom) -> None:
    """Each has its own time."""
    topic = await news.services.desk.add_topic(news.newsroom_id, "Harbour", ARTICLE, BRIEF, SYSTEM)
    await news.services.desk.publish_unreviewed(topic, SYSTEM)
    bea = news.caller("Bea")
    await news.type("follow 8am topic:Harbour", bea)
    await news.type("follow 9am topic:Tokyo summit", bea)
    await news.type("unfollow Harbour", bea)
    said = await news.reads("status", bea)
    assert "Tokyo summit" in said
    assert "Harbour" not in said


@pytest.mark.parametrize("typed", ["schedule add 9am", "follow"])
async def test_nothing_is_promised_while_the_brief_is_withdrawn(news: Newsroom, ann: Caller, typed: str) -> None:
    """A first post that does not come is not announced."""
    await news.services.desk.withdraw(news.topic_id, "In doubt.", SYSTEM)
    said = await news.reads(typed, ann)
    assert "withdrawn at the moment" in said
    assert "comes now" not in said
    await news.deliver()
    assert news.platform.messages == []
