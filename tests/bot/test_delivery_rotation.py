"""What a schedule posts: the whole brief first, then a part each time, until something new is published."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.commands import Caller
from bot.delivery import State
from bot.roles import Role
from bot.storage.audit import By
from bot.storage.editions import Edition
from bot.storage.tables import Audit, Delivery, Subscription
from briefs import Line, Origin
from tests.bot.newsroom import Newsroom, open_newsroom
from tests.fakes.platform import refuse

BY = By("Ann", "fake")
CHECKED = "The article was asked about it."
PARTS = ["Quotations", "Figures", "Timeline", "Who is who"]


@pytest.fixture
async def news(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path) as opened:
        yield opened


@pytest.fixture
async def ann(news: Newsroom) -> Caller:
    return await news.person("Ann", Role.ADMIN)


async def days(news: Newsroom, count: int) -> None:
    for _ in range(count):
        news.clock.forward(days=1)
        await news.deliver()


def first_lines(news: Newsroom, channel: str = "summit") -> list[str]:
    return [message.text.split("\n")[0] for message in news.platform.messages if message.channel == channel]


async def row(news: Newsroom, number: int = 1) -> Subscription:
    async with news.services.sessions() as session:
        return await session.get_one(Subscription, number)


async def deliveries(news: Newsroom) -> list[Delivery]:
    async with news.services.sessions() as session:
        return list(await session.scalars(select(Delivery).order_by(Delivery.id)))


async def publish(news: Newsroom, severity: str = "", *, lede: str = "", headline: str = "") -> None:
    """Change a line of the brief and bring it out, as a correction or refile where one is named."""
    desk = news.services.desk
    draft = await desk.draft(news.topic_id)
    line = Line(lede or headline, origin=Origin.EDITED, editor="Ann")
    changed = replace(draft.brief, lede=line) if lede else replace(draft.brief, headline=line)
    await desk.save_draft(news.topic_id, changed, draft.version, BY)
    if severity:
        await desk.correct(news.topic_id, severity, "It was wrong.", BY, CHECKED)
    else:
        await desk.publish(news.topic_id, BY, CHECKED)


async def test_each_day_another_part_until_all_were_shown(news: Newsroom, ann: Caller) -> None:
    """The whole brief, its parts under the headline, a question with its answer, and then nothing."""
    await news.type("schedule add 9:00", ann)
    await news.deliver()
    await days(news, 8)
    found = first_lines(news)
    assert found[1:5] == PARTS
    assert found[5].endswith("?")
    assert len(found) == 6


async def test_what_was_shown_to_the_end_waits_and_says_so(news: Newsroom, ann: Caller) -> None:
    """In the list with its reason, in the audit, and to who made it in a direct message, once."""
    await news.type("schedule add 9:00", ann)
    await news.deliver()
    await days(news, 9)
    await news.deliver()
    waits = await row(news)
    assert (waits.state, "Every part of this brief was shown here" in waits.reason) == ("waiting", True)
    assert "waiting: Every part" in await news.reads("schedule list", ann)
    notices = [message for message in news.platform.messages if message.channel == "user-Ann"]
    assert ["It goes on by itself as soon as something new is published." in notice.text for notice in notices] == [
        True
    ]
    async with news.services.sessions() as session:
        assert await session.scalar(select(Audit.what).where(Audit.what == "schedule waiting")) is not None


async def test_a_publication_wakes_what_waits(news: Newsroom, ann: Caller) -> None:
    """At its next time it posts what is new, in full."""
    await news.type("schedule add 9:00", ann)
    await news.deliver()
    await days(news, 8)
    await publish(news, lede="The pier opens on Friday.")
    assert (await row(news)).state == "active"
    await days(news, 2)
    assert first_lines(news)[6:] == ["The pier opens on Friday.", "Quotations"]


async def test_what_is_published_just_then_is_not_waited_past(news: Newsroom, ann: Caller) -> None:
    """Found with nothing left and published upon before that is written down: it posts what is new."""
    await news.type("schedule add 9:00", ann)
    await news.deliver()
    await days(news, 5)
    look = news.services.outbox._kit.questions

    async def publish_meanwhile(edition: Edition) -> Sequence[str]:
        await publish(news, lede="The pier opens on Friday.")
        return ()

    object.__setattr__(news.services.outbox._kit, "questions", publish_meanwhile)
    news.services.outbox._kit.asked.clear()
    async with news.services.sessions.begin() as session:
        (await session.scalars(select(Delivery).where(Delivery.format == "answer"))).one().format = "short"
    await days(news, 1)
    object.__setattr__(news.services.outbox._kit, "questions", look)
    assert (await row(news)).state == "active"
    await days(news, 1)
    assert "The pier opens on Friday." in first_lines(news)


async def test_what_waits_is_not_resumed_into_nothing(news: Newsroom, ann: Caller) -> None:
    """The words that do post are named; `schedule now` is one, `repeat` the other."""
    await news.type("schedule add 9:00", ann)
    await news.deliver()
    await days(news, 8)
    assert "`schedule now 1`" in await news.reads("schedule resume 1", ann)
    await news.type("schedule now 1", ann)
    await news.deliver()
    assert len(first_lines(news)) == 7
    await news.type("schedule edit 1 repeat", ann)
    await days(news, 2)
    assert len(first_lines(news)) == 9


async def test_skip_posts_again_only_when_something_is_new(news: Newsroom, ann: Caller) -> None:
    """The old post was edited meanwhile; who reads a channel forward still gets the new one."""
    await news.type("schedule add 9:00 skip", ann)
    await news.deliver()
    await days(news, 2)
    assert len(first_lines(news)) == 1
    assert [delivery.reason for delivery in await deliveries(news)][1:] == [
        "Nothing changed since the last post here."
    ] * 2
    await publish(news, lede="The pier opens on Friday.")
    await days(news, 2)
    assert first_lines(news)[1:] == ["The pier opens on Friday."]


async def test_a_slip_mended_is_nothing_new(news: Newsroom, ann: Caller) -> None:
    """A refile reaches the copies as an edit; a correction is told anew."""
    await news.type("schedule add 9:00 skip", ann)
    await news.deliver()
    await publish(news, "refile", lede="The pier opens on Friday.")
    await days(news, 1)
    assert first_lines(news) == ["The pier opens on Friday."]
    await publish(news, "correction", lede="The pier opens on Saturday.")
    await days(news, 1)
    assert len(first_lines(news)) == 2


async def test_the_first_post_in_a_place_is_the_whole_brief(news: Newsroom, ann: Caller) -> None:
    """Whatever the schedule's format; a second schedule there begins with its own."""
    assert "In a new place it is the full brief" in await news.reads("schedule add 9:00 figures", ann)
    await news.deliver()
    await news.type("schedule add 9:00 timeline", ann)
    await news.deliver()
    await days(news, 1)
    formats = [(delivery.subscription_id, delivery.format) for delivery in await deliveries(news)]
    assert formats == [(1, "full"), (2, "timeline"), (1, "figures"), (2, "quotes")]


