"""A real outbox against the loopback Discord: each brief is posted exactly once, or the reason why not is said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.storage.audit import SYSTEM
from bot.storage.tables import Delivery, Part, Subscription
from tests.fakes.discord.mishaps import DROPPED, LOST, Mishap, failing, rate_limited
from tests.fakes.discord.rules import walk, words
from tests.fakes.discord.world import HISTORY, IN_THREADS, SEND, VIEW, Channel
from tests.wire.discord_bot import Rig, discord_rig, said

POST = r"/channels/\d+/messages"


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path) as made:
        yield made


async def schedule(rig: Rig, channel: Channel | None = None) -> str:
    """`/schedule add`, typed by who manages the server."""
    where = channel or rig.channel
    return said(await rig.fake.people.slash(rig.owner, where, "schedule add", times="09:00"))


async def later(rig: Rig, seconds: float = 60) -> None:
    rig.room.clock.forward(seconds=seconds)
    await rig.deliver()


async def outcome(rig: Rig) -> tuple[str, str]:
    """State and reason of the newest delivery to the channel, whatever its admin was told besides."""
    newest = select(Delivery).where(Delivery.format != "notice").order_by(Delivery.id.desc())
    async with rig.room.services.sessions() as session:
        row = (await session.scalars(newest)).first()
    assert row is not None
    return row.state, row.reason


async def test_first_brief_comes_with_the_schedule(rig: Rig) -> None:
    """Who manages a server that only follows sets up its channel with one command; the first brief comes at once."""
    assert "The first post comes now" in await schedule(rig)
    await rig.deliver()
    (message,) = rig.channel.messages
    assert "**$550 billion**" in words(message)
    assert await outcome(rig) == ("posted", "")


async def test_post_pings_nobody_and_carries_its_part(rig: Rig) -> None:
    """The request names no mention, and the part's id rides as nonce and in a button."""
    await schedule(rig)
    await rig.deliver()
    (call,) = rig.fake.calls("POST", POST)
    assert (call.body["allowed_mentions"], call.body["enforce_nonce"]) == ({"parse": []}, True)
    tags = [c["custom_id"] for c in walk(call.body["components"]) if "custom_id" in c]
    assert any(tag.endswith(f"|{call.body['nonce']}") for tag in tags)


async def test_plain_text_is_ordinary_content(rig: Rig) -> None:
    """No box is drawn, nobody is pinged; a lost answer finds it again, and a withdrawal replaces its words."""
    await rig.fake.people.slash(rig.owner, rig.channel, "schedule add", times="09:00", plain="yes")
    rig.fake.world.keeps_nonce = False
    rig.fake.script.next("POST", POST, LOST)
    await rig.deliver()
    await later(rig, 3600)
    first, *_ = rig.channel.messages
    assert first["content"].startswith("Trump and Takaichi affirm their alliance")
    assert all([part["type"] for part in message["components"]] == [1] for message in rig.channel.messages)
    contents = [message["content"] for message in rig.channel.messages]
    assert len(contents) == len(set(contents))
    assert await outcome(rig) == ("posted", "")
    await rig.room.services.desk.withdraw(rig.room.topic_id, "In doubt.", SYSTEM)
    await later(rig)
    assert "In doubt." in rig.channel.messages[0]["content"]


async def test_reader_may_not_schedule(rig: Rig) -> None:
    """Somebody who does not manage the server changes nothing there."""
    text = said(await rig.fake.people.slash(rig.reader, rig.channel, "schedule add", times="09:00"))
    assert "somebody who manages this server" in text


@pytest.mark.parametrize(
    "mishap",
    [
        LOST,
        DROPPED,
        failing(500, done=True),
        failing(502, done=True),
        failing(502),
        failing(503),
        failing(504, done=True),
    ],
    ids=["lost", "dropped", "500 after", "502 after", "502 before", "503", "504"],
)
@pytest.mark.parametrize("wait", [60, 900], ids=["within the nonce's window", "after it"])
async def test_brief_is_posted_once_whatever_is_lost(rig: Rig, mishap: Mishap, wait: float) -> None:
    """Whether the lost request took effect or not, exactly one brief stands in the channel in the end."""
    rig.fake.script.next("POST", POST, mishap)
    await schedule(rig)
    await rig.deliver()
    await later(rig, wait)
    await later(rig, wait)
    assert (len(rig.channel.messages), (await outcome(rig))[0]) == (1, "posted")


