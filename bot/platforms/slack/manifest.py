"""Manifest: what the Slack app is, made from the commands that are registered, to be pasted at api.slack.com/apps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.commands import COMMANDS
from bot.platforms.slack.reading import SLASH

SCOPES: Mapping[str, str] = {
    "app_mentions:read": "to see a question that mentions it",
    "channels:history": "to look whether a brief is already posted after a lost answer, so that none is posted twice, "
    "and to see a follow-up in a thread where it was asked",
    "channels:read": "to know a channel by its name, and whether it was invited there, when a schedule names it",
    "chat:write": "to post briefs and change them when they are corrected",
    "commands": "to offer /brief and /ask",
    "groups:history": "the same look in private channels that it was invited to",
    "groups:read": "the same for private channels that it was invited to",
    "im:history": "to see what is written to it directly, and for the same look there",
    "im:write": "to send the brief to who follows it",
    "users:read": "to show times in the reader's zone, and to know who administers the workspace",
}
"""Scope of the bot token -> why it is asked for."""
EVENTS = ("app_mention", "message.channels", "message.groups", "message.im")
"""Of the talk in channels only follow-ups in threads of Readout's are read; it comes whole or not at all."""
NAME = "Readout"
ABOUT = "Briefs of the news, and answers with the sentence that proves them"
HINT = 1_000
"""Characters of a usage hint (app manifest reference)."""


def manifest() -> dict[str, Any]:
    """The manifest as Slack takes it, for Socket Mode."""
    return {
        "display_information": {"name": NAME, "description": ABOUT, "background_color": "#1f3a4d"},
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [_slash(name) for name in SLASH],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def manifest_yaml() -> str:
    """The manifest as YAML, each scope with its reason."""
    head = "# Paste this at https://api.slack.com/apps: Create New App, From a manifest. See docs/slack.md.\n"
    return head + "".join(f"{line}\n" for line in _yaml(manifest(), 0))


def manifest_json() -> str:
    return json.dumps(manifest(), indent=2, ensure_ascii=False) + "\n"


def _slash(name: str) -> dict[str, Any]:
    about = COMMANDS[name.removeprefix("/")].about
    # should_escape: a channel's name then comes with its id
    return {"command": name, "description": about, "usage_hint": _hint(name), "should_escape": True}


def _hint(name: str) -> str:
    """What may follow: every command's words, those that readers use first, groups once: “schedule add|list|…”."""
    if name == "/ask":
        return "your question"
    groups: dict[str, list[str]] = {}
    for command in sorted(COMMANDS.values(), key=lambda command: (command.role, command.name)):
        first, _, second = command.name.partition(" ")
        groups.setdefault(first, []).extend([second] if second else [])
    own = {name.removeprefix("/") for name in SLASH}
    words = [f"{first} {'|'.join(rest)}" if rest else first for first, rest in groups.items() if first not in own]
    return f"[{' · '.join(words)}]"[:HINT]


def _yaml(value: Any, depth: int) -> Iterator[str]:
    """JSON's values are YAML's too; only what the manifest needs is written here."""
    for key, inner in value.items():
        match inner:
            case dict():
                yield f"{'  ' * depth}{key}:"
                yield from _yaml(inner, depth + 1)
            case [dict(), *_]:
                yield f"{'  ' * depth}{key}:"
                for item in inner:
                    first, *rest = _yaml(item, depth + 2)
                    yield f"{'  ' * (depth + 1)}- {first.lstrip()}"
                    yield from rest
            case list():
                yield f"{'  ' * depth}{key}:"
                for item in inner:
                    yield f"{'  ' * (depth + 1)}- {item}" + (f"  # {SCOPES[item]}" if item in SCOPES else "")
            case _:
                yield f"{'  ' * depth}{key}: {json.dumps(inner, ensure_ascii=False)}"
