"""Editing: from the form to the posted message, and what happens when two write at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, FieldKind, Form
from bot.commands import Caller
from bot.commands.drafts import LABEL, MOST_OPTIONS
from bot.roles import Role
from bot.storage.audit import SYSTEM
from briefs import Article, condense
from tests.bot.newsroom import Newsroom, filled, form_of, open_newsroom, text_of

HEADLINE = "Trump and Takaichi meet at the Akasaka Palace"


@pytest.fixture
async def news(home: Path) -> AsyncIterator[Newsroom]:
    async with open_newsroom(home) as opened:
        yield opened


@pytest.fixture
async def eve(news: Newsroom) -> Caller:
    return await news.person("Eve", Role.EDITOR)


@pytest.fixture
async def bob(news: Newsroom) -> Caller:
    return await news.person("Bob", Role.PUBLISHER)


async def edit(news: Newsroom, by: Caller, **changes: str | tuple[str, ...]) -> Card:
    form = form_of(await news.type("edit", by))
    reply = await news.press(form.action, by, filled(form, **changes))
    assert isinstance(reply, Card)
    return reply


def labels(card: object) -> list[str]:
    assert isinstance(card, Card)
    return [button.label for button in card.buttons]


def action_of(card: object, label: str) -> str:
    assert isinstance(card, Card)
    return next(button.action for button in card.buttons if button.label == label)


async def test_the_form_holds_the_draft(news: Newsroom, eve: Caller) -> None:
    """Five fields, which is what a modal on Discord takes; quotes and figures are choices."""
    form = form_of(await news.type("edit", eve))
    assert [field.name for field in form.fields] == ["headline", "lede", "points", "quotes", "figures"]
    assert form.fields[3].kind is FieldKind.CHOICES
    assert len(form.title) <= 45
    draft = await news.services.desk.draft(news.topic_id)
    assert form.fields[2].value.splitlines() == [point.text for point in draft.brief.key_points]


async def test_a_reader_edits_nothing(news: Newsroom) -> None:
    """Neither by the word nor by a made-up button."""
    bea = news.caller("Bea")
    assert "takes the role “editor”" in await news.reads("edit", bea)
    for action in ("edit:1", "save:1:1", "submit:1"):
        assert "takes the role “editor”" in text_of(await news.press(action, bea))


@pytest.mark.parametrize("line", ["review", "publish", "correct A note", "withdraw A reason", "history", "rollback 1"])
async def test_an_editor_publishes_nothing(news: Newsroom, eve: Caller, line: str) -> None:
    """Writing and answering for it are two roles."""
    assert "takes the role “publisher”" in await news.reads(line, eve)


@pytest.mark.parametrize(
    "line", ["edit", "publish", "withdraw Wrong", "rollback 1", "topic add", "code", "people-roles"]
)
async def test_an_unlinked_server_changes_nothing(news: Newsroom, line: str) -> None:
    """Not even by who manages it, or by somebody who is admin elsewhere."""
    await news.person("Ann", Role.ADMIN)
    there = news.caller("Ann", server="999", manages_server=True)
    assert "This server only follows the newsroom" in await news.reads(line, there)


async def test_a_saved_draft_shows_what_changed(news: Newsroom, eve: Caller) -> None:
    """And that readers see nothing of it yet."""
    saved = await edit(news, eve, headline=HEADLINE)
    assert "1 change saved" in text_of(saved)
    assert f"became “{HEADLINE}”" in text_of(saved)
    assert HEADLINE not in await news.reads("brief")


async def test_an_untouched_form_saves_nothing(news: Newsroom, eve: Caller) -> None:
    """Looking is not editing."""
    assert "Nothing was changed." in text_of(await edit(news, eve))
    assert (await news.services.desk.draft(news.topic_id)).version == 1


async def test_quotes_and_figures_are_chosen(news: Newsroom, eve: Caller) -> None:
    """One left out can be chosen again later, also a figure."""
    form = form_of(await news.type("edit", eve))
    quotes, figures = form.fields[3].options, form.fields[4].options
    await edit(news, eve, quotes=(quotes[1].value, quotes[0].value), figures=(figures[2].value,))
    brief = (await news.services.desk.draft(news.topic_id)).brief
    assert (len(brief.quotes), len(brief.figures)) == (2, 1)
    again = form_of(await news.type("edit", eve))
    assert {option.value for option in again.fields[4].options} == {option.value for option in figures}


async def test_a_made_up_choice_chooses_nothing(news: Newsroom, eve: Caller) -> None:
    """No value of a form can put words into a quotation."""
    await edit(news, eve, quotes=("0-5", "x"))
    assert (await news.services.desk.draft(news.topic_id)).brief.quotes == ()


async def test_a_form_without_a_field_leaves_it_alone(news: Newsroom, eve: Caller) -> None:
    """A platform that cannot show a choice does not empty it."""
    form = form_of(await news.type("edit", eve))
    values = filled(form, headline=HEADLINE)
    del values["quotes"], values["figures"]
    await news.press(form.action, eve, values)
    brief = (await news.services.desk.draft(news.topic_id)).brief
    assert brief.quotes
    assert brief.figures


async def test_an_empty_headline_is_refused(news: Newsroom, eve: Caller) -> None:
    """A brief has one."""
    assert "needs a headline" in text_of(await edit(news, eve, headline=" "))


async def test_points_are_one_a_line_without_their_bullets(news: Newsroom, eve: Caller) -> None:
    """Text pasted from elsewhere brings marks along."""
    await edit(news, eve, points="• First point.\n\n- Second point.\n  Second point.")
    brief = (await news.services.desk.draft(news.topic_id)).brief
    assert [point.text for point in brief.key_points] == ["First point.", "Second point."]


async def test_a_long_article_s_choices_fit_a_message(news: Newsroom) -> None:
    """Discord takes 25 choices, Slack 75 characters in each."""
    text = "\n\n".join(
        f"“This is what number {n} said to us about it,” Person Number{n} Smith said." for n in range(40)
    )
    article = Article.from_text(text)
    topic = await news.services.desk.add_topic(news.newsroom_id, "Many", article, condense(article), SYSTEM)
    ann = await news.person("Ann", Role.EDITOR)
    form = await news.press(f"edit:{topic}", ann)
    for field in form_of(form).fields:
        assert len(field.options) <= MOST_OPTIONS
        assert all(len(option.label) <= LABEL for option in field.options)


async def test_the_later_of_two_savers_loses_nothing(news: Newsroom, eve: Caller, bob: Caller) -> None:
    """They are told whose change stands, see where theirs differs, and go on with their own text."""
    forms = [form_of(await news.type("edit", by)) for by in (eve, bob)]
    await news.press(forms[0].action, eve, filled(forms[0], headline="Eve's headline"))
    told = await news.press(forms[1].action, bob, filled(forms[1], headline="Bob's headline"))
    assert "Eve saved this draft while you were writing" in text_of(told)
    assert "“Eve's headline” became “Bob's headline”" in text_of(told)
    assert (await news.services.desk.draft(news.topic_id)).brief.headline.text == "Eve's headline"
    again = form_of(await news.press(action_of(told, "Go on with my text"), bob))
    assert again.fields[0].value == "Bob's headline"
    await news.press(again.action, bob, filled(again))
    assert (await news.services.desk.draft(news.topic_id)).brief.headline.text == "Bob's headline"


async def test_an_edit_goes_through_review_to_every_copy(news: Newsroom, eve: Caller, bob: Caller) -> None:
    """The whole way: edit, submit, review, approve; what was posted changes."""
    ann = await news.person("Ann", Role.ADMIN)
    await news.type("schedule add short", ann)
    await news.deliver()
    saved = await edit(news, eve, lede="Trump and Takaichi met at the Akasaka Palace.")
    assert "Revision 2 is in review" in text_of(await news.press(action_of(saved, "Submit for review"), eve))
    review = await news.type("review", bob)
    assert "Against revision 1, which is live" in text_of(review)
    assert "Revision 2 of “Tokyo summit” is live. Approved by Bob." in text_of(
        await news.press(action_of(review, "Approve and publish"), bob)
    )
    await news.deliver()
    assert "met at the Akasaka Palace" in news.platform.texts[0]
    assert len(news.platform.messages) == 1


async def test_a_correction_changes_the_post_and_shows_its_note(news: Newsroom, eve: Caller, bob: Caller) -> None:
    """One command after the edit; readers see what was wrong."""
    ann = await news.person("Ann", Role.ADMIN)
    await news.type("schedule add", ann)
    await news.deliver()
    await edit(news, eve, lede="Trump and Takaichi met at the Akasaka Palace.")
    said = await news.reads("correct The place of the meeting was missing.", bob)
    assert "Readers see the note with its date." in said
    await news.deliver()
    assert "The place of the meeting was missing." in news.platform.texts[0]


async def test_a_problem_stops_publication_until_somebody_answers_for_it(
    news: Newsroom, eve: Caller, bob: Caller
) -> None:
    """The check's findings are shown at once; a reason, typed into the form, is kept."""
    saved = await edit(news, eve, headline="Japan gives 900 trees")
    assert "stops approval" in text_of(saved)
    blocked = await news.type("publish", bob)
    assert "900" in text_of(blocked)
    form = form_of(await news.press(action_of(blocked, "Publish with a reason"), bob))
    assert "is live" in text_of(await news.press(form.action, bob, filled(form, reason="Said at the podium.")))
    assert "Said at the podium." in await news.reads("history", bob)


