"""Forums, announcement channels and threads on Discord: each brief is there once, and can be found and corrected."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards import Button, Card, LineKind, line
from bot.platform import Busy, CannotLook, Destination, Refused, Sending, Unsure
from bot.platforms.discord import DiscordPlatform
from bot.platforms.discord.forums import name_of
from bot.render.discord import render
from bot.render.discord_plain import render_plain
from tests.fakes.discord.mishaps import DROPPED, LOST, failing, rate_limited
from tests.fakes.discord.openapi import referee
from tests.fakes.discord.rules import words
from tests.fakes.discord.world import ANNOUNCEMENT, CROSSPOSTED, FORUM, HISTORY, SEND, Channel
from tests.wire.discord_bot import Rig, discord_rig, said

CARD = Card("Talks open", (line("The pier opens on Monday."),), (Button("Source", "source:1:all"),), private=False)
LONG = Card("Talks", tuple(line("word " * 180, LineKind.TEXT) for _ in range(6)), private=False)
OPEN_POST, CROSSPOST = r"/channels/\d+/threads", r"/channels/\d+/messages/\d+/crosspost"


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path, start=False) as made:
        guild = made.fake.world.guilds[made.channel.guild]
        made.fake.world.add_channel(guild, "briefs", kind=FORUM)
        made.fake.world.add_channel(guild, "news", kind=ANNOUNCEMENT)
        made.fake.world.keeps_nonce = False
        await made.start()
        yield made
        judge = referee()
        assert judge is None or [p for call in made.fake.rest.log for p in judge.problems(call)] == []


@pytest.fixture
def platform(rig: Rig) -> DiscordPlatform:
    return rig.platform


@pytest.fixture
def forum(rig: Rig) -> Destination:
    return place(rig.fake.world.channel("briefs"), "forum")


@pytest.fixture
def news(rig: Rig) -> Destination:
    return place(rig.fake.world.channel("news"), "published")


def place(channel: Channel, kind: str) -> Destination:
    return Destination("discord", channel.guild, channel.id, kind, f"#{channel.name}")


def part(rig: Rig, where: Destination, name: str = "part1", first: str = "", card: Card = CARD) -> Sending:
    return Sending(name, where, render(card)[0], rig.room.clock(), first)


def posts(rig: Rig) -> list[Channel]:
    """The forum's posts, oldest first."""
    forum = rig.fake.world.channel("briefs").id
    return [channel for channel in rig.fake.world.channels.values() if channel.parent == forum]


async def test_brief_is_a_post_of_its_own_in_a_forum(rig: Rig, forum: Destination) -> None:
    """Its name is the brief's title, and what does not fit in one message follows inside it."""
    pages = render(LONG)
    first = await rig.platform.post(Sending("part1", forum, pages[0], None))
    second = await rig.platform.post(Sending("part2", forum, pages[1], None, first))
    (made,) = posts(rig)
    assert (made.name, [f"{made.id}/{message['id']}" for message in made.messages]) == ("Talks", [first, second])


async def test_forum_can_be_scheduled(rig: Rig) -> None:
    """`channel:` offers forums as well; the first brief becomes a post there."""
    forum = rig.fake.world.channel("briefs")
    await rig.fake.people.slash(rig.owner, rig.channel, "schedule add", channel=forum, times="09:00")
    await rig.deliver()
    (made,) = posts(rig)
    assert len(made.messages) >= 1


async def test_announcement_is_published_where_that_is_asked_for(rig: Rig) -> None:
    """`followers:yes` publishes each brief; without it an announcement channel is a channel like any other."""
    news = rig.fake.world.channel("news")
    given = {"channel": news, "times": "09:00"}
    await rig.fake.people.slash(rig.owner, rig.channel, "schedule add", **given)
    await rig.deliver()
    assert not news.messages[-1]["flags"] & CROSSPOSTED
    answer = await rig.fake.people.slash(
        rig.owner, rig.channel, "schedule add", **given, format="quotes", followers="yes"
    )
    await rig.deliver()
    assert "also to its followers" in said(answer)
    assert news.messages[-1]["flags"] & CROSSPOSTED


