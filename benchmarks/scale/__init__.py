"""Scale: 100,000 subscriptions that come due in one minute, on SQLite and PostgreSQL, beside APScheduler's own way.

    python -m benchmarks scale [--json] [--subscriptions 100000]

Printed for each database: how long the tick takes until every delivery is owed, how long the next one takes to move
the subscriptions to their next slots, how long the event loop was held meanwhile, memory before, at most and after,
and what a tick costs when nothing is due. Then two replicas tick on one
PostgreSQL at the same time: together they have to make each delivery once, or the exit code is 1. The peer is
APScheduler with a job for each of 1,000 subscriptions in its SQLAlchemy job store on SQLite; its jobs do nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from pathlib import Path

from benchmarks.scale.crowd import open_at
from benchmarks.scale.measuring import Figures, measure
from benchmarks.scale.peer import PEERS, peer
from benchmarks.scale.replicas import replicas
from bot.storage.database import open_fresh
from tests.fakes.postgres import postgres


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[--json] [--subscriptions N]`."""
    parser.add_argument("--json", action="store_true", help="print one object with the figures last")
    parser.add_argument("--subscriptions", type=int, default=100_000, metavar="N", help="due in the same minute")


def main(args: argparse.Namespace) -> int:
    """Print the figures; 1 where a delivery is missing or there twice."""
    count = args.subscriptions
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        sqlite = asyncio.run(_on_sqlite(folder / "scale.sqlite3", count))
        _print("SQLite", sqlite)
        with postgres(folder / "postgres", durable=True) as server:
            postgresql = asyncio.run(_on_postgres(server.migrated("alone"), count))
            _print("PostgreSQL", postgresql)
            whole = replicas(server.migrated("shared"), count)
        took = asyncio.run(peer(folder / "peer.sqlite3"))
    print(f"APScheduler, a job each for {PEERS:,}: {took:.2f} s")
    figures = {
        "sqlite_fanout_s": round(sqlite.seconds, 2),
        "postgres_fanout_s": round(postgresql.seconds, 2),
        "loop_block_ms": round(max(sqlite.block_ms, postgresql.block_ms), 1),
        "idle_tick_ms": round(max(sqlite.idle_ms, postgresql.idle_ms), 2),
        "peer_s": round(took, 2),
    }
    if args.json:
        print(json.dumps(figures))
    return 0 if whole else 1


async def _on_sqlite(file: Path, count: int) -> Figures:
    database = await open_fresh(file)
    try:
        return await measure(database, count)
    finally:
        await database.close()


async def _on_postgres(address: str, count: int) -> Figures:
    database = open_at(address)
    try:
        return await measure(database, count)
    finally:
        await database.close()


def _print(name: str, figures: Figures) -> None:
    print("\n  ".join([name, *figures.lines]), flush=True)
