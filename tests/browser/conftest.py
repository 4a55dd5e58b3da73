"""What every browser test needs; without Chromium they are skipped, but not where they have to prove something.

One Chromium serves all tests of a process, which therefore share an event loop; each test has windows of its own.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.chromium import chromium, open_browser
from tests.browser.visiting import PATIENCE, running

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here runs on the loop that drives Chromium."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def one_browser() -> AsyncIterator[Browser]:
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("Chromium is not installed, and these tests have to run here: apt-get install chromium.")
    if path is None:
        pytest.skip("Chromium is not installed; apt-get install chromium runs these tests, too.")
    expect.set_options(timeout=PATIENCE)
    async with open_browser(path) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="session")
async def browser(one_browser: Browser) -> AsyncIterator[Browser]:
    """Without any window, and without one when the test is over."""
    yield one_browser
    for context in one_browser.contexts:
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    async with running(tmp_path) as found:
        yield found
