"""Marking: a part's id on its message, so that the message is known again wherever it is found."""

from __future__ import annotations

import copy
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.platform import Payload
from bot.render.discord import action_of, custom_id, pressable

CUSTOM_ID_LIMIT = 100
DISCORD_EPOCH = 1_420_070_400_000  # milliseconds: ids count from 2015 (API reference, Snowflakes)


def marked(payload: Payload, part: str) -> dict[str, Any]:
    """The payload with the part's id in a button's custom id and, hashed, as the container's id."""
    made = copy.deepcopy(dict(payload)) | {"allowed_mentions": {"parse": []}}
    for component in made["components"][:1]:
        component["id"] = mark(part)
    for component in pressable(made["components"]):
        tagged = custom_id(action_of(component["custom_id"]), part)
        if len(tagged) <= CUSTOM_ID_LIMIT:
            component["custom_id"] = tagged
            break
    return made


def stamped(payload: Payload, part: str) -> dict[str, Any]:
    """As `marked`, and with the part's id as a nonce that Discord enforces."""
    return marked(payload, part) | {"nonce": part, "enforce_nonce": True}


def carries(message: Mapping[str, Any], part: str) -> bool:
    """Whether a message of the history is this part; the history does not promise to keep a nonce."""
    components = message.get("components", [])
    tags = [component["custom_id"] for component in pressable(components)]
    if message.get("nonce") == part or any(tag.endswith(f"|{part}") for tag in tags):
        return True
    return any(component.get("id") == mark(part) for component in components)


def mark(part: str) -> int:
    """The part's id as a component's, which is a positive number of 31 bits."""
    return zlib.crc32(part.encode()) & 0x7FFFFFFF or 1


def snowflake(at: datetime) -> int:
    """The smallest id of a message or thread made at this moment."""
    return max(0, int(at.timestamp() * 1000) - DISCORD_EPOCH) << 22
