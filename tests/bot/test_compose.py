"""Cards made of an edition: what a reader is told, and what stands behind each line."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.cards import Card, LineKind, Run
from bot.compose import FORMATS, answer_card, compose, evidence_card, people_card, quotes_card
from bot.compose.fragments import text_fragment
from bot.render.plain import plain, words
from bot.storage.editions import Edition
from briefs import Answer, Event, Figure, Line, Modality, Origin, Quote, Sentence
from tests.bot.editions import CORRECTED, EDITION, TEXT, VOTE, span


def _with(
    quotes: tuple[Quote, ...] = (), figures: tuple[Figure, ...] = (), timeline: tuple[Event, ...] = ()
) -> Edition:
    return replace(EDITION, brief=replace(EDITION.brief, quotes=quotes, figures=figures, timeline=timeline))


def texts(card: Card) -> list[str]:
    return [words(line.words) for line in card.lines]


def speakers(card: Card) -> list[str]:
    return [line.by for line in card.lines if line.kind is LineKind.QUOTE]


def test_every_line_of_a_full_brief_leads_to_its_source() -> None:
    """Lede, points, quotes, figures, events and outlook each carry the action that shows their evidence."""
    shown = [line for line in compose(EDITION).lines if line.kind in {LineKind.TEXT, LineKind.POINT, LineKind.QUOTE}]
    assert [line.source for line in shown] == [f"source:7:{key}" for key in ("l", "p1", "q1", "q2", "f1", "t1", "o1")]


def test_a_split_quotation_shows_its_gap() -> None:
    """The parts stay verbatim, “…” stands between them, and the reporter's comma goes."""
    assert "“We have waited long enough … Ships will pass safely.”" in texts(compose(EDITION))


def test_a_speaker_has_the_role_at_first_mention() -> None:
    assert speakers(compose(EDITION)) == ["council chair Mara Lindqvist", "Mara Lindqvist and Tom Abara"]


def test_a_long_description_stands_behind_the_name() -> None:
    """A title goes before a name; “a teacher from the island” before it would be read as one."""
    for role in ("chair of the council and a former pilot", "United Nations envoy for the region"):
        told = replace(EDITION.brief.quotes[0], role=role)
        assert speakers(compose(_with(quotes=(told,)))) == [f"Mara Lindqvist, {role}"]


@pytest.mark.parametrize(
    ("occasion", "shown"),
    [
        ("told reporters on Monday", "Mara Lindqvist, to reporters on Monday"),
        ("said in a statement", "Mara Lindqvist, in a statement"),
        ("told me", "Mara Lindqvist"),
    ],
)
def test_an_occasion_follows_the_name_without_its_verb(occasion: str, shown: str) -> None:
    told = replace(EDITION.brief.quotes[0], role="", occasion=occasion)
    assert speakers(compose(_with(quotes=(told,)))) == [shown]


def test_a_nameless_source_is_named_as_the_article_does() -> None:
    """“A union spokesman” says more than that nobody is named."""
    told = replace(EDITION.brief.quotes[0], speakers=(), source="a union spokesman")
    assert speakers(compose(_with(quotes=(told,)))) == ["a union spokesman"]


def test_two_figures_of_one_line_make_one_line() -> None:
    """Figures that are compared are bold in the words that compare them, which stand once."""
    whole = replace(EDITION.brief.figures[0], line=VOTE, line_span=span(VOTE))
    day = replace(whole, text="Tuesday", span=span("Tuesday"))
    lines = [line for line in compose(_with(figures=(whole, day))).lines if line.source == "source:7:f1"]
    assert [run.text for run in lines[0].words if isinstance(run, Run) and run.bold] == ["Tuesday", "$40 million"]
    assert not [line for line in compose(_with(figures=(whole, day))).lines if line.source == "source:7:f2"]


def test_of_two_figures_in_a_line_the_uncertain_one_is_named() -> None:
    """“(expected)” behind the whole line would make the other number uncertain too."""
    whole = replace(EDITION.brief.figures[0], line=VOTE, line_span=span(VOTE), modality=Modality.EXPECTATION)
    part = "The harbour council voted on Tuesday"
    day = Figure("Tuesday", span("Tuesday"), Decimal(2), line=part, line_span=span(part))
    assert f"{VOTE} ($40 million expected)" in texts(compose(_with(figures=(day, whole))))


@pytest.mark.parametrize(("source", "shown"), [("Mara Lindqvist", " — Mara Lindqvist"), ("The council", "")])
def test_a_figure_of_somebody_not_named_in_its_line_says_whose(source: str, shown: str) -> None:
    """“She said the work would cost $40 million” asks: who?"""
    said = replace(EDITION.brief.figures[0], line=VOTE, line_span=span(VOTE), source=source)
    assert f"{VOTE}{shown}" in texts(compose(_with(figures=(said,))))


