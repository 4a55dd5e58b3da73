"""Limits: how much of each platform's allowance a message uses, counted in the payload that is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.platform import Payload
from bot.render.discord import COMPONENT_LIMIT, COMPONENTS_V2, TEXT_LIMIT
from bot.render.discord_plain import CONTENT_LIMIT
from bot.render.discord_text import length

NEAR = 0.9
"""Of an allowance: who uses more of it is warned."""
SLACK_BLOCKS = 50
SLACK_WHOLE = 10_000
"""Characters of one message: above some 11,000 Slack refuses it (measured, undocumented)."""
SLACK_PLAIN = 4_000
"""Characters of `text` that Slack shows of an ordinary message (chat.postMessage, “Truncating content”)."""


@dataclass(frozen=True, slots=True)
class Use:
    """One allowance: what is counted, how much of it is used, and how much there is."""

    what: str
    used: int
    most: int

    @property
    def over(self) -> bool:
        return self.used > self.most

    @property
    def near(self) -> bool:
        return not self.over and self.used > NEAR * self.most

    def __str__(self) -> str:
        return f"{self.used:,} of {self.most:,} {self.what}"


def discord_uses(payload: Payload) -> Sequence[Use]:
    """What a Discord message uses: text and components of one that is drawn, else its content."""
    parts = list(_components(payload.get("components", ())))
    if not payload.get("flags", 0) & COMPONENTS_V2:
        return (Use("characters", length(payload.get("content", "")), CONTENT_LIMIT),)
    text = sum(length(part["content"]) for part in parts if isinstance(part.get("content"), str))
    return (Use("characters", text, TEXT_LIMIT), Use("components", len(parts), COMPONENT_LIMIT))


def slack_uses(payload: Payload) -> Sequence[Use]:
    """What a Slack message uses: characters of `text` and blocks together, and blocks; an ordinary one its text."""
    blocks: Sequence[Any] = payload.get("blocks") or ()
    text = len(payload.get("text", ""))
    if not blocks:
        return (Use("characters", text, SLACK_PLAIN),)
    whole = text + sum(len(said) for said in _said(blocks))
    return (Use("characters", whole, SLACK_WHOLE), Use("blocks", len(blocks), SLACK_BLOCKS))


def _components(components: Sequence[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _components(component.get("components", ()))
        if "accessory" in component:
            yield component["accessory"]


def _said(node: Any) -> Iterator[str]:
    """Every text that a block shows, wherever it stands in it."""
    if isinstance(node, list):
        for inner in node:
            yield from _said(inner)
    elif isinstance(node, dict):
        for name, inner in node.items():
            if name in ("text", "url", "fallback") and isinstance(inner, str):
                yield inner
            elif isinstance(inner, dict | list):
                yield from _said(inner)
