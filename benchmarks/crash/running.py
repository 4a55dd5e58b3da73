"""Running: one run of the campaign from an empty folder to the ledger's verdict, with its senders killed on the way."""

from __future__ import annotations

import select
import signal
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from benchmarks.crash.controls import kills_of
from benchmarks.crash.forking import Child, Line, fork
from benchmarks.crash.ledger import Findings, check
from benchmarks.crash.plan import PLACES, SERVER_SIDE, SPEED, START, Kill, Point, Run
from benchmarks.crash.sender import Home, Life, live, prepare
from benchmarks.crash.server import run_clock, serve
from bot.delivery.states import OPEN, State
from bot.storage.database import database_url

LEAD = 2.0
"""Real seconds for preparing before the run's clock starts."""
DEADLINE = 20.0
"""Real seconds in which a life has to come by its point; then it is killed wherever it is."""
DOWN = (0.0, 0.6)
"""Real seconds that a killed sender stays down."""
LONGEST = 600.0
"""Real seconds for a whole run, which takes 30 to 50 where the machine is its own: what is owed and not there by then
is lost."""
ENOUGH = 28.0
"""For a control, whose faults may keep it from ever being done."""
QUIET = 6.0
"""Real seconds of quiet at the end, in which a late repeat would show: longer than a lease and a settling."""
STOPPING = 10.0
"""Real seconds from SIGTERM to the end, as promised."""
PATIENCE = 30.0


@dataclass
class Result:
    findings: Findings
    kills: Counter[Point] = field(default_factory=Counter)
    restarts: list[float] = field(default_factory=list)
    """Seconds from a restart with overdue posts to the first one made by that sender."""
    troubles: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    """Processes that ended by themselves."""
    seconds: float = 0.0


@dataclass
class Sender:
    """A place for one process at a time: killed, and started again."""

    number: int
    door: str
    child: Child | None = None
    kill: Kill | None = None
    started: float = 0.0
    back_at: float = 0.0


