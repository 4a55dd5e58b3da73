"""Who uses the keyboard alone, a phone, the dark or no script can do the same."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.test_chat import first_brief
from tests.browser.visiting import visiting

pytestmark = pytest.mark.browser

READABLE = 4.5
"""Contrast of text (WCAG 2.2, 1.4.3, level AA)."""

CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, under) => top.slice(0, 3).map((c, i) => (c * top[3] + under[i] * (255 - top[3])) / 255);
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    const color = rgba(getComputedStyle(element).backgroundColor);
    return color[3] === 255 ? color.slice(0, 3) : over(color, behind(element.parentElement));
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = {};
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!words || !element.checkVisibility({ visibilityProperty: true }) || element.closest(".hidden")) continue;
    const under = behind(element);
    const [a, b] = [light(over(rgba(getComputedStyle(element).color), under)), light(under)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const name = element.tagName + (element.className ? "." + element.className : "");
    found[name] = Math.min(found[name] ?? 99, contrast);
  }
  return found;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_text_stands_out(browser: Browser, address: str, scheme: str) -> None:
    """Every word on the page, replies, evidence, errors and a form included, in the light and in the dark."""
    async with visiting(browser, address, color_scheme=scheme, reduced_motion="reduce") as visitor:
        brief = await first_brief(visitor)
        await brief.get_by_role("button", name="Source:").first.click()
        await expect(brief.locator(".evidence")).to_be_visible()
        await visitor.type("help")
        await visitor.say.fill("s")
        await expect(visitor.page.get_by_role("option").first).to_be_visible()
        assert too_faint(await visitor.page.evaluate(CONTRAST)) == {}
        await visitor.open_form("edit")
        assert too_faint(await visitor.page.evaluate(CONTRAST)) == {}


def too_faint(found: dict[str, float]) -> dict[str, float]:
    assert len(found) > 10, "the page has text"
    return {name: contrast for name, contrast in found.items() if contrast < READABLE}


async def test_phone_shows_everything_without_scrolling_sideways(browser: Browser, address: str) -> None:
    """360 pixels wide: nothing sticks out, and the list of channels is one press away."""
    async with visiting(browser, address, viewport={"width": 360, "height": 740}, has_touch=True) as visitor:
        brief = await first_brief(visitor)
        await brief.get_by_role("button", name="Source:").first.tap()
        await visitor.type("quotes")
        await visitor.type("ask " + "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4)
        assert await sticking_out(visitor.page) == []
        await visitor.page.get_by_role("link", name="Show the list of channels").tap()
        channels = visitor.page.get_by_role("navigation")
        await expect(channels).to_be_visible()
        await channels.get_by_role("link", name="Readout").tap()
        await expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Readout")
        await visitor.open_form("edit")
        assert await sticking_out(visitor.page) == []


async def sticking_out(page: Page) -> list[str]:
    """Elements with words that reach beyond the window's edges."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((e) => e.checkVisibility() && !e.closest(".hidden, .skip") && e.textContent.trim())
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
            .map((e) => e.tagName + "." + e.className)"""
    )
    return found


async def test_keyboard_alone_completes_sends_and_opens_evidence(browser: Browser, address: str) -> None:
    """Arrow keys, Tab, Enter and Escape, as in other chats; the focus is always to be seen."""
    async with visiting(browser, address) as visitor:
        await first_brief(visitor)
        keys = visitor.page.keyboard
        await expect(visitor.say).to_be_focused()

        await keys.type("quo")
        options = visitor.page.get_by_role("option")
        await expect(options.first).to_contain_text("quotes")
        await expect(visitor.say).to_have_attribute("aria-expanded", "true")
        await expect(visitor.say).to_have_attribute("aria-activedescendant", "option-0")
        await keys.press("Tab")
        await expect(visitor.say).to_have_value("quotes ")

        await keys.type("tak")
        await expect(options.first).to_contain_text("Sanae Takaichi")
        await keys.press("ArrowDown")
        await keys.press("ArrowUp")
        await keys.press("Enter")
        await expect(visitor.say).to_have_value("quotes Sanae Takaichi")
        await keys.press("Escape")
        await keys.press("Enter")
        await expect(visitor.replies).to_have_count(1)
        await expect(visitor.say).to_have_value("")
        await expect(visitor.say).to_be_focused()

        await keys.press("ArrowUp")
        await expect(visitor.say).to_have_value("quotes Sanae Takaichi")

        source = visitor.replies.last.get_by_role("button", name="Source:").first
        for _ in range(80):
            if await source.evaluate("(button) => button === document.activeElement"):
                break
            await keys.press("Shift+Tab")
        await expect(source).to_be_focused()
        assert await source.evaluate("(button) => getComputedStyle(button).outlineStyle") == "solid"
        await keys.press("Enter")
        await expect(visitor.replies.last.locator(".evidence mark").first).to_be_visible()
        await expect(source).to_be_focused()


async def test_keyboard_alone_edits_in_a_dialog(browser: Browser, address: str) -> None:
    """The dialog takes the focus, warns before words are lost, and gives the focus back."""
    async with visiting(browser, address) as visitor:
        await first_brief(visitor)
        keys = visitor.page.keyboard
        await keys.type("edit")
        await keys.press("Escape")
        await keys.press("Enter")
        form = visitor.page.get_by_role("dialog", name="Edit")
        await expect(form).to_be_visible()
        assert await form.evaluate("(form) => form.contains(document.activeElement)")
        await keys.type("Changed")
        await keys.press("Escape")
        await expect(form.get_by_role("alert")).to_contain_text("not saved")
        await keys.press("Escape")
        await expect(form).to_be_hidden()
        await expect(visitor.say).to_be_focused()


async def test_enter_finishes_a_name_and_sends_what_is_whole(browser: Browser, address: str) -> None:
    """“peo” becomes “people ”; “schedule” says something by itself, though longer lines begin with it."""
    async with visiting(browser, address) as visitor:
        await first_brief(visitor)
        keys = visitor.page.keyboard
        await keys.type("peo")
        await expect(visitor.page.get_by_role("option").first).to_contain_text("people")
        await keys.press("Enter")
        await expect(visitor.say).to_have_value("people ")
        await visitor.say.fill("schedule")
        await expect(visitor.page.get_by_role("option").first).to_contain_text("schedule")
        await keys.press("Enter")
        await expect(visitor.replies).to_have_count(1)
        await expect(visitor.replies.last).to_contain_text("daily at 09:00")


async def test_escape_closes_the_completions(browser: Browser, address: str) -> None:
    async with visiting(browser, address) as visitor:
        await first_brief(visitor)
        await visitor.say.fill("q")
        await expect(visitor.page.get_by_role("listbox")).to_be_visible()
        await visitor.page.keyboard.press("Escape")
        await expect(visitor.page.get_by_role("listbox")).to_be_hidden()
        await expect(visitor.say).to_have_value("q")


async def test_page_without_script_answers_on_the_page(browser: Browser, address: str) -> None:
    """The channel, a command with its reply, a line's evidence and a form: a page at a time."""
    async with visiting(browser, address) as waiting:
        await first_brief(waiting)
    async with visiting(browser, address, java_script_enabled=False) as visitor:
        await visitor.go()
        await expect(visitor.posts).to_have_count(1)
        field = visitor.page.get_by_label("Message to Readout")
        await field.fill("quotes")
        await field.press("Enter")
        await expect(visitor.replies.locator("figure")).not_to_have_count(0)
        await expect(visitor.replies.locator(".meta")).to_be_in_viewport()
        await visitor.posts.first.get_by_role("button", name="Source:").first.click()
        await expect(visitor.replies.locator("mark").first).to_be_visible()
        await visitor.posts.first.get_by_role("button", name="Ask").click()
        await visitor.page.get_by_label("Your question").fill("How many cherry trees will Japan give?")
        await visitor.page.get_by_role("button", name="Ask").last.click()
        await expect(visitor.replies).to_contain_text("250")


async def test_lost_connection_is_said_and_mended(browser: Browser, address: str) -> None:
    """What cannot be sent stays in the field, with a sentence why."""
    async with visiting(browser, address) as visitor:
        await first_brief(visitor)
        await visitor.page.context.set_offline(True)
        await visitor.say.fill("people")
        await visitor.page.keyboard.press("Escape")
        await visitor.page.keyboard.press("Enter")
        await expect(visitor.page.get_by_role("alert")).to_contain_text("could not be reached")
        await expect(visitor.say).to_have_value("people")
        await visitor.page.context.set_offline(False)
        await visitor.page.keyboard.press("Escape")
        await visitor.page.keyboard.press("Enter")
        await expect(visitor.replies).to_have_count(1)
        visitor.complaints = [said for said in visitor.complaints if "net::ERR" not in said]
