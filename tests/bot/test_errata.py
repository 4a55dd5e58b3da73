"""Errata through the product: the article is marked as wrong, and the brief, the check, answers and posts obey."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cards import Card
from bot.commands import Caller
from bot.desk import Blocked, DeskError
from bot.platform import Destination
from bot.render import discord_form, slack_modal
from bot.roles import Role
from bot.rules import Rule
from bot.storage.audit import By
from bot.storage.tables import Audit
from briefs import Origin
from tests.bot.newsroom import Newsroom, filled, form_of, open_newsroom, text_of

WRONG, RIGHT, WHY = "15 percent", "20 percent", "The signed text says 20."
NOTE = "The article says “15 percent”; the desk corrects this to “20 percent”: The signed text says 20 (Bob)."
CORRECT = f"correct wrong: {WRONG} right: {RIGHT} note: {WHY}"
TARIFF = "How high is the tariff?"
BOB = By("Bob", "fake")


@pytest.fixture
async def news(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(tmp_path) as opened:
        yield opened


@pytest.fixture
async def bob(news: Newsroom) -> Caller:
    return await news.person("Bob", Role.PUBLISHER)


def action_of(card: object, label: str) -> str:
    assert isinstance(card, Card)
    return next(button.action for button in card.buttons if button.label == label)


async def point(news: Newsroom) -> tuple[str, Origin, str]:
    """The draft's line about the tariff: words, origin, editor."""
    draft = await news.services.desk.draft(news.topic_id)
    (found,) = [line for line in draft.brief.key_points if "tariff of" in line.text]
    return found.text, found.origin, found.editor


async def test_a_marked_place_reaches_the_post_with_its_note(news: Newsroom, bob: Caller) -> None:
    """What was posted says what is right, in edited lines plainly and in others in brackets, and why it was changed."""
    place = Destination(news.platform.name, "100", "summit", "channel", "#summit")
    await news.services.outbox.subscribe(news.topic_id, place, Rule((time(9),), "Europe/Paris"), made_by="Bob")
    await news.deliver()
    assert "a tariff of 15 percent" in news.platform.messages[0].text
    assert "Revision 2 of" in await news.reads(CORRECT, bob)
    await news.deliver()
    posted = news.platform.messages[0].text
    assert f"Correction, 23 Nov 2026: {NOTE}" in posted
    assert "face a tariff of 20 percent, and Japan pledged" in posted
    assert "face a tariff of [20 percent]. (the article says “15 percent”; corrected by Bob)" in posted
    assert posted.count("15 percent") == posted.count("says “15 percent”")


async def test_an_answer_gives_what_is_right_and_says_so(news: Newsroom, bob: Caller) -> None:
    """The answer is the corrected reading, bold in its sentence, with the note; its button leads to the article."""
    assert "tariff of 15 percent" in await news.reads(f"ask {TARIFF}")
    await news.type(CORRECT, bob)
    said = await news.type(f"ask {TARIFF}")
    assert NOTE in text_of(said)
    assert "tariff of [20 percent]" in text_of(said)
    source = text_of(await news.press(action_of(said, "Source")))
    assert "tariff of [20 percent]" in source
    assert NOTE in source


async def test_a_shared_answer_follows(news: Newsroom, bob: Caller) -> None:
    """What was shared in a channel is a copy: the mark reaches it as well."""
    asked = await news.type(f"ask {TARIFF}")
    await news.press(action_of(asked, "Share in channel"))
    await news.deliver()
    assert "tariff of 15 percent" in news.platform.messages[0].text
    await news.type(CORRECT, bob)
    await news.deliver()
    assert "tariff of [20 percent]" in news.platform.messages[0].text
    assert NOTE in news.platform.messages[0].text


async def test_the_draft_proposes_what_is_right_as_edited(news: Newsroom, bob: Caller) -> None:
    """An extracted line that held the wrong words holds the right ones, under the name of who marked them."""
    made, version = await news.services.desk.mark(news.topic_id, WRONG, RIGHT, WHY, BOB)
    text, origin, editor = await point(news)
    assert "a tariff of 20 percent" in text
    assert (origin, editor) == (Origin.EDITED, "Bob")
    assert made.note == NOTE
    assert version == (await news.services.desk.draft(news.topic_id)).version == 2


async def test_a_line_that_somebody_worded_is_left_alone(news: Newsroom, bob: Caller) -> None:
    """An editor's own line is not changed behind their back; the check names the correction and stops approval."""
    form = form_of(await news.type("edit", bob))
    own = "Goods from Japan face a tariff of 15 percent."
    await news.press(form.action, bob, filled(form, lede=own))
    await news.services.desk.mark(news.topic_id, WRONG, RIGHT, WHY, BOB)
    draft = await news.services.desk.draft(news.topic_id)
    assert draft.brief.lede.text == own
    with pytest.raises(Blocked, match="“15 percent” is marked as wrong; right is “20 percent”"):
        await news.services.desk.publish(news.topic_id, BOB)


