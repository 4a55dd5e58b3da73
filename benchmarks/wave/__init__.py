"""Wave: many posts at once against servers that keep their platform's limits, with commands asked meanwhile.

    python -m benchmarks wave [--json] [--only NAME] [--edits]

Each run starts a loopback Discord or Slack in a process of its own and Readout in one or two others, as they are
started by `python -m bot run`. The server takes 50 requests in any second (Slack: 10, and one a second in a channel),
after ways of 20 to 80 ms, and counts what it refused. Meanwhile somebody types commands, timed until the reply is
there. The last line is one object: the worst of the runs. With `--edits` a thousand messages are posted first, then a
correction is published, and what is measured is how it reaches all of them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.wave.running import CORRECTIONS, RUNS, Figures, run


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[--json] [--only NAME] [--edits]`."""
    parser.add_argument("--json", action="store_true", help="nothing but one JSON object")
    parser.add_argument("--only", choices=[*RUNS, *CORRECTIONS], help="one run instead of all")
    parser.add_argument("--edits", action="store_true", help="how a correction reaches 1,000 copies, instead of posts")


def main(args: argparse.Namespace) -> int:
    """Print `{allowed_ratio, refused, command_p99_ms}`; of edits it is `edits_ratio`."""
    found, wanted = [], CORRECTIONS if args.edits or args.only in CORRECTIONS else RUNS
    for name in [args.only] if args.only else list(wanted):
        with tempfile.TemporaryDirectory() as folder:
            figures = asyncio.run(run(Path(folder), wanted[name]))
        found.append(figures)
        if not args.json:
            print(f"{name:22} {_words(figures)}", flush=True)
    worst = _worst(found)
    if wanted is CORRECTIONS:
        worst["edits_ratio"] = worst.pop("allowed_ratio")
    print(json.dumps(worst))
    return 0


def _words(figures: Figures) -> str:
    return (
        f"{figures.posts} in all, {figures.a_second:.1f}/s ({figures.allowed_ratio:.1%} of what is allowed), at most "
        f"{figures.busiest} in a second, {figures.refused} refused; {figures.commands} commands, answered after "
        f"{figures.command_p50_ms:.0f} ms (median) and {figures.command_p99_ms:.0f} ms (99 %); {figures.cpu:.2f} "
        f"processors busy, stopped in {figures.stopped_in:.1f} s"
    )


def _worst(found: Sequence[Figures]) -> dict[str, float]:
    return {
        "allowed_ratio": round(min(asdict(figures)["allowed_ratio"] for figures in found), 4),
        "refused": sum(figures.refused for figures in found),
        "command_p99_ms": round(max(figures.command_p99_ms for figures in found), 1),
    }
