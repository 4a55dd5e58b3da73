"""Blocks: what Slack would say to a message or view: slack_sdk's models, and the limits that they do not know.

Figures are those of the Block Kit and views reference; the total is measured (see docs/slack.md), not documented.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

Json = Mapping[str, Any]

TOTAL = 10_000
SURFACES = {"message": 50, "modal": 100, "home": 100}
KNOWN = {"header", "section", "context", "actions", "divider", "rich_text", "input", "table", "image", "markdown"}
RICH = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
RICH_PARTS = {"text", "link", "date", "emoji", "user", "channel", "usergroup", "broadcast", "color", "team"}
PINGING = {"user", "usergroup", "broadcast", "channel", "team"}
LISTED = {"checkboxes": 10, "radio_buttons": 10, "static_select": 100, "multi_static_select": 100, "overflow": 5}


def message_problems(text: str, blocks: list[Json]) -> list[str]:
    """Everything wrong with a message; empty when Slack would take it and nobody is pinged."""
    total = len(text) + sum(len(words) for words in said(blocks))
    found = [f"{total} characters in all, over {TOTAL}"] if total > TOTAL else []
    found += [] if text.strip() else ["no text for notifications"]
    return found + pings(text, "text") + _surface(blocks, "message")


def view_problems(view: Json) -> list[str]:
    """Everything wrong with a modal, or with App Home, which has neither title nor buttons of its own."""
    if view.get("type") == "home":
        extra = [f"App Home takes no {key}" for key in ("title", "submit", "close") if key in view]
        return extra + _surface(view.get("blocks", []), "home")
    found = [f"{key} missing" for key in ("type", "title", "blocks") if not view.get(key)]
    for key in ("title", "submit", "close"):
        found += _text(view.get(key), f"view {key}", 24, plain=True) if view.get(key) else []
    found += ["private_metadata over 3,000"] if len(view.get("private_metadata", "")) > 3000 else []
    inputs = any(block.get("type") == "input" for block in view.get("blocks", []))
    found += ["a view with inputs needs submit"] if inputs and not view.get("submit") else []
    return found + _surface(view.get("blocks", []), "modal")


def said(value: Any) -> Iterator[str]:
    """Every string that readers see."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, str):
                yield from [inner] if key in {"text", "url", "fallback", "alt_text"} else []
            else:
                yield from said(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from said(inner)


def pings(markup: str, where: str) -> list[str]:
    """Marks in text that Slack parses which call somebody, or link where no link was meant."""
    found = []
    for piece in markup.split("<")[1:]:
        target = piece.partition(">")[0]
        if not target.startswith(("!date^", "http://", "https://")):
            found.append(f"{where}: <{target[:30]}> is parsed")
    return found


def _surface(blocks: list[Json], surface: str) -> list[str]:
    found = [f"{len(blocks)} blocks, over {SURFACES[surface]}"] if len(blocks) > SURFACES[surface] else []
    ids = Counter(block["block_id"] for block in blocks if block.get("block_id"))
    found += [f"block_id {name} is used twice" for name, count in ids.items() if count > 1]
    actions = Counter(
        (block.get("block_id") or index, element.get("action_id"))
        for index, block in enumerate(blocks)
        for element in _elements(block)
    )
    found += [f"action_id {name} is used twice" for (_, name), count in actions.items() if name and count > 1]
    if surface == "message":
        named = Counter(name for _, name in actions if name)
        found += [f"action_id {name} is in two blocks" for name, count in named.items() if count > 1]
    tables = sum(block.get("type") == "table" for block in blocks)
    if tables > (surface == "message"):
        found.append(f"{tables} tables; a message takes one, a view none")
    for index, block in enumerate(blocks):
        found += [f"block {index} ({block.get('type')}): {problem}" for problem in _block(block, surface)]
    return found


def _elements(block: Json) -> list[Json]:
    one = [block[key] for key in ("accessory", "element") if block.get(key)]
    return [*one, *(block.get("elements", []) if block.get("type") == "actions" else [])]


def _block(block: Json, surface: str) -> Iterator[str]:
    kind = block.get("type")
    if kind not in KNOWN:
        yield "unknown type"
        return
    if kind == "input" and surface == "message":
        yield "an input in a message"
    try:
        parsed = Block.parse(json.loads(json.dumps(block)))
        if parsed is not None:
            parsed.validate_json()
    except SlackObjectFormationError as error:
        yield str(error)
    for element in _elements(block):
        yield from _element(element)
    match kind:
        case "header":
            yield from _text(block.get("text"), "header", 150, plain=True)
        case "section":
            yield from _section(block)
        case "context":
            yield from _context(block)
        case "actions":
            yield from [] if 1 <= len(block["elements"]) <= 25 else [f"{len(block['elements'])} elements"]
        case "input":
            yield from _text(block.get("label"), "label", 2000, plain=True)
            yield from _text(block["hint"], "hint", 2000, plain=True) if block.get("hint") else []
        case "rich_text":
            yield from _rich_text(block)
        case "table":
            yield from _table(block)


def _section(block: Json) -> Iterator[str]:
    if not block.get("text") and not block.get("fields"):
        yield "neither text nor fields"
    if block.get("text"):
        yield from _text(block["text"], "text", 3000)
    fields = block.get("fields", [])
    yield from ["more than 10 fields"] if len(fields) > 10 else []
    for field in fields:
        yield from _text(field, "field", 2000)


def _context(block: Json) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield f"{len(block['elements'])} elements"
    for element in block["elements"]:
        yield from _text(element, "element", 3000) if element.get("type") != "image" else []


def _rich_text(block: Json) -> Iterator[str]:
    if not block.get("elements"):
        yield "no elements"
    for element in block.get("elements", []):
        yield from _rich_element(element)


def _rich_element(element: Json) -> Iterator[str]:
    kind = element.get("type")
    if kind not in RICH:
        yield f"unknown rich element {kind}"
        return
    parts = element.get("elements", [])
    if not parts:
        yield f"an empty {kind}"
    for part in parts:
        if kind == "rich_text_list":
            yield from _rich_element(part) if part.get("type") == "rich_text_section" else ["a list of no sections"]
        else:
            yield from _rich_part(part)


def _rich_part(part: Json) -> Iterator[str]:
    kind = part.get("type")
    if kind not in RICH_PARTS:
        yield f"unknown rich part {kind}"
    if kind in PINGING:
        yield f"a {kind} element calls somebody"
    if kind in {"text", "link"} and not part.get("text"):
        yield f"an empty {kind}"
    if kind == "link" and not str(part.get("url", "")).startswith(("http://", "https://")):
        yield f"link to {part.get('url')!r}"
    if kind == "date" and not (isinstance(part.get("timestamp"), int) and part.get("format")):
        yield "date without whole timestamp or format"
    unknown = set(part.get("style", {})) - {"bold", "italic", "strike", "code", "underline"}
    yield from [f"style {name}" for name in unknown]


def _table(block: Json) -> Iterator[str]:
    rows = block.get("rows", [])
    if not 1 <= len(rows) <= 100 or any(len(row) > 20 for row in rows):
        yield "a table has 1 to 100 rows of at most 20 cells"


def _element(element: Json) -> Iterator[str]:
    kind = str(element.get("type"))
    name = element.get("action_id", "")
    yield from [] if 1 <= len(name) <= 255 else [f"{kind} without a fitting action_id"]
    if kind == "button":
        yield from _text(element.get("text"), "button", 75, plain=True)
        yield from ["value over 2,000"] if len(element.get("value", "")) > 2000 else []
        yield from ["url over 3,000"] if len(element.get("url", "")) > 3000 else []
        yield from ["unknown style"] if element.get("style", "primary") not in {"primary", "danger"} else []
    if kind in LISTED:
        yield from _options(element, LISTED[kind])
    if kind == "plain_text_input":
        limit = element.get("max_length", 3000)
        yield from ["max_length outside 1 to 3,000"] if not 1 <= limit <= 3000 else []
        yield from ["initial_value over max_length"] if len(element.get("initial_value", "")) > limit else []
        yield from ["an empty initial_value"] if element.get("initial_value") == "" else []
    if element.get("placeholder"):
        yield from _text(element["placeholder"], "placeholder", 150, plain=True)


def _options(element: Json, most: int) -> Iterator[str]:
    options = element.get("options", [])
    if not 1 <= len(options) <= most:
        yield f"{len(options)} options, of 1 to {most}"
    for option in options:
        yield from _text(option.get("text"), "option", 75)
        yield from _text(option["description"], "description", 75) if option.get("description") else []
        yield from [] if 1 <= len(option.get("value", "")) <= 150 else ["option value outside 1 to 150"]
    values = Counter(option.get("value") for option in options)
    yield from [f"option value {value} is used twice" for value, count in values.items() if count > 1]
    first = element.get("initial_options") or [element.get("initial_option")]
    yield from ["an initial option that is none of the options" for chosen in first if chosen and chosen not in options]


def _text(text: Any, where: str, limit: int, *, plain: bool = False) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in {"plain_text", "mrkdwn"}:
        yield f"{where}: no text object"
        return
    if not 1 <= len(text.get("text", "")) <= limit:
        yield f"{where}: {len(text.get('text', ''))} characters, of 1 to {limit}"
    if plain and text["type"] != "plain_text":
        yield f"{where}: has to be plain_text"
    if text["type"] == "mrkdwn":
        yield from pings(text.get("text", ""), where)