async def test_a_blocked_correction_keeps_its_note(news: Newsroom, eve: Caller, bob: Caller) -> None:
    """Nobody writes a note twice."""
    await edit(news, eve, headline="Japan gives 900 trees")
    blocked = await news.type("correct The number of trees.", bob)
    form = form_of(await news.press(action_of(blocked, "Correct with a reason"), bob))
    assert form.fields[0].value == "The number of trees."
    done = await news.press(form.action, bob, filled(form, reason="Said at the podium."))
    assert "is live" in text_of(done)


async def test_a_revision_is_sent_back_with_a_word(news: Newsroom, eve: Caller, bob: Caller) -> None:
    """The form asks what is missing."""
    saved = await edit(news, eve, headline=HEADLINE)
    await news.press(action_of(saved, "Submit for review"), eve)
    review = await news.type("review", bob)
    form = form_of(await news.press(action_of(review, "Send back"), bob))
    assert "Sent back: Name the day." in text_of(
        await news.press(form.action, bob, filled(form, reason="Name the day."))
    )
    assert "Name the day." in await news.reads("history", bob)
    assert "waits no more" in text_of(await news.press(form.action, bob, filled(form, reason="x")))


async def test_what_is_published_is_what_was_looked_at(news: Newsroom, eve: Caller, bob: Caller) -> None:
    """A button under a review approves that text, not one that was submitted or written since."""
    await edit(news, eve, headline="Looked at as a draft")
    of_draft = await news.type("review", bob)
    saved = await edit(news, eve, headline="Looked at as a revision")
    assert "Eve changed the draft since you looked" in text_of(
        await news.press(action_of(of_draft, "Approve and publish"), bob)
    )
    await news.press(action_of(saved, "Submit for review"), eve)
    of_revision = await news.type("review", bob)
    saved = await edit(news, eve, headline="Not looked at")
    await news.press(action_of(saved, "Submit for review"), eve)
    for label in ("Approve and publish", "Send back"):
        pressed = await news.press(action_of(of_revision, label), bob, {"reason": ("Name the day.",)})
        assert "you looked at" in text_of(pressed)
    assert "looked at" not in await news.reads("brief")


