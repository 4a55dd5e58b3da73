"""Slack menus: lists in a message, each beside its label; what is chosen comes back under `CHOSEN`.

Limits (Block Kit reference): 100 options of 75 characters; several can be chosen only beside a section's text.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Menu, MenuKind, Option
from bot.render.slack_words import Json, clean

UNNAMED = "Choose"
"""Beside a menu without a label: Slack takes no empty text."""
MENU = "menu:"
"""An action id of a menu starts with this; the rest is the menu's action."""
OPTIONS = 100
LABEL = 75
NO_GROUPS = "This workspace has no user groups. Whoever manages them makes one under People, User groups."


def menu_blocks(menus: Sequence[Menu]) -> list[Json]:
    blocks = [_block(menu) for menu in menus]
    return [block for at, block in enumerate(blocks) if block not in blocks[:at]]


def _block(menu: Menu) -> Json:
    element = _channels(menu) if menu.kind is MenuKind.CHANNEL else _listed(menu)
    text = clean(menu.label) or UNNAMED if element else NO_GROUPS
    section: Json = {"type": "section", "text": {"type": "plain_text", "text": text[:3000], "emoji": False}}
    return section | ({"accessory": element | {"action_id": f"{MENU}{menu.action}"}} if element else {})


def _channels(menu: Menu) -> Json:
    made: Json = {
        "type": "conversations_select",
        "placeholder": _plain("Choose a channel"),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return made | ({"initial_conversation": menu.chosen[0]} if menu.chosen else {})


def _listed(menu: Menu) -> Json:
    """A list of its options; empty where there are none to choose from."""
    several = menu.kind is MenuKind.ROLES
    options = [(option, _option(option)) for option in menu.options[:OPTIONS]]
    chosen = [made for option, made in options if option.chosen or option.value in menu.chosen]
    if not options:
        return {}
    made: Json = {
        "type": "multi_static_select" if several else "static_select",
        "placeholder": _plain("Choose"),
        "options": [shown for _, shown in options],
    }
    if chosen:
        made |= {"initial_options": chosen} if several else {"initial_option": chosen[0]}
    return made


def _option(option: Option) -> Json:
    return {"text": _plain(clean(option.label)[:LABEL] or "…"), "value": option.value}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}