def test_a_time_that_opens_an_event_is_said_once() -> None:
    event = replace(EDITION.brief.timeline[0], text="On Tuesday they met", when="On Tuesday")
    assert "On Tuesday they met." in texts(compose(_with(timeline=(event,))))


def test_a_time_is_shown_without_the_marks_around_it() -> None:
    event = replace(EDITION.brief.timeline[0], when="of 2018.")
    assert f"2018: {VOTE}" in texts(compose(_with(timeline=(event,))))


def test_the_front_shows_the_events_next_to_the_news() -> None:
    """A long past is a button away: what the lede tells is shown, two events before it and one after."""
    critics = "Critics spoke of a “vanity project”."
    past = [Event(critics, (span(critics),), f"in 19{n}", span("Tuesday")) for n in range(10, 20)]
    later = replace(past[0], when="in June")
    card = compose(_with(timeline=(*past, EDITION.brief.timeline[0], later)))
    assert [line.source for line in card.lines if ":t" in line.source] == [f"source:7:t{n}" for n in (9, 10, 11, 12)]


def test_a_quotation_without_a_certain_speaker_says_so() -> None:
    """Candidates are never shown in public."""
    assert speakers(quotes_card(EDITION))[-1].startswith("Unattributed")
    assert "Tom Abara" not in speakers(quotes_card(EDITION))[-1]


def test_one_speakers_quotations_can_be_had_alone() -> None:
    assert speakers(quotes_card(EDITION, "Tom Abara")) == ["Mara Lindqvist and Tom Abara"]


def test_reported_words_name_their_speaker() -> None:
    """Among everybody's, indirect speech begins with who said it: “he had spoken highly of her” says too little."""
    statement = next(one for one in EDITION.brief.statements if one.speakers)
    everybodys, own = quotes_card(EDITION), quotes_card(EDITION, statement.speakers[0])
    shown = [words(one.words) for one in everybodys.lines if one.kind is LineKind.POINT]
    assert f"{statement.speakers[0]}: {statement.text}" in shown
    assert statement.text in [words(one.words) for one in own.lines if one.kind is LineKind.POINT]


def test_what_is_no_fact_is_marked_in_a_word() -> None:
    tree = Line("Japan will give 250 trees.", EDITION.brief.lede.spans, modality=Modality.PLEDGE)
    card = compose(replace(EDITION, brief=replace(EDITION.brief, outlook=(tree,))))
    assert "Japan will give 250 trees. (pledged)" in texts(card)


def test_what_the_words_say_themselves_is_not_said_twice() -> None:
    """“expected” in the line is its own mark; behind the line it would cover clauses that are facts."""
    assert "The work is expected to take two years." in texts(compose(EDITION))


def test_a_line_that_was_cut_ends_in_a_full_stop() -> None:
    """Leaving out a trailing clause takes the sentence's own full stop away."""
    cut = Line("The harbour council voted on Tuesday", (span("The harbour council voted on Tuesday"),))
    card = compose(replace(EDITION, brief=replace(EDITION.brief, lede=cut)))
    assert texts(card)[0] == "The harbour council voted on Tuesday."


def test_a_line_that_lost_its_opening_shows_it() -> None:
    """A clause from the middle of a sentence opens with an ellipsis, as it opens in lower case."""
    cut = Line("voted on Tuesday", (span("voted on Tuesday"),))
    card = compose(replace(EDITION, brief=replace(EDITION.brief, lede=cut)))
    assert texts(card)[0] == "… voted on Tuesday."


def test_who_answers_for_it_is_named() -> None:
    assert "Approved by Ann Lee · Mon 23 Nov 2026, 09:00 (Europe/Paris)" in texts(compose(EDITION))


def test_a_reworded_line_is_owned_by_its_editor() -> None:
    """Extraction is labelled as extraction, and an edit as somebody's."""
    lede = Line("A channel gets wider.", EDITION.brief.lede.spans, Origin.EDITED, editor="Ann Lee")
    edited = replace(EDITION, brief=replace(EDITION.brief, lede=lede))
    assert any("1 reworded by Ann Lee" in text for text in texts(compose(edited)))
    assert any("in its own words" in text for text in texts(compose(EDITION)))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_correction_stands_at_the_head_of_every_format(format_: str) -> None:
    assert texts(compose(CORRECTED, format_))[0] == "Correction, 23 Nov 2026: The sum was wrong."


@pytest.mark.parametrize("format_", FORMATS)
def test_a_withdrawn_brief_shows_its_note_and_nothing_else(format_: str) -> None:
    withdrawn = replace(EDITION, withdrawn="The council did not vote.")
    card = compose(withdrawn, format_)
    assert texts(card) == ["The brief “Channel to be widened” was withdrawn.", "The council did not vote."]
    assert not card.buttons


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="There is no format “song”"):
        compose(EDITION, "song")