class Running:
    """`whole` does it all; the run's processes are gone when it returns."""

    def __init__(self, run: Run, folder: Path, database: str) -> None:
        self._run = run
        self._folder = folder
        self._chance = run.chance("parent")
        self._kills = deque(kills_of(run))
        self._starts: list[tuple[float, int]] = []
        self._lives = 0
        self._log = folder / "log"
        folder.mkdir(parents=True)
        began = time.time() + LEAD
        self._server = fork(lambda link: serve(run, link, lambda: run_clock(began, time.time)), self._log)
        told = self._asked("doors")
        self._home = Home(run, folder, database, told, began)
        self._senders = [Sender(number, door) for number, door in enumerate(told["doors"])]
        self.result = Result(Findings())

    def whole(self) -> Result:
        started = time.time()
        preparing = fork(lambda _: prepare(self._home), self._log)
        if preparing.wait():
            raise RuntimeError(f"A run could not be prepared: {self._last_words()}")
        engine = create_engine(database_url(self._home.settings("")).set(drivername=self._driver))
        try:
            self._storm(engine)
            self._stop()
            self._judge(engine)
        finally:
            self._end()
            engine.dispose()
        self.result.seconds = time.time() - started
        return self.result

    # The storm

    def _storm(self, engine: Engine) -> None:
        """Senders come and go until every kill was made and nothing is on its way any more."""
        ends, quiet_since, looked = time.time() + (ENOUGH if self._run.control else LONGEST), 0.0, 0.0
        while (now := time.time()) < ends:
            for sender in self._senders:
                self._tend(sender, now)
            self._listen(0.02)
            if self._kills or now - looked < 0.3:
                continue
            looked = now
            if self._is_done(engine):
                quiet_since = quiet_since or now
                if now - quiet_since > QUIET:
                    return
            else:
                quiet_since = 0.0

    def _listen(self, seconds: float) -> None:
        """Wait for what the server or a sender says, which is only that somebody was killed."""
        speaking = [self._server, *(sender.child for sender in self._senders if sender.child is not None)]
        select.select([child.line for child in speaking], [], [], seconds)
        for child in speaking:
            child.hear()

    def _tend(self, sender: Sender, now: float) -> None:
        if sender.child is None:
            if now >= sender.back_at:
                self._start(sender, now)
        elif sender.child.ended():
            self._note_end(sender, now)
        elif sender.kill is not None and now - sender.started > (sender.kill.after or DEADLINE):
            sender.kill = Kill(Point.RANDOM)
            sender.child.kill()

    def _start(self, sender: Sender, now: float) -> None:
        self._lives += 1
        sender.kill = self._kills.popleft() if self._kills else None
        life = Life(self._home, self._lives, sender.door, sender.kill)
        sender.child = fork(lambda link: live(life, link), self._log)
        sender.started = now
        self._starts.append((now, sender.number))
        if sender.kill is not None and sender.kill.point in SERVER_SIDE:
            armed = {"door": sender.door, "pid": sender.child.pid, "point": sender.kill.point, "nth": sender.kill.nth}
            self._server.say({"do": "arm", **armed})

    def _note_end(self, sender: Sender, now: float) -> None:
        """Count the kill at the point where it was really made."""
        assert sender.child is not None
        self._server.say({"do": "disarm", "door": sender.door})
        code = sender.child.wait()
        if code == -signal.SIGKILL and sender.kill is not None:
            self.result.kills[sender.kill.point] += 1
        else:
            self.result.failures.append(f"{self._run.name}: a sender ended by itself ({code}): {self._last_words()}")
        sender.child, sender.kill = None, None
        sender.back_at = now + self._chance.uniform(*DOWN)

    def _is_done(self, engine: Engine) -> bool:
        """As the database has it; whether that is true, the ledger says."""
        still = ", ".join(f"'{state}'" for state in OPEN)
        asked = (
            "SELECT count(*) FROM deliveries",
            f"SELECT count(*) FROM deliveries WHERE state IN ({still})",
            "SELECT count(*) FROM parts WHERE edit_state = 'wanted' AND posted IS NOT NULL",
        )
        with engine.connect() as connection:
            made, on_their_way, to_edit = (connection.scalar(text(question)) for question in asked)
        return (made, on_their_way, to_edit) == (len(PLACES[self._run.platform]) * self._run.slots, 0, 0)

    # The end

    def _stop(self) -> None:
        """In order, as SIGTERM does it."""
        for sender in self._senders:
            if sender.child is not None:
                sender.child.kill(signal.SIGTERM)
        ends = time.time() + STOPPING
        for sender in self._senders:
            while sender.child is not None and not sender.child.ended() and time.time() < ends:
                time.sleep(0.05)
            if sender.child is None:
                continue
            if not sender.child.ended():
                sender.child.kill()
                self.result.failures.append(f"{self._run.name}: a sender did not stop in {STOPPING:.0f} s")
            elif code := sender.child.wait():
                self.result.failures.append(f"{self._run.name}: a sender stopped with {code}: {self._last_words()}")
            sender.child = None

    def _judge(self, engine: Engine) -> None:
        self._server.say({"do": "tell"})
        told = self._asked("record")
        self.result.findings = check(self._run, told["record"], self._doubts(engine))
        self.result.troubles = Counter(told["troubles"])
        self.result.restarts = list(self._waits(told["commits"]))

    def _doubts(self, engine: Engine) -> dict[tuple[str, str], str]:
        """Deliveries that wait for a person: (place, format) -> the reason that was recorded."""
        names = {(d.server, d.channel): name for name, d in self._home.places().items()}
        asked = text("SELECT server, channel, format, reason FROM deliveries WHERE state = :state")
        with engine.connect() as connection:
            found = connection.execute(asked, {"state": State.UNCONFIRMED.value}).all()
        return {(names[server, channel], format_): reason for server, channel, format_, reason in found}

    def _waits(self, commits: list[tuple[float, int]]) -> Iterator[float]:
        """From a restart to that sender's first post, where one was overdue at the restart."""
        places = len(PLACES[self._run.platform])
        slots = [(self._run.due(n) - START).total_seconds() / SPEED for n in range(self._run.slots)]
        due = [self._home.began + slot for slot in slots for _ in range(places)]
        for number, (at, door) in enumerate(self._starts):
            if number < len(self._senders):
                continue  # a first start, not a restart
            overdue = sum(moment < at for moment in due) > sum(moment < at for moment, _ in commits)  # at the least
            ends = min((other for other, its in self._starts if its == door and other > at), default=float("inf"))
            first = min((moment for moment, its in commits if its == door and at < moment < ends), default=None)
            if overdue and first is not None:
                yield first - at

    def _end(self) -> None:
        for child in [self._server, *(s.child for s in self._senders if s.child is not None)]:
            child.kill()
            child.wait()

    def _asked(self, word: str) -> Line:
        """The server's next line that has `word`."""
        ends = time.time() + PATIENCE
        while time.time() < ends:
            for line in self._server.hear():
                if word in line:
                    return line
            select.select([self._server.line], [], [], 0.1)
            if self._server.ended():
                break
        raise RuntimeError(f"The loopback server does not answer: {self._last_words()}")

    def _last_words(self) -> str:
        return self._log.read_text(errors="replace")[-2000:] if self._log.exists() else ""

    @property
    def _driver(self) -> str:
        return "postgresql+psycopg" if self._run.storage == "postgres" else "sqlite"
