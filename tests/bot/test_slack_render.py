"""Cards as Slack messages: whole, within the limits, and nothing in an article pings, formats or links."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import Button, ButtonStyle, Card, CardLine, LineKind, Menu, MenuKind, Moment, Option, Run, line
from bot.compose import FORMATS, compose, evidence_card
from bot.platform import Payload
from bot.render.slack import blocks_of, messages, shortened
from bot.render.slack_view import home, page
from bot.render.slack_words import escaped, mrkdwn
from tests.bot.editions import EDITION
from tests.fakes.slack.blocks import message_problems, said, view_problems

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NASTY = [
    "<!channel>", "<!here|all>", "<@U024BE7LH>", "<#C024BE7LR|town>", "<!subteam^S1>", "<https://evil.example|bank>",
    "@here", "@everyone", "*bold*", "_slant_", "~gone~", "`code`", "```block```",
    "> quoted", "&amp;", "&lt;!channel&gt;",
    ":smile:", "https://evil.example", "[a](https://evil.example)", "<!date^0^{date}|never>", "\ud800", "\0", "\n", "|",
]  # fmt: skip

words = st.lists(
    st.sampled_from([*NASTY, "word", " ", "“quoted”", "naïve 数字"]) | st.text(max_size=8), max_size=30
).map("".join)
runs = st.builds(Run, words, st.booleans(), st.booleans(), st.sampled_from(["", "", "https://a.example/?b=1&c=<2>|3"]))
lines = st.builds(
    CardLine,
    st.lists(runs | st.builds(Moment, st.just(NOON), st.just("Europe/Paris")), max_size=4).map(tuple),
    st.sampled_from(LineKind),
    words,
    st.sampled_from(["", "source:7:p1", "source:7:q2"]),
)
buttons = st.builds(Button, words, st.just("part:7:full"), st.sampled_from(ButtonStyle))
cards = st.builds(
    Card,
    words,
    st.lists(lines, max_size=12).map(tuple),
    st.lists(buttons, max_size=60).map(tuple),
    st.booleans(),
)


calm = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""


def problems(payloads: list[Payload]) -> list[str]:
    return [problem for payload in payloads for problem in message_problems(payload["text"], payload["blocks"])]


def shown(payloads: list[Payload]) -> str:
    return "\n".join(words for payload in payloads for words in said(payload["blocks"]))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_one_valid_message(form: str) -> None:
    """Each format of a small brief is one message that Slack takes."""
    payloads = messages(compose(EDITION, form))
    assert (len(payloads), problems(payloads)) == (1, [])


def test_whole_brief_is_in_text() -> None:
    """Notifications show only `text`, so the headline, every point and every quote stand there too."""
    (payload,) = messages(compose(EDITION))
    for said_there in ("Channel to be widened", "to widen the northern channel", "“shared duty”", "Mara Lindqvist"):
        assert said_there in payload["text"]


def test_quotation_is_a_quote_with_its_speaker() -> None:
    """A quotation is a rich-text quote, verbatim, and its speaker stands under it."""
    (payload,) = messages(Card("", (CardLine((Run("“A *big* deal”"),), LineKind.QUOTE, by="Ann Lee"),)))
    (quote,) = payload["blocks"][0]["elements"]
    assert quote["type"] == "rich_text_quote"
    assert [part["text"] for part in quote["elements"]] == ["“A *big* deal”", "\n— Ann Lee"]


def test_points_share_one_list() -> None:
    """Points that follow each other are one list under their heading, not a block each."""
    card = Card("", (line("Figures", LineKind.HEADING), *(line(f"{n}", LineKind.POINT) for n in range(30))))
    (payload,) = messages(card)
    heading, points = payload["blocks"][0]["elements"]
    assert (heading["type"], len(points["elements"])) == ("rich_text_section", 30)


def test_moment_is_in_the_readers_zone() -> None:
    """A moment is Slack's own date, in blocks and in context lines, and names its zone where that fails."""
    moment = (Run("At "), Moment(NOON, "Europe/Paris"))
    (payload,) = messages(Card("", (CardLine(moment), CardLine(moment, LineKind.SMALL))))
    date = payload["blocks"][0]["elements"][0]["elements"][1]
    assert ("date", int(NOON.timestamp())) == (date["type"], date["timestamp"])
    assert date["fallback"] == "Mon 23 Nov 2026, 13:00 (Europe/Paris)"
    assert f"<!date^{int(NOON.timestamp())}^" in payload["blocks"][1]["elements"][0]["text"]


