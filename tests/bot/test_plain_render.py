"""Plain: a card as ordinary messages, for whoever asked for text and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Button, Card, LineKind, line
from bot.platforms.discord.marking import carries, stamped
from bot.render.discord_plain import CONTENT_LIMIT, render_plain
from bot.render.discord_text import length
from bot.render.plain import pages, plain_card
from bot.render.slack import messages

CARD = Card(
    "Harbour *opens*",
    (
        line("The pier opens at noon, says @everyone."),
        line("Figures", LineKind.HEADING),
        line("3 piers", LineKind.POINT),
    ),
    (Button("Source", "source:1:all"), Button("Ask", "ask:1")),
    private=False,
    url="https://example.org/pier",
    plain=True,
)


def test_on_discord_it_is_content_and_pings_nobody() -> None:
    """The words stand in `content`, every mark disarmed, and the article's address shows no preview."""
    (message,) = render_plain(CARD)
    assert message["content"] == (
        "Harbour \\*opens\\*\n\nThe pier opens at noon, says \\@everyone.\n\nFIGURES\n• 3 piers\n<https://example.org/pier>"
    )
    assert message["allowed_mentions"] == {"parse": []}
    assert message["flags"] == 1 << 2


def test_on_discord_its_row_carries_the_part() -> None:
    """After a lost answer the history is searched for the part's id, which needs a place in the message."""
    sent = stamped(render_plain(CARD)[0], "part1")
    seen = {key: sent[key] for key in ("content", "components")}
    assert carries(seen, "part1")
    assert not carries(seen, "part2")


def test_on_slack_it_is_text_without_blocks() -> None:
    """The same words, with what Slack would read as a mention disarmed."""
    (message,) = messages(replace(CARD, lines=(line("Ann & <@U1>"),)))
    assert message == {
        "text": "Harbour ∗opens∗\n\nAnn &amp; &lt;@U1&gt;\n<https://example.org/pier>",
        "blocks": [],
    }


def test_on_the_page_it_is_lines() -> None:
    """No title, heading or button is drawn."""
    assert [card_line.kind for card_line in plain_card(CARD).lines] == [LineKind.TEXT] * 4
    assert plain_card(CARD).buttons == ()


def test_a_long_one_is_split_between_lines() -> None:
    """Each message within the limit, no line torn, the order kept."""
    lines = tuple(line(f"Line {n}: " + "word " * 60, LineKind.POINT) for n in range(20))
    contents = [message["content"] for message in render_plain(replace(CARD, lines=lines))]
    assert len(contents) > 2
    assert all(length(content) <= CONTENT_LIMIT for content in contents)
    assert [word for content in contents for word in content.split() if word.endswith(":")] == [
        f"{n}:" for n in range(20)
    ]


@given(st.lists(st.text(max_size=90), max_size=9), st.integers(8, 40))
def test_no_text_is_lost_between_messages(texts: list[str], limit: int) -> None:
    """Whatever the lines, their words come in order, within the limit."""
    found = pages(texts, limit, length)
    assert all(length(page) <= limit for page in found)
    assert "".join("".join(found).split()) == "".join("".join(texts).split())
