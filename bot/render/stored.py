"""Stored: a card as JSON and back, for the platform that keeps its own messages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.cards import Card


def card_to_json(card: Card) -> dict[str, Any]:
    found: dict[str, Any] = _cards().dump_python(card, mode="json", exclude_defaults=True)
    return found


def card_from_json(stored: Mapping[str, Any]) -> Card:
    return _cards().validate_python(stored)


@cache
def _cards() -> TypeAdapter[Card]:
    return TypeAdapter(Card)
