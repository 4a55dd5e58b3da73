"""Server: the loopback Discord or Slack in a process of its own, and what it tells the parent of what stands there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from benchmarks.crash.controls import latency
from benchmarks.crash.forking import Line, Link
from benchmarks.crash.plan import NONCE_WINDOW, PLACES, SPEED, START, Place, Point, Run
from benchmarks.crash.storm import Storm, Trap
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.rules import words
from tests.fakes.discord.world import ANNOUNCEMENT, CROSSPOSTED, FORUM, HISTORY, Channel, Json
from tests.fakes.slack import FakeSlack

KINDS = {"forum": FORUM, "published": ANNOUNCEMENT}


class Host(Protocol):
    """A loopback server as the campaign needs it."""

    places: dict[str, Json]
    """Name -> the destination that a brief for it goes to."""

    async def start(self) -> None: ...

    async def open_door(self) -> str: ...

    def use(self, weather: Storm) -> None: ...

    def record(self) -> dict[str, list[Json]]:
        """Place -> the messages that stand there, in order."""


class DiscordHost:
    def __init__(self, run: Run, clock: Callable[[], datetime]) -> None:
        self.fake = FakeDiscord(clock=lambda: clock().timestamp(), window=NONCE_WINDOW)
        self.fake.world.keeps_nonce = False
        self.places: dict[str, Json] = {}
        self._channels: dict[str, Channel] = {}
        guild = self.fake.world.add_guild("Harbour watchers", "lobby")
        for place in PLACES[run.platform]:
            self._add(place, guild)
        self.settings = {"discord_token": self.fake.token}

    def _add(self, place: Place, guild: Any) -> None:
        world = self.fake.world
        if place.kind == "direct":
            user = world.add_user(place.name)
            self._channels[place.name] = world.direct(user)
            self.places[place.name] = {"server": "", "channel": user.id}
            return
        channel = world.add_channel(
            guild,
            place.name,
            denied=0 if place.readable else HISTORY,
            parent=world.channel("lobby") if place.kind == "thread" else None,
            kind=KINDS.get(place.kind, 0),
        )
        self._channels[place.name] = channel
        self.places[place.name] = {"server": guild.id, "channel": channel.id}

    async def start(self) -> None:
        await self.fake.start()
        self.settings |= {"discord_gateway_url": self.fake.gateway_url}

    async def open_door(self) -> str:
        return await self.fake.open_door()

    def use(self, weather: Storm) -> None:
        self.fake.rest.weather = weather

    def record(self) -> dict[str, list[Json]]:
        return {name: [_shown(m) for m in self._messages(channel)] for name, channel in self._channels.items()}

    def _messages(self, channel: Channel) -> list[Json]:
        """In a forum the posts one after the other, each with what follows inside it."""
        inside = [c for c in self.fake.world.channels.values() if c.parent == channel.id and channel.kind == FORUM]
        news = channel.kind == ANNOUNCEMENT
        found = [*channel.messages, *(message for thread in inside for message in thread.messages)]
        return [message | {"published": bool(message["flags"] & CROSSPOSTED) or not news} for message in found]


def _shown(message: Json) -> Json:
    return {"text": words(message), "published": message["published"]}


class SlackHost:
    def __init__(self, run: Run, clock: Callable[[], datetime]) -> None:
        self.fake = FakeSlack(clock)
        self.places: dict[str, Json] = {}
        self._spots: dict[str, tuple[str, str]] = {}
        workspace = self.fake.workspace
        lobby = workspace.add_channel("lobby")
        for place in PLACES[run.platform]:
            if place.kind == "direct":
                user = workspace.add_user(place.name)
                self._spots[place.name] = (workspace.direct(user.id).id, "")
                self.places[place.name] = {"server": "", "channel": user.id}
            elif place.kind == "thread":
                stamp = workspace.stamp()
                lobby.messages.append({"type": "message", "user": "U1", "ts": stamp, "text": "Talks"})
                self._spots[place.name] = (lobby.id, stamp)
                self.places[place.name] = {"server": workspace.team, "channel": f"{lobby.id}/{stamp}"}
            else:
                channel = workspace.add_channel(place.name)
                self._spots[place.name] = (channel.id, "")
                self.places[place.name] = {"server": workspace.team, "channel": channel.id}
        self.settings = {"slack_bot_token": self.fake.tokens["bot"], "slack_app_token": self.fake.tokens["app"]}

    async def start(self) -> None:
        await self.fake.start()

    async def open_door(self) -> str:
        return await self.fake.open_door()

    def use(self, weather: Storm) -> None:
        self.fake.weather = weather

    def record(self) -> dict[str, list[Json]]:
        return {name: self._messages(*spot) for name, spot in self._spots.items()}

    def _messages(self, channel: str, thread: str) -> list[Json]:
        """In a channel each message with what follows it in its thread: a long brief goes on there."""
        posts = self.fake.workspace.posts(channel)
        first = [post for post in posts if post.get("thread_ts", "") == thread]
        below = {} if thread else {post["ts"]: [p for p in posts if p.get("thread_ts") == post["ts"]] for post in first}
        found = [shown for post in first for shown in (post, *below.get(post["ts"], ()))]
        return [{"text": post["text"], "published": True} for post in found]


def run_clock(began: float, now: Callable[[], float]) -> datetime:
    """The run's clock, which all its processes share: it began at `began` and runs faster than the wall's."""
    return START + timedelta(seconds=(now() - began) * SPEED)


async def serve(run: Run, link: Link, clock: Callable[[], datetime]) -> None:
    """Open a door for each sender, say where they are, and do what the parent asks until it kills this process."""
    host = DiscordHost(run, clock) if run.platform == "discord" else SlackHost(run, clock)
    await host.start()
    doors = [await host.open_door() for _ in range(run.senders)]
    link.say({"doors": doors, "places": host.places, "settings": host.settings})
    chance = run.chance("storm").random()
    storm = Storm(f"{run.name} {chance}", link.say, run.rationed, latency=latency(run.control))
    host.use(storm)
    beating = asyncio.create_task(storm.pulse.beat())

    def hear(line: Line) -> None:
        match line["do"]:
            case "arm":
                storm.traps[_port(line["door"])] = Trap(line["pid"], Point(line["point"]), line["nth"])
            case "disarm":
                storm.traps.pop(_port(line["door"]), None)
            case "calm":
                storm.calm = True
            case "tell":
                commits = [(at, next(n for n, d in enumerate(doors) if _port(d) == port)) for at, port in storm.commits]
                link.say({"record": host.record(), "commits": commits, "troubles": storm.troubles})

    await asyncio.gather(link.lines(hear), beating)


def _port(door: str) -> int:
    return int(door.removeprefix("http://127.0.0.1:").partition("/")[0])