async def test_a_submission_is_of_the_draft_that_was_saved(news: Newsroom, eve: Caller, bob: Caller) -> None:
    """Another's later words are not submitted under one's own name unseen."""
    saved = await edit(news, eve, headline="Eve's headline")
    await edit(news, bob, headline="Bob's headline")
    assert "Bob changed the draft" in text_of(await news.press(action_of(saved, "Submit for review"), eve))


async def test_a_review_of_nothing_says_so(news: Newsroom, bob: Caller) -> None:
    """No empty difference is shown."""
    assert "Nothing waits" in await news.reads("review", bob)


async def test_a_withdrawal_is_confirmed_first(news: Newsroom, bob: Caller) -> None:
    """The reason is shown as readers will see it; only the button withdraws."""
    ann = await news.person("Ann", Role.ADMIN)
    await news.type("schedule add", ann)
    await news.deliver()
    lede = (await news.services.desk.draft(news.topic_id)).brief.lede.text
    asked = await news.type("withdraw The report was retracted.", bob)
    assert lede in await news.reads("brief")
    assert "is withdrawn" in text_of(await news.press(action_of(asked, "Withdraw"), bob))
    await news.deliver()
    assert "The report was retracted." in news.platform.texts[0]
    assert lede not in news.platform.texts[0]