async def test_channel_without_followers_is_said(rig: Rig) -> None:
    """An ordinary channel has nobody to publish to."""
    answer = await rig.fake.people.slash(rig.owner, rig.channel, "schedule add", times="09:00", followers="yes")
    assert "#summit is no announcement channel" in said(answer)


async def test_brief_in_a_forum_is_corrected(rig: Rig, forum: Destination) -> None:
    """An edit reaches the message inside its thread, also after the post was archived."""
    message = await rig.platform.post(part(rig, forum))
    (made,) = posts(rig)
    made.archived = True
    await rig.platform.edit(forum, message, render(Card("Talks end", private=False))[0])
    assert "Talks end" in words(made.messages[0])


@pytest.mark.parametrize("mishap", [LOST, failing(502, done=True)], ids=["lost", "502"])
async def test_post_in_a_forum_whose_answer_was_lost_is_found(rig: Rig, forum: Destination, mishap: object) -> None:
    """No nonce guards it, so the forum's threads are looked through for the part."""
    rig.fake.script.next("POST", OPEN_POST, mishap)  # type: ignore[arg-type]
    with pytest.raises(Unsure):
        await rig.platform.post(part(rig, forum))
    (made,) = posts(rig)
    assert await rig.platform.find(part(rig, forum)) == f"{made.id}/{made.id}"
    assert await rig.platform.find(part(rig, forum, "part2")) is None


async def test_post_in_a_forum_that_never_arrived_is_not_found(rig: Rig, forum: Destination) -> None:
    """The same doubt, and nothing is there: other people's posts are none of ours."""
    rig.fake.script.next("POST", OPEN_POST, DROPPED)
    with pytest.raises(Unsure):
        await rig.platform.post(part(rig, forum))
    world = rig.fake.world
    world.open_post(world.channel("briefs"), rig.reader, "A question", {"content": "Who met?"})
    assert await rig.platform.find(part(rig, forum)) is None


async def test_archived_post_is_found(rig: Rig, forum: Destination) -> None:
    """A post that was closed in the meantime is not among the active threads; it counts as posted all the same."""
    message = await rig.platform.post(part(rig, forum))
    posts(rig)[0].archived = True
    assert await rig.platform.find(part(rig, forum)) == message


async def test_further_message_of_a_forum_post_is_found_in_its_thread(rig: Rig, forum: Destination) -> None:
    """The second message of a long brief is looked for in the thread of the first."""
    first = await rig.platform.post(part(rig, forum))
    rig.fake.script.next("POST", r"/channels/\d+/messages", LOST)
    with pytest.raises(Unsure):
        await rig.platform.post(part(rig, forum, "part2", first))
    (made,) = posts(rig)
    assert await rig.platform.find(part(rig, forum, "part2", first)) == f"{made.id}/{made.messages[1]['id']}"
    assert await rig.platform.find(part(rig, forum, "part3", first)) is None


async def test_forum_that_may_not_be_read_asks_a_person(rig: Rig, forum: Destination) -> None:
    """Without Read Message History nothing can be said about what is there."""
    await rig.platform.post(part(rig, forum))
    rig.fake.world.channel("briefs").denied = HISTORY
    await rig.restart()
    with pytest.raises(CannotLook, match="lacks Read Message History in #briefs"):
        await rig.platform.find(part(rig, forum))


async def test_forum_that_needs_a_tag_says_so(rig: Rig, forum: Destination) -> None:
    """The sentence says what to switch off."""
    rig.fake.world.channel("briefs").needs_tag = True
    with pytest.raises(Refused, match="takes no post without a tag"):
        await rig.platform.post(part(rig, forum))


async def test_forum_without_permission_is_refused(rig: Rig, forum: Destination) -> None:
    """Making a post takes Send Messages."""
    rig.fake.world.channel("briefs").denied = SEND
    await rig.restart()
    with pytest.raises(Refused, match="lacks Send Messages there"):
        await rig.platform.post(part(rig, forum))


