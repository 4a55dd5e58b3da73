"""Replies on a card: several questions, the desk's answers, and links that open the article at the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import CardLine, LineKind, Run
from bot.compose.answering import answer_card
from bot.compose.fragments import place_url, text_fragment
from bot.compose.replied import Replied, pinned_lines, replied, replied_card, verdict_buttons
from bot.compose.subjects import asked_in, shared_key, subject_of
from bot.render.discord import render as discord_messages
from bot.render.html import card_html
from bot.render.plain import plain, words
from bot.render.slack import messages as slack_messages
from bot.storage.pinned import ARTICLE, DESK, Pinned
from briefs import Answer, Modality, Sentence
from tests.bot.editions import ARTICLE as HARBOUR
from tests.bot.editions import EDITION, span

VOTE = "The harbour council voted on Tuesday to widen the northern channel for $40 million."
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
COST = "What will it cost?"


def answered(said: str = "$40 million", **changes: object) -> Answer:
    sentence = Sentence(VOTE, span(VOTE), 0, 0)
    return replace(Answer("answered", said, sentence, (sentence,), (span(said),)), **changes)  # type: ignore[arg-type]


def pinned(text: str = "Forty million dollars.", origin: str = ARTICLE, words: str = "$40 million") -> Pinned:
    proof = span(words) if words else None
    return Pinned(7, 2, COST, (), text, origin, words, proof, "Ann Lee", NOW)


def shown(lines: list[CardLine]) -> list[str]:
    return [words(line.words) for line in lines]


def test_the_bold_words_lead_to_the_article() -> None:
    """A browser that follows them marks the whole sentence, which stands once on the page."""
    card = answer_card(EDITION, COST, answered())
    (bold,) = [run for line in card.lines for run in line.words if isinstance(run, Run) and run.bold]
    page, fragment = bold.url.split("#:~:text=")
    assert (bold.text, page) == ("$40 million", HARBOUR.url)
    assert [unquote(end) for end in fragment.split(",")] == [
        "The harbour council voted on",
        "northern channel for $40 million.",
    ]


def test_an_article_without_an_address_has_no_links() -> None:
    """Nor one whose address is of another kind."""
    for url in (None, "", "file:///etc/passwd", "javascript:alert(1)"):
        edition = replace(EDITION, article=replace(HARBOUR, url=url))
        card = answer_card(edition, COST, answered())
        assert not [run for line in card.lines for run in line.words if isinstance(run, Run) and run.url]


def test_a_passage_without_bold_words_is_linked_by_a_line() -> None:
    """The closest passage has no short answer in it."""
    card = answer_card(EDITION, COST, answered(status="closest", text="", spans=()))
    assert "Read it in the article" in shown(list(card.lines))


@given(st.text(min_size=1, max_size=300))
def test_a_fragment_holds_nothing_that_a_browser_reads_otherwise(passage: str) -> None:
    """Comma, hyphen and ampersand part a fragment; one comma at most is ours."""
    url = text_fragment("https://news.example/a?b=1", passage)
    if not passage.split():
        assert url == "https://news.example/a?b=1"
        return
    target = url.split(":~:text=")[1]
    assert target.isascii()
    assert not set(target) & set('-&# "<>|\n')
    assert target.count(",") == (len(passage.split()) > 12)


def test_a_fragment_of_the_page_stays() -> None:
    """A page that finds its content by the fragment still does; an older text fragment goes."""
    assert text_fragment("https://n.example/a#part", "x") == "https://n.example/a#part:~:text=x"
    assert text_fragment("https://n.example/a#part:~:text=y", "x") == "https://n.example/a#part:~:text=x"


def test_links_go_through_every_renderer() -> None:
    """Encoded once: what Discord, Slack and a browser follow is the address as it was made."""
    card = answer_card(EDITION, COST, answered())
    url = place_url(EDITION, span(VOTE))
    assert url in str(discord_messages(card))
    assert url in str(slack_messages(card))
    assert f'href="{url}"' in str(card_html(card))
    assert urlsplit(url).fragment.startswith(":~:text=")


@pytest.mark.parametrize(
    ("modality", "told"),
    [
        (Modality.THREAT, "threatened, not that it happened"),
        (Modality.PLEDGE, "pledged, not that it is done"),
        (Modality.EXPECTATION, "expected or planned, not that it happened"),
        (Modality.ESTIMATE, "an estimate"),
    ],
)
def test_what_is_not_done_is_said(modality: Modality, told: str) -> None:
    """“Threatened” never reads as “raised”."""
    assert told in plain(answer_card(EDITION, COST, answered(modality=modality)))


def test_a_named_premise_stands_alone() -> None:
    """“The article does not say” above “the article says only that it was threatened” would contradict it."""
    note = "The article says only that this was threatened; it does not say that it happened."
    assert shown(list(answer_card(EDITION, COST, Answer("not_in_article", note=note)).lines)) == [note]
    bare = answer_card(EDITION, COST, Answer("not_in_article"))
    assert shown(list(bare.lines)) == ["The article does not say."]


def test_a_computed_answer_shows_its_operands() -> None:
    """The sum is marked as computed, its numbers are in bold where they stand."""
    found = answered(status="computed", text="$40 − $20 million = $20 million", note="Computed from two numbers.")
    card = answer_card(EDITION, COST, found)
    assert shown(list(card.lines))[0] == "$40 − $20 million = $20 million, computed"
    runs = [run for line in card.lines[2:] for run in line.words if isinstance(run, Run)]
    assert "$40 million" in [run.text for run in runs if run.bold]


def test_yes_is_shown_before_its_proof() -> None:
    """The word is not the article's, so it stands on a line of its own."""
    yes = answered(text="Yes")
    assert shown(list(answer_card(EDITION, COST, yes).lines))[:2] == ["Yes", VOTE]