async def test_a_withdrawal_without_a_reason_asks_for_it(news: Newsroom, bob: Caller) -> None:
    """In a form; sent, it withdraws."""
    form = await news.type("withdraw", bob)
    assert isinstance(form, Form)
    assert "is withdrawn" in text_of(await news.press(form.action, bob, filled(form, reason="Retracted.")))


async def test_a_rollback_brings_the_old_text_to_every_copy(news: Newsroom, eve: Caller, bob: Caller) -> None:
    """As a new revision, under the name of who did it."""
    ann = await news.person("Ann", Role.ADMIN)
    before = await news.reads("brief")
    await news.type("schedule add", ann)
    await edit(news, eve, lede="Something else altogether happened.")
    await news.type("publish", bob)
    assert "It says again what revision 1 said." in await news.reads("rollback 1", ann)
    await news.deliver()
    assert "Something else" not in news.platform.texts[0]
    assert before.splitlines()[:6] == (await news.reads("brief")).splitlines()[:6]


async def test_history_names_everybody(news: Newsroom, eve: Caller, bob: Caller) -> None:
    """Who submitted, approved and corrected, newest first."""
    await edit(news, eve, headline=HEADLINE)
    await news.type("correct The headline.", bob)
    said = await news.reads("history", bob)
    assert "2. published, submitted by Bob" in said
    assert "approved by Bob" in said
    assert "correction: The headline." in said
    assert said.index("2. published") < said.index("1. superseded")


async def test_buttons_of_another_newsroom_s_topic_do_nothing(news: Newsroom, bob: Caller) -> None:
    """A publisher is one of their own newsroom only."""
    other = await news.services.desk.open_newsroom("The Other")
    article = Article.from_text("A short report of no great length.")
    topic = await news.services.desk.add_topic(other, "Theirs", article, condense(article), SYSTEM)
    for action in ("edit", "publish", "review", "withdraw", "correct", "sendback", "submit", "history", "overrule"):
        assert "no such topic here" in text_of(await news.press(f"{action}:{topic}", bob)), action


async def test_the_local_admin_may_do_everything_alone(news: Newsroom) -> None:
    """The visitor of a page that only this machine can reach, from any of its browsers."""
    first = news.caller("Local admin", server="", local_admin=True)
    await edit(news, first, headline=HEADLINE)
    second = news.caller("Local admin", server="", local_admin=True, user="another browser")
    assert "Approved by Local admin" in await news.reads("publish", second)


async def test_a_topic_named_without_its_word_is_still_the_one_meant(news: Newsroom, bob: Caller) -> None:
    """“publish Harbour” does not publish another topic with “Harbour” as the reason, nor “correct Harbour” a note."""
    harbour = await _second_topic(news)
    await edit(news, bob, headline=HEADLINE)
    assert "of “Harbour” is live" in await news.reads("publish harbour", bob)
    edition = await news.services.reading.edition(news.topic_id)
    assert edition is not None
    assert edition.number == 1
    assert "correct:" + str(harbour) in form_of(await news.type("correct Harbour", bob)).action


async def test_a_topic_that_was_never_published_is_known_to_editors(news: Newsroom, bob: Caller) -> None:
    """It stands in their `topic list`; to readers it does not exist yet."""
    await _second_topic(news)
    assert "Nothing is published on “Harbour” yet." in await news.reads("brief topic:harbour", bob)
    assert "There is no topic" in await news.reads("brief topic:harbour")


async def test_a_text_beyond_its_limit_is_not_saved(news: Newsroom, eve: Caller) -> None:
    """The form says how long a text may be; a browser can be made to send more."""
    assert "may have 300 characters; this has 301" in text_of(await edit(news, eve, headline="x" * 301))
    refused = await edit(news, eve, lede="y" * 5_000, quotes=())
    assert "summary may have 1,500" in text_of(refused)
    kept = form_of(await news.press(action_of(refused, "Back to my text"), eve))
    assert kept.fields[1].value == "y" * 5_000
    assert not any(option.chosen for option in kept.fields[3].options)
    assert (await news.services.desk.draft(news.topic_id)).version == 1


async def _second_topic(news: Newsroom) -> int:
    article = Article.from_text("The council of Norby met on Tuesday. It voted to widen the harbour.")
    return await news.services.desk.add_topic(news.newsroom_id, "Harbour", article, condense(article), SYSTEM)
