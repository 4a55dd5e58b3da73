"""Reporting: a campaign's figures, for people and as one object."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from typing import Any

from benchmarks.crash.campaign import Total
from benchmarks.crash.plan import Point
from benchmarks.crash.running import Result

SHOWN = 10
"""So many findings of each kind are listed."""


def run_line(name: str, result: Result) -> str:
    found, kills = result.findings, sum(result.kills.values())
    return (
        f"{name:<44} {kills:>2} kills, {found.owed:>3} owed, {len(found.lost)} lost, {len(found.duplicated)} doubled, "
        f"{len(found.out_of_order)} out of order, {len(found.stale)} stale, {len(found.unconfirmed)} unconfirmed, "
        f"{result.seconds:.0f} s"
    )


def summary(total: Total, shown: dict[str, str], silent: list[str], few: list[Point], seconds: float) -> str:
    """All that was found, in lines."""
    found = total.findings
    lines = [
        "",
        f"{total.runs} runs in {seconds:.0f} s, {sum(total.kills.values())} kills: "
        + ", ".join(f"{total.kills[point]} {point}" for point in Point),
        f"{found.owed} briefs owed: {len(found.lost)} lost, {len(found.duplicated)} doubled, "
        f"{len(found.out_of_order)} out of order, {len(found.stale)} without the correction",
        f"on the way: {', '.join(f'{count} {name}' for name, count in total.troubles.most_common())}",
        f"from a restart to the first post: {total.restart}, and {start_up():.1f} s to start Python and import",
    ]
    lines += [f"unconfirmed, {count} times: {why}" for why, count in _reasons(found.unconfirmed).most_common()]
    for word, named in (("lost", found.lost), ("doubled", found.duplicated), ("out of order", found.out_of_order)):
        lines += [f"{word}: {name}" for name in named[:SHOWN]]
    lines += [f"stale: {name}" for name in found.stale[:SHOWN]]
    lines += total.failures[:SHOWN]
    lines += [f"control “{name}”: {fault}" for name, fault in shown.items()]
    lines += [f"control “{name}” showed no fault: this campaign would not see it either." for name in silent]
    lines += [f"only {total.kills[point]} kills {point}." for point in few]
    return "\n".join(lines)


def figures(total: Total, controls_failed: int) -> dict[str, Any]:
    """The one object; counts of briefs in places, one for each slot of a schedule."""
    found = total.findings
    return {
        "kills": sum(total.kills.values()),
        "kills_by_point": {str(point): total.kills[point] for point in Point},
        "owed": found.owed,
        "lost": len(found.lost),
        "duplicated": len(found.duplicated),
        "unconfirmed": len(found.unconfirmed),
        "out_of_order": len(found.out_of_order),
        "controls_failed": controls_failed,
    }


def start_up() -> float:
    """Seconds that a real start takes before the first line of a life: the campaign's senders are forks."""
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", "import benchmarks.crash.sender"], check=True)
    return time.monotonic() - started


def _reasons(unconfirmed: list[str]) -> Counter[str]:
    return Counter(entry.split(": ", 3)[-1] for entry in unconfirmed)
