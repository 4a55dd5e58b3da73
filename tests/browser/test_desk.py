"""The desk and the public pages in a real browser: for every eye, every hand, and with the keyboard alone."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from bot.sample import TOPIC as TOKYO
from tests.bot.test_web_routes import MATRIX, OURS, QUERIES
from tests.browser.visiting import running

TOPIC = "/desk/topics/1"
PUBLIC = ("/briefs", "/briefs/1/1", "/corrections")
AXE = files("axe_playwright_python") / "axe.min.js"
NO_PAGE = ("/", "/briefs", "/corrections", "/complete", "/health", "/static", "/desk/record.")


def pages() -> list[str]:
    """Every page that the server has: a new route is looked at from its first day."""
    shown = [path for path, methods in MATRIX.items() if "GET" in methods and not path.endswith("/events")]
    own = [path for path in shown if path not in NO_PAGE and not path.startswith(NO_PAGE[1:])]
    return [path.format_map(OURS) + QUERIES.get(path, "") for path in own]


async def violations(page: Page, only: Sequence[str] = ()) -> list[str]:
    """What axe-core finds wrong, each as its rule and the first element; all rules, or `only` some."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text(encoding="utf-8"))
    found = await page.evaluate(
        "only => axe.run({ resultTypes: ['violations'], ...(only.length && { runOnly: only }) })", list(only)
    )
    return [f"{rule['id']}: {json.dumps(rule['nodes'][0]['target'])}" for rule in found["violations"]]


@pytest.mark.browser
@pytest.mark.timeout(240)
async def test_axe_finds_no_violation(browser: Browser, address: str) -> None:
    """Labels, headings, contrast and order on every page, in light and in dark."""
    found = {}
    page = await browser.new_page()
    for path in pages():
        await page.goto(address + path)
        found[f"{path} in the light"] = await violations(page)
        await page.emulate_media(color_scheme="dark")
        found[f"{path} in the dark"] = await violations(page, ["color-contrast"])
        await page.emulate_media(color_scheme="light")
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.browser
async def test_public_pages_have_no_violation_either(browser: Browser, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with running(tmp_path, public_url=f"http://127.0.0.1:{port}", http_port=port) as address:
        page = await browser.new_page()
        found = {}
        for path in PUBLIC:
            await page.goto(address + path)
            found[path] = await violations(page)
        assert found == {path: [] for path in found}


@pytest.mark.browser
async def test_every_page_fits_a_small_phone(browser: Browser, address: str) -> None:
    """Nothing is wider than 360 pixels."""
    page = await browser.new_page(viewport={"width": 360, "height": 700})
    wide = {}
    for path in pages():
        await page.goto(address + path)
        wide[path] = await page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in wide.items() if width > 360} == {}


@pytest.mark.browser
async def test_link_drawn_as_button_covers_no_line(browser: Browser, address: str) -> None:
    """Its frame begins below the list of topics."""
    page = await browser.new_page()
    await page.goto(address + "/desk/topics")
    rows = await page.locator("ul.rows").bounding_box()
    button = await page.get_by_role("link", name="Take in an article").bounding_box()
    assert rows is not None
    assert button is not None
    assert button["y"] >= rows["y"] + rows["height"]


async def tab_to(page: Page, name: str, role: Literal["link", "button", "textbox"], key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until the focus is there, where it must be seen."""
    wanted = page.get_by_role(role, name=name, exact=True)
    await expect(wanted.first).to_be_attached()
    for _ in range(200):
        await page.keyboard.press(key)
        if await wanted.first.evaluate("(element) => element === document.activeElement"):
            assert await wanted.first.evaluate("(element) => getComputedStyle(element).outlineStyle") != "none"
            return
    raise AssertionError(f"Tab does not lead to the {role} “{name}”.")


@pytest.mark.browser
async def test_keyboard_alone_edits_and_publishes(browser: Browser, address: str) -> None:
    """From the list of topics to what is live, without a mouse; the focus is seen at every step."""
    page = await browser.new_page()
    await page.goto(f"{address}/desk/topics")
    await tab_to(page, TOKYO, "link")
    await page.keyboard.press("Enter")
    await tab_to(page, "Headline", "textbox")
    await page.keyboard.press("Control+A")
    await page.keyboard.type("Takaichi receives her guest")
    await tab_to(page, "Save Headline", "button")
    await expect(page.locator("#h .under")).to_contain_text("reworded by")
    await tab_to(page, "Submit for review", "button", "Shift+Tab")
    await page.keyboard.press("Enter")
    await tab_to(page, "Approve and publish", "button")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="revision 2, which is live")).to_be_visible()


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
async def test_whoever_writes_on_is_not_held_up_by_a_save(browser: Browser, address: str) -> None:
    """The line that is left is saved; the focus stays where it went, and Save says nothing of a conflict."""
    page = await browser.new_page()
    await page.goto(address + TOPIC)
    await page.get_by_role("textbox", name="Point 1").fill("Takaichi thanked her guest.")
    async with page.expect_navigation():
        await page.get_by_role("textbox", name="Point 2").click()
    await expect(page.locator("#p1 .under")).to_contain_text("reworded by")
    await expect(page.get_by_role("textbox", name="Point 2")).to_be_focused()


@pytest.mark.browser
async def test_refused_form_of_a_room_keeps_what_was_written(browser: Browser, address: str) -> None:
    """It is sent from its own page, says what is wrong, and is sent again."""
    page = await browser.new_page()
    await page.goto(f"{address}/desk/schedules")
    await page.get_by_role("link", name="Change one").click()
    await page.get_by_label("Times").fill("07:30")
    await page.get_by_label("Zone").fill("Atlantis")
    await page.get_by_role("button", name="Change one").click()
    await expect(page.get_by_role("status")).to_contain_text("Atlantis")
    await expect(page.get_by_label("Times")).to_have_value("07:30")
    await page.get_by_label("Zone").fill("Asia/Tokyo")
    await page.get_by_role("button", name="Change one").click()
    await expect(page.get_by_role("status")).to_contain_text("07:30, Asia/Tokyo")


@pytest.mark.browser
async def test_desk_works_without_script(browser: Browser, address: str) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(address + TOPIC)
    await page.get_by_role("textbox", name="Point 1").fill("Takaichi thanked her guest.")
    await page.get_by_role("button", name="Save Point 1").click()
    await expect(page.locator("#p1 .under")).to_contain_text("reworded by")
