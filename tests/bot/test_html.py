"""Cards and forms as HTML fragments: escaped, labelled, and with a button for each line's evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import (
    Button,
    ButtonStyle,
    Card,
    CardLine,
    Field,
    FieldKind,
    Form,
    LineKind,
    Moment,
    Option,
    Run,
    line,
)
from bot.render.html import card_html, form_html, is_web_address
from bot.render.stored import card_from_json, card_to_json

EVIL = "<script>alert(1)</script> <img src=x onerror=alert(1)> \"'&amp; @everyone <!channel> <@U1> [a](b)"


class Read(HTMLParser):
    """What a browser would make of a fragment: its tags with attributes, and its text."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(fragment))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def every(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.tags if name == tag)


@pytest.mark.parametrize("kind", list(LineKind))
def test_markup_in_words_is_shown_and_not_run(kind: LineKind) -> None:
    """Whatever an article or a question says, the page shows it letter by letter."""
    shown = Read(card_html(Card(EVIL, (CardLine((Run(EVIL),), kind, by=EVIL, source="source:1:p1"),))))
    assert {"script", "img"}.isdisjoint(tag for tag, _ in shown.tags)
    assert shown.text.count(EVIL) == (3 if kind is LineKind.QUOTE else 2)


def test_line_with_evidence_has_a_source_button() -> None:
    """Pressing it sends the line's own action, and its name says of which line it is."""
    (button,) = Read(card_html(Card("", (line("250 trees", source="source:7:f1"),)))).every("button")
    assert (
        button["name"],
        button["value"],
        button["aria-label"],
    ) == ("action", "source:7:f1", "Source: 250 trees")


def test_line_without_evidence_has_no_source_button() -> None:
    assert not list(Read(card_html(Card("", (line("Said by nobody."),)))).every("button"))


def test_quote_stands_in_a_figure_over_its_speaker() -> None:
    shown = card_html(Card("", (CardLine((Run("We will be there"),), LineKind.QUOTE, by="Ann Lee"),)))
    assert '<blockquote dir="auto">We will be there</blockquote><figcaption>' in shown
    assert "Ann Lee" in Read(shown).text


def test_bold_words_of_a_passage_are_highlighted() -> None:
    """The sentence that proves a line is marked in its paragraph."""
    passage = CardLine((Run("Before. "), Run("The proof.", bold=True), Run(" After.")), LineKind.QUOTE)
    assert "Before. <mark>The proof.</mark> After." in card_html(Card("Source", (passage,)))


def test_points_in_a_row_are_one_list() -> None:
    points = [line(text, LineKind.POINT) for text in "ab"]
    shown = Read(card_html(Card("", (*points, line("between"), line("c", LineKind.POINT)))))
    assert (len(list(shown.every("ul"))), len(list(shown.every("li")))) == (2, 3)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://[", "mailto:a@b"])
def test_only_web_addresses_can_be_followed(url: str) -> None:
    """A link that a browser would run, or that leads nowhere, stays words."""
    card = Card("T", (CardLine((Run("here", url=url),)),), (Button("Go", url=url),), url=url)
    assert not list(Read(card_html(card)).every("a"))


def test_web_address_is_followed_in_a_tab_that_knows_nothing_of_us() -> None:
    (link,) = Read(card_html(Card("T", url="https://news.example/?a=1&b=2"))).every("a")
    assert (link["href"], link["rel"]) == ("https://news.example/?a=1&b=2", "noopener noreferrer nofollow")


def test_moment_carries_its_instant_for_the_script() -> None:
    """Without script it is still readable, with its zone named."""
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    shown = Read(card_html(Card("", (CardLine((Moment(at, "Europe/Paris"),)),))))
    assert list(shown.every("time")) == [{"datetime": "2026-11-23T08:00:00+00:00"}]
    assert "09:00" in shown.text
    assert "Europe/Paris" in shown.text


def test_command_named_in_our_sentence_stands_out() -> None:
    assert "Type <code>help</code> for all." in card_html(Card("", (line("Type `help` for all."),)))


@pytest.mark.parametrize(
    "quoted", [line("the `code` word", source="source:1:p1"), CardLine((Run("the `code` word"),), LineKind.QUOTE)]
)
def test_article_keeps_its_own_backticks(quoted: CardLine) -> None:
    """A quotation is shown byte by byte, whatever marks it has."""
    assert "the `code` word" in card_html(Card("", (quoted,)))


