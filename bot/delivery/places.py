"""Places: a destination as rows keep it."""

from __future__ import annotations

from typing import Any

from bot.platform import Destination
from bot.storage.tables import Delivery, Subscription


def place_of(row: Subscription | Delivery) -> Destination:
    return Destination(row.platform, row.server, row.channel, row.kind, row.name)


def columns_of(place: Destination) -> dict[str, Any]:
    return {
        "platform": place.platform,
        "server": place.server,
        "channel": place.channel,
        "kind": place.kind,
        "name": place.name[:100],
    }


def shown(place: Destination) -> str:
    """As a sentence names it: “#summit on Slack”, “direct messages on Discord”."""
    where = place.name or ("direct messages" if place.kind == "direct" else place.channel)
    return where if place.platform == "local" else f"{where} on {place.platform.capitalize()}"