async def test_changes_are_those_since_the_last_post_there(news: Newsroom, ann: Caller) -> None:
    """Two publications between two posts are told together; without one nothing comes."""
    await news.type("schedule add 9:00 changes skip", ann)
    await news.deliver()
    await publish(news, lede="The pier opens on Friday.")
    await publish(news, headline="Pier opens")
    await days(news, 2)
    (_, told) = (message.text for message in news.platform.messages)
    assert "Changed summary: The pier opens on Friday." in told
    assert "Changed headline: Pier opens" in told
    assert "(before: " in told


async def test_a_correction_of_changes_is_made_against_the_same_post(news: Newsroom, ann: Caller) -> None:
    """The message still says what is new since then, in its corrected words."""
    await news.type("schedule add 9:00 changes skip", ann)
    await news.deliver()
    await publish(news, lede="The pier opens on Friday.")
    await days(news, 1)
    await publish(news, "refile", lede="The pier opens on Saturday.")
    await news.deliver()
    assert "Changed summary: The pier opens on Saturday." in news.platform.messages[-1].text


async def test_a_time_beside_when_published_is_refused_in_a_sentence(news: Newsroom, ann: Caller) -> None:
    """It is not taken for the name of a topic."""
    said = await news.reads("schedule add when published 9:30 pm weekdays", ann)
    assert "leave “9:30 pm” or the other out" in said


async def test_when_published_posts_once_for_each_publication(news: Newsroom, ann: Caller) -> None:
    """At once, not again with the next tick; a correction follows as an edit and posts nothing."""
    assert "posts with the next publication" in await news.reads("schedule add when published", ann)
    await news.deliver()
    await publish(news, lede="The pier opens on Friday.")
    await news.deliver()
    await days(news, 2)
    await publish(news, "correction", lede="The pier opens on Saturday.")
    await days(news, 1)
    assert [delivery.slot.partition(":")[0] for delivery in await deliveries(news)] == ["first", "published"]
    assert len(first_lines(news)) == 2


async def test_a_publication_that_is_undone_owes_nothing(news: Newsroom, ann: Caller) -> None:
    """The posts are owed in the transaction that publishes: either both are kept, or neither."""
    await news.type("schedule add when published", ann)
    await news.deliver()

    class Cut(Exception):
        pass

    told = news.services.desk.on_published
    assert told is not None

    async def cut(*given: object) -> None:
        await told(*given)  # type: ignore[arg-type]
        raise Cut

    news.services.desk.on_published = cut
    with pytest.raises(Cut):
        await news.services.desk.publish_unreviewed(news.topic_id, BY)
    await news.deliver()
    assert len(await deliveries(news)) == 1