def test_button_carries_its_action() -> None:
    """The value of a button is the action to run, so a button works after a restart."""
    (payload,) = messages(Card("T", (), (Button("Quotes", "part:7:quotes"), Button("Read", url="https://a.example/"))))
    quotes, read = payload["blocks"][-1]["elements"]
    assert (quotes["value"], quotes["action_id"]) == ("part:7:quotes", "press:0")
    assert (read["url"], read["action_id"]) == ("https://a.example/", "open:1")


def test_sources_of_lines_are_one_menu() -> None:
    """Lines with evidence share one menu; a card that has its own source buttons has none."""
    sourced = (line("First point", source="source:7:p1"), line("Second point", source="source:7:p2"))
    (payload,) = messages(Card("T", sourced))
    (menu,) = payload["blocks"][-1]["elements"]
    assert [option["value"] for option in menu["options"]] == ["source:7:p1", "source:7:p2"]
    (evidence,) = messages(evidence_card(EDITION, "all"))
    assert "static_select" not in json.dumps(evidence["blocks"])


def test_long_card_is_split_between_lines() -> None:
    """A long card becomes several messages: title first, buttons last, each line whole in one of them."""
    points = [f"Point {n}: " + "a few words " * 20 for n in range(120)]
    card = Card("Long", tuple(line(point, LineKind.POINT) for point in points), (Button("Ask", "ask:7"),))
    payloads = messages(card)
    assert len(payloads) > 3
    assert problems(payloads) == []
    assert [payloads[0]["blocks"][0]["type"], payloads[-1]["blocks"][-1]["type"]] == ["header", "actions"]
    assert all(sum(point in shown([payload]) for payload in payloads) == 1 for point in points)


def test_heading_is_not_left_behind() -> None:
    """A heading goes to the message of the lines under it."""
    body = line("word " * 250, LineKind.POINT)
    cards = [(*[body] * n, line("Next", LineKind.HEADING), body, body) for n in range(1, 6)]
    for payloads in (messages(Card("", lines)) for lines in cards):
        for payload in payloads:
            assert payload["blocks"][-1]["elements"][-1]["type"] == "rich_text_list"


def test_long_line_keeps_every_word() -> None:
    """A quotation of 20,000 characters goes on in further quotes and loses nothing; its speaker stands at the end."""
    speech = " ".join(f"word{n}" for n in range(2500))
    payloads = messages(Card("", (CardLine((Run(speech, bold=True),), LineKind.QUOTE, by="Ann Lee"),)))
    spoken = [
        part["text"] for payload in payloads for block in payload["blocks"] for quote in block["elements"]
        for part in quote["elements"]
    ]  # fmt: skip
    assert problems(payloads) == []
    assert speech + "\n— Ann Lee" == "".join(spoken)


@calm
@given(cards)
def test_any_card_is_taken_by_slack(card: Card) -> None:
    """Whatever an article holds, every message is within the limits and calls nobody."""
    payloads = messages(card)
    assert problems(payloads) == []
    assert payloads == json.loads(json.dumps(payloads))


@calm
@given(words)
def test_plain_text_means_nothing_to_slack(text: str) -> None:
    """No mark of Slack's is left in escaped text: no tag, style, quoted line, emoji or address."""
    made = escaped(text)
    assert not set("<>*_~`") & set(made)
    assert "://" not in made
    assert not any(line.startswith("&gt;") for line in made.split("\n"))
    assert ":smile:" not in made


@calm
@given(words)
def test_rich_text_keeps_the_words(text: str) -> None:
    """In blocks the words of an article stand as they are, character for character."""
    payloads = messages(Card("", (line(f"[{text[:1000]}]"),), private=False))
    kept = text[:1000].encode("utf-8", "replace").decode().replace("\0", "\ufffd")
    assert f"[{kept}]" == payloads[0]["blocks"][0]["elements"][0]["elements"][0]["text"]


def test_link_in_context_is_the_cards_only() -> None:
    """A source in a context line links where the card says, and its name cannot change that."""
    assert mrkdwn((Run("AP|<b>", url="https://a.example/?x=1&y=2"),)) == "<https://a.example/?x=1&amp;y=2|AP∣&lt;b&gt;>"


def test_address_that_is_no_web_page_is_words() -> None:
    """javascript: and the like are shown, not linked."""
    (payload,) = messages(Card("", (CardLine((Run("here", url="javascript:alert(1)"),)),)))
    assert payload["blocks"][0]["elements"][0]["elements"][0] == {"type": "text", "text": "here"}


