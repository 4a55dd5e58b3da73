"""The desk and the public pages in a real browser: for every eye, every hand, and with the keyboard alone."""

from __future__ import annotations

import json
import socket
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.visiting import running

TOPIC = "/desk/topics/1"
PAGES = (
    "/c/summit",
    "/desk",
    "/desk/topics",
    TOPIC,
    f"{TOPIC}/review",
    f"{TOPIC}/compare",
    "/desk/schedules",
    "/desk/schedules/new?command=schedule+add",
    "/desk/questions",
    "/desk/errata",
    f"{TOPIC}/article",
    "/desk/deliveries",
    "/desk/people",
    "/desk/record",
    "/desk/enter?code=AAAA-BBBB-CCCC",
)


async def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, each as its rule and the first element."""
    await page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = await page.evaluate("() => axe.run()")
    return [f"{rule['id']}: {json.dumps(rule['nodes'][0]['target'])}" for rule in found["violations"]]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_violation(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """Labels, headings, contrast and order on every page, in light and in dark."""
    page = await browser.new_page(color_scheme=scheme)
    found = {}
    for path in PAGES:
        await page.goto(address + path)
        found[path] = await violations(page)
    assert found == {path: [] for path in PAGES}


@pytest.mark.browser
async def test_public_pages_have_no_violation_either(browser: Browser, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with running(tmp_path, public_url=f"http://127.0.0.1:{port}", http_port=port) as address:
        page = await browser.new_page()
        found = {}
        for path in ("/briefs", "/briefs/1/1", "/corrections"):
            await page.goto(address + path)
            found[path] = await violations(page)
        assert found == {path: [] for path in found}


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES[1:])
async def test_page_fits_a_small_phone(browser: Browser, address: str, path: str) -> None:
    """Nothing is wider than 360 pixels."""
    page = await browser.new_page(viewport={"width": 360, "height": 700})
    await page.goto(address + path)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
async def test_wrong_number_is_said_while_it_is_typed_and_stops_approval(browser: Browser, address: str) -> None:
    """Then it is mended, published, and the page says that both are the same."""
    page = await browser.new_page()
    await page.goto(address + TOPIC)
    point = page.get_by_role("textbox", name="Point 3")
    right = await point.input_value()
    await point.fill("Japanese goods face a tariff of 35 percent.")
    await expect(page.locator("#p3 .finding")).to_have_text("The number 35 percent is not in the article.")
    await point.blur()
    await expect(page.locator("#p3 .finding.stops")).to_contain_text("Stops approval")
    await page.goto(f"{address}{TOPIC}/review")
    await page.get_by_role("button", name="Approve and publish").click()
    await expect(page.get_by_role("alert")).to_contain_text("35 percent")
    await page.goto(address + TOPIC)
    await page.get_by_role("textbox", name="Point 3").fill(right)
    await page.get_by_role("textbox", name="Point 3").blur()
    await expect(page.locator("#p3 .finding.stops")).to_have_count(0)


@pytest.mark.browser
async def test_line_lights_its_evidence(browser: Browser, address: str) -> None:
    """With the keyboard, too: the focus is enough."""
    page = await browser.new_page()
    await page.goto(address + TOPIC)
    await page.get_by_role("textbox", name="Point 1").focus()
    places = await page.locator("#p1").get_attribute("data-places") or ""
    await expect(page.locator(f'.s[data-start="{places.partition("-")[0]}"]')).to_have_class("s lit")


@pytest.mark.browser
async def test_selected_words_become_a_point(browser: Browser, address: str) -> None:
    page = await browser.new_page()
    await page.goto(address + TOPIC)
    before = await page.locator("article.row[id^=p]").count()
    await page.locator(".s").nth(2).click(click_count=3)
    await page.get_by_role("button", name="Add as point").click()
    await expect(page.locator("article.row[id^=p]")).to_have_count(before + 1)


@pytest.mark.browser
async def test_lines_are_reordered_by_keyboard(browser: Browser, address: str) -> None:
    page = await browser.new_page()
    await page.goto(address + TOPIC)
    second = await page.get_by_role("textbox", name="Point 2").input_value()
    await page.get_by_role("button", name="Move Point 2 up").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="Point 1")).to_have_value(second)


@pytest.mark.browser
async def test_second_editor_sees_both_texts(browser: Browser, address: str) -> None:
    """Two windows, one line: the later one loses nothing."""
    one, other = await browser.new_page(), await browser.new_page()
    for page in (one, other):
        await page.goto(address + TOPIC)
    await one.get_by_role("textbox", name="Point 1").fill("Takaichi thanked her guest.")
    await one.locator("#p1").get_by_role("button", name="Save Point 1").click()
    await expect(one.locator("#p1 .under")).to_contain_text("reworded by")
    await other.get_by_role("textbox", name="Point 1").fill("The guest was thanked.")
    await other.locator("#p1").get_by_role("button", name="Save Point 1").click()
    await expect(other.get_by_role("alert")).to_contain_text("changed this line meanwhile")
    await expect(other.locator("#p1")).to_contain_text("Theirs: Takaichi thanked her guest.")
    await expect(other.get_by_role("textbox", name="Point 1")).to_have_value("The guest was thanked.")


@pytest.mark.browser
async def test_desk_works_without_script(browser: Browser, address: str) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(address + TOPIC)
    await page.get_by_role("textbox", name="Point 1").fill("Takaichi thanked her guest.")
    await page.get_by_role("button", name="Save Point 1").click()
    await expect(page.locator("#p1 .under")).to_contain_text("reworded by")