async def test_brief_is_found_though_the_history_forgot_the_nonce(rig: Rig) -> None:
    """Discord does not promise to tell the nonce: the button's custom id tells the same."""
    rig.fake.world.keeps_nonce = False
    rig.fake.script.next("POST", POST, LOST)
    await schedule(rig)
    await rig.deliver()
    await later(rig, 3600)
    assert (len(rig.channel.messages), (await outcome(rig))[0]) == (1, "posted")
    assert len(rig.fake.calls("POST", POST)) == 1


async def test_message_without_buttons_is_found_by_its_container(rig: Rig) -> None:
    """The first messages of a long brief have no buttons; their container's id carries the part."""
    rig.fake.world.keeps_nonce = False
    await schedule(rig)
    await rig.deliver()
    (message,) = rig.channel.messages
    container = message["components"][0]
    container["components"] = [c for c in container["components"] if c["type"] != 1]
    await _forget_the_post(rig)
    await later(rig, 3600)
    assert (len(rig.channel.messages), (await outcome(rig))[0]) == (1, "posted")


async def test_lost_answer_across_a_restart(rig: Rig) -> None:
    """A new process finds the message that the old one posted and did not hear of."""
    rig.fake.script.next("POST", POST, LOST)
    await schedule(rig)
    await rig.deliver()
    await rig.restart()
    await later(rig, 600)
    assert (len(rig.channel.messages), (await outcome(rig))[0]) == (1, "posted")


@pytest.mark.parametrize("via", [True, False], ids=["by Discord", "by the proxy before it"])
async def test_rate_limit_is_waited_out(rig: Rig, via: bool) -> None:
    """A 429 posts nothing and says when to come back; the brief comes then, after no needless request."""
    rig.fake.script.next("POST", POST, rate_limited(30, via=via))
    await schedule(rig)
    await rig.deliver()
    state, reason = await outcome(rig)
    assert (state, "rate limit" in reason, rig.channel.messages) == ("retrying", True, [])
    assert len(rig.fake.calls("POST", POST)) == 1


async def test_unreadable_history_asks_a_person(rig: Rig) -> None:
    """Without Read Message History an empty history proves nothing: nobody guesses, a person is asked."""
    channel = rig.fake.world.add_channel(rig.fake.world.guilds[rig.channel.guild], "blind", denied=HISTORY)
    await rig.restart()  # a fresh list of channels
    rig.fake.script.next("POST", POST, LOST)
    await schedule(rig, channel)
    await rig.deliver()
    await later(rig)
    state, reason = await outcome(rig)
    assert (state, len(channel.messages)) == ("unconfirmed", 1)
    assert "lacks Read Message History in #blind" in reason


@pytest.mark.parametrize(
    ("denied", "named"), [(VIEW, "View Channels"), (SEND, "Send Messages")], ids=["cannot see", "cannot write"]
)
async def test_missing_permission_is_named(rig: Rig, denied: int, named: str) -> None:
    """The schedule stops with a sentence that names the permission and the channel, for who can change it."""
    channel = rig.fake.world.add_channel(rig.fake.world.guilds[rig.channel.guild], "closed", denied=denied)
    await rig.restart()
    await schedule(rig, channel)
    await rig.deliver()
    state, reason = await outcome(rig)
    assert (state, f"lacks {named} there" in reason, "#closed" in reason) == ("refused", True, True)
    async with rig.room.services.sessions() as session:
        (stopped,) = await session.scalars(select(Subscription))
    assert (stopped.state, stopped.reason) == ("stopped", reason)


