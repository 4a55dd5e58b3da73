"""Drawn payloads: what a preview shows is what is sent, word for word, and nothing in it is run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.cards import Button, Card, CardLine, LineKind, Moment, Run, line
from bot.platform import Payload
from bot.render import discord, slack
from bot.render.discord_plain import render_plain
from bot.render.drawn_discord import discord_html, discord_text
from bot.render.drawn_slack import slack_html, slack_text
from bot.render.limits import discord_uses, slack_uses

KNOWN = set("div p h3 h4 ul ol li em strong a time span blockquote br code pre hr table tbody tr td".split())
texts = st.text(min_size=1, max_size=60)


class Tags(HTMLParser):
    """Every tag and the visible words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def read(drawn: Sequence[Markup]) -> Tags:
    return Tags("".join(drawn))


def squeezed(text: str) -> str:
    """Without blanks, which platforms join, and without what no screen shows."""
    return "".join(char for char in text if char.isprintable() and not char.isspace())


@given(texts)
@example("*a* [b](https://c.example) <t:1:f> <script>alert(1)</script>")
@example("**\\* `x` ~~y~~ <@1> # z")
def test_what_discord_gets_is_drawn_word_for_word(text: str) -> None:
    """Whatever Markdown a text looks like; and no tag but our own comes of it."""
    card = Card(
        "A title", (line(text, LineKind.POINT), CardLine((Run(text, bold=True),), LineKind.QUOTE)), private=False
    )
    shown = read([discord_html(one) for one in discord.render(card)])
    assert shown.tags <= KNOWN
    if squeezed(text).isascii():
        assert squeezed(shown.words).count(squeezed(text)) >= 2


@given(texts)
@example("a & b < c > d `e` *f* <!channel> :smile:")
@example("0\x000")
def test_what_slack_gets_is_drawn_word_for_word(text: str) -> None:
    """In blocks and in context lines alike."""
    card = Card("A title", (line(text, LineKind.POINT), line("x")), private=False)
    shown = read([slack_html(one) for one in slack.messages(card)])
    assert shown.tags <= KNOWN
    sent = squeezed(text.replace("\0", "\ufffd"))  # Slack is never sent a NUL
    if sent.replace("\ufffd", "").isascii():
        assert sent in squeezed(shown.words)


@given(texts)
def test_ordinary_messages_are_drawn_as_well(text: str) -> None:
    """A plain schedule's posts have content or text alone."""
    card = Card("", (line(text),), private=False, plain=True)
    drawn = [*map(discord_html, render_plain(card)), *map(slack_html, slack.messages(card))]
    assert read(drawn).tags <= KNOWN


CARD = Card(
    "Channel to be widened",
    (
        CardLine((Run("Correction, 23 November: ", bold=True), Run("It is 20 percent."))),
        line("The council voted.", LineKind.POINT, source="source:1:p1"),
        line("Figures", LineKind.HEADING),
        CardLine((Run("“We agreed.”"),), LineKind.QUOTE, by="Ann Lee"),
        CardLine((Run("Source: "), Run("The Lantern", url="https://lantern.example/a?b=1&c=2")), LineKind.SMALL),
        CardLine((Moment(datetime(2026, 11, 23, 8, tzinfo=UTC), "Asia/Tokyo"),), LineKind.SMALL),
    ),
    (Button("Ask", "ask:1"), Button("Open", url="https://lantern.example")),
    private=False,
)


@pytest.mark.parametrize(
    "drawn",
    [
        [discord_html(one) for one in discord.render(CARD)],
        [slack_html(one) for one in slack.messages(CARD)],
    ],
    ids=["discord", "slack"],
)
def test_all_that_a_card_has_is_drawn(drawn: Sequence[Markup]) -> None:
    """Title, note, points, quotation with its speaker, links, the moment, and the buttons."""
    html, shown = "".join(drawn), read(drawn)
    for words in ("Channel to be widened", "It is 20 percent.", "Figures", "“We agreed.”", "— Ann Lee", "Ask", "Open"):
        assert words in shown.words
    assert "<strong>Correction, 23 November:" in html
    assert "<li" in html
    assert "<blockquote" in html
    assert '<time datetime="2026-11-23T08:00:00+00:00">' in html
    assert "https://lantern.example/a?b=1&c=2" in shown.links


def test_notification_has_no_marks() -> None:
    """Neither Markdown nor entities, only words."""
    assert discord_text(discord.render(CARD)[0]).splitlines()[:2] == [
        "Channel to be widened",
        "Correction, 23 November: It is 20 percent.",
    ]
    assert "The Lantern" in slack_text(slack.messages(CARD)[0])


def test_limits_are_counted_in_what_is_sent() -> None:
    """Of a drawn message text and components, of an ordinary one its characters; on Slack blocks as well."""
    said = {use.what: use for use in discord_uses(discord.render(CARD)[0])}
    assert (said["characters"].most, said["components"].most) == (4000, 40)
    assert 0 < said["characters"].used < 400
    assert said["components"].used == 5  # container, text, row, and two buttons
    assert {use.what: use.most for use in slack_uses(slack.messages(CARD)[0])} == {"characters": 10_000, "blocks": 50}


@pytest.mark.parametrize(("used", "near", "over"), [(100, False, False), (1901, True, False), (2001, False, True)])
def test_who_comes_near_a_limit_is_warned(used: int, near: bool, over: bool) -> None:
    """And told where it is passed."""
    payload: Payload = {"flags": 0, "content": "x" * used}
    (use,) = discord_uses(payload)
    assert (use.near, use.over) == (near, over)
