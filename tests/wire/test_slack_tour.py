"""A tour of Slack in both ways: every command is typed, each kind of button pressed, each form sent, and nothing fails.

What is said is tested elsewhere; this is for what nobody thought of. A command that is new is on the tour by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands import COMMANDS, SHORTCUTS
from bot.commands.running import SORRY
from bot.platforms.slack.shortcuts import ASK
from bot.render.slack import OPEN
from tests.fakes.slack import Gesture, buttons
from tests.fakes.slack.workspace import Json
from tests.wire.slack_newsroom import SlackDesk, open_slack

QUESTION = "How many cherry trees will Japan give?"
LINES = {
    "answer": f'answer "{QUESTION}"',
    "ask": f"ask {QUESTION}",
    "code": "code person editor",
    "correct": "correct correction The number was wrong.",
    "follow": "follow 08:00 weekdays",
    "quotes": "quotes takaichi",
    "rollback": "rollback 1",
    "schedule add": "schedule add 09:00 weekdays",
    "schedule edit": "schedule edit 1 10:00",
    "schedule now": "schedule now 1",
    "schedule pause": "schedule pause 1",
    "schedule preview": "schedule preview 1",
    "schedule remove": "schedule remove 1",
    "schedule resume": "schedule resume 1",
    "topic add": "topic add http://127.0.0.1/none",
    "topic rename": "topic rename Tokyo",
    "topic use": "topic use here Tokyo",
    "withdraw": "withdraw It was wrong.",
}
"""What is typed, where the name alone would say too little."""
LAST = ("schedule remove", "unfollow", "withdraw", "rollback", "unlink")
"""What ends something others need."""
POSTS = ("schedule add", "schedule now", "follow", "publish", "correct", "withdraw")
KINDS = set("ask correct edit judge mark part pin review schedule setup share source unpin withdraw".split())
FORMS = {"Edit Tokyo summit", "Correct Tokyo summit", "Errata of Tokyo summit", "Ask about Tokyo summit"}
"""What the tour meets at least, of buttons and of forms."""


class Tour:
    """One admin's walk; `met` holds the kinds of buttons that were pressed, `forms` those of the forms sent."""

    def __init__(self, desk: SlackDesk) -> None:
        self._desk = desk
        self.met: set[str] = set()
        self.forms: set[str] = set()
        self.said: list[str] = []

    async def types(self, line: str) -> None:
        await self.follow(await self._desk.slack.people.command(line, self._desk.ann, self._desk.summit), line)

    async def follow(self, gesture: Gesture, what: str, *, press: bool = True) -> None:
        """Look at what came of it; press one of each kind that is new."""
        await self._desk.settle()
        assert gesture.acked, what
        if gesture.view is not None:
            await self._send(gesture, what)
        for reply in list(gesture.replies):
            self.said.append(reply["text"])
            assert SORRY not in reply["text"], what
            for label, kind in _kinds(reply) if press else ():
                if kind not in self.met:
                    self.met.add(kind)
                    people = self._desk.slack.people
                    pressed = await people.press(reply, label, self._desk.ann, self._desk.summit)
                    await self.follow(pressed, f"{what}, {label}")

    async def _send(self, gesture: Gesture, what: str) -> None:
        """Send a form as it stands, once a kind; its reply comes to the gesture that opened it."""
        assert gesture.view is not None
        name = gesture.view["title"]["text"]
        if name in self.forms or gesture.view.get("submit") is None:
            return
        self.forms.add(name)
        sent = await self._desk.slack.people.submit(gesture, self._desk.ann, question=QUESTION)
        await self.follow(sent, f"{what}, sent", press=False)


def _kinds(reply: Json) -> Iterator[tuple[str, str]]:
    for button in buttons(reply):
        if not button["action_id"].startswith(OPEN):
            yield button["text"]["text"], str(button["value"]).partition(":")[0]


@pytest.mark.parametrize("way", ["socket", "http"])
async def test_tour(tmp_path: Path, way: str) -> None:
    """In both ways everything is acknowledged, answered, and within Slack's limits."""
    async with open_slack(tmp_path, way=way) as desk:
        people, tour = desk.slack.people, Tour(desk)
        await desk.says("/brief help")
        await tour.types(f"/brief link {await desk.code()}")
        for name in [name for name in COMMANDS if name not in LAST] + [name for name in COMMANDS if name in LAST]:
            if name != "link":
                await tour.types(f"/brief {LINES.get(name, name)}")
                desk.newsroom.clock.forward(minutes=2)
                await desk.newsroom.deliver()
        walk = await people.asked("/brief setup", desk.ann, desk.summit)
        channel = await people.choose(walk, "Choose a channel", [desk.summit.id], desk.ann, desk.summit)
        await tour.follow(channel, "setup, a channel")
        await tour.types(f"/ask {QUESTION}")
        await people.mention(QUESTION, desk.bob, desk.summit)
        await people.write(QUESTION, desk.bob, desk.slack.workspace.direct(desk.bob.id))
        await people.open_home(desk.bob)
        await tour.follow(await people.shortcut(ASK, desk.ann), ASK)
        message = await people.write(f"{QUESTION} http://127.0.0.1/none", desk.bob, desk.summit)
        for word in SHORTCUTS:
            await tour.follow(await people.message_shortcut(word, message, desk.ann, desk.summit), word)
        await desk.settle()
        assert (KINDS - tour.met, FORMS - tour.forms) == (set(), set())
