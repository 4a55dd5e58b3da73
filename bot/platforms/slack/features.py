"""Features: what of Slack Readout uses; for each the scopes and events that it takes, and why. The manifest is this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.platforms.slack.shortcuts import shortcuts


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that people can do, or that Readout does by itself."""

    name: str
    scopes: Mapping[str, str] = field(default_factory=dict)
    """Scope of the bot token -> why it is asked for, as docs/slack.md says it. A scope stands at one feature only."""
    events: Sequence[str] = ()
    """Bot events that are subscribed to."""
    section: Mapping[str, Any] = field(default_factory=dict)
    """What is added to the manifest under `features`: mappings are merged, lists are joined."""


FEATURES: tuple[Feature, ...] = (
    Feature(
        "mentions",
        {"app_mentions:read": "to see a question that mentions it"},
        ("app_mention",),
        {"bot_user": {"display_name": "Readout", "always_online": True}},
    ),
    Feature(
        "follow-ups in threads, and the look before a post is repeated",
        {
            "channels:history": "to look whether a brief is already posted after a lost answer, so that none is posted "
            "twice, and to see a follow-up in a thread where it was asked",
            "groups:history": "the same look in private channels that it was invited to",
        },
        # Of the talk in channels only follow-ups in threads of Readout's are read; it comes whole or not at all.
        ("message.channels", "message.groups"),
    ),
    Feature(
        "posts in channels",
        {
            "channels:read": "to know a channel by its name, and whether it was invited there, when a schedule "
            "names it",
            "chat:write": "to post briefs and change them when they are corrected",
            "groups:read": "the same for private channels that it was invited to",
        },
    ),
    Feature("commands", {"commands": "to offer /brief and /ask"}),
    Feature(
        "direct messages",
        {
            "im:history": "to see what is written to it directly, and for the same look there",
            "im:write": "to send the brief to who follows it",
        },
        ("message.im",),
        {"app_home": {"messages_tab_enabled": True, "messages_tab_read_only_enabled": False}},
    ),
    Feature(
        "readers' zones",
        {"users:read": "to show times in the reader's zone, and to know who administers the workspace"},
    ),
    Feature("App Home", events=("app_home_opened",), section={"app_home": {"home_tab_enabled": True}}),
    Feature("shortcuts", section={"shortcuts": list(shortcuts())}),
    Feature(
        "the agent view",
        {"assistant:write": "to suggest questions in the agent view, and to show there that one is being worked on"},
        # Slack takes no `assistant_view` of a new app any more (docs.slack.dev, “Migrating to the Agent messaging
        # experience”). The agent's messages are the direct messages, so it takes no events of its own.
        section={"agent_view": {"agent_description": "Answers from the article, with the sentence that proves it"}},
    ),
    Feature(
        "roles by user group",
        {"usergroups:read": "to let the people of a user group edit or publish, where an admin has said so"},
    ),
    Feature("being removed", events=("app_uninstalled", "tokens_revoked")),
)
"""A new thing to do is a line here and a listener; tests/bot/test_slack_manifest.py holds both together."""

SCOPES: Mapping[str, str] = dict(sorted((scope, why) for feature in FEATURES for scope, why in feature.scopes.items()))
"""Scope of the bot token -> why it is asked for."""
EVENTS: tuple[str, ...] = tuple(sorted(event for feature in FEATURES for event in feature.events))


def sections() -> dict[str, Any]:
    """Everything that the features add to the manifest's `features`."""
    made: dict[str, Any] = {}
    for feature in FEATURES:
        _add(made, feature.section)
    return made


def _add(made: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        match value:
            case Mapping():
                _add(made.setdefault(key, {}), value)
            case str() | int():
                made[key] = value
            case _:
                made[key] = [*made.get(key, []), *value]
