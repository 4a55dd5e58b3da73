"""Manifest: what the Slack app is, made from the commands that are registered, to be pasted at api.slack.com/apps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.commands import COMMANDS
from bot.platforms.slack.features import EVENTS, SCOPES, sections
from bot.platforms.slack.reading import SLASH

EVENTS_PATH, COMMANDS_PATH, PRESSES_PATH = "/slack/events", "/slack/commands", "/slack/interactivity"
"""Where signed requests arrive, under PUBLIC_URL."""
INSTALL_PATH, RETURN_PATH = "/slack/install", "/slack/oauth_redirect"
NAME = "Readout"
ABOUT = "Briefs of the news, and answers with the sentence that proves them"
HINT = 1_000
"""Characters of a usage hint (app manifest reference)."""


@dataclass(frozen=True, slots=True)
class Way:
    """How Slack reaches this installation."""

    url: str = ""
    """PUBLIC_URL; with it other workspaces can install the app. Empty: one workspace, by its token."""
    http: bool = False
    """Signed requests to `url`, instead of Socket Mode."""
    rotate: bool = False
    """Tokens that expire: only for workspaces that install the app by OAuth. Slack does not let it be taken back."""


def manifest(way: Way = Way()) -> dict[str, Any]:
    """The manifest as Slack takes it."""
    redirects = {"redirect_urls": [way.url + RETURN_PATH]} if way.url else {}
    features = sections()
    return {
        "display_information": {"name": NAME, "description": ABOUT, "background_color": "#1f3a4d"},
        "features": {
            **features,
            "app_home": {"home_tab_enabled": False, **features["app_home"]},
            "slash_commands": [_slash(name) | _to(way, COMMANDS_PATH, "url") for name in SLASH],
        },
        "oauth_config": {**redirects, "scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**_to(way, EVENTS_PATH, "request_url"), "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **_to(way, PRESSES_PATH, "request_url")},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not way.http,
            "token_rotation_enabled": way.rotate,
        },
    }


def manifest_yaml(way: Way = Way()) -> str:
    """The manifest as YAML, each scope with its reason."""
    head = "# Paste this at https://api.slack.com/apps: Create New App, From a manifest. See docs/slack.md.\n"
    return head + "".join(f"{line}\n" for line in _yaml(manifest(way), 0))


def manifest_json(way: Way = Way()) -> str:
    return json.dumps(manifest(way), indent=2, ensure_ascii=False) + "\n"


def _to(way: Way, path: str, key: str) -> dict[str, str]:
    """The address of a path of ours where Slack is to call it."""
    return {key: way.url + path} if way.http else {}


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