def test_questions_of_one_message_stand_apart() -> None:
    """Each under its heading, each with its source."""
    both = replace(answered(), question=COST, others=(replace(answered("on Tuesday"), question="When?"),))
    card = replied_card(EDITION, f"{COST} When?", replied(f"{COST} When?", both))
    assert card.title == "2 questions"
    assert [words(line.words) for line in card.lines if line.kind is LineKind.HEADING] == [COST, "When?"]
    assert [button.label for button in card.buttons] == ["Source 1", "Source 2"]


def test_a_proven_answer_shows_its_sentence_and_a_name() -> None:
    """With the proof in bold and linked."""
    assert shown(pinned_lines(EDITION, pinned())) == [
        "Forty million dollars.",
        VOTE,
        "Answered by the desk: Ann Lee, 23 Nov 2026.",
    ]


def test_a_proof_that_is_the_answer_is_shown_once() -> None:
    """As bold words in their sentence."""
    lines = pinned_lines(EDITION, pinned("$40 million"))
    assert shown(lines)[0] == VOTE
    assert [run.text for run in lines[0].words if isinstance(run, Run) and run.bold] == ["$40 million"]


def test_the_desks_own_statement_has_no_source() -> None:
    """It is told apart from what the article says."""
    card = replied_card(EDITION, COST, [Replied(COST, pinned=pinned("Ask the mayor.", DESK, ""))])
    assert card.buttons == ()
    assert shown(list(card.lines)) == [
        "Ask the mayor.",
        "The desk's own statement, not the article's: Ann Lee, 23 Nov 2026.",
    ]


def test_buttons_fit_their_platforms() -> None:
    """Discord takes custom ids of 100 characters; the key of a shared answer is the longest."""
    key = shared_key(99_999_999_999, "?" * 300)
    assert all(len(button.action) <= 90 for button in verdict_buttons(key))


@given(st.text(max_size=300), st.lists(st.tuples(st.text(max_size=50), st.text(max_size=300)), max_size=3))
def test_a_subject_keeps_what_was_asked(message: str, history: list[tuple[str, str]]) -> None:
    """Whatever somebody types, also what looks like a subject itself."""
    assert asked_in(subject_of(message, history)) == (message, tuple(history))
    assert asked_in(subject_of(f'{{"message":{message}')) == (f'{{"message":{message}', ())
