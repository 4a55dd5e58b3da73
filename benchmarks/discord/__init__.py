"""Discord: what Readout costs there: memory by servers, how soon a command is acknowledged, and the price of its work.

    python -m benchmarks discord [--json] [--only memory|ack|mix]

A loopback Discord runs in a process of its own, and Readout in another, as `python -m bot run` starts it. Three things
are measured. *Memory*: resident megabytes with 0, 1,000 and 2,500 servers. *Ack*: fifty commands a second while a wave
of posts runs, timed until Discord has the first answer, ways of 20 to 80 ms not counted in. *Mix*: commands as people
type them (60 % ask, 20 % brief, 10 % quotes, 10 % the Source button), eight at a time, beside a bare discord.py bot
that answers each at once with the same fixed words; and what the difference is spent on, as processor time. Forty
people ask, and every question is worded differently; then the same questions come once more, which are kept.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.discord.measuring import measure_ack, measure_memory, measure_mix

PARTS = ("memory", "ack", "mix")
GUILDS = (0, 1000, 2500)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[--json] [--only PART]`."""
    parser.add_argument("--json", action="store_true", help="nothing but one JSON object")
    parser.add_argument("--only", choices=PARTS, help="one part instead of all")


def main(args: argparse.Namespace) -> int:
    """Print `{memory_mb, ack_p50_ms, ack_p99_ms, reply_p99_ms, commands_s, bare_commands_s, ratio, spent_ms}`."""
    figures: dict[str, object] = {}
    for part in [args.only] if args.only else PARTS:
        found = asyncio.run(_measured(part))
        figures |= found
        if not args.json:
            print("\n".join(f"{name:16} {value}" for name, value in found.items()), flush=True)
    print(json.dumps(figures))
    return 0


async def _measured(part: str) -> Mapping[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        match part:
            case "memory":
                return {"memory_mb": {guilds: await measure_memory(Path(folder), guilds) for guilds in GUILDS}}
            case "ack":
                return await measure_ack(Path(folder))
            case _:
                return await measure_mix(Path(folder))
