"""Cards and forms on Discord: whole, within the limits, and nothing in an article pings, formats or links."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import Button, ButtonStyle, Card, CardLine, Field, FieldKind, Form, LineKind, Moment, Option, Run, line
from bot.compose import FORMATS, compose
from bot.platform import Payload
from bot.render.discord import QUIET, action_of, custom_id, render
from bot.render.discord_form import TooLarge, render_form, values_of
from bot.render.discord_text import escape, length, link, phrase
from tests.bot.editions import CORRECTED, EDITION
from tests.fakes.discord.markdown import disarmed
from tests.fakes.discord.rules import BUTTON, SECTION, SELECT, message_problems, modal_problems, walk, words

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NASTY = [
    "@everyone", "@here", "<@123456789012345678>", "<@!123456789012345678>", "<@&1>", "<#123456789012345678>",
    "<t:1700000000:R>", "<:wave:123456789012345678>", "</brief:123456789012345678>", "<id:customize>", ":smile:",
    ":+1:",
    "[bank](https://evil.example)", "https://evil.example", "discord://x", "<https://evil.example>",
    "**bold**", "*slant*", "__under__", "_slant_", "~~gone~~", "||hidden||", "`code`", "```block```", "> quoted",
    ">>> all",
    "# big", "-# small", "- item", "* item", "+ item", "1. item", "2026. A year",
    "\\", "\\*", "\n", "\u2028", "\0", "\ud800",
]  # fmt: skip

texts = st.lists(
    st.sampled_from([*NASTY, "word", " ", "“quoted”", "naïve 数字 🌸"]) | st.text(max_size=8), max_size=12
).map("".join)
runs = st.builds(Run, texts, st.booleans(), st.booleans(), st.sampled_from(["", "https://a.example/?b=(1)&c= 2"]))
lines = st.builds(
    CardLine,
    st.lists(runs | st.just(Moment(NOON)), max_size=4).map(tuple),
    st.sampled_from(LineKind),
    texts,
    st.sampled_from(["", "source:7:p1", "source:7:q2", "source:7:q3"]),
)
buttons = st.builds(Button, texts, st.sampled_from(["part:7:full", "ask:7", ""]), st.sampled_from(ButtonStyle), texts)
cards = st.builds(
    Card, texts, st.lists(lines, max_size=15).map(tuple), st.lists(buttons, max_size=15).map(tuple), st.booleans()
)
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine may be busy with other tests; that is no fault of a card."""


def problems(payloads: list[Payload]) -> list[str]:
    return [problem for payload in payloads for problem in message_problems(payload)]


def pressed(payload: Payload, kind: int) -> list[str]:
    return [action_of(c["custom_id"]) for c in walk(payload["components"]) if c["type"] == kind and "custom_id" in c]


def kept(text: str) -> str:
    """The characters that must survive: all but breaks, spaces and what no screen shows."""
    return "".join(c for c in text if not c.isspace() and c.isprintable())


@calm
@given(texts)
def test_escaped_text_shows_as_written(text: str) -> None:
    """Whatever an article says, a reader sees exactly that, and none of it formats, links or pings."""
    shown, active = disarmed(phrase((Run(text),)))
    assert ([], kept(text)) == (active, kept(shown))


@pytest.mark.parametrize("text", NASTY)
def test_each_known_trick_is_disarmed(text: str) -> None:
    """Each of Discord's own marks on its own, at the start of a line, where blocks begin."""
    assert disarmed(phrase((Run(text),)))[1] == []


@settings(calm, max_examples=40)
@given(cards)
def test_every_card_is_within_the_limits(card: Card) -> None:
    """Any card becomes messages that Discord takes: 40 components, 4,000 characters, labels and custom ids."""
    assert problems(list(render(card))) == []


@settings(calm, max_examples=40)
@given(st.lists(texts, min_size=1, max_size=60))
def test_no_line_is_lost_between_messages(said: list[str]) -> None:
    """A long card is split into several messages that hold every line, in order."""
    payloads = render(Card("Title", tuple(line(text) for text in said)))
    shown = "".join(disarmed(part)[0] for payload in payloads for part in words(payload).split("\n"))
    assert kept("## Title" + "".join(said)) == kept(shown)


