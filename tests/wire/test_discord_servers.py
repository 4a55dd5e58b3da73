"""Joining and leaving Discord servers: one quiet welcome; what a server had waits a week for it to come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.platforms.discord.servers import GRACE
from bot.render.discord import QUIET
from bot.storage.tables import Subscription
from tests.fakes.discord import PATIENCE
from tests.fakes.discord.rules import walk, words
from tests.fakes.discord.world import SEND, Guild
from tests.wire.discord_bot import Rig, discord_rig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with discord_rig(tmp_path) as made:
        await ready(made)
        yield made


async def ready(rig: Rig) -> None:
    """discord.py waits two seconds for the servers that come with the start; only then one is new."""
    bot = rig.platform.bot_of(rig.channel.guild)
    assert bot is not None
    await bot.wait_until_ready()


def here(rig: Rig) -> Guild:
    return rig.fake.world.guilds[rig.channel.guild]


async def schedule(rig: Rig) -> Subscription:
    (found,) = await rig.room.services.outbox.subscriptions(platform="discord")
    return found


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110 - no request tells of it
            await asyncio.sleep(0)


async def test_the_welcome_is_one_quiet_message(rig: Rig) -> None:
    """In the system channel, without a notification or a ping, with a button that begins the set-up."""
    guild = await rig.fake.join("Harbour watch", "lobby", "general")
    lobby = rig.fake.world.channel("lobby")
    await rig.fake.until(lambda: bool(lobby.messages))
    (message,) = lobby.messages
    assert "**/setup**" in words(message)
    assert message["flags"] & QUIET
    assert rig.fake.calls("POST", rf"/channels/{lobby.id}/messages")[0].body["allowed_mentions"] == {"parse": []}
    assert [part["label"] for part in walk(message["components"]) if part["type"] == 2] == ["Set up"]
    owner = rig.fake.world.users[guild.owner]
    assert "1 of 4" in words((await rig.fake.people.press(owner, lobby, message, "Set up")).messages[0])
    refused = await rig.fake.people.press(rig.reader, lobby, message, "Set up")
    assert "takes the role “admin”" in words(refused.messages[0])


async def test_no_welcome_where_it_may_not_speak(rig: Rig) -> None:
    """No request is made that Discord would refuse; nor is another channel spoken in instead."""
    await rig.fake.join("Silent", "rules", denied=SEND)
    await rig.fake.join("Loud", "lobby")
    await rig.fake.until(lambda: bool(rig.fake.world.channel("lobby").messages))
    assert rig.fake.world.channel("rules").messages == []
    assert rig.fake.calls("POST", rf"/channels/{rig.fake.world.channel('rules').id}/messages") == []


async def test_known_servers_are_not_welcomed_again(rig: Rig) -> None:
    """A restart or a lost connection is no invitation."""
    here(rig).system_channel = rig.channel.id
    await rig.restart()
    await ready(rig)
    await rig.fake.join("Loud", "lobby")
    await rig.fake.until(lambda: bool(rig.fake.world.channel("lobby").messages))
    assert rig.channel.messages == []


async def test_a_server_that_left_stops_at_once(rig: Rig) -> None:
    """Its schedules say why, and nothing more is tried there."""
    await rig.says(rig.owner, "schedule add", times="09:00")
    await rig.deliver()
    await rig.fake.kick(here(rig))
    await until(lambda: _is(rig, "stopped"))
    assert "not on that server any more" in (await schedule(rig)).reason
    posts = len(rig.fake.calls("POST", r"/channels/\d+/messages"))
    rig.room.clock.forward(days=1)
    await rig.room.deliver()
    assert len(rig.fake.calls("POST", r"/channels/\d+/messages")) == posts


async def test_a_server_that_comes_back_goes_on(rig: Rig) -> None:
    """Within the grace time its schedules are as they were; one that was paused stays so."""
    guild = here(rig)
    await rig.says(rig.owner, "schedule add", times="09:00")
    await rig.says(rig.owner, "schedule add", times="10:00", format="short")
    await rig.says(rig.owner, "schedule pause", number="2")
    await rig.fake.kick(guild)
    await until(lambda: _states(rig, ["stopped", "paused"]))
    rig.room.clock.forward(days=3)
    await rig.fake.invite(guild)
    await until(lambda: _states(rig, ["active", "paused"]))


async def test_what_happened_while_it_was_away_is_found(rig: Rig) -> None:
    """Removed while it did not run: at the next start its schedules stop all the same."""
    await rig.says(rig.owner, "schedule add", times="09:00")
    await rig.platform.stop()
    await rig.fake.kick(here(rig), told=False)
    await rig.restart()
    await until(lambda: _is(rig, "stopped"))


async def test_after_the_grace_time_its_schedules_end(rig: Rig) -> None:
    """What was posted stays; invited again later, it begins anew."""
    guild = here(rig)
    await rig.says(rig.owner, "schedule add", times="09:00")
    await rig.fake.kick(guild)
    await until(lambda: _is(rig, "stopped"))
    rig.room.clock.now += GRACE
    await rig.restart()
    assert await _is(rig, "stopped")
    rig.room.clock.forward(minutes=1)
    await rig.restart()
    await until(lambda: _states(rig, []))
    await rig.fake.invite(guild)
    assert await _states(rig, [])


async def _is(rig: Rig, state: str) -> bool:
    return await _states(rig, [state])


async def _states(rig: Rig, states: list[str]) -> bool:
    found = await rig.room.services.outbox.subscriptions(platform="discord")
    return [row.state for row in found] == states