def test_who_is_who_tells_what_one_person_said() -> None:
    card = people_card(EDITION, "Mara Lindqvist")
    assert speakers(card) == ["Mara Lindqvist", "Mara Lindqvist and Tom Abara"]


def test_evidence_stands_in_bold_in_its_paragraph() -> None:
    """*Source* shows the whole paragraph, with the words that prove the line in bold."""
    quoted = evidence_card(EDITION, "q1").lines[1]
    assert words(quoted.words) == TEXT.splitlines()[1]
    assert [run.text for run in quoted.words if isinstance(run, Run) and run.bold] == list(
        EDITION.brief.quotes[0].parts
    )


@pytest.mark.parametrize("key", ["p9", "x5", "x1-99999", "zz", ""])
def test_evidence_that_is_not_there_is_said(key: str) -> None:
    """A key from an older message or a made-up one gets a sentence."""
    assert texts(evidence_card(EDITION, key)) == ["This line has no passage of the article behind it."]


def test_all_sources_have_a_button_each() -> None:
    card = evidence_card(EDITION, "all")
    assert [button.action for button in card.buttons] == [
        f"source:7:{key}" for key in ("l", "p1", "q1", "q2", "f1", "o1")
    ]


def test_an_answer_is_bold_inside_its_sentence() -> None:
    sentence = Sentence(VOTE, span(VOTE), 0, 0)
    found = Answer("answered", "$40 million", sentence, (sentence,), (span("$40 million"),), 0.9)
    line = answer_card(EDITION, "how much", found).lines[0]
    assert [(run.text, run.bold) for run in line.words if isinstance(run, Run)] == [
        ("The harbour council voted on Tuesday to widen the northern channel for ", False),
        ("$40 million", True),
        (".", False),
    ]


def test_a_refusal_is_plain() -> None:
    found = Answer("not_in_article", note="", suggestions=("How much will it cost?",))
    assert texts(answer_card(EDITION, "who won the cup", found)) == [
        "The article does not say.",
        "It can answer: How much will it cost?",
    ]


@pytest.mark.parametrize(
    ("status", "note", "said"),
    [
        ("closest", "The article does not say this directly; this is the closest passage.", 1),
        ("not_in_article", "The article does not say.", 1),
        ("not_in_article", "The article does not mention Norby.", 2),
        ("closest", "The article does not make certain who said it.", 2),
    ],
)
def test_a_refusal_is_said_once(status: str, note: str, said: int) -> None:
    """Where the note says it, the card's own beginning is left out."""
    assert len(texts(answer_card(EDITION, "who won the cup", Answer(status, note=note)))) == said


def test_a_refusal_shows_what_is_said_of_the_thing_asked_about() -> None:
    """The nearest sentence comes along where it shares a name or two words with the question, and only there."""
    found = Answer("not_in_article", sentences=(Sentence(VOTE, span(VOTE), 0, 0),))
    assert texts(answer_card(EDITION, "who paid to widen the channel", found))[1:] == ["What it does say:", VOTE]
    assert texts(answer_card(EDITION, "who won the cup", found)) == ["The article does not say."]


def test_an_expectation_is_not_answered_as_done() -> None:
    sentence = Sentence(VOTE, span(VOTE), 0, 0)
    found = Answer("answered", "two years", sentence, (sentence,), modality=Modality.EXPECTATION)
    said = texts(answer_card(EDITION, "how long", found))
    assert "The article says that this was expected or planned, not that it happened." in said


def test_a_text_fragment_leads_to_the_words() -> None:
    """Dashes are escaped, as they separate context in a fragment; long passages name start and end."""
    assert text_fragment("https://news.example/a", "a well-kept place") == (
        "https://news.example/a#:~:text=a%20well%2Dkept%20place"
    )
    assert text_fragment("https://n.example", " ".join("abcdefghijklmnop")).endswith(
        "text=a%20b%20c%20d%20e,l%20m%20n%20o%20p"
    )


def test_plain_text_reads_without_any_formatting() -> None:
    """Headings, points and speakers can be told apart by words and marks alone."""
    assert plain(compose(EDITION)).splitlines()[:12] == [
        "Channel to be widened",
        "",
        VOTE,
        "",
        "• The work is expected to take two years.",
        "",
        "KEY QUOTES",
        "",
        "“We have waited long enough … Ships will pass safely.”",
        "  — council chair Mara Lindqvist",
        "",
        "“shared duty”",
    ]


def test_plain_text_keeps_to_a_width() -> None:
    assert max(len(line) for line in plain(compose(EDITION), 60).splitlines()) <= 60
