"""Serving: the processes that are measured, each on a port of its own, from start to end."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

BOT, BARE, POLLING = "bot", "bare", "polling"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
_POLLS = """
from slack_bolt.async_app import AsyncApp
from bot.platforms.slack import bureau
class Polling(AsyncApp):
    async def drain(self, seconds): ...
bureau.PromptApp = Polling
from bot.__main__ import main
main(["run"])
"""
"""The same bot, its listeners waited for by bolt itself."""


@asynccontextmanager
async def serving(folder: Path, api: str, names: Sequence[str]) -> AsyncIterator[dict[str, int]]:
    """The port of each, once it answers."""
    ports = {name: _free_port() for name in names}
    running = [await _start(name, port, folder / name, api) for name, port in ports.items()]
    try:
        for name, port in ports.items():
            await asyncio.wait_for(_ready(port, bare=name == BARE), PATIENCE)
        yield ports
    finally:
        for process in running:
            process.terminate()
        await asyncio.gather(*(process.wait() for process in running))


async def _start(name: str, port: int, folder: Path, api: str) -> asyncio.subprocess.Process:
    code = {BOT: ["-m", "bot", "run"], POLLING: ["-c", _POLLS]}
    arguments = code.get(name) or ["-m", "benchmarks.slack.bare", str(port), SECRET]
    settings = {
        "DATA_DIR": str(folder),
        "LOCAL": "false",
        "HTTP_PORT": str(port),
        "PUBLIC_URL": "https://news.example",
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_BASE": api,
        "LOG_LEVEL": "ERROR",
    }
    surroundings = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), **settings}
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env=surroundings, stdout=asyncio.subprocess.DEVNULL
    )


async def _ready(port: int, *, bare: bool) -> None:
    """Return once it answers, and the bot is connected."""
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/health") as answer:
                    if bare or str(json.loads(await answer.text())["platforms"].get("slack", "")).startswith("called"):
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
