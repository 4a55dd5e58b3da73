"""The Discord bot in simcord's time: the seconds and minutes that Discord waits, and a day of posts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cards import Reply, say
from bot.commands import COMMANDS, Context
from bot.commands.declare import command
from bot.platforms.discord.replying import CROWD, TOO_LATE, Patience
from bot.roles import Role
from tests.bot.discord_stage import Stage, on_stage, said
from tests.fakes.discord.rules import words

SECOND, MINUTE = 1, 60


class Slow:
    """A command that waits for `gate`, once there is a stage that lets time pass meanwhile."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.stage: Stage | None = None

    async def work(self) -> None:
        assert self.stage is not None
        await self.stage.env.external_wait(self.gate.wait(), reason="the work takes its time")

    async def finish(self) -> None:
        assert self.stage is not None
        self.gate.set()
        await self.stage.env.settle()


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()

    @command("slow", role=Role.READER, about="Waits")
    async def slow(ctx: Context) -> Reply:
        await made.work()
        return say("Here it is.")

    yield made
    del COMMANDS["slow"]


async def test_slow_command_is_acknowledged_within_three_seconds(tmp_path: Path, slow: Slow) -> None:
    """Before Discord gives up, and privately; what it was asked for comes minutes later."""
    async with on_stage(tmp_path, Patience()) as slow.stage:
        result = await slow.stage.member("Rita").slash(slow.stage.channel, "desk slow")
        await slow.stage.env.advance_time(2 * SECOND)
        assert (result.deferred, result.ephemeral, said(result)) == (True, True, "")
        await slow.stage.env.advance_time(10 * MINUTE)
        await slow.finish()
        assert said(result) == "Here it is."


async def test_in_a_crowd_everybody_is_acknowledged_at_once(tmp_path: Path, slow: Slow) -> None:
    """While others wait already, nobody waits for the acknowledgement as well."""
    async with on_stage(tmp_path, Patience(card=60.0)) as slow.stage:
        rita = slow.stage.member("Rita")
        results = [await rita.slash(slow.stage.channel, "desk slow") for _ in range(CROWD + 1)]
        assert [result.acknowledged for result in results] == [False] * CROWD + [True]
        await slow.finish()


async def test_what_takes_longer_than_discord_waits_comes_by_direct_message(tmp_path: Path, slow: Slow) -> None:
    """After fifteen minutes Discord takes no reply any more: it is not lost."""
    async with on_stage(tmp_path, Patience()) as slow.stage:
        rita = slow.stage.member("Rita")
        result = await rita.slash(slow.stage.channel, "desk slow")
        await slow.stage.env.advance_time(16 * MINUTE)
        await slow.finish()
        told = await _direct(slow.stage, rita)
        assert (said(result), TOO_LATE in told[0], "Here it is." in told[0]) == ("", True, True)


async def test_a_day_of_posts(tmp_path: Path) -> None:
    """Each at its minute in the schedule's zone, none twice, quiet in between; a correction changes what stands."""
    async with on_stage(tmp_path) as stage:
        admin = await stage.staff("Ann", Role.ADMIN)
        await stage.offer_to(admin)
        await admin.slash(stage.channel, "schedule add", times="09:00, 15:00", zone="Asia/Tokyo", format="short")
        posts = [await _posted(stage) for _ in range(24 * 2)]
        assert {at / 2: count for at, count in enumerate(posts) if count} == {0: 1, 16: 1, 22: 1}
        form = await admin.slash(stage.channel, "desk edit")
        await admin.submit_modal(form, {"headline": "Leaders meet in Tokyo", "lede": "They met."})
        form = await admin.slash(stage.channel, "desk correct")
        await admin.submit_modal(form, {"note": "The headline was wrong.", "severity": ["correction"]})
        await stage.room.deliver()
        written = await stage.written()
        assert len(written) == sum(posts)
        assert all("Leaders meet in Tokyo" in _words(message) for message in written)


async def _posted(stage: Stage) -> int:
    """How many messages came in this half hour of simcord's time and the newsroom's."""
    before = len(stage.env.http_requests)
    await stage.room.deliver()
    sent = [one for one in stage.env.http_requests[before:] if one.method == "POST"]
    stage.room.clock.forward(minutes=30)
    await stage.env.advance_time(30 * MINUTE)
    return len(sent)


def _words(message: Any) -> str:
    return words({"components": [component.to_dict() for component in message.components]})


async def _direct(stage: Stage, member: Any) -> list[str]:
    """What the bot wrote to somebody alone."""
    user = await stage.bot.fetch_user(member.id)
    return [_words(message) async for message in (await user.create_dm()).history(oldest_first=True)]
