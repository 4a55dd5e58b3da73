"""Campaign: many runs, some at a time, each in a process of its own; their results added up."""

from __future__ import annotations

import pickle
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.crash.forking import Child, Link, fork
from benchmarks.crash.ledger import Findings
from benchmarks.crash.plan import Point, Run
from benchmarks.crash.running import Result, Running
from benchmarks.crash.sender import hurry

AT_ONCE = 4
"""Runs at the same time: they wait most of the time."""


@dataclass
class Total:
    findings: Findings = field(default_factory=Findings)
    kills: Counter[Point] = field(default_factory=Counter)
    restarts: list[float] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    runs: int = 0

    def add(self, result: Result) -> None:
        self.findings += result.findings
        self.kills += result.kills
        self.restarts += result.restarts
        self.troubles += result.troubles
        self.failures += result.failures
        self.runs += 1

    @property
    def restart(self) -> str:
        if not self.restarts:
            return "not measured"
        ordered = sorted(self.restarts)
        return f"{median(ordered):.2f} s median, {ordered[-1]:.2f} s longest of {len(ordered)}"


@dataclass
class Flight:
    run: Run
    child: Child
    folder: Path


def carry_out(
    runs: Sequence[Run], folder: Path, address: Callable[[Run], str], at_once: int = AT_ONCE
) -> Iterator[tuple[Run, Result]]:
    """Each run with its result, as they end. `address` gives a run's `DATABASE_URL`; the folder of a clean run goes."""
    waiting, flying = list(reversed(runs)), list[Flight]()
    while waiting or flying:
        while waiting and len(flying) < at_once:
            flying.append(_take_off(waiting.pop(), folder, address))
        for flight in [flight for flight in flying if flight.child.ended()]:
            flying.remove(flight)
            yield flight.run, _land(flight)
        time.sleep(0.05)


def _take_off(run: Run, folder: Path, address: Callable[[Run], str]) -> Flight:
    home = folder / run.name.replace(" ", "-").replace(",", "")
    database = address(run)

    def work(_link: Link) -> None:
        result = Running(run, home, database).whole()
        (home / "result").write_bytes(pickle.dumps(result))

    return Flight(run, fork(work, folder / "log"), home)


def _land(flight: Flight) -> Result:
    code = flight.child.wait()
    said = flight.folder / "result"
    if code or not said.exists():
        why = (flight.folder.parent / "log").read_text(errors="replace")[-3000:]
        raise RuntimeError(f"The run “{flight.run.name}” broke off ({code}): {why}")
    result: Result = pickle.loads(said.read_bytes())
    if result.findings.clean and not result.failures:
        shutil.rmtree(flight.folder)
    return result


@contextmanager
def databases(folder: Path, runs: Sequence[Run]) -> Iterator[Callable[[Run], str]]:
    """Addresses of fresh databases; a PostgreSQL server of the campaign's own where a run needs one."""
    folder.mkdir(parents=True, exist_ok=True)
    on_postgres = any(run.storage == "postgres" for run in runs)
    hurry(queue=on_postgres)
    if not on_postgres:
        yield lambda _: ""
        return
    from tests.fakes.postgres import postgres

    with postgres(folder / "postgres") as server:
        made = iter(range(1, 1 + len(runs)))
        yield lambda run: server.make(f"run{next(made)}") if run.storage == "postgres" else ""