def test_buttons_send_their_action() -> None:
    buttons = (Button("Keep", "keep:1"), Button("Withdraw", "withdraw:1", ButtonStyle.DANGER))
    found = list(Read(card_html(Card("", (), buttons))).every("button"))
    assert [(b["class"], b["value"]) for b in found] == [("", "keep:1"), ("danger", "withdraw:1")]


def test_evidence_of_a_line_has_one_button() -> None:
    """An answer's *Source* stands beside its sentence; a second one below would only repeat it."""
    buttons = (Button("Source", "source:1:x0-9"), Button("Share", "share:1"))
    found = list(Read(card_html(Card("", (line("Yes.", source="source:1:x0-9"),), buttons))).every("button"))
    assert [button["value"] for button in found] == ["source:1:x0-9", "share:1"]


FORM = Form(
    "Edit the brief",
    "save:1:2",
    (
        Field("headline", "Headline", value='Say "hi" & <go>', limit=120, required=True),
        Field("points", "Points", FieldKind.TEXT, "\nfirst\nsecond", about="One a line."),
        Field("quotes", "Quotes", FieldKind.CHOICES, options=(Option("q1", "One", True), Option("q2", "Two"))),
        Field("length", "Length", FieldKind.CHOICE, "short", (Option("full", "Full"), Option("short", "Short"))),
        Field("zone", "Zone", FieldKind.CHOICE, "z7", tuple(Option(f"z{n}", f"Zone {n}") for n in range(9))),
    ),
)


def test_every_field_of_a_form_has_a_label() -> None:
    """Each input is named by a label of its own, or stands inside one."""
    shown = Read(form_html(FORM))
    labels = {found.get("for") for found in shown.every("label")}
    named = [*shown.every("textarea"), *shown.every("select")]
    named += [found for found in shown.every("input") if found["type"] == "text"]
    assert {found["id"] for found in named} <= labels
    assert "<legend>Quotes</legend>" in form_html(FORM)


def test_form_sends_its_action_and_prefixed_fields() -> None:
    shown = Read(form_html(FORM))
    hidden = next(found for found in shown.every("input") if found["type"] == "hidden")
    assert (hidden["name"], hidden["value"]) == ("action", "save:1:2")
    names = {found["name"] for tag in ("input", "textarea", "select") for found in shown.every(tag)}
    assert {"action", "f:headline", "f:points", "f:quotes", "f:length", "f:zone"} == names


def test_boxes_are_sent_also_when_none_is_ticked() -> None:
    """Otherwise a form from which every quote was taken could not be told from one that has no quotes to choose."""
    hidden = [found for found in Read(form_html(FORM)).every("input") if found["type"] == "hidden"]
    assert [(found["name"], found["value"]) for found in hidden] == [("action", "save:1:2"), ("f:quotes", "")]


def test_form_keeps_values_as_they_are() -> None:
    """The newline that opens a text survives; what is chosen is chosen."""
    html = form_html(FORM)
    shown = Read(html)
    assert 'Say "hi" & <go>' in [found.get("value") for found in shown.every("input")]
    assert ">\n\nfirst\nsecond</textarea>" in html
    assert [found["value"] for found in shown.every("input") if "checked" in found] == ["q1", "short"]
    assert [found["value"] for found in shown.every("option") if "selected" in found] == ["z7"]


@given(st.text(max_size=200))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    """No text of any kind opens a tag or loses a character (line ends aside, which HTML has one of)."""
    shown = Read(card_html(Card("", (CardLine((Run(text),), LineKind.QUOTE),))))
    assert [tag for tag, _ in shown.tags] == ["form", "div", "figure", "blockquote"]
    assert text == shown.text


@given(st.text(max_size=60))
def test_any_address_is_judged_without_failing(url: str) -> None:
    assert is_web_address(url) in {True, False}


def test_stored_card_comes_back_the_same() -> None:
    """What a message shows survives the database: styles, moments, sources and buttons."""
    at = Moment(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "Asia/Tokyo")
    words = (Run("b", bold=True), Run("i", italic=True), Run("u", url="https://a.example"), at)
    card = Card(
        "T",
        (CardLine(words, LineKind.QUOTE, "Ann Lee", "source:1:q1"), line("x", LineKind.SMALL)),
        (Button("Go", "part:1:quotes", ButtonStyle.PRIMARY),),
        False,
        "https://a.example",
    )
    assert card == card_from_json(card_to_json(card))
