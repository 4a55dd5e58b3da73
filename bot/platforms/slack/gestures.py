"""Gestures: who did what where, as Slack tells it, read from the body of each kind of interaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.cards import CHOSEN
from bot.commands import Values
from bot.platforms.slack.callers import Spot
from bot.platforms.slack.replying import Asked, returned
from bot.platforms.slack.viewing import Screen, screen_of
from bot.render.slack_menus import MENU
from bot.render.slack_modal import carried

Json = Mapping[str, Any]


def asked_in(body: Json) -> Asked | None:
    """What waits for a reply: a command, a press or a sent form; a message waits for none."""
    match body:
        case {"command": _}:
            return typed_at(body)
        case {"actions": _}:
            return pressed_at(body)
        case {"type": "shortcut" | "message_action"}:
            return chosen_at(body)
        case {"view": _}:
            return sent_from(body)
    return None


def typed_at(body: Json) -> Asked:
    spot = Spot(body["user_id"], body["channel_id"], body.get("channel_name", ""))
    return Asked(spot, body["trigger_id"], body.get("response_url", ""))


def pressed_at(body: Json) -> Asked:
    if view := body.get("view"):
        return Asked(Spot(body["user"]["id"], ""), body["trigger_id"], screen=screen_of(view))
    channel, container = body.get("channel") or {}, body.get("container") or {}
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts") or ""
    spot = Spot(body["user"]["id"], channel.get("id", ""), channel.get("name", ""), thread)
    private = bool(container.get("is_ephemeral"))
    return Asked(spot, body["trigger_id"], body.get("response_url", ""), private=private)


def chosen_at(body: Json) -> Asked:
    """Who used a shortcut, and where: a message's is answered beside the message, a global one in a modal."""
    user, trigger = body["user"]["id"], body["trigger_id"]
    channel = body.get("channel") or {}
    if not channel.get("id"):
        return Asked(Spot(user, ""), trigger, screen=Screen())
    thread = str((body.get("message") or {}).get("thread_ts") or "")
    spot = Spot(user, channel["id"], channel.get("name", ""), thread)
    return Asked(spot, trigger, body.get("response_url", ""))


def sent_from(body: Json) -> Asked:
    view = body["view"]
    return returned(carried(view), body["user"]["id"], body["trigger_id"], screen_of(view))


def action_in(pressed: Json) -> tuple[str, Values]:
    """What a button or menu runs, and what was chosen in it."""
    action_id = str(pressed.get("action_id", ""))
    if not action_id.startswith(MENU):
        option = pressed.get("selected_option") or pressed
        return str(option.get("value", "")), {}
    options = pressed.get("selected_options") or [pressed.get("selected_option")]
    chosen = [str(option["value"]) for option in options if option]
    chosen += [str(pressed[key]) for key in ("selected_conversation", "selected_channel") if pressed.get(key)]
    return action_id.removeprefix(MENU), {CHOSEN: tuple(chosen)}
