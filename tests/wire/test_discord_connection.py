"""A real discord.py client against a loopback Discord that fails: the process stays up and says what is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cards import Card
from bot.compose import compose
from bot.platform import Busy, Destination, Refused, Sending
from bot.platforms.discord import DiscordPlatform, invite_url
from bot.storage.tables import Server
from tests.fakes.discord.mishaps import DROPPED, LOST, Mishap, failing
from tests.wire.discord_bot import Rig, discord_rig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path, start=False) as made:
        yield made


async def test_wrong_token_is_one_sentence(tmp_path: Path) -> None:
    """The sentence names the variable and where to copy it from; nothing else of Readout is touched."""
    async with discord_rig(tmp_path, start=False, discord_token="wrong") as rig:
        with pytest.raises(Refused, match=r"^DISCORD_TOKEN was refused by Discord \(401\)\. Copy it again"):
            await rig.platform.start()


async def test_post_without_a_connection_waits(rig: Rig) -> None:
    """A delivery for a platform that could not start stays owed; nothing is stopped."""
    with pytest.raises(Busy, match="Discord is not connected"):
        await rig.platform.post(Sending("p", Destination("discord", "1", "2"), {}, None))


async def test_outage_at_start_is_waited_out(rig: Rig) -> None:
    """Where Discord's API is down at the start, Readout starts all the same and connects later."""
    rig.fake.script.next("GET", "/users/@me", DROPPED, failing(503), DROPPED)
    rig.platform = DiscordPlatform(rig.room.services, pause=_at_once)
    await rig.start()
    assert "Tokyo" in await rig.says(rig.reader, "timeline")


async def test_first_gateway_refused(rig: Rig) -> None:
    """A gateway that refuses the first connection does not end the process; posts go out meanwhile."""
    rig.fake.gateway.refusals = 1
    await rig.platform.start()
    assert "the gateway is not connected yet" in rig.platform.health()
    place = Destination("discord", rig.channel.guild, rig.channel.id, "channel", "#summit")
    (payload,) = rig.platform.render(await _card(rig))
    assert await rig.platform.post(Sending("part1", place, payload, None)) == rig.channel.messages[0]["id"]
    await rig.fake.until(lambda: bool(rig.fake.gateway.identified))


async def test_dropped_gateway_is_resumed(rig: Rig) -> None:
    """After a drop the session goes on where it was, and what happened meanwhile is answered."""
    await rig.start()
    await rig.fake.gateway.drop()
    await rig.fake.people.write(rig.reader, rig.channel, "Who won the world cup in 1998?", mention=True)
    await rig.fake.until(lambda: len(rig.channel.messages) == 2)
    assert (rig.fake.gateway.identified, rig.fake.gateway.resumed) == (1, 1)


async def test_frames_come_as_one_zlib_stream(rig: Rig) -> None:
    """The client asks for compressed frames and reads them all out of one stream, a new one after a drop."""
    await rig.start()
    (session,) = rig.fake.gateway.sessions.values()
    for _ in range(2):
        assert "Tokyo" in await rig.says(rig.reader, "timeline")
        before = session.line
        assert before is not None
        assert before.packed >= 2  # HELLO or RESUMED, and the command that was answered
        await rig.fake.gateway.drop()
        await rig.fake.until(lambda seen=before: session.line not in (None, seen))  # type: ignore[misc]
    assert rig.fake.gateway.resumed == 2


async def test_token_revoked_while_running(rig: Rig) -> None:
    """A token that stops being valid is said in `status` and not tried for ever, which would ban the address."""
    await rig.start()
    await rig.fake.gateway.drop(4004)
    async with asyncio.timeout(20):
        while "DISCORD_TOKEN was refused" not in rig.platform.health():  # noqa: ASYNC110 - no request tells of it
            await asyncio.sleep(0)
    assert rig.fake.gateway.identified == 1


async def test_commands_that_were_not_registered_are_tried_again(rig: Rig) -> None:
    """Discord refusing the commands once does not stop the bot."""
    rig.fake.script.next("PUT", r"/applications/\d+/commands", Mishap(503, {"code": 0, "message": "busy"}))
    rig.platform = DiscordPlatform(rig.room.services, pause=_at_once)
    await rig.start()
    await rig.fake.until(lambda: bool(rig.fake.world.commands))
    assert [call.status for call in rig.fake.calls("PUT", r"/applications/\d+/commands")] == [503, 200]


async def test_new_server_is_noted(rig: Rig) -> None:
    """A server that invites the bot is known by name from then on."""
    await rig.start()
    await rig.fake.join("Harbour watch", "general")
    async with asyncio.timeout(20):
        while "Harbour watch" not in await _names(rig):  # noqa: ASYNC110 - no request tells of it
            await asyncio.sleep(0)


@pytest.mark.parametrize("mishap", [LOST, DROPPED, failing(502), failing(500, done=True)])
async def test_reply_whose_answer_was_lost_is_repeated(
    rig: Rig, mishap: Mishap, caplog: pytest.LogCaptureFixture
) -> None:
    """A reader who waits gets the reply, once, whatever happened to the first attempt; nothing is left to report."""
    await rig.start()
    rig.fake.script.next("POST", "/interactions/.*", mishap)
    exchange = await rig.slash(rig.reader, "timeline")
    await rig.fake.until(lambda: len(rig.fake.calls("POST", "/interactions/.*")) == 2)
    await rig.says(rig.reader, "help")  # came later, so the second answer was taken in by now
    assert (len(exchange.messages), "did not arrive" in caplog.text) == (1, False)


async def test_reply_that_is_refused_does_not_stop_the_bot(rig: Rig) -> None:
    """An interaction that Discord forgot in the meantime is logged, and the next is answered."""
    await rig.start()
    rig.fake.script.next("POST", "/interactions/.*", failing(404))
    exchange = await rig.fake.people.begin_slash(rig.reader, rig.channel, "brief")
    await rig.fake.until(lambda: bool(rig.fake.calls("POST", "/interactions/.*")))
    assert exchange.kind is None
    assert "Tokyo" in await rig.says(rig.reader, "timeline")


def test_invite_asks_for_exactly_what_is_needed() -> None:
    """View Channels, Send Messages (also in threads), Read Message History, Create Public Threads; no more."""
    wanted = 1 << 10 | 1 << 11 | 1 << 16 | 1 << 35 | 1 << 38
    url = invite_url(42)
    assert f"client_id=42&scope=bot+applications.commands&permissions={wanted}" in url


async def _names(rig: Rig) -> list[str]:
    async with rig.room.services.sessions() as session:
        return list(await session.scalars(select(Server.name)))


async def _at_once(seconds: float) -> None:
    """Instead of sleeping between attempts."""
    await asyncio.sleep(0)


async def _card(rig: Rig) -> Card:
    edition = await rig.room.services.reading.edition(rig.room.topic_id)
    assert edition is not None
    return compose(edition, "short")
