"""Driving: signed commands in the fixed mix, over connections that stay open, as Slack's own do."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks.slack.serving import SECRET
from benchmarks.slack.sink import Sink
from benchmarks.speed import QUESTIONS
from bot.platforms.slack.manifest import COMMANDS_PATH, PRESSES_PATH
from bot.platforms.slack.signing import signature

MIX = "ask ask brief ask ask quotes ask source brief ask".split()
"""60 % ask, 20 % brief, 10 % quotes, 10 % source buttons."""
PATIENCE = 90.0
_count = itertools.count(1)
FORM = "application/x-www-form-urlencoded"


@dataclass
class Round:
    """Seconds until each acknowledgement and each reply, and how long it all took."""

    acks: list[float] = field(default_factory=list)
    replies: list[float] = field(default_factory=list)
    took: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.acks) / self.took


async def drive(sink: Sink, port: int, commands: int, *, at_once: int, replies: bool) -> Round:
    """So many commands in the mix, so many at once; without `replies` only the acknowledgement is waited for."""
    done, todo = Round(), iter(range(commands))
    began = time.perf_counter()
    await asyncio.gather(*(_one_after_the_other(sink, port, todo, done, replies) for _ in range(at_once)))
    done.took = time.perf_counter() - began
    return done


async def _one_after_the_other(sink: Sink, port: int, todo: Any, done: Round, replies: bool) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for number in todo:
            name = str(next(_count))
            url, reply = sink.expect(name)
            request = _request(sink, MIX[number % len(MIX)], number, name, url)
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(_length(head))
            done.acks.append(time.perf_counter() - began)
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"A command was answered {head[:40]!r}.")
            if replies:
                done.replies.append(await asyncio.wait_for(reply, PATIENCE) - began)
    finally:
        writer.close()


def _request(sink: Sink, what: str, number: int, name: str, url: str) -> bytes:
    asked = QUESTIONS[number % len(QUESTIONS)]
    typed = {"ask": ("/ask", asked), "brief": ("/brief", ""), "quotes": ("/brief", "quotes")}
    if what == "source" and sink.first:
        return _signed(PRESSES_PATH, urlencode({"payload": json.dumps(_press(sink.first, name, url))}))
    command, text = typed.get(what, typed["quotes"])
    form = {
        "command": command,
        "text": text,
        "response_url": url,
        "trigger_id": name,
        "user_id": f"U{number % 50}",
        "team_id": "T1",
        "channel_id": "C1",
        "channel_name": "summit",
    }
    return _signed(COMMANDS_PATH, urlencode(form))


def _press(reply: dict[str, Any], name: str, url: str) -> dict[str, Any]:
    """The press of a *Source* button of a reply that came before."""
    elements = [element for block in reply["blocks"] for element in block.get("elements", []) if "value" in element]
    source = next(element for element in elements if str(element["value"]).startswith("source:"))
    return {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T1"},
        "team": {"id": "T1"},
        "trigger_id": name,
        "response_url": url,
        "channel": {"id": "C1", "name": "summit"},
        "container": {"type": "message", "is_ephemeral": True, "channel_id": "C1"},
        "actions": [{"type": "button", "action_id": source["action_id"], "value": source["value"], "block_id": "b"}],
    }


def _signed(path: str, body: str) -> bytes:
    stamp, sent = str(int(time.time())), body.encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: news.example\r\nContent-Type: {FORM}\r\nContent-Length: {len(sent)}\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {signature(SECRET, stamp, sent)}\r\n\r\n"
    )
    return head.encode() + sent


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0
