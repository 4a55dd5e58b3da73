"""Measuring: each part of the rig, from the empty database to its figures."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from benchmarks.discord.spending import spent
from benchmarks.rig import Server, begin, cpu, prepare, program, resident, server

MODULE = "benchmarks.discord.server"
RATE, PACED = 50, 1000
"""Commands a second, and how many: twenty seconds."""
POSTS = 1000
"""As long as the commands are typed, at the fifty a second that Discord takes."""
AT_ONCE, MIXED = 8, 300
SETTLING = 3.0
"""Seconds after Discord told of its servers, until memory is read."""


async def measure_memory(folder: Path, guilds: int) -> float:
    """Resident megabytes once so many servers, of five channels each, are known and the commands registered."""
    async with _readout(folder, guilds, 5, follows=False) as (_, readout, _log):
        await asyncio.sleep(SETTLING)
        return round(resident(readout.pid), 1)


async def measure_ack(folder: Path) -> dict[str, object]:
    """Milliseconds to the first answer, and to what was answered in full by then, under fifty a second and a wave."""
    async with _readout(folder, 5, POSTS // 5, limited=True) as (platform, readout, _log):
        await platform.ask("warm up")
        used = cpu(readout.pid)
        async with asyncio.timeout(120):
            await platform.say(f"pace {PACED} {RATE}")
            report = await platform.until(lambda report: len(report["acks"]) >= PACED, 100)
        used = cpu(readout.pid) - used
    return {
        "ack_p50_ms": _milliseconds(report["acks"], 0.5),
        "ack_p99_ms": _milliseconds(report["acks"], 0.99),
        "reply_p50_ms": _milliseconds(report["replies"], 0.5),
        "reply_p99_ms": _milliseconds(report["replies"], 0.99),
        "answered_meanwhile": len(report["replies"]),
        "posts_meanwhile": report["posts"],
        "refused": report["refused"],
        "processor_s": round(used, 1),
    }


async def measure_mix(folder: Path) -> dict[str, object]:
    """Commands a second of Readout and of the bare bot, in turns against the same server, and their ratio."""
    async with _readout(folder, 1, 1, follows=False) as (platform, readout, _log):
        await platform.ask("warm up")
        used = cpu(readout.pid)
        ours = (await platform.ask(f"load {MIXED} {AT_ONCE}"))["commands_s"]
        ours_ms = 1000 * (cpu(readout.pid) - used) / MIXED
        await platform.ask("rewind")
        again = (await platform.ask(f"load {MIXED} {AT_ONCE}"))["commands_s"]
    async with AsyncExitStack() as stack:
        platform = await stack.enter_async_context(server(MODULE, "1", "1"))
        about = await platform.hear()
        bot = await stack.enter_async_context(program(about["env"], folder / "bare.log", "benchmarks.discord.bare"))
        await platform.until(lambda report: report["connected"] and report["commands"])
        await platform.ask("warm up")
        used = cpu(bot.pid)
        bare = [(await platform.ask(f"load {MIXED} {AT_ONCE}"))["commands_s"] for _ in range(2)]
        bare_ms = 1000 * (cpu(bot.pid) - used) / (2 * MIXED)
    return {
        "commands_s": round(ours, 1),
        "asked_before_commands_s": round(again, 1),
        "bare_commands_s": round(max(bare), 1),
        "ratio": round(ours / max(bare), 3),
        "asked_before_ratio": round(again / max(bare), 3),
        "processor_ms": round(ours_ms, 1),
        "bare_processor_ms": round(bare_ms, 1),
        "spent_ms": await spent(folder / "spent"),
    }


@asynccontextmanager
async def _readout(
    folder: Path, guilds: int, channels: int, *, limited: bool = False, follows: bool = True
) -> AsyncIterator[tuple[Server, asyncio.subprocess.Process, Path]]:
    """A Readout that is connected, on SQLite; with `follows` every channel has its first post due."""
    async with AsyncExitStack() as stack:
        arguments = [str(guilds), str(channels), *(["limited"] if limited else [])]
        platform = await stack.enter_async_context(server(MODULE, *arguments))
        about = await platform.hear()
        surroundings = {"LOCAL": "false", "DATA_DIR": str(folder / f"data{guilds}"), **about["env"]}
        database = await prepare(surroundings, "discord", about["places"] if follows else [])
        stack.push_async_callback(database.close)
        log = folder / f"log{guilds}"
        readout = await stack.enter_async_context(program(surroundings, log))
        await platform.until(lambda report: report["connected"] and report["commands"])
        await _told(log, f"servers: {guilds}.")
        if follows:
            await begin(database)
        yield platform, readout, log


async def _told(log: Path, words: str) -> None:
    async with asyncio.timeout(90):
        while not _says(log, words):  # noqa: ASYNC110 - another process tells no event
            await asyncio.sleep(0.2)


def _says(log: Path, words: str) -> bool:
    return words in log.read_text()


def _milliseconds(seconds: Sequence[float], share: float) -> float:
    ordered = sorted(seconds)
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)
