"""Together: what is written at the same moment is committed at once, and more of it while requests queue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import Budget
from bot.delivery.pacing import CROWD, Pace, Rate
from bot.delivery.together import GATHER, IN_A_WAVE, Together
from bot.platform import Destination


@asynccontextmanager
async def no_session() -> AsyncIterator[AsyncSession]:
    yield AsyncSession()


async def turns() -> None:
    """Let every task go on as far as it can."""
    for _ in range(50):
        await asyncio.sleep(0)


@pytest.mark.parametrize(("crowded", "waited"), [(False, GATHER), (True, IN_A_WAVE)])
async def test_a_group_waits_longer_while_requests_queue(
    crowded: bool, waited: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A single post is not held up; in a wave each would only queue for the platform, so it waits for company."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def double(_session: AsyncSession, numbers: Sequence[int]) -> Sequence[int]:
        return [2 * number for number in numbers]

    monkeypatch.setattr("bot.delivery.together.asyncio.sleep", sleep)
    gathering = Together(no_session, lambda: crowded)
    assert await gathering("double", double, 21) == 42
    assert slept == [waited]


async def test_a_crowd_is_who_waits_for_the_whole_pace() -> None:
    """Those who wait for a channel of their own are none: they would not be written down any later for it."""
    gate = asyncio.Event()

    async def wait(_seconds: float) -> None:
        await gate.wait()

    budget = Budget(lambda: 0.0, wait, {"fake": Pace(Rate(1, 9.0), Rate(1, 9.0))})

    async def ask(channel: str) -> None:
        async with budget.request(Destination("fake", "s", channel)):
            await gate.wait()

    asking = [asyncio.create_task(ask("one")) for _ in range(CROWD + 1)]
    await turns()
    assert not budget.crowded()
    asking += [asyncio.create_task(ask(f"c{number}")) for number in range(CROWD)]
    await turns()
    assert budget.crowded()
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
