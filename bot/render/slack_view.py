"""Slack view: cards as App Home, and as a modal to read in; tables are for messages, so here lines stay lines.

Limits (views reference): 100 blocks; a modal's title has 24 characters, `private_metadata` 3,000.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from bot.cards import Card, LineKind, line, say
from bot.render.slack import blocks_of, shortened
from bot.render.slack_modal import TITLE
from bot.render.slack_words import Json

READ = "read"
"""The callback id of a modal that only shows something."""
BLOCKS = 100
CUT = "There is more than fits here. Ask for one part of it, such as `/brief quotes`."
NAMELESS = "Readout"
DIVIDER: Json = {"type": "divider"}


def page(card: Card, carried: Mapping[str, str]) -> Json:
    """The modal that shows `card`; what is pressed on it comes back with `carried`."""
    title = shortened(card.title or NAMELESS, TITLE)
    shown = card if len(card.title) > TITLE else Card("", card.lines, card.buttons, card.private, card.url)
    return {
        "type": "modal",
        "callback_id": READ,
        "title": {"type": "plain_text", "text": title, "emoji": False},
        "close": {"type": "plain_text", "text": "Close", "emoji": False},
        "private_metadata": json.dumps(dict(carried)),
        "blocks": _fitting(blocks_of(shown)),
    }


def working(title: str, carried: Mapping[str, str]) -> Json:
    """What a sent form shows while its outcome takes longer than Slack waits."""
    return page(say("Working on it …", title=title), carried)


def home(cards: Sequence[Card]) -> Json:
    """App Home: the cards below each other."""
    blocks: list[Json] = []
    for card in cards:
        blocks += [*([DIVIDER] if blocks else []), *blocks_of(card)]
    return {"type": "home", "blocks": _fitting(blocks)}


def _fitting(blocks: list[Json]) -> list[Json]:
    """At most `BLOCKS`; what is left out is said."""
    if len(blocks) <= BLOCKS:
        return blocks or blocks_of(say("Nothing to show."))
    note = blocks_of(Card(lines=(line(CUT, LineKind.SMALL),)))
    return [*blocks[: BLOCKS - len(note)], *note]
