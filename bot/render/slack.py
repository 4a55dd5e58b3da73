"""Slack: a card as messages in Block Kit, each with the same words as plain `text`, which is what notifications show.

Limits: a message has 50 blocks (Block Kit reference); a header 150 characters, a button or option 75, a select 100
options, an actions block 25 elements; above some 11,000 to 13,000 characters in all Slack refuses a message without
saying so in its reference, so ours stay under 10,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from bot.cards import Button, ButtonStyle, Card, CardLine, LineKind, Moment, Run, Words
from bot.platform import Payload
from bot.render.plain import pages, plain
from bot.render.slack_menus import menu_blocks
from bot.render.slack_table import table, tabled
from bot.render.slack_table import weight as in_table
from bot.render.slack_words import Json, bare, clean, coded, escaped, mrkdwn, rich, web

BODY_BLOCKS = 42
"""Of the 50 that Slack takes, blocks for a message's lines: the title takes up to two, the buttons up to three."""
HEADER = 150
TEXT = 3_000
TITLE = 500
LABEL = 75
OPTIONS = 100
ELEMENTS = 25
ROOM = 9_300
"""Characters of one message in all: those of `text` and those of the blocks. A title and the buttons fit beside."""
LINE = 1_500
"""A longer line is continued in a second one, so that it fits beside its plain form in any message."""
BUTTONS = 50
"""Buttons of one message; more go to the next."""

PLAIN = 3_900
"""Characters of an ordinary message; of a longer one Slack would show a part."""

PRESS = "press:"
"""An action id of ours starts with this; the element's value is the card's action."""
OPEN = "open:"
"""Starts the action id of a button that opens a page: Slack reports the press, nothing is to be done."""


THREAD = CardLine((Run("It goes on in the thread."),), LineKind.SMALL)


def messages(card: Card, *, tables: bool = True) -> list[Payload]:
    """The messages that show `card`, in order, split between lines, title first.

    Of a private reply the last one has the buttons; of a post the first one, to which the others are a thread.
    """
    if card.plain:
        return [{"text": text or "…", "blocks": []} for text in pages(_ordinary(card), PLAIN)]
    first = Card(shortened(card.title, TITLE) if card.title.strip() else "", url=_unlinked(card))
    groups = [card.buttons[at : at + BUTTONS] for at in range(0, len(card.buttons), BUTTONS)] or [()]
    room = ROOM - sum(len(escaped(button.label)) for button in groups[0])
    own_sources = any(button.action.startswith("source:") for button in card.buttons)
    lines = _pieces(_prepared(line, own_sources, card.private) for line in card.lines)
    cards = [Card(lines=page) for page in _pages(lines, room, _weight_of(first))]
    cards[0] = replace(first, lines=cards[0].lines)
    pressed = -1 if card.private else 0
    if not card.private and len(cards) > 1:
        cards[0] = replace(cards[0], lines=(*cards[0].lines, THREAD))
    cards[pressed] = replace(cards[pressed], buttons=groups[0], menus=card.menus)
    cards += [Card(buttons=group) for group in groups[1:]]
    return [_message(page, tables) for page in cards]


def blocks_of(card: Card) -> list[Json]:
    """The blocks that show `card` in a view, which has room for more of them than a message."""
    return [block for payload in messages(replace(card, plain=False), tables=False) for block in payload["blocks"]]


def _ordinary(card: Card) -> Iterator[str]:
    """The lines of a card that is posted as ordinary text."""
    yield from (escaped(line) for line in plain(card).splitlines())
    if url := web(card.url):
        yield f"<{url}>"


def _prepared(line: CardLine, own_sources: bool, private: bool) -> CardLine:
    """A card that has buttons for its sources needs no menu of them; only Readout's own words may hold code."""
    own = private and not line.source and line.kind is not LineKind.QUOTE
    words = coded(line.words) if own else line.words
    return replace(line, words=words, source="" if own_sources else line.source)


def _unlinked(card: Card) -> str:
    """Where the title leads, unless a line leads there already."""
    url = web(card.url)
    runs = (word for line in card.lines for word in line.words if isinstance(word, Run))
    return "" if any(run.url == card.url for run in runs) else url


def _message(page: Card, tables: bool) -> Payload:
    labels = " · ".join(button.label for button in page.buttons)
    blocks = [*_title(page), *_body(page.lines, tables), *menu_blocks(page.menus), *_actions(page)]
    text = escaped(plain(page)) or escaped(labels) or "…"
    return {"text": text, "blocks": blocks or [_rich([_section((Run("…"),))])]}


# Pages


def _pages(lines: Iterable[CardLine], room: int, taken: int) -> list[tuple[CardLine, ...]]:
    """Lines in pages that fit a message each; a heading is never the last line of one."""
    pages: list[tuple[CardLine, ...]] = []
    page: list[CardLine] = []
    left, blocks = room - taken, BODY_BLOCKS
    for line in lines:
        if page and (_weight(line) > left or blocks < 1):
            carried = [page.pop()] if page[-1].kind is LineKind.HEADING and len(page) > 1 else []
            pages.append(tuple(page))
            page, left, blocks = carried, room - sum(map(_weight, carried)), BODY_BLOCKS - len(carried)
        page.append(line)
        left -= _weight(line)
        blocks -= _opens_block(page)
    return [*pages, tuple(page)]


def _opens_block(page: Sequence[CardLine]) -> bool:
    kind = page[-1].kind
    return len(page) == 1 or kind not in _FLOWING or kind is LineKind.HEADING or page[-2].kind not in _FLOWING