async def test_an_approved_line_is_checked_again_after_a_mark(news: Newsroom, bob: Caller) -> None:
    """Who approved the words did not know; a line put back to the article's words is found, too."""
    own = "Goods from Japan face a tariff of 15 percent."
    await news.publish(bob, lede=own)
    await news.services.desk.mark(news.topic_id, WRONG, RIGHT, WHY, BOB)
    with pytest.raises(Blocked):
        await news.services.desk.publish(news.topic_id, BOB)
    form = form_of(await news.type("edit", bob))
    printed = next(s.text for s in (await news.services.desk.draft(news.topic_id)).article.sentences if WRONG in s.text)
    await news.press(form.action, bob, filled(form, lede="A new deal was signed.", points=printed))
    with pytest.raises(Blocked, match="marked as wrong"):
        await news.services.desk.publish(news.topic_id, BOB)


async def test_readers_are_told_with_a_publication_and_not_before(news: Newsroom) -> None:
    """An editor's mark waits for a publisher, and shows in the review."""
    eve, bob = await news.person("Eve", Role.EDITOR), await news.person("Bob", Role.PUBLISHER)
    form = form_of(await news.press(action_of(await news.type("errata", eve), "Mark a place"), eve))
    said = await news.press(form.action, eve, filled(form, wrong=WRONG, right=RIGHT, why=WHY))
    assert "readers see it with the next publication" in text_of(said)
    assert "15 percent" in await news.reads(f"ask {TARIFF}")
    assert "Waits for a publication." in await news.reads("errata", eve)
    assert "Marked as wrong: The article says “15 percent”" in await news.reads("review", bob)
    await news.type("publish", bob)
    assert "[20 percent]" in await news.reads(f"ask {TARIFF}")
    assert "Waits for a publication." not in await news.reads("errata", eve)


async def test_a_mark_that_changes_no_line_can_be_published(news: Newsroom, bob: Caller) -> None:
    """The draft says the same, and readers are told all the same."""
    await news.services.desk.mark(news.topic_id, "Washington, D.C., in 1912", "Washington, D.C., in 1910", WHY, BOB)
    await news.services.desk.publish(news.topic_id, BOB)
    edition = await news.services.reading.edition(news.topic_id)
    assert edition is not None
    assert [erratum.right for erratum in edition.errata] == ["Washington, D.C., in 1910"]


async def test_a_mark_is_taken_back(home: Path) -> None:
    """The draft says again what the article says, as extracted; readers get it back with the next publication."""
    async with open_newsroom(home) as news:
        await _marked_and_taken_back(news, await news.person("Bob", Role.PUBLISHER))


async def _marked_and_taken_back(news: Newsroom, bob: Caller) -> None:
    printed = await point(news)
    await news.type(CORRECT, bob)
    taken = await news.press(action_of(await news.type("errata", bob), "Take 1 back"), bob)
    assert "stands again as the article has it" in text_of(taken)
    assert await point(news) == printed
    assert "[20 percent]" in await news.reads(f"ask {TARIFF}")
    form = form_of(await news.press(action_of(taken, "Publish as a correction"), bob))
    assert "stands again" in form.fields[0].value
    await news.press(form.action, bob, filled(form))
    assert "tariff of 15 percent" in await news.reads(f"ask {TARIFF}")
    assert "marked as wrong" in await news.reads("errata", bob)
    with pytest.raises(DeskError, match="taken back already"):
        await news.services.desk.unmark(news.topic_id, 1, BOB)


async def test_marks_are_audited(news: Newsroom, bob: Caller) -> None:
    """Who marked what, and who took it back."""
    await news.services.desk.mark(news.topic_id, WRONG, RIGHT, WHY, BOB)
    await news.services.desk.unmark(news.topic_id, 1, BOB)
    async with news.services.sessions() as session:
        rows = (await session.scalars(select(Audit).order_by(Audit.id))).all()[-2:]
    assert [(row.who, row.platform, row.what) for row in rows] == [
        ("Bob", "fake", "article marked wrong"),
        ("Bob", "fake", "mark taken back"),
    ]
    assert rows[0].detail == {"wrong": WRONG, "right": RIGHT, "why": WHY}


