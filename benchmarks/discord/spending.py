"""Spending: what a command of the mix costs inside Readout, by what it is spent on."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from benchmarks.discord.mix import KINDS, READERS, question
from bot import commands
from bot.app import utc_now, wire
from bot.cards import Card
from bot.commands import Caller, Services
from bot.commands.running import context_of
from bot.opening import open_newsroom
from bot.platform import Destination
from bot.render.discord import render
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.turns import takes_up

ROUNDS = 20
STEPS = ("taking it up", "who asks", "the work", "the message")


async def spent(folder: Path) -> Mapping[str, float]:
    """Milliseconds of processor a command, the mean of the mix: who takes it up, who asks, the work, the message."""
    database = await open_database(Settings(_env_file=None, data_dir=folder), alone=False)  # type: ignore[call-arg]
    try:
        services = wire(Settings(_env_file=None, data_dir=folder), database, utc_now)  # type: ignore[call-arg]
        opening = await open_newsroom(services, None)
        edition = await services.reading.edition(opening.topic_id)
        assert edition is not None
        source = f"source:{edition.revision_id}:all"
        for number in range(len(KINDS)):
            await _one(services, number, source, {})
        costs: dict[str, float] = {}
        for number in range(ROUNDS * len(KINDS)):
            await _one(services, number, source, costs)
        return {name: round(1000 * seconds / (ROUNDS * len(KINDS)), 2) for name, seconds in costs.items()}
    finally:
        await database.close()


async def _one(services: Services, number: int, source: str, costs: dict[str, float]) -> None:
    caller = Caller("discord", str(number % READERS), "Rita", Destination("discord", "1", "2"))
    marks = [time.process_time()]
    await takes_up(services.sessions, f"rig/{number}/{len(costs)}")
    marks.append(time.process_time())
    await context_of(services, caller)
    marks.append(time.process_time())
    match KINDS[number % len(KINDS)]:
        case "ask":
            given = {"question": question(number)}
            reply = await commands.run(services, caller, "ask", given)
        case "source":
            reply = await commands.press(services, caller, source)
        case kind:
            reply = await commands.run(services, caller, kind, {})
    marks.append(time.process_time())
    assert isinstance(reply, Card)
    render(reply)
    marks.append(time.process_time())
    for name, (begin, end) in zip(STEPS, pairwise(marks), strict=True):
        costs[name] = costs.get(name, 0.0) + end - begin