async def test_channel_that_is_gone_is_said(rig: Rig) -> None:
    """A deleted channel stops its schedule and says so."""
    await schedule(rig)
    del rig.fake.world.channels[rig.channel.id]
    await rig.deliver()
    state, reason = await outcome(rig)
    assert (state, reason.startswith("#summit is gone")) == ("refused", True)


async def test_refused_token_is_no_fault_of_the_channel(rig: Rig) -> None:
    """While Discord refuses the token nothing is stopped; the brief comes once the token is right again."""
    rig.fake.script.next("POST", POST, Mishap(401, {"code": 0, "message": "401: Unauthorized"}))
    await schedule(rig)
    await rig.deliver()
    state, reason = await outcome(rig)
    assert (state, "DISCORD_TOKEN" in reason) == ("retrying", True)
    await later(rig, 600)
    assert await outcome(rig) == ("posted", "")


async def test_brief_goes_to_a_thread(rig: Rig) -> None:
    """A schedule typed in a thread posts there."""
    thread = rig.fake.world.add_channel(rig.fake.world.guilds[rig.channel.guild], "talks", parent=rig.channel)
    await rig.restart()
    await schedule(rig, thread)
    await rig.deliver()
    assert (len(thread.messages), len(rig.channel.messages)) == (1, 0)


async def test_channel_may_be_named(rig: Rig) -> None:
    """`channel:` chooses another channel of the server, from a list of those that Readout may post in."""
    other = rig.fake.world.add_channel(rig.fake.world.guilds[rig.channel.guild], "news")
    await rig.restart()
    await rig.fake.people.slash(rig.owner, rig.channel, "schedule add", channel=other, times="09:00")
    await rig.deliver()
    assert (len(other.messages), len(rig.channel.messages)) == (1, 0)


async def test_channel_without_permission_is_refused_at_once(rig: Rig) -> None:
    """A named channel where Readout may not post is refused when it is named, not at the first post."""
    guild = rig.fake.world.guilds[rig.channel.guild]
    closed = rig.fake.world.add_channel(guild, "closed", denied=SEND)
    await rig.restart()
    exchange = await rig.fake.people.slash(rig.owner, rig.channel, "schedule add", channel=closed, times="09:00")
    assert "Readout lacks Send Messages in #closed" in said(exchange)


async def test_permission_for_threads_is_not_asked_of_a_channel(rig: Rig) -> None:
    """A channel without threads needs no permission for them."""
    guild = rig.fake.world.guilds[rig.channel.guild]
    plain = rig.fake.world.add_channel(guild, "plain", denied=IN_THREADS)
    await rig.restart()
    await rig.fake.people.slash(rig.owner, rig.channel, "schedule add", channel=plain, times="09:00")
    await rig.deliver()
    assert len(plain.messages) == 1


async def test_follower_gets_the_brief_in_direct_messages(rig: Rig) -> None:
    """`/follow` brings the brief to the reader alone, once, even if opening the conversation fails first."""
    rig.fake.script.next("POST", "/users/@me/channels", failing(502))
    await rig.slash(rig.reader, "follow", times="08:00")
    await rig.deliver()
    await later(rig)
    assert (len(rig.fake.world.direct(rig.reader).messages), (await outcome(rig))[0]) == (1, "posted")


async def test_closed_direct_messages_are_said(rig: Rig) -> None:
    """Somebody who takes no direct messages is not tried again and again."""
    rig.fake.rest.closed_to.add(rig.reader.id)
    await rig.slash(rig.reader, "follow", times="08:00")
    await rig.deliver()
    state, reason = await outcome(rig)
    assert (state, "blocks direct messages" in reason) == ("refused", True)


async def _forget_the_post(rig: Rig) -> None:
    """As after a crash between posting and recording it."""
    async with rig.room.services.sessions.begin() as session:
        (delivery,) = await session.scalars(select(Delivery))
        delivery.state, delivery.claimed_until, delivery.retry_at = "due", None, None
        (part,) = await session.scalars(select(Part))
        part.message, part.posted = "", None