async def test_announcement_is_published_to_followers(rig: Rig, news: Destination) -> None:
    """The brief is posted and crossposted."""
    message = await rig.platform.post(part(rig, news))
    (made,) = rig.fake.world.channel("news").messages
    assert (made["id"], made["flags"] & CROSSPOSTED) == (message, CROSSPOSTED)


@pytest.mark.parametrize("mishap", [LOST, DROPPED, rate_limited(600)], ids=["lost", "dropped", "10 an hour"])
async def test_announcement_is_published_once_whatever_is_lost(rig: Rig, news: Destination, mishap: object) -> None:
    """Posted but maybe not published: it is looked for, and published if its flags say that it is not."""
    rig.fake.script.next("POST", CROSSPOST, mishap)  # type: ignore[arg-type]
    with pytest.raises(Unsure):
        await rig.platform.post(part(rig, news))
    if mishap not in (LOST, DROPPED):
        with pytest.raises(Busy):  # the limit still holds; the brief is not reported as done before its time
            await rig.platform.find(part(rig, news))
        await rig.restart()
    (made,) = rig.fake.world.channel("news").messages
    assert await rig.platform.find(part(rig, news)) == made["id"]
    assert made["flags"] & CROSSPOSTED
    assert len([call for call in rig.fake.calls("POST", CROSSPOST) if call.status == 200]) <= 1


async def test_announcement_whose_post_was_lost_is_found_and_published(rig: Rig, news: Destination) -> None:
    """The answer to the post itself was lost, so nobody asked for its publication yet."""
    rig.fake.script.next("POST", r"/channels/\d+/messages", LOST)
    with pytest.raises(Unsure):
        await rig.platform.post(part(rig, news))
    (made,) = rig.fake.world.channel("news").messages
    assert await rig.platform.find(part(rig, news)) == made["id"]
    assert made["flags"] & CROSSPOSTED


async def test_publication_that_is_refused_leaves_the_brief_posted(
    rig: Rig, news: Destination, caplog: pytest.LogCaptureFixture
) -> None:
    """A channel that is no announcement channel any more keeps its brief, and the log says who does not get it."""
    rig.fake.world.channel("news").kind = 0
    assert await rig.platform.post(part(rig, news)) == rig.fake.world.channel("news").messages[0]["id"]
    assert "its followers do not get it" in caplog.text


async def test_brief_in_an_archived_thread_is_corrected(rig: Rig) -> None:
    """Discord edits nothing in an archived thread, so it is opened first."""
    guild = rig.fake.world.guilds[rig.channel.guild]
    thread = rig.fake.world.add_channel(guild, "talks", parent=rig.channel)
    where = place(thread, "thread")
    message = await rig.platform.post(part(rig, where))
    thread.archived = True
    await rig.platform.edit(where, message, render(Card("Talks end", private=False))[0])
    assert ("Talks end" in words(thread.messages[0]), thread.archived) == (True, False)


@pytest.mark.parametrize(
    ("card", "name"),
    [
        (Card("Talks: *5* [new] rules", private=False), "Talks: *5* [new] rules"),
        (Card("Talks open", url="https://example.org/a", private=False), "Talks open"),
        (Card("", (line("Only words."),), private=False), "Only words."),
        (Card("x" * 150, private=False), "x" * 100),
    ],
    ids=["marks", "link", "no title", "long"],
)
def test_name_of_a_post_is_its_title(card: Card, name: str) -> None:
    """As readers see it, without Markdown, within Discord's 100 characters."""
    assert name_of(render(card)[0]) == name


def test_plain_post_in_a_forum_is_named_as_well() -> None:
    """A plain message has no components with text: its content's first line is the name."""
    card = Card("Talks: a *first* day", (line("The pier opens."),), private=False)
    assert name_of(render_plain(card)[0]) == "Talks: a *first* day"


async def test_clock_of_ours_may_run_ahead(rig: Rig, forum: Destination) -> None:
    """A post is found though its id is dated a little before its first attempt."""
    message = await rig.platform.post(part(rig, forum))
    sending = part(rig, forum)
    late = Sending(sending.part, forum, sending.payload, rig.room.clock() + timedelta(minutes=4))
    assert await rig.platform.find(late) == message