def test_own_words_in_backticks_are_code() -> None:
    """What a private reply says to type is set as code; the same marks in an article's words stay marks."""
    own, quoted = line("Type `quotes`."), CardLine((Run("`rm`"),), source="source:7:p1")
    (payload,) = messages(Card("", (own, quoted)))
    first, second = (block["elements"][0]["elements"] for block in payload["blocks"][:2])
    assert first[1] == {"type": "text", "text": "quotes", "style": {"code": True}}
    assert second == [{"type": "text", "text": "`rm`"}]
    (post,) = messages(Card("", (own,), private=False))
    assert post["blocks"][0]["elements"][0]["elements"][0]["text"] == "Type `quotes`."


def test_label_is_cut_at_a_word() -> None:
    """A label that is too long ends at a word, with the sign that it goes on."""
    assert shortened("The harbour council voted on Tuesday", 24) == "The harbour council…"


# Figures in a table, and long posts


def test_figures_are_a_table() -> None:
    """Three figures or more stand in a table beside the article's words; `text` has them as lines."""
    (payload,) = messages(figures())
    (table,) = [block for block in payload["blocks"] if block["type"] == "table"]
    rows = [["".join(said(cell)) for cell in row] for row in table["rows"]]
    assert rows[:2] == [["Figure", "In the article’s words"], ["250, 1912", "Two gave 250 trees in 1912 (pledged)"]]
    assert problems([payload]) == []
    assert "Two gave 250 trees in 1912 (pledged)" in payload["text"]


def test_few_figures_stay_a_list() -> None:
    """Two figures read better as a list; so do those in the middle of a full brief."""
    (payload,) = messages(figures(2))
    assert all(block["type"] != "table" for block in payload["blocks"])


def test_view_shows_figures_as_a_list() -> None:
    """A modal and App Home take no table, so the same card has none there."""
    assert [problem for problem in view_problems(page(figures(), {})) if "table" in problem] == []
    assert all(block["type"] != "table" for block in blocks_of(figures()))


def test_hundreds_of_figures_are_one_table_a_message() -> None:
    """However many there are, each message has one table at most and stays within every limit."""
    payloads = messages(figures(300))
    assert problems(payloads) == []
    assert shown(payloads).count("trees in 1912") == 300


def test_long_post_is_a_message_with_its_thread() -> None:
    """A post's buttons stand at its first message, which says that it goes on; a private reply has them at its end."""
    lines = tuple(line(f"Point {n} " + "words " * 60, LineKind.POINT) for n in range(40))
    post = messages(Card("Long", lines, (Button("Ask", "ask:7"),), private=False))
    reply = messages(Card("Long", lines, (Button("Ask", "ask:7"),)))
    assert "It goes on in the thread." in post[0]["text"]
    assert [any(block["type"] == "actions" for block in payload["blocks"]) for payload in post] == [
        True, *[False] * (len(post) - 1)
    ]  # fmt: skip
    assert "It goes on in the thread." not in shown(reply)
    assert reply[-1]["blocks"][-1]["type"] == "actions"
    assert problems([*post, *reply]) == []


def figures(count: int = 4) -> Card:
    numbers = (Run("Two", bold=True), Run(" gave "), Run("250", bold=True), Run(" trees in "), Run("1912", bold=True))
    lines = [CardLine((*numbers, Run(" (pledged)", italic=True)), LineKind.POINT, source=f"source:7:f{n}")
             for n in range(1, count + 1)]  # fmt: skip
    return Card("Figures", tuple(lines), (Button("Ask", "ask:7"),), private=False)


menus = st.builds(
    Menu,
    words,
    st.sampled_from(["lend:editor", "setup:where:::"]),
    st.sampled_from(MenuKind),
    st.lists(
        st.builds(Option, st.sampled_from(["S1", "S2", "S3"]), words), max_size=3, unique_by=lambda o: o.value
    ).map(tuple),
    st.sampled_from([(), ("S1",)]),
)


@settings(calm, max_examples=12)
@given(cards, st.lists(menus, max_size=2, unique_by=lambda menu: menu.action).map(tuple))
def test_any_card_is_a_view_that_slack_takes(card: Card, chosen: tuple[Menu, ...]) -> None:
    """As a modal and in App Home too, whatever a card says stays within the limits and pings nobody."""
    card = replace(card, menus=chosen)
    assert view_problems(page(card, {"channel": ""})) == []
    assert view_problems(home([card, Card("You follow", (line("Nothing."),))])) == []
    assert problems(messages(card)) == []
