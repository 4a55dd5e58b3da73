"""What every browser test needs; without Chromium they are skipped, but not where they have to prove something."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.chromium import chromium, open_browser
from tests.browser.visiting import running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("Chromium is not installed, and these tests have to run here: apt-get install chromium.")
    if path is None:
        pytest.skip("Chromium is not installed; apt-get install chromium runs these tests, too.")
    async with open_browser(path) as found:
        yield found


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    async with running(tmp_path) as found:
        yield found
