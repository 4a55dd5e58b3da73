"""Five hundred requests of all kinds from a real discord.py client, each as Discord's OpenAPI description has it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.commands import COMMANDS, SHORTCUTS, Kind
from bot.platforms.discord.commands import path_of
from bot.platforms.discord.replying import Patience
from tests.fakes.discord import PATIENCE
from tests.fakes.discord.mishaps import LOST, failing, rate_limited
from tests.fakes.discord.openapi import PLACE, Referee, referee
from tests.fakes.discord.rest import Call, Exchange
from tests.fakes.discord.rules import BUTTON, SELECT, walk
from tests.fakes.discord.world import ANNOUNCEMENT, FORUM, User
from tests.wire.discord_bot import Rig, discord_rig

ENOUGH = 500
FILLED = {"question": "Who met?", "code": "AAAA-BBBB-CCCC", "number": "1", "topic": "Tokyo summit", "name": "Tokyo"}
LEFT_OUT = ("unlink", "delete")
"""They end what the others need."""
KINDS = {
    "GET messages", "POST messages", "PATCH messages", "POST threads", "POST crosspost", "PUT commands",
    "POST callback", "PATCH @original", "POST channels",
}  # fmt: skip
IMPATIENT = Patience(card=0, form=PATIENCE)
"""Every card is acknowledged before it comes, as on a busy machine."""
POST = r"/channels/\d+/messages"


@pytest.fixture
def judge() -> Referee:
    found = referee()
    if found is None:
        pytest.skip(f"Discord's OpenAPI description is not at {PLACE.parent.name}/{PLACE.name} beside the repository.")
    return found


async def test_five_hundred_requests_are_valid(tmp_path: Path, judge: Referee) -> None:
    """Every command, the buttons of every reply, forms, menus, completions, posts in every kind of place, mishaps."""
    async with discord_rig(tmp_path) as rig:
        await rig.link()
        await _post_everywhere(rig)
        await _run_everything(rig)
        await rig.fake.gateway.drop()
        await rig.fake.until(lambda: rig.fake.gateway.resumed == 1)
        await _edit_and_correct(rig)
        await rig.restart(IMPATIENT)
        while len(rig.fake.rest.log) < ENOUGH:
            await _read(rig)
        calls = rig.fake.rest.log
    assert [problem for call in calls for problem in judge.problems(call)] == []
    assert [call for call in calls if 400 <= call.status < 500 and call.status != 429] == []
    assert len(calls) >= ENOUGH
    assert KINDS - _kinds(calls) == set()


async def _run_everything(rig: Rig) -> None:
    """Each command, by who may, and each button and menu that comes with the reply."""
    for name in COMMANDS:
        if name not in LEFT_OUT:
            given = {
                a.name: FILLED.get(a.name) or (a.choices or ("something",))[0]
                for a in COMMANDS[name].arguments
                if a.required
            }
            await _press_all(rig, await rig.slash(rig.owner, " ".join(path_of(name)), **given), rig.owner)
            for argument in COMMANDS[name].arguments:
                if argument.suggest is not None and argument.kind is not Kind.CHANNEL:
                    await rig.fake.people.complete(rig.owner, rig.channel, " ".join(path_of(name)), argument.name, "t")
    message = rig.fake.world.post(
        rig.channel, rig.reader, {"content": "“a big deal for the entire world” http://[::1]/"}
    )
    for shortcut in SHORTCUTS.values():
        await rig.fake.people.use_menu(rig.reader, rig.channel, shortcut.name, message)


async def _press_all(rig: Rig, shown: Exchange, who: User) -> None:
    """The buttons of a reply, save those that end what others need."""
    for message in shown.messages:
        for part in walk(message["components"]):
            if part["type"] == BUTTON and "custom_id" in part and not part["custom_id"].startswith(LEFT_OUT):
                await rig.press(who, message, part["custom_id"])
            if part["type"] == SELECT and part["custom_id"].startswith("~"):
                await rig.fake.people.pick(who, rig.channel, message, part["options"][0]["label"])


async def _post_everywhere(rig: Rig) -> None:
    """In a channel, a thread under each, a forum, to followers, as plain text; lost, broken, and limited."""
    guild, people = rig.fake.world.guilds[rig.channel.guild], rig.fake.people
    forum = rig.fake.world.add_channel(guild, "briefs", kind=FORUM)
    news = rig.fake.world.add_channel(guild, "news", kind=ANNOUNCEMENT)
    await rig.restart()  # a fresh list of channels
    script = rig.fake.script
    script.next("POST", POST, LOST, failing(502, done=True), rate_limited(1), rate_limited(1, via=False))
    await rig.slash(rig.owner, "schedule add", times="09:00", threads="yes")
    await rig.slash(rig.owner, "schedule add", times="09:00", channel=forum)
    await rig.slash(rig.owner, "schedule add", times="09:00", channel=news, followers="yes")
    await rig.slash(rig.owner, "schedule add", times="10:00", format="quotes", plain="yes")
    await people.slash(rig.reader, rig.channel, "follow", times="08:00", zone="Asia/Tokyo")
    for _ in range(6):
        await rig.deliver()
        rig.room.clock.forward(minutes=30)
    posted = [channel.messages for channel in rig.fake.world.channels.values()]
    assert sum(map(len, posted)) >= 3


async def _edit_and_correct(rig: Rig) -> None:
    """A correction reaches what was posted."""
    people = rig.fake.people
    modal = await rig.slash(rig.owner, "desk edit")
    await people.submit(rig.owner, rig.channel, modal, {"headline": "Tokyo: a first meeting"})
    form = await rig.slash(rig.owner, "desk correct")
    await people.submit(rig.owner, rig.channel, form, {"note": "The headline was wrong."})
    for _ in range(3):
        await rig.deliver()
        rig.room.clock.forward(minutes=10)


async def _read(rig: Rig) -> None:
    """What readers do most: briefs, questions, sources, pages, completions, and their own language."""
    rig.reader.locale = "ja" if rig.reader.locale != "ja" else "en-US"
    await _press_all(rig, await rig.slash(rig.reader, "brief"), rig.reader)
    await _press_all(rig, await rig.slash(rig.reader, "ask", question="How many cherry trees?"), rig.reader)
    for typed in ("", "a", "t", "ta", "tak"):
        await rig.fake.people.complete(rig.reader, rig.channel, "quotes", "speaker", typed)


def _kinds(calls: list[Call]) -> set[str]:
    """Method and the last word of the path that is no number."""
    return set(Counter(f"{c.method} {[w for w in c.path.split('/') if not w.isdecimal()][-1]}" for c in calls))
