"""The Slack manifest and the registered commands agree, and every scope is used and explained."""

from __future__ import annotations

from pathlib import Path

from bot.commands import COMMANDS
from bot.platforms.slack.manifest import EVENTS, SCOPES, manifest, manifest_json, manifest_yaml
from bot.platforms.slack.reading import SLASH
from tests.fakes.slack import workspace

DOCS = Path(__file__).parents[2] / "docs"


def test_committed_manifest_is_the_generated_one() -> None:
    """docs/slack-manifest.yaml is what `python -m bot slack-manifest` prints; run that to renew it."""
    assert (DOCS / "slack-manifest.yaml").read_text("utf-8") == manifest_yaml()


def test_every_command_is_in_the_manifest() -> None:
    """Slack's hint for /brief names each registered command; /brief and /ask are commands of their own."""
    slash = {command["command"]: command for command in manifest()["features"]["slash_commands"]}
    hint = slash["/brief"]["usage_hint"]
    words = {word for group in hint.strip("[]").split(" · ") for word in group.replace("|", " ").split()}
    assert set(slash) == set(SLASH) == {"/brief", "/ask"}
    assert {word for name in COMMANDS for word in name.split()} - {"brief", "ask"} == words
    assert len(hint) <= 1_000


def test_every_scope_has_its_reason_in_the_docs() -> None:
    """docs/slack.md says of each scope why it is asked for, in the manifest's words."""
    text = (DOCS / "slack.md").read_text("utf-8")
    assert [scope for scope, why in SCOPES.items() if f"`{scope}`" not in text or why not in text] == []


def test_scopes_are_what_the_loopback_slack_demands() -> None:
    """The wire tests run with the manifest's scopes and no other, so none is missing."""
    assert set(SCOPES) == workspace.SCOPES


def test_events_are_those_that_are_answered() -> None:
    """Mentions, direct messages, and the talk of channels for the follow-ups in threads; the docs say so."""
    assert EVENTS == ("app_mention", "message.channels", "message.groups", "message.im")
    assert all(f"`{event}`" in (DOCS / "slack.md").read_text("utf-8") for event in EVENTS[1:3])


def test_yaml_says_what_json_says() -> None:
    """Every value of the manifest stands in the YAML as it stands in the JSON."""
    yaml = manifest_yaml()
    values = [line.strip().rstrip(",") for line in manifest_json().splitlines() if '": ' in line]
    told = [value.partition(": ")[::2] for value in values if not value.endswith(("{", "["))]
    assert [key for key, value in told if f"{key.strip(chr(34))}: {value}" not in yaml] == []
