"""Walk: from installing to a refused post, with real parts of Readout; what was seen is told without ids and times."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.commands import Services
from bot.platform import Destination, Refused, Sending
from bot.platforms.slack import SlackPlatform
from bot.web.server import ChatServer
from tests.bot.newsroom import open_newsroom
from tests.emulated.sides import Side, call
from tests.fakes.slack.ways import SignedHttp
from tests.wire.slack_installing import INSTALLABLE, Browser
from tests.wire.slack_newsroom import OVER_HTTP, with_outbox

QUESTION = "How many cherry trees will Japan give?"
PATIENCE = 30.0
_IDS = re.compile(r"\b[A-Z][A-Z0-9]{6,20}\b|\b\d{10}\.\d{1,9}\b")


@dataclass
class Replies:
    """A response_url, which the emulator has none of."""

    url: str = ""
    texts: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.texts.put_nowait(str((await request.json())["text"]))
        return web.Response(text="ok")


async def walk(side: Side, scratch: Path) -> list[tuple[str, str]]:
    """Each step with what came of it, the same on every Slack that keeps to Slack's reference."""
    settings = {**OVER_HTTP, **INSTALLABLE, "slack_bot_token": "", "slack_api_base": side.api_base, "http_port": 0}
    async with _replies() as replies, open_newsroom(scratch, **settings) as newsroom:
        wired, platforms = with_outbox(newsroom)
        services = replace(wired, clock=lambda: datetime.now(UTC))
        platform = SlackPlatform(services, check=5)
        platforms[platform.name] = platform
        server = ChatServer(services, None, [platform])
        await server.start()
        await platform.start()
        try:
            http = SignedHttp(f"http://127.0.0.1:{server.port}", services.clock)
            return [
                (name, _IDS.sub("ID", seen)) for name, seen in await _steps(side, services, platform, http, replies)
            ]
        finally:
            await server.stop()
            await platform.stop()


async def _steps(
    side: Side, services: Services, platform: SlackPlatform, http: SignedHttp, replies: Replies
) -> list[tuple[str, str]]:
    browser = Browser(http.base)
    status, page = await browser.get(await side.allow(await browser.begin()))
    seen = [("install", f"{status} {'Readout is installed in' in page}")]
    bureau = await platform._bureaus.of(side.team)
    token = str(bureau.client.token)
    await side.invite(bureau.workspace.bot)
    for line in ("/brief", f"/ask {QUESTION}", "/brief quotes takaichi"):
        name, _, text = line.partition(" ")
        await http.deliver("slash_commands", _command(side, name, text, replies.url, "1.1" + line))
        seen.append((line, await asyncio.wait_for(replies.texts.get(), PATIENCE)))
    where = Destination("slack", side.team, side.channel, "channel", "#summit")
    sending = Sending("part1", where, {"text": "News", "blocks": _blocks("News")}, datetime.now(UTC))
    ts = await platform.post(sending)
    seen.append(("posted, and found by its mark", str(await platform.find(sending) == ts)))
    seen.append(("another is not found", str(await platform.find(replace(sending, part="part2")))))
    await platform.edit(where, ts, {"text": "Newer", "blocks": _blocks("Newer")})
    seen.append(("edited", await _texts(side, token, "conversations.history", channel=side.channel)))
    thread = replace(sending, part="part3", destination=replace(where, channel=f"{side.channel}/{ts}", kind="thread"))
    reply = await platform.post(thread)
    seen.append(("thread, found by its replies", str(await platform.find(thread) == reply)))
    seen.append(("thread", await _texts(side, token, "conversations.replies", channel=side.channel, ts=ts)))
    direct = replace(sending, part="part4", destination=replace(where, channel=side.user, kind="direct"))
    await platform.post(direct)
    seen.append(("direct message, found", str(await platform.find(direct) is not None)))
    seen.append(("mention", await _mention(side, services, platform, http, token, ts)))
    await http.deliver("events_api", _event(side, "Ev2", {"type": "app_home_opened", "tab": "home"}))
    await platform.settled()
    seen.append(("app home", str(sorted(bureau._listening._home._shown) == [side.user])))
    trigger = await side.trigger(token)
    seen.append(("modal", str(bool((await bureau.client.views_open(trigger_id=trigger, view=_view()))["ok"]))))
    for place in (replace(where, channel="C000NOWHERE"), where):
        if place is where:
            await side.archive()
        try:
            await platform.post(replace(sending, part="part5", destination=place))
        except Refused as refused:
            seen.append(("refused", str(refused)))
    return seen


async def _mention(
    side: Side, services: Services, platform: SlackPlatform, http: SignedHttp, token: str, ts: str
) -> str:
    """A mention in the thread of the post; the event comes twice, and is answered once."""
    text = f"<@{(await platform._bureaus.of(side.team)).workspace.bot}> {QUESTION}"
    event = {"type": "app_mention", "text": text, "channel": side.channel, "ts": "1700000000.000100", "thread_ts": ts}
    for number in ("Ev0", "Ev0", "Ev1"):
        await http.deliver("events_api", _event(side, number, event))
    await platform.settled()
    await services.outbox.deliver_due()
    return await _texts(side, token, "conversations.replies", channel=side.channel, ts=ts)


async def _texts(side: Side, token: str, method: str, **given: str) -> str:
    return " | ".join(str(one["text"])[:200] for one in (await call(side.api_base, method, token, **given))["messages"])


def _command(side: Side, name: str, text: str, url: str, trigger: str) -> dict[str, Any]:
    return {
        "command": name,
        "text": text,
        "response_url": url,
        "trigger_id": trigger,
        "user_id": side.user,
        "team_id": side.team,
        "channel_id": side.channel,
        "channel_name": "summit",
    }


def _event(side: Side, number: str, event: dict[str, Any]) -> dict[str, Any]:
    told = {"type": "event_callback", "team_id": side.team, "event_id": number, "event_time": 1}
    return {**told, "event": {"user": side.user, **event}}


def _blocks(text: str) -> list[dict[str, Any]]:
    return [{"type": "section", "text": {"type": "plain_text", "text": text}}]


def _view() -> dict[str, Any]:
    title = {"type": "plain_text", "text": "Readout"}
    return {"type": "modal", "callback_id": "read", "title": title, "blocks": _blocks("News")}


@asynccontextmanager
async def _replies() -> AsyncIterator[Replies]:
    replies = Replies()
    app = web.Application()
    app.router.add_post("/respond", replies.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    replies.url = f"http://127.0.0.1:{runner.addresses[0][1]}/respond"
    try:
        yield replies
    finally:
        await runner.cleanup()