async def test_a_day_left_out_is_said_to_be_one(news: Newsroom, ann: Caller) -> None:
    """What is published on it is not posted, with the reason."""
    await news.type("schedule add when published skip 2026-11-23", ann)
    await news.deliver()
    await publish(news, lede="The pier opens on Friday.")
    last = (await deliveries(news))[-1]
    assert (last.state, last.reason) == (State.SKIPPED, "The schedule posts nothing on 23 Nov 2026.")


async def test_in_quiet_hours_nothing_is_posted_by_itself(news: Newsroom, ann: Caller) -> None:
    """Neither a first post nor a publication; at their end both are, once, and a person who asks gets it at once."""
    said = await news.reads("schedule add when published quiet 08:00-12:00", ann)
    assert "quiet hours: the first post comes at their end, at 12:00 (Europe/Paris)" in said
    await news.deliver()
    news.clock.forward(hours=1)
    await news.deliver()
    assert first_lines(news) == []
    held = (await deliveries(news))[0]
    assert (held.state, held.reason.startswith("Quiet hours (08:00-12:00, Europe/Paris)")) == (State.DUE, True)
    news.clock.forward(hours=2)
    await news.deliver()
    assert len(first_lines(news)) == 1
    news.clock.forward(hours=21)
    await news.type("schedule now 1", ann)
    await news.deliver()
    assert len(first_lines(news)) == 2


async def test_too_late_at_the_end_of_quiet_hours_it_is_left_out(news: Newsroom, ann: Caller) -> None:
    """Owed before them and kept back by Readout's absence, it would come as old news."""
    await news.type("schedule add 19:00 quiet 20:00-09:00 repeat", ann)
    await news.deliver()
    news.clock.forward(days=1, hours=12)  # 21:00, two hours late, and quiet until 12 hours after it was due
    await news.deliver()
    last = (await deliveries(news))[-1]
    assert (last.state, "end 14 hours after it was due" in last.reason) == (State.SKIPPED, True)


async def test_plain_is_posted_and_edited_as_plain(news: Newsroom, ann: Caller) -> None:
    """A later change of the schedule does not change what is posted already."""
    await news.type("schedule add 9:00 plain", ann)
    await news.deliver()
    await news.type("schedule edit 1 plain no", ann)
    assert [delivery.plain for delivery in await deliveries(news)] == [True]
    assert (await row(news)).plain is False


async def test_a_refused_place_is_told_to_who_scheduled_it(news: Newsroom, ann: Caller) -> None:
    """In a direct message, with what to do; it comes once."""
    await news.type("schedule add 9:00", ann)
    news.platform.next("post", refuse)
    await news.deliver()
    await days(news, 2)
    (told,) = [message.text for message in news.platform.messages if message.channel == "user-Ann"]
    assert "was stopped: The channel is gone." in told
    assert "`schedule resume 1`" in told


async def test_who_cannot_be_told_is_passed_over_for_an_admin(news: Newsroom, ann: Caller) -> None:
    """The one who made it takes no messages: the newsroom's next admin gets the same words."""
    await news.person("Bob", Role.ADMIN)
    await news.type("schedule add 9:00", ann)
    news.platform.next("post", refuse, refuse)
    await news.deliver()
    assert [message.channel for message in news.platform.messages] == ["user-Bob"]


async def test_a_notice_is_no_copy_of_the_brief(news: Newsroom, ann: Caller) -> None:
    """A withdrawal changes what was posted of the brief, not what somebody was told."""
    await news.type("schedule add 9:00", ann)
    news.platform.next("post", refuse)
    await news.deliver()
    await news.services.desk.withdraw(news.topic_id, "In doubt.", BY)
    await news.deliver()
    assert "was stopped" in news.platform.messages[-1].text
    assert ((await deliveries(news))[-1].state, news.platform.asked("edit")) == ("posted", 0)
    assert (await news.services.outbox.copies(news.topic_id)).total == 0


async def test_a_preview_is_what_the_next_post_turns_out_to_be(news: Newsroom, ann: Caller) -> None:
    """Its card, its times and its reason, whatever part it is; a dry run of the week agrees."""
    await news.type("schedule add 9:00", ann)
    for _ in range(6):
        preview = await news.services.outbox.preview(1)
        week = await news.services.outbox.week([await row(news)])
        assert preview.card is not None or len(first_lines(news)) == 6
        shown = [] if preview.card is None else news.platform.render(preview.card)
        assert [coming.format for coming in preview.coming][: len(week)] == [coming.format for coming in week][:5]
        assert len(preview.coming) == 5
        await news.deliver()
        before = len(news.platform.messages)
        await days(news, 1)
        assert [message.payload for message in news.platform.messages[before:] if message.channel == "summit"] == shown
