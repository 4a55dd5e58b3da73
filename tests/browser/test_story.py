"""One story through every room: an article taken in, edited, blocked, mended, published, corrected, withdrawn.

Two people at the desk in real browsers; the chat page, a real discord.py client and a real bolt app show what readers
get, on the loopback Discord and Slack.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.rigs import Person, Rigs, arrive, open_rigs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

ARTICLE = """The port authority and the dockers' union agreed on Monday on a new contract for 1,200 workers.

“We have a deal that both sides can defend,” union leader Maria Ortega said after the talks.

Wages will rise by 6 percent over two years, the port's director, Paul Brandt, said. “Nobody wanted another summer of \
idle cranes,” Brandt said.

The port handled 310,000 containers last year. The contract is expected to be signed on Friday.
"""
BROKEN = "“We have a deal that both sides must accept,” Maria Ortega said."
MENDED = "“We have a deal that both sides can defend,” Maria Ortega said."
TOPIC = "/desk/topics/2"
WRONG = "Wages at the port will rise by 6 percent."
RIGHT = "Wages at the port will rise by 6 percent over two years."
NOTE = "An earlier version left out that the rise is spread over two years."
WHY = "The parties have cancelled the contract; a new report follows."


async def take_in(ann: Person) -> None:
    await ann.go("/desk/topics/new")
    await ann.page.get_by_label("Name of the topic").fill("Port contract")
    await ann.page.get_by_label("Its text").fill(ARTICLE)
    await ann.press("Take it in")
    await expect(ann.page.get_by_role("heading", level=1)).to_have_text("Port contract")


async def let_in_a_second_publisher(ann: Person, browser: Browser, rigs: Rigs) -> Person:
    await ann.go("/desk/people")
    await ann.page.get_by_label("A code for").select_option(label="a new publisher")
    await ann.press("Make a code")
    code = await ann.page.locator(".notice code").first.inner_text()
    return await arrive(browser, rigs, f"{rigs.address}/login?code={code}", "Bob Roy")


async def submit(editor: Person) -> None:
    await editor.go(TOPIC)
    await editor.press("Submit for review")
    await expect(editor.page.get_by_role("heading", name="waits, against")).to_be_visible()


async def decide(publisher: Person, button: str, note: str = "") -> None:
    await publisher.go(f"{TOPIC}/review")
    form = publisher.page.locator("form.decide", has=publisher.page.locator("button", has_text=button))
    if note:
        await publisher.page.locator("details", has=form).locator("summary").click()
        await form.locator("[name=note]").fill(note)
    await publisher.press(button)


async def seen_everywhere(rigs: Rigs, reader: Person, words: str, *, without: str = "") -> None:
    """The newest post in each of the three channels has these words, and none of `without`."""
    post = reader.page.locator(".message[data-id]").last
    await expect(post).to_contain_text(words)
    await rigs.until(lambda: bool(rigs.on_discord()) and words in rigs.on_discord()[-1])
    await rigs.slack.until(lambda: bool(rigs.on_slack()) and words in rigs.on_slack()[-1])
    if without:
        assert without not in rigs.on_discord()[-1]
        assert without not in rigs.on_slack()[-1]
        await expect(post).not_to_contain_text(without)


async def test_story_of_a_brief(browser: Browser, tmp_path: Path) -> None:
    """From the article to the withdrawal, with everything that is refused on the way."""
    async with open_rigs(tmp_path) as rigs:
        ann = await arrive(browser, rigs, rigs.link, "Ann Lee")
        bob = await let_in_a_second_publisher(ann, browser, rigs)
        await take_in(ann)
        await rigs.follow(2)

        # A broken quotation is said while it is typed, and stops approval, whoever asks.
        await ann.reword("Point 1", BROKEN)
        await expect(ann.page.locator("#p1 .finding.stops")).to_contain_text("Stops approval")
        await submit(ann)
        await decide(bob, "Approve and publish")
        await expect(bob.page.get_by_role("alert")).to_contain_text("its edited lines say what the article does not")
        assert rigs.on_discord() == []

        # Mended it is Ann's own text: a second person has to approve it.
        await ann.go(TOPIC)
        await ann.reword("Point 1", MENDED)
        await expect(ann.page.locator("#p1 .finding.stops")).to_have_count(0)
        await ann.reword("Point 2", WRONG)
        await submit(ann)
        await decide(ann, "Approve and publish")
        await expect(ann.page.get_by_role("alert")).to_contain_text("yours alone")
        await decide(bob, "Approve and publish")
        await expect(bob.page.get_by_role("heading", name="which is live")).to_be_visible()
        reader = await arrive_as_reader(browser, rigs)
        await seen_everywhere(rigs, reader, MENDED)
        await seen_everywhere(rigs, reader, "Approved by Bob Roy")

        # Two at one line: the later one loses nothing.
        await ann.go(TOPIC)
        await bob.go(TOPIC)
        await ann.reword("Point 2", RIGHT)
        await bob.reword("Point 2", "Wages will rise.")
        await expect(bob.page.get_by_role("alert")).to_contain_text("Ann Lee changed this line meanwhile")
        await expect(bob.page.locator("#p2")).to_contain_text(f"Theirs: {RIGHT}")
        await expect(bob.page.get_by_role("textbox", name="Point 2")).to_have_value("Wages will rise.")

        # The correction changes the posts themselves, with its note; nothing is posted anew.
        posts = len(rigs.on_discord()), len(rigs.on_slack())
        await submit(ann)
        await decide(bob, "Publish as a correction", NOTE)
        await seen_everywhere(rigs, reader, NOTE)
        await seen_everywhere(rigs, reader, RIGHT, without=WRONG)
        await rigs.slack.until(
            lambda: any(NOTE in said for said in rigs.in_threads_on_slack()), "the note in the thread"
        )
        assert (len(rigs.on_discord()), len(rigs.on_slack())) == posts

        # The withdrawal replaces the body of each.
        await decide(bob, "Withdraw what is live", WHY)
        await seen_everywhere(rigs, reader, WHY, without="Maria Ortega")
        assert (len(rigs.on_discord()), len(rigs.on_slack())) == posts
        assert rigs.slack.workspace.problems == []
        for one in (ann, bob, reader):
            await one.leave()


async def arrive_as_reader(browser: Browser, rigs: Rigs) -> Person:
    context = await browser.new_context(timezone_id="Europe/Paris", locale="en-GB")
    page = await context.new_page()
    await page.goto(f"{rigs.address}/c/summit")
    return Person(page, rigs.address, context)
