"""The process ends when its work has ended."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.ending import run_to_the_end

STUBBORN = """
import asyncio

from bot.ending import run_to_the_end


async def stay():
    while True:
        try:
            await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            pass


async def work():
    asyncio.get_running_loop().stays = asyncio.create_task(stay())
    await asyncio.sleep(0)
    print("Stopped.", flush=True)


run_to_the_end(work(), grace=0.2)
"""


def test_a_task_that_ignores_its_cancellation_does_not_keep_the_process() -> None:
    """It was asked to stop, and a service manager waits for it."""
    ended = subprocess.run([sys.executable, "-c", STUBBORN], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (0, "Stopped.\n")


def test_what_the_work_raises_is_raised() -> None:
    """So the caller can say why nothing runs."""

    async def fail() -> None:
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"):
        run_to_the_end(fail())
