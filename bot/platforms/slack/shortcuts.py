"""Shortcuts: what stands in Slack's menus: one to ask from anywhere, and those for a message of somebody's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.commands import SHORTCUTS
from bot.platforms.slack.reading import plain, with_addresses

ASK = "ask_summit"
"""The callback id of the global shortcut; a message's has the word of `bot.commands.SHORTCUTS`."""
ADDRESSED = frozenset(("brief_link",))
"""Those that look for an address in the message; the others read it as people do."""


def shortcuts() -> Iterator[dict[str, str]]:
    """As the manifest lists them; a name has at most 24 characters, what it does 150."""
    about = "A question, answered with the sentence that proves it"
    yield {"name": "Ask about the summit", "type": "global", "callback_id": ASK, "description": about}
    for known in SHORTCUTS.values():
        yield {"name": known.name, "type": "message", "callback_id": known.word, "description": known.about}


def text_for(word: str, message: Mapping[str, Any], bot: str) -> str:
    """The message's text as this shortcut needs it. One of an app may have its words in blocks alone."""
    text = str(message.get("text") or "") or " ".join(_in_blocks(message.get("blocks") or []))
    if word not in ADDRESSED:
        return plain(text, bot)
    attached = [
        str(one[key]) for one in message.get("attachments") or [] for key in ("from_url", "title_link") if one.get(key)
    ]
    return " ".join((with_addresses(text), *attached))


def _in_blocks(value: Any) -> Iterator[str]:
    match value:
        case {"type": "link", "url": str(url)}:
            yield f"<{url}>"
        case {"text": str(text)}:
            yield text
        case dict():
            for inner in value.values():
                yield from _in_blocks(inner)
        case list():
            for inner in value:
                yield from _in_blocks(inner)
