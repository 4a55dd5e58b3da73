"""Held: how long the event loop waits while questions are answered and an article is indexed beside it."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from briefs import Article, answer
from briefs.answers import build_index

TICK = 0.001
"""Seconds that the probe sleeps; what it oversleeps is what the loop was held."""
TIMES = 5
"""Each work is done so often, and the quietest time counts: what holds the loop by itself does so every time."""


def longest_gaps(text: str, questions: Sequence[str]) -> dict[str, float]:
    """The longest waits in milliseconds, with nothing to do, while answering, and while indexing; as the bot does it,
    in one thread beside the loop. Answers are warm; other work on the machine shows in the first figure too.

    A wait counts no more than the processor time that this process spent in it: the rest was taken by others.
    """
    from bot.app import SWITCH, settle  # the whole bot, which no other benchmark of the engine needs

    sys.setswitchinterval(SWITCH)
    article = Article.from_text(text)
    index = build_index(article)

    def ask() -> None:
        for question in questions:
            answer(article, question, index=index)

    ask()
    settle()
    works: dict[str, Callable[[], object]] = {
        "loop_idle_ms": lambda: time.sleep(1),
        "loop_answering_ms": ask,
        "loop_indexing_ms": lambda: build_index(article),
    }
    return {
        name: round(1000 * min(asyncio.run(_longest_gap(work)) for _ in range(TIMES)), 1)
        for name, work in works.items()
    }


async def _longest_gap(work: Callable[[], object]) -> float:
    """The longest time that the loop was held while `work` ran in a thread, in seconds."""
    with ThreadPoolExecutor(1) as thread:
        running = asyncio.get_running_loop().run_in_executor(thread, work)
        longest = 0.0
        while not running.done():
            before, worked = time.perf_counter(), time.process_time()
            await asyncio.sleep(TICK)
            waited = time.perf_counter() - before - TICK
            longest = max(longest, min(waited, time.process_time() - worked))
        await running
    return longest
