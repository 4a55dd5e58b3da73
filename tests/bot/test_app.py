"""Starting and stopping: the first start, a restart, and whatever keeps the bot from running."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import StartError, settle, start
from bot.commands import Services
from bot.settings import load_settings
from bot.storage.tables import Code, Delivery, LocalMessage, Subscription
from tests.bot.newsroom import START, Clock
from tests.fakes.databases import address_in

STORY = (
    "The harbour council voted on Tuesday to widen the northern channel for $40 million. "
    "“We have waited long enough,” said council chair Mara Lindqvist. "
    "The work is expected to take two years. Fishing crews had asked for it since the spring."
)

Run = Callable[..., Awaitable[Services]]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
async def run(home: Path, said: list[str]) -> AsyncIterator[Run]:
    """Start Readout on a data folder of its own; `run.stack` is closed before the next start and at the end."""
    open_stacks: list[AsyncExitStack] = []

    async def start_it(*, article: str | None = None, clock: Clock | None = None, **settings: Any) -> Services:
        while open_stacks:
            await open_stacks.pop().aclose()
        stack = AsyncExitStack()
        open_stacks.append(stack)
        given: dict[str, Any] = {"data_dir": home / "data", "database_url": address_in(home), "http_port": 0}
        given |= {"meaning": False, "timezone": "Europe/Paris"} | settings
        return await start(load_settings(**given), stack, article=article, say=said.append, clock=clock or Clock(START))

    yield start_it
    while open_stacks:
        await open_stacks.pop().aclose()


async def messages(services: Services, at_least: int = 0) -> list[LocalMessage]:
    """The chat page's messages, as soon as there are so many; the test's time-out bounds the wait."""
    while True:
        async with services.sessions() as session:
            found = list(await session.scalars(select(LocalMessage).order_by(LocalMessage.id)))
        if len(found) >= at_least:
            return found
        await asyncio.sleep(0.01)


async def rows(services: Services, table: type[Any]) -> list[Any]:
    async with services.sessions() as session:
        return list(await session.scalars(select(table)))


async def test_the_first_start_posts_the_sample_brief(run: Run, said: list[str]) -> None:
    """The terminal shows the brief in plain text, the zone and the address; the channel gets the brief at once."""
    services = await run()
    assert len(await messages(services, 1)) == 1
    shown = "\n".join(said)
    assert "Trump and Takaichi affirm their alliance" in shown
    assert "Published without review" in shown
    assert "daily at 09:00, Europe/Paris" in shown
    assert "Chat page: http://127.0.0.1:" in shown


async def test_a_restart_posts_nothing_twice_and_loses_nothing(run: Run) -> None:
    first = [(m.id, m.part) for m in await messages(await run(), 1)]
    services = await run()
    await services.outbox.tick(services.clock())
    assert [(m.id, m.part) for m in await messages(services)] == first
    assert len(await rows(services, Subscription)) == 1


async def test_the_first_brief_uses_up_the_days_slot(run: Run) -> None:
    """Started before nine, nothing more comes at nine; the next brief is tomorrow's."""
    clock = Clock(datetime(2026, 11, 23, 6, 0, tzinfo=UTC))
    services = await run(clock=clock)
    await messages(services, 1)
    clock.now += timedelta(hours=3)
    await services.outbox.tick(clock.now)
    assert len(await rows(services, Delivery)) == 1
    clock.now += timedelta(days=1)
    await services.outbox.tick(clock.now)
    assert {d.slot for d in await rows(services, Delivery)} == {"first:2026-11-23", "2026-11-24T09:00"}


async def test_a_given_article_takes_the_samples_place(run: Run, said: list[str], tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    services = await run(article=str(story))
    assert "widen the northern channel" in "\n".join(said)
    assert len(await services.reading.topics(1)) == 1


async def test_another_article_later_becomes_a_topic_of_its_own(run: Run, tmp_path: Path) -> None:
    """The first topic stays; starting once more with the same article adds nothing."""
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    await run()
    await run(article=str(story))
    services = await run(article=str(story))
    assert len(await services.reading.topics(1)) == 2
    assert len(await messages(services, 2)) == 2


async def test_whoever_removed_the_local_schedule_does_not_get_it_back(run: Run) -> None:
    services = await run()
    await services.outbox.remove((await rows(services, Subscription))[0].id)
    services = await run()
    assert [s.state for s in await rows(services, Subscription)] == ["removed"]


async def test_the_first_start_prints_a_code_that_links_a_server(run: Run, said: list[str]) -> None:
    services = await run()
    assert any("type there within a day: link " in text for text in said)
    assert [code.purpose for code in await rows(services, Code)] == ["server"]


async def test_a_public_page_is_entered_by_a_link(run: Run, said: list[str]) -> None:
    """Where others can reach the page, the admin comes in by a one-use link and not by address."""
    await run(public_url="https://news.example")
    assert any("/login?code=" in text for text in said)


async def test_a_port_in_use_is_named(run: Run, said: list[str]) -> None:
    """Before anything is shown or published: the next start is still the first."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StartError, match=f"Port {port} is in use .*HTTP_PORT="):
            await run(http_port=port)
    assert said == []
    await run(http_port=port)
    assert "the first one is posted now" in "\n".join(said)


async def test_a_data_folder_that_cannot_be_made_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartError, match="DATA_DIR"):
        await run(data_dir=tmp_path / "file", database_url="")


async def test_an_article_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"gone\.txt cannot be read"):
        await run(article=str(tmp_path / "gone.txt"))


async def test_nothing_to_run_on_is_said(run: Run) -> None:
    with pytest.raises(StartError, match="LOCAL=false and no token"):
        await run(local=False)


def test_what_start_up_loaded_is_not_walked_through_again() -> None:
    """Python's collector would stop the event loop for it, now and then, as long as the process lives."""
    gc.unfreeze()
    try:
        settle()
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects()) < 1_000
    finally:
        gc.unfreeze()
