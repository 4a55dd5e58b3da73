"""Filling: what Slack sends when somebody has filled in a view and pressed its button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]


def filled(view: Json, changes: Mapping[str, str | Sequence[str]]) -> Json:
    """The view with its state: what it opened with, or `changes` by the name before “#” in a block id."""
    state: dict[str, Json] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        name, _, at = block["block_id"].rpartition("#")
        element = block["element"]
        given = changes.get(name)
        state[block["block_id"]] = {element["action_id"]: _state(element, given, first=at == "0")}
    return {**view, "state": {"values": state}}


def _state(element: Json, given: str | Sequence[str] | None, *, first: bool) -> Json:
    kind = element["type"]
    if kind == "plain_text_input":
        typed = element.get("initial_value") if given is None else given if first else None
        if typed is not None and len(typed) > element.get("max_length", 3000):
            raise AssertionError(f"Slack lets nobody type {len(typed)} characters here")
        return {"type": kind, "value": typed or None}
    options = [option for option in element["options"] if given is not None and option["value"] in _listed(given)]
    if kind == "checkboxes":
        return {"type": kind, "selected_options": element.get("initial_options", []) if given is None else options}
    chosen = element.get("initial_option") if given is None else (options or [None])[0]
    return {"type": kind, "selected_option": chosen}


def _listed(given: str | Sequence[str]) -> Sequence[str]:
    return (given,) if isinstance(given, str) else given