def test_long_line_is_cut_at_spaces() -> None:
    """A line longer than a message is continued in the next, no word cut."""
    text = " ".join(f"word{number}" for number in range(2000))
    payloads = render(Card(lines=(line(text),)))
    shown = " ".join(" ".join(words(payload).split()) for payload in payloads)
    assert (True, [], text) == (len(payloads) > 1, problems(list(payloads)), shown)


def test_only_the_first_message_may_notify() -> None:
    """A brief of several messages makes one notification at most."""
    first, *rest = render(Card(lines=tuple(line("x" * 900) for _ in range(20))))
    assert (first["flags"] & QUIET, bool(rest), all(p["flags"] & QUIET for p in rest)) == (0, True, True)


def test_buttons_stand_on_the_last_message() -> None:
    """Who has read to the end finds the buttons there."""
    payloads = render(Card(lines=tuple(line("x" * 900) for _ in range(20)), buttons=(Button("Ask", "ask:7"),)))
    assert [[] for _ in payloads[1:]] + [["ask:7"]] == [pressed(payload, BUTTON) for payload in payloads]


def test_section_is_not_torn_where_it_fits_whole() -> None:
    """A short section goes to the next message with its heading, rather than a line of it."""
    section = (line("Next", LineKind.HEADING), line("y" * 300), line("z" * 300))
    first, second = render(Card(lines=(*(line("x" * 900) for _ in range(4)), *section)))
    assert ("Next" in words(first), words(second).startswith("### Next\nyyy")) == (False, True)


def test_same_action_twice_gets_two_custom_ids() -> None:
    """Discord refuses a message with equal custom ids; both buttons still run the same."""
    (payload,) = render(Card("T", buttons=(Button("Ask", "ask:7"), Button("Ask again", "ask:7"))))
    assert (message_problems(payload), pressed(payload, BUTTON)) == ([], ["ask:7", "ask:7"])


