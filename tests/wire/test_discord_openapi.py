"""Every request that the bot makes, held against Discord's own OpenAPI description."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.discord.mishaps import LOST
from tests.fakes.discord.openapi import PLACE, Referee, referee
from tests.fakes.discord.rest import Call
from tests.wire.discord_bot import Rig, discord_rig


@pytest.fixture
def judge() -> Referee:
    found = referee()
    if found is None:
        pytest.skip(f"Discord's OpenAPI description is not at {PLACE.parent.name}/{PLACE.name} beside the repository.")
    return found


async def test_whole_transcript_is_valid(tmp_path: Path, judge: Referee) -> None:
    """Commands, forms, schedules, posts, look-ups and edits: all as Discord describes them, none refused."""
    async with discord_rig(tmp_path) as rig:
        await _read(rig)
        await _edit_and_schedule(rig)
        calls = rig.fake.rest.log
    assert [problem for call in calls for problem in judge.problems(call)] == []
    assert [(call.method, call.path, call.status) for call in calls if 400 <= call.status < 500] == []
    assert {"GET", "POST", "PUT", "PATCH"} == {call.method for call in calls}


@pytest.mark.parametrize(
    "call",
    [
        Call("POST", "/channels/1/messages", {}, {"content": "x" * 4001}),
        Call("POST", "/channels/1/messages", {}, {"nonce": "x" * 26}),
        Call("PUT", "/applications/1/commands", {}, [{"name": "x" * 33, "description": "y"}]),
        Call("POST", "/channels/1/letters", {}, {}),
    ],
    ids=["content", "nonce", "command", "path"],
)
def test_referee_sees_what_is_wrong(judge: Referee, call: Call) -> None:
    """The description is really applied: each of these is refused."""
    assert judge.problems(call)


async def _read(rig: Rig) -> None:
    reader, people = rig.reader, rig.fake.people
    for word in ("brief", "quotes", "figures", "timeline", "people", "sources", "changes", "help", "status"):
        await rig.slash(reader, word)
    await rig.slash(reader, "brief", length="short")
    await rig.slash(reader, "people", name="Abe")
    await people.complete(reader, rig.channel, "people", "name", "ab")
    answer = await rig.slash(reader, "ask", question="How many cherry trees will Japan give?")
    await rig.press(reader, answer.messages[0], "Source")
    await rig.press(reader, answer.messages[0], "Share in channel")
    brief = await rig.slash(reader, "brief")
    modal = await rig.press(reader, brief.messages[-1], "Ask")
    await people.submit(reader, rig.channel, modal, {"question": "Who met?"})
    await people.write(reader, rig.fake.world.direct(reader), "Who won the world cup in 1998?")
    await rig.fake.until(lambda: len(rig.fake.world.direct(reader).messages) == 2)
    await rig.slash(reader, "follow", times="08:00", zone="Asia/Tokyo")
    await rig.slash(reader, "unfollow")


async def _edit_and_schedule(rig: Rig) -> None:
    owner, people = rig.owner, rig.fake.people
    await rig.link()
    await rig.slash(owner, "schedule add", times="09:00", days="weekdays", zone="Asia/Tokyo", format="full")
    rig.fake.script.next("POST", r"/channels/\d+/messages", LOST)
    await rig.deliver()
    rig.room.clock.forward(minutes=30)
    await rig.deliver()
    await rig.slash(owner, "schedule preview")
    modal = await rig.slash(owner, "desk edit")
    await people.submit(owner, rig.channel, modal, {"headline": "Tokyo: a first meeting"})
    form = await rig.slash(owner, "desk correct")
    await people.submit(owner, rig.channel, form, {"note": "The headline was wrong."})
    await rig.deliver()
    for word in ("schedule list", "desk history", "desk topic list", "desk people-roles", "desk code", "desk review"):
        await rig.slash(owner, word)
    await rig.slash(owner, "desk withdraw")
