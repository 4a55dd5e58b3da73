"""Discord, plain: a card as ordinary messages, `content` and nothing drawn; one row of buttons carries the part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.cards import Button, Card
from bot.platform import Payload
from bot.render.discord import QUIET, Component, row
from bot.render.discord_text import address, escape, length, shield
from bot.render.plain import pages, plain

CONTENT_LIMIT = 2000
"""Characters of a message's `content` (Create Message)."""
SUPPRESS_EMBEDS = 1 << 2
"""The flag of a message whose links show no preview."""


def render_plain(card: Card) -> Sequence[Payload]:
    """The messages that say `card` in order, split between lines; only the first may notify anybody."""
    texts = pages(_lines(card), CONTENT_LIMIT, length)
    last = len(texts) - 1
    return [
        _message(text, card.buttons if n == last else card.buttons[:1], quiet=card.silent or n > 0)
        for n, text in enumerate(texts)
    ]


def _lines(card: Card) -> Iterator[str]:
    for line in plain(card).splitlines():
        yield shield(escape(line))
    if target := address(card.url):
        yield f"<{target}>"


def _message(text: str, buttons: Sequence[Button], *, quiet: bool) -> Payload:
    components: list[Component] = row(buttons)
    return {
        "flags": SUPPRESS_EMBEDS | (QUIET if quiet else 0),
        "content": text or "There is nothing to show.",
        "components": components,
        "allowed_mentions": {"parse": []},
    }