def test_source_beside_a_line_is_not_repeated_below() -> None:
    """An answer of one line has one Source button, not two that do the same."""
    (payload,) = render(Card("T", (line("x", source="source:7:l"),), (Button("Source", "source:7:l"),)))
    assert pressed(payload, BUTTON) == ["source:7:l"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_one_message(form: str) -> None:
    """Each format of a small brief fits one message and pings nobody."""
    (payload,) = render(compose(EDITION, form))
    assert (message_problems(payload), payload["allowed_mentions"]) == ([], {"parse": []})


def test_brief_shows_headline_quotes_and_when() -> None:
    """The headline leads to the article, a quotation stands above its speaker, times are in the reader's own zone."""
    (payload,) = render(compose(EDITION))
    text = words(payload)
    assert "## [Channel to be widened](https://news.example/channel)" in text
    assert "\n> “We have waited long enough" in text
    assert "\n> — Mara Lindqvist" in text
    assert f"<t:{int(EDITION.published.timestamp())}:f>" in text


def test_correction_is_shown() -> None:
    """A corrected brief says so, in bold, where it is read first."""
    (payload,) = render(compose(CORRECTED))
    assert "**Correction, 23" in words(payload)


def test_few_sources_stand_beside_their_lines() -> None:
    """In a private reply each line has its own Source button, where they fit."""
    card = Card("T", tuple(line(f"line {n}", source=f"source:7:p{n}") for n in range(3)))
    (payload,) = render(card)
    assert (3, [f"source:7:p{n}" for n in range(3)]) == (
        sum(c["type"] == SECTION for c in walk(payload["components"])),
        pressed(payload, BUTTON),
    )


def test_many_sources_go_into_selects() -> None:
    """Forty lines have their sources in selects of 25, since each button beside a line costs three components."""
    card = Card("T", tuple(line(f"line {n}", source=f"source:7:p{n}") for n in range(40)))
    (payload,) = render(card)
    values = [o["value"] for c in walk(payload["components"]) if c["type"] == SELECT for o in c["options"]]
    assert ([], [f"source:7:p{n}" for n in range(40)]) == (message_problems(payload), values)


def test_post_has_no_button_beside_each_line() -> None:
    """A post in a channel stays quiet: one Source at its foot opens them all."""
    (payload,) = render(Card("T", (line("x", source="source:7:l"),), (Button("Source", "source:7:all"),), False))
    assert pressed(payload, BUTTON) == ["source:7:all"]


def test_link_button_needs_a_web_address() -> None:
    """Only http and https can be followed from a button; anything else is left out."""
    card = Card("T", buttons=(Button("Read", url="https://a.example"), Button("Run", url="javascript:alert(1)")))
    (payload,) = render(card)
    assert [c["label"] for c in walk(payload["components"]) if c["type"] == BUTTON] == ["Read"]


def test_empty_card_says_so() -> None:
    """Discord refuses an empty message, so an empty card has a sentence."""
    assert words(render(Card())[0]) == "There is nothing to show."


def test_label_that_looks_like_an_address_is_no_link() -> None:
    """Discord shows such a masked link raw, since it may deceive; the words alone are shown."""
    assert disarmed(link("https://good.example", "https://evil.example"))[1] == []


def test_brackets_in_an_address_do_not_end_the_link() -> None:
    """An address with brackets and spaces stays inside its link."""
    assert link("a", "https://x.example/a_(b) c") == "[a](https://x.example/a_%28b%29%20c)"


def test_two_styles_that_touch_stay_apart() -> None:
    """Bold beside italic would otherwise read as asterisks."""
    assert phrase((Run("a", bold=True), Run("b", italic=True))) == "**a**\u200b*b*"


def test_flower_counts_as_two() -> None:
    """Discord's clients count UTF-16 units; counting fewer would overrun the limit."""
    assert length("🌸") == 2


@given(st.text("abc:|9", min_size=1, max_size=90), st.text("xyz0", max_size=9))
def test_custom_id_gives_its_action_back(action: str, tag: str) -> None:
    """Whatever tag keeps it apart, a button runs its own action."""
    assert action_of(custom_id(action, tag)) == action


FORM = Form(
    "Edit the brief of a summit with a rather long name",
    "save:7:3",
    (
        Field("headline", "Headline", value="A headline", limit=5, required=True),
        Field("points", "Key points", FieldKind.TEXT, "One\nTwo", about="One a line; " * 20),
        Field(
            "quotes",
            "Quotes",
            FieldKind.CHOICES,
            options=tuple(Option(f"q{n}", f"Quote {n}", n > 28) for n in range(30)),
        ),
        Field("format", "Format", FieldKind.CHOICE, options=(Option("full", "Full", True), Option("short", "Short"))),
    ),
    about="The draft of this topic.",
)


def test_form_becomes_a_modal_that_discord_opens() -> None:
    """Texts, one choice and several choices within a modal's limits, even where the value is over the field's."""
    assert modal_problems(render_form(FORM)) == []


def test_chosen_options_are_among_those_shown() -> None:
    """Of 30 options 25 are shown; those chosen already are, or saving would drop them."""
    (select,) = [c for c in walk(render_form(FORM)["components"]) if c.get("custom_id") == "quotes"]
    assert [o["value"] for o in select["options"] if o["default"]] == ["q29"]


def test_form_that_is_too_large_says_so() -> None:
    """Six fields do not fit: leaving one out would come back as its text deleted."""
    with pytest.raises(TooLarge, match="has 6 fields and Discord shows 5"):
        render_form(Form("Edit", "save", tuple(Field(f"f{n}", "F") for n in range(6))))


def test_field_that_is_too_long_says_so() -> None:
    """A text over 4,000 characters would come back cut."""
    with pytest.raises(TooLarge, match="4,001 characters"):
        render_form(Form("Edit", "save", (Field("f", "Text", FieldKind.TEXT, "x" * 4001),)))


def test_values_of_a_sent_modal() -> None:
    """Texts come as one value, choices as any number, whatever Discord wraps them in."""
    sent = [
        {"type": 18, "component": {"type": 4, "custom_id": "headline", "value": "New"}},
        {"type": 18, "component": {"type": 3, "custom_id": "quotes", "values": ["q1", "q2"]}},
        {"type": 18, "component": {"type": 3, "custom_id": "figures", "values": []}},
        {"type": 1, "components": [{"type": 4, "custom_id": "note", "value": ""}]},
    ]
    assert values_of(sent) == {"headline": ("New",), "quotes": ("q1", "q2"), "figures": (), "note": ("",)}


def test_escape_keeps_possessives_and_money() -> None:
    """Ordinary prose gains no backslashes."""
    assert escape("Japan’s $550 billion — 15 percent, 5:30 p.m.") == "Japan’s $550 billion — 15 percent, 5:30 p.m."
