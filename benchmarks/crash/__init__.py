"""Crash: seeded kill -9 of real senders against loopback servers that misbehave, and a ledger of what was owed.

    python -m benchmarks crash             the whole campaign, every control included
    python -m benchmarks crash --short     one seed of each kind, for CI

Nothing may be lost, doubled or out of order, and every control has to show its fault: otherwise the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.crash.brief import sample
from benchmarks.crash.campaign import AT_ONCE, Total, carry_out, databases
from benchmarks.crash.controls import CONTROLS, as_run
from benchmarks.crash.plan import PLATFORMS, STORAGES, Point, Run
from benchmarks.crash.reporting import figures, run_line, summary

SEEDS = 10
FEWEST_AT_A_POINT = 10
SHORT = Run(0, "", "", slots=3, kills=4)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one object with the figures last")
    parser.add_argument("--short", action="store_true", help="one seed, fewer slots: under two and a half minutes")
    parser.add_argument("--seeds", type=int, default=SEEDS, help=f"how many seeds (default {SEEDS})")
    parser.add_argument("--first-seed", type=int, default=1, help="the first of them (default 1)")
    parser.add_argument("--storage", choices=tuple(STORAGES), action="append", help="only this one")
    parser.add_argument("--platform", choices=PLATFORMS, action="append", help="only this one")
    parser.add_argument("--no-controls", action="store_true", help="leave the negative controls out")
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help=f"runs at the same time (default {AT_ONCE})")
    parser.add_argument("--keep", type=Path, help="folder in which runs that found something leave database and log")


def main(args: argparse.Namespace) -> int:
    """Run the campaign and print what it found; 1 where it found something or could not have."""
    runs, controls = _runs(args), [] if args.no_controls else [as_run(each, args.first_seed) for each in CONTROLS]
    sample()  # once, before all that is forked from here
    started, total, shown = time.time(), Total(), dict[str, str]()
    with _folder(args.keep) as folder, databases(folder, runs) as address:
        for run, result in carry_out([*controls, *runs], folder, address, args.at_once):
            print(run_line(run.name, result), flush=True)
            found = result.findings
            if not run.control:
                total.add(result)
            elif found.lost or found.duplicated:
                shown[run.control] = f"{len(found.lost)} lost, {len(found.duplicated)} doubled"
    silent = [run.control for run in controls if run.control not in shown]
    whole = not args.short and args.seeds >= SEEDS and not args.storage and not args.platform
    few = [point for point in Point if whole and total.kills[point] < FEWEST_AT_A_POINT]
    print(summary(total, shown, silent, few, time.time() - started), flush=True)
    if args.json:
        print(json.dumps(figures(total, len(shown))))
    return int(bool(not total.findings.clean or total.failures or silent or few))


def _runs(args: argparse.Namespace) -> list[Run]:
    seeds = range(args.first_seed, args.first_seed + (1 if args.short else args.seeds))
    return [
        replace(SHORT if args.short else Run(0, "", ""), seed=seed, storage=storage, platform=platform)
        for seed in seeds
        for storage in args.storage or STORAGES
        for platform in args.platform or PLATFORMS
    ]


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="readout-crash-") as made:
        Path(made).chmod(0o711)  # PostgreSQL does not run as root, and has to reach its own folder in it
        yield Path(made)
