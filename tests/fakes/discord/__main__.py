"""Start the loopback Discord by hand: `python -m tests.fakes.discord [PORT]`, then type as a member of its server."""

# ruff: noqa: T201 - a program for the terminal

from __future__ import annotations

import asyncio
import shlex
import sys

from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.rest import Exchange
from tests.fakes.discord.rules import walk, words
from tests.fakes.discord.world import Json

HELP = """Type:
  /quotes speaker=takaichi      a command, with its options
  !Source                       press a button of the newest message
  anything else                 ask by mentioning the bot
An empty line shows the channel; Ctrl+D ends."""


async def main(port: int) -> None:
    fake = FakeDiscord()
    guild = fake.world.add_guild("By hand", "summit")
    user = fake.world.users[guild.owner]
    channel = fake.world.channel("summit")
    await fake.start(port)
    print(f"Write in .env, then start the bot:\n  DISCORD_TOKEN={fake.token}\n  DISCORD_API_BASE={fake.api}")
    print(f"  DISCORD_GATEWAY_URL={fake.gateway_url}\n{HELP}")
    newest: list[Json] = []
    while line := await asyncio.to_thread(sys.stdin.readline):
        text = line.strip()
        try:
            if text.startswith("/"):
                parts = shlex.split(text[1:])
                options = dict(part.split("=", 1) for part in parts if "=" in part)
                name = " ".join(part for part in parts if "=" not in part)
                newest = _show(await fake.people.slash(user, channel, name, **options)) or newest
            elif text.startswith("!") and (newest or channel.messages):
                message = (newest or channel.messages)[-1]
                newest = _show(await fake.people.press(user, channel, message, text[1:])) or newest
            elif text:
                await fake.people.write(user, channel, text, mention=True)
            else:
                for message in channel.messages:
                    _print(message)
        except AssertionError as error:
            print(error)
    await fake.stop()


def _show(exchange: Exchange) -> list[Json]:
    if exchange.kind == 9:
        print(f"[form] {exchange.data['title']}: {[c.get('label') for c in exchange.data['components']]}")
    for message in exchange.messages:
        _print(message)
    return exchange.messages


def _print(message: Json) -> None:
    buttons = [component.get("label") for component in walk(message["components"]) if component["type"] == 2]
    print(f"{message['author']['username']}: {words(message)}\n  {buttons}\n")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9000))