def _pieces(lines: Iterable[CardLine]) -> Iterator[CardLine]:
    """Lines with something to show; one that is too long is cut at a space and goes on in another of its kind."""
    for line in lines:
        text = bare(line.words)
        if not text.strip():
            continue
        # An “&” takes five characters in `text`: text full of them is cut shorter.
        *before, last = _cut(line.words, LINE if len(escaped(text)) <= 2 * LINE else LINE // 5)
        for words in before:
            yield replace(line, words=words, by="")
        yield replace(line, words=last, by=shortened(line.by, LINE // 5) if line.by else "")


def _cut(words: Words, limit: int) -> Iterator[Words]:
    """Runs in portions of at most `limit` characters, each keeping its style."""
    portion: list[Run | Moment] = []
    room = limit
    for part in words:
        if isinstance(part, Moment):
            portion.append(part)
            continue
        at = 0
        while len(part.text) - at > room:
            end = part.text.rfind(" ", at, at + room) + 1 or (at if portion else at + room)
            yield (*portion, replace(part, text=part.text[at:end]))
            portion, room, at = [], limit, end
        portion.append(replace(part, text=part.text[at:]))
        room -= len(part.text) - at
    yield tuple(portion)


def _weight(line: CardLine) -> int:
    """Characters of a line in all its forms: in `text`, in its block, and in the menu of sources."""
    urls = sum(len(run.url) for run in line.words if isinstance(run, Run))
    dates = 60 * sum(not isinstance(run, Run) for run in line.words)
    said = len(escaped(bare(line.words))) + len(escaped(line.by)) + 8
    return 2 * said + urls + dates + (LABEL if line.source else 0) + in_table(line)


def _weight_of(first: Card) -> int:
    return 2 * len(escaped(first.title)) + 2 * len(first.url)


# Blocks

_FLOWING = {LineKind.HEADING, LineKind.POINT, LineKind.QUOTE}
"""Kinds that follow each other in one rich-text block."""


def _title(page: Card) -> list[Json]:
    place = [_context((Run(urlsplit(page.url).netloc, url=page.url),))] if page.url else []
    if not page.title:
        return place
    if len(page.title) <= HEADER:
        return [{"type": "header", "text": _plain(page.title)}, *place]
    return [_rich([_section((Run(page.title, bold=True),))]), *place]


def _body(lines: Sequence[CardLine], tables: bool) -> list[Json]:
    for at in range(len(lines)) if tables else ():
        if count := tabled(lines[at:]):
            after = _lined(lines[at + count :])
            return [*_lined(lines[:at]), table(lines[at : at + count]), *after]
    return _lined(lines)


def _lined(lines: Sequence[CardLine]) -> list[Json]:
    blocks: list[Json] = []
    flow: list[CardLine] = []
    for line in lines:
        if flow and (line.kind not in _FLOWING or line.kind is LineKind.HEADING):
            blocks, flow = [*blocks, _rich(_flow(flow))], []
        if line.kind in _FLOWING:
            flow.append(line)
        elif line.kind is LineKind.SMALL:
            blocks.append(_context(line.words))
        else:
            blocks.append(_rich([_section(line.words)]))
    return [*blocks, _rich(_flow(flow))] if flow else blocks


def _flow(lines: Sequence[CardLine]) -> list[Json]:
    elements: list[Json] = []
    for line in lines:
        match line.kind:
            case LineKind.POINT if elements and elements[-1]["type"] == "rich_text_list":
                elements[-1]["elements"].append(_section(line.words))
            case LineKind.POINT:
                elements.append({"type": "rich_text_list", "style": "bullet", "elements": [_section(line.words)]})
            case LineKind.QUOTE:
                elements.append(_quote(line))
            case _:
                elements.append(_section((Run(bare(line.words), bold=True),)))
    return elements


def _quote(line: CardLine) -> Json:
    by = (Run(f"\n— {line.by}"),) if line.by else ()
    return {"type": "rich_text_quote", "elements": rich((*line.words, *by))}


def _section(words: Words) -> Json:
    return {"type": "rich_text_section", "elements": rich(words)}


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": elements}


def _context(words: Words) -> Json:
    text = mrkdwn(words)
    if len(text) > TEXT:
        return _rich([_section(words)])
    # verbatim: Slack leaves bare addresses and channel names alone
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": clean(text), "emoji": False}


# What can be pressed


def _actions(page: Card) -> list[Json]:
    elements = [_button(button, at) for at, button in enumerate(page.buttons)]
    if menu := _sources(page.lines):
        elements.insert(0, menu)
    return [{"type": "actions", "elements": elements[at : at + ELEMENTS]} for at in range(0, len(elements), ELEMENTS)]


def _button(button: Button, at: int) -> Json:
    made: Json = {"type": "button", "text": _plain(shortened(button.label)), "action_id": f"{PRESS}{at}"}
    if button.url:
        return made | {"action_id": f"{OPEN}{at}", "url": web(button.url)}
    style = {} if button.style is ButtonStyle.NORMAL else {"style": str(button.style)}
    return made | {"value": button.action} | style


def _sources(lines: Sequence[CardLine]) -> Json | None:
    """One menu that shows the evidence of any line: a button under each would bury the words."""
    options = {
        line.source: {"text": _plain(shortened(" ".join(bare(line.words).split()))), "value": line.source}
        for line in lines
        if line.source
    }
    if not options:
        return None
    return {
        "type": "static_select",
        "action_id": f"{PRESS}sources",
        "placeholder": _plain("Show the source of …"),
        "options": list(options.values())[:OPTIONS],
    }


def shortened(text: str, limit: int = LABEL) -> str:
    """`text` within `limit` characters, cut at a word where one ends late enough."""
    text = clean(text).strip() or "…"
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at = cut.rfind(" ")
    return f"{cut[:at] if at > limit // 2 else cut}…"
