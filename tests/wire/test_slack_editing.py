"""The desk's work in Slack, by a real bolt app: review, history, roll back, and an answer that is pinned."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.slack_newsroom import SlackDesk, open_slack

TREES = "How many cherry trees will Japan give?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[SlackDesk]:
    async with open_slack(tmp_path) as desk:
        await desk.says(f"/brief link {await desk.code()}", desk.ann)
        yield desk


async def edited(desk: SlackDesk, **changes: str) -> str:
    """What is said after the draft was changed in its form."""
    editing = await desk.slack.people.command("/brief edit", desk.ann, desk.summit)
    await desk.slack.people.form(editing)
    await desk.slack.people.submit(editing, desk.ann, **changes)
    return str((await desk.slack.people.reply(editing))["text"])


async def test_findings_come_with_the_saved_draft(desk: SlackDesk) -> None:
    """A number that the article does not have is named as soon as the form is sent, with its weight."""
    said = await edited(desk, lede="Japan will give the United States 999 cherry trees.")
    assert "WHAT THE ARTICLE DOES NOT BEAR OUT" in said
    assert "999" in said


async def test_review_shows_the_difference_and_publishes(desk: SlackDesk) -> None:
    """What waits is shown against what is live; *Approve and publish* makes exactly that live, under a name."""
    people = desk.slack.people
    await edited(desk, headline="Leaders meet in Tokyo")
    review = await people.asked("/brief review", desk.ann, desk.summit)
    assert "became “Leaders meet in Tokyo”" in review["text"]
    published = await people.press(review, "Approve and publish", desk.ann, desk.summit)
    live = "Revision 2 of “Tokyo summit” is live. Approved by Ann, without a second reader."
    assert live in (await people.reply(published))["text"]
    assert (await desk.says("/brief short")).startswith("Leaders meet in Tokyo")


async def test_earlier_revision_is_brought_back(desk: SlackDesk) -> None:
    """`history` lists the revisions with who approved them; `rollback` makes an earlier text a new revision."""
    await edited(desk, headline="Leaders meet in Tokyo")
    await desk.says("/brief publish", desk.ann)
    history = await desk.says("/brief history", desk.ann)
    assert "2. published" in history
    assert "1. superseded" in history
    assert "It says again what revision 1 said." in await desk.says("/brief rollback 1", desk.ann)
    assert (await desk.says("/brief short")).startswith("Trump and Takaichi affirm")


async def test_pinned_answer_comes_before_the_automatic_one(desk: SlackDesk) -> None:
    """An editor pins an answer under the one that was given; readers get it, with who answers for it."""
    people = desk.slack.people
    answer = await people.asked(f"/ask {TREES}", desk.ann, desk.summit)
    pinning = await people.press(answer, "Pin an answer", desk.ann, desk.summit)
    await people.form(pinning)
    await people.submit(pinning, desk.ann, text="250 trees, planted in Washington.", origin="desk")
    assert (await people.reply(pinning))["text"].startswith(f"{TREES}\n\nPinned.")
    given = await desk.says(f"/ask {TREES}")
    assert "250 trees, planted in Washington." in given
    assert "Ann" in given
