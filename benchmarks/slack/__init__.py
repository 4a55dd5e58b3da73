"""Slack: how soon a signed command is acknowledged and answered, and commands a second beside a bare signed handler.

    python -m benchmarks slack [--json] [--commands 400] [--rounds 3]

Real processes on loopback: `python -m bot run` over HTTP, and an aiohttp handler that checks the signature and nothing
else, in turn. 60 % questions, 20 % briefs, 10 % quotes, 10 % presses of *Source*. A command is done when its reply has
come to its response_url; `ack_ms` is until the HTTP answer. `polling` is the same bot with bolt's own way of waiting
for the acknowledgement.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.slack.driving import Round, drive
from benchmarks.slack.serving import BARE, BOT, POLLING, serving
from benchmarks.slack.sink import Sink

AT_ONCE = 16
"""Commands under way at the same time, where commands a second are counted."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[--json] [--commands N] [--rounds N]`."""
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--commands", type=int, default=400, help="of each round (default 400)")
    parser.add_argument("--rounds", type=int, default=3, help="of each server, in turn (default 3)")


def main(args: argparse.Namespace) -> int:
    """Print `{ack_ms, reply_ms, commands_per_s, bare_per_s, ratio, polling}`."""
    with TemporaryDirectory(prefix="readout-slack-") as folder:
        result = asyncio.run(_measure(Path(folder), args.commands, args.rounds))
    if args.json:
        print(json.dumps(result))
    else:
        print("\n".join(f"{name:16} {value}" for name, value in result.items()))
    return 0


async def _measure(folder: Path, commands: int, rounds: int) -> dict[str, Any]:
    single: dict[str, list[Round]] = {BOT: [], BARE: [], POLLING: []}
    many: dict[str, list[Round]] = {BOT: [], BARE: []}
    async with Sink() as sink, serving(folder, sink.base, (BOT, BARE, POLLING)) as ports:
        for port in ports.values():
            await drive(sink, port, 50, at_once=1, replies=port != ports[BARE])  # warm
        for _ in range(rounds):
            for name, port in ports.items():
                single[name].append(await drive(sink, port, commands, at_once=1, replies=name != BARE))
            for name in many:
                many[name].append(await drive(sink, ports[name], commands, at_once=AT_ONCE, replies=name != BARE))
    ours, bare = (statistics.median(one.per_second for one in many[name]) for name in (BOT, BARE))
    return {
        "ack_ms": _quantiles(single[BOT], "acks"),
        "reply_ms": _quantiles(single[BOT], "replies"),
        "bare_ms": _quantiles(single[BARE], "acks"),
        "polling_ack_ms": _quantiles(single[POLLING], "acks"),
        "busy_ack_ms": _quantiles(many[BOT], "acks"),
        "busy_reply_ms": _quantiles(many[BOT], "replies"),
        "commands_per_s": round(ours, 1),
        "bare_per_s": round(bare, 1),
        "ratio": round(ours / bare, 3),
        "commands": commands * rounds,
        "at_once": AT_ONCE,
    }


def _quantiles(rounds: list[Round], which: str) -> dict[str, float]:
    times = sorted(1000 * time for one in rounds for time in getattr(one, which))
    return {"p50": round(statistics.median(times), 2), "p99": round(times[int(0.99 * (len(times) - 1))], 2)}