@pytest.mark.parametrize(
    ("wrong", "right", "why", "said"),
    [
        ("16 percent of all", "20", WHY, "does not stand in the article"),
        ("Trump", "Biden", WHY, "times. Quote more words with it"),
        ("percen", "cent", WHY, "does not stand in the article"),
        (WRONG, WRONG, WHY, "the same words"),
        (WRONG, "", WHY, "say what is right"),
        (WRONG, RIGHT, " ", "Say in a sentence why"),
        (WRONG, RIGHT * 60, WHY, "500 are allowed"),
    ],
)
async def test_what_cannot_be_marked_is_said(tmp_path: Path, wrong: str, right: str, why: str, said: str) -> None:
    """Words that stand nowhere, in several places, or need no mark: nothing is kept, and the sentence says why."""
    async with open_newsroom(tmp_path) as news:
        with pytest.raises(DeskError, match=said):
            await news.services.desk.mark(news.topic_id, wrong, right, why, BOB)
        assert await news.services.desk.marks(news.topic_id) == []


async def test_words_are_found_with_marks_of_any_shape(news: Newsroom, bob: Caller) -> None:
    """A keyboard's straight marks and hyphens find the typographic ones of the article."""
    made, _ = await news.services.desk.mark(news.topic_id, '"unbreakable bond"', "“unbreakable tie”", WHY, BOB)
    assert made.says == "“unbreakable bond”"


async def test_a_place_is_marked_once(news: Newsroom, bob: Caller) -> None:
    """The second mark is told of the first."""
    await news.services.desk.mark(news.topic_id, WRONG, RIGHT, WHY, BOB)
    with pytest.raises(DeskError, match="marked already"):
        await news.services.desk.mark(news.topic_id, "a tariff of 15 percent", "no tariff", WHY, BOB)


async def test_a_form_that_is_behind_the_draft_marks_nothing(news: Newsroom, bob: Caller) -> None:
    """Who decided on another draft is told that it changed."""
    with pytest.raises(DeskError, match="changed the draft since"):
        await news.services.desk.mark(news.topic_id, WRONG, RIGHT, WHY, BOB, version=7)


async def test_what_waits_for_review_is_not_overtaken_by_a_mark(news: Newsroom) -> None:
    """Where the draft has more in it than what waits, nothing is published with the mark."""
    eve, bob = await news.person("Eve", Role.EDITOR), await news.person("Bob", Role.PUBLISHER)
    for lede in ("The two met in Tokyo.", "The two met at last."):
        form = form_of(await news.type("edit", eve))
        saved = await news.press(form.action, eve, filled(form, lede=lede))
        if "at last" not in lede:
            await news.press(action_of(saved, "Submit for review"), eve)
    assert "nothing was published" in await news.reads(CORRECT, bob)
    assert "15 percent" in await news.reads(f"ask {TARIFF}")


async def test_a_reader_marks_nothing(news: Newsroom) -> None:
    """It takes an editor."""
    assert "takes the role" in await news.reads("errata")
    assert "takes the role" in text_of(await news.press(f"mark:{news.topic_id}"))
    assert "takes the role" in text_of(await news.press(f"unmark:{news.topic_id}:1"))


async def test_a_quotation_that_was_printed_wrong_is_set_right_in_brackets(news: Newsroom, bob: Caller) -> None:
    """Somebody's words are never silently changed."""
    await news.type("correct wrong: the test of time right: the trials of time note: The recording has it.", bob)
    said = await news.reads("quotes takaichi")
    assert "Our alliance has stood [the trials of time]" in said
    assert "Sanae Takaichi (the article says “the test of time”; corrected by Bob)" in said


async def test_the_form_fits_both_platforms_and_marks(news: Newsroom, bob: Caller) -> None:
    """Five fields are what a modal on Discord holds; filled in with words of the article, it marks them."""
    form = form_of(await news.type("correct", bob))
    assert [field.name for field in form.fields] == ["note", "wrong", "right", "severity", "reason"]
    assert len(discord_form.render_form(form)["components"]) == 5
    assert len(slack_modal.modal(form, {})["blocks"]) >= 5
    said = await news.press(form.action, bob, filled(form, note=WHY, wrong=WRONG, right=RIGHT))
    assert "is live" in text_of(said)
    assert "[20 percent]" in await news.reads(f"ask {TARIFF}")


async def test_after_a_withdrawal_asking_says_so(news: Newsroom, bob: Caller) -> None:
    """Neither a new question nor an old message's button answers from a withdrawn brief."""
    asked = await news.type("brief")
    await news.services.desk.withdraw(news.topic_id, "The source was retracted.", BOB)
    assert "The source was retracted." in await news.reads(f"ask {TARIFF}")
    form_or_card = await news.press(action_of(asked, "Ask"), values={"question": (TARIFF,)})
    assert "The source was retracted." in text_of(form_or_card)
    assert "15 percent" not in text_of(form_or_card)
