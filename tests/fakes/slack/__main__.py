"""Start the loopback Slack by hand: prints what to write into .env, then plays one workspace admin who types here.

python -m tests.fakes.slack --port 9001
/brief quotes takaichi          a slash command in #summit
press Source                    a button of the message shown last
@readout who spoke first?       a mention
dm how many trees?              a direct message
faults chat.postMessage lost    the next post arrives and its answer is lost
"""

# ruff: noqa: T201 - it talks in a terminal

from __future__ import annotations

import argparse
import asyncio
import sys

import aiohttp

from bot.settings import new_key
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN, DROPPED, LOST, FakeSlack, buttons, ratelimited
from tests.fakes.slack.oauth import CLIENT_ID, CLIENT_SECRET
from tests.fakes.slack.ways import SIGNING_SECRET
from tests.fakes.slack.workspace import Channel, Json, User

FAULTS = {"lost": LOST, "dropped": DROPPED, "ratelimited": ratelimited(2)}
OVER_HTTP = f"""SLACK_SIGNING_SECRET={SIGNING_SECRET}
PUBLIC_URL={{url}}
SLACK_CLIENT_ID={CLIENT_ID}
SLACK_CLIENT_SECRET={CLIENT_SECRET}
TOKEN_KEYS={new_key()}
To install the app in another workspace: {{url}}/slack/install"""
HELP = (__doc__ or "").partition("\n\n")[2]


class Person:
    """Who types: the admin of the workspace, in #summit."""

    def __init__(self, slack: FakeSlack) -> None:
        self._slack = slack
        self._user: User = slack.workspace.add_user("Ann", admin=True)
        self._channel: Channel = slack.workspace.add_channel("summit")
        self._shown = 0
        self._last: Json = {}

    async def type(self, line: str) -> None:
        people = self._slack.people
        word, _, rest = line.partition(" ")
        if line.startswith("/"):
            self._show(await people.asked(line, self._user, self._channel))
        elif word == "press":
            gesture = await people.press(self._last, rest, self._user, self._channel)
            await self._slack.until(lambda: gesture.replies or gesture.view, "an answer")
            self._show(gesture.replies[0] if gesture.replies else {"text": str(gesture.view)})
        elif word == "faults":
            method, _, kind = rest.partition(" ")
            self._slack.workspace.fail(method, FAULTS[kind])
        elif word == "dm":
            await people.write(rest, self._user, self._slack.workspace.direct(self._user.id))
        elif word.lower() == "@readout":
            await people.mention(rest, self._user, self._channel)
        else:
            print(HELP)

    async def watch(self) -> None:
        """Print what is posted, in the channel and directly."""
        while True:
            posts = [p for channel in self._slack.workspace.channels for p in self._slack.workspace.posts(channel)]
            for post in sorted(posts, key=lambda post: str(post["ts"]))[self._shown :]:
                self._show(post)
                self._shown += 1
            await asyncio.sleep(0.5)

    def _show(self, message: Json) -> None:
        self._last = message
        labels = " ".join(f"[{button['text']['text']}]" for button in buttons(message))
        print(f"\n{message['text']}\n{labels}\n> ", end="", flush=True)


async def main(port: int, called: str) -> None:
    async with FakeSlack(port=port) as slack:
        print(f"SLACK_API_BASE={slack.api_base}\nSLACK_BOT_TOKEN={BOT_TOKEN}")
        print(OVER_HTTP.format(url=called) if called else f"SLACK_APP_TOKEN={APP_TOKEN}", flush=True)
        slack.oauth.workspace = slack.add_workspace("T2OTHER", "The Other Paper").workspace
        person = Person(slack)
        if called:
            slack.call_at(called)
        else:
            print("Waiting for Readout to connect …", flush=True)
            await slack.sockets.connected(3600)
        print("Ready. An empty line shows what can be typed.\n> ", end="", flush=True)
        watching = asyncio.create_task(person.watch())
        while line := await asyncio.to_thread(sys.stdin.readline):
            try:
                await person.type(line.strip())
            except (AssertionError, KeyError, aiohttp.ClientError) as error:
                print(f"{error}\n> ", end="", flush=True)
        watching.cancel()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.slack", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--port", type=int, default=9001, help="port on 127.0.0.1 (default 9001; 0 takes a free one)")
    parser.add_argument("--call", default="", metavar="URL", help="call Readout there over HTTP: http://127.0.0.1:8080")
    try:
        given = parser.parse_args()
        asyncio.run(main(given.port, given.call))
    except KeyboardInterrupt:
        print()
