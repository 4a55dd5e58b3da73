"""The Slack manifest and the registered commands agree, and every scope is used and explained."""

from __future__ import annotations

from pathlib import Path

from bot.commands import COMMANDS
from bot.platforms.slack.features import EVENTS, FEATURES, SCOPES
from bot.platforms.slack.manifest import Way, manifest, manifest_json, manifest_yaml
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
    talk = ("message.channels", "message.groups")
    assert {"app_mention", "message.im", "app_uninstalled", "tokens_revoked", *talk} <= set(EVENTS)
    assert all(f"`{event}`" in (DOCS / "slack.md").read_text("utf-8") for event in talk)


def test_agent_view_is_the_one_that_slack_takes_of_new_apps() -> None:
    """Slack refuses `assistant_view` in the manifest of a new app; `agent_view` has no events of its own."""
    features = manifest()["features"]
    assert ("assistant_view" in features, features["agent_view"].keys()) == (False, {"agent_description"})
    assert 1 <= len(features["agent_view"]["agent_description"]) <= 300
    assert [event for event in EVENTS if event.startswith("assistant")] == []


def test_a_scope_or_event_belongs_to_one_feature() -> None:
    """The reason that is given for a scope is the only one, so that dropping the feature drops the scope."""
    assert len(SCOPES) == sum(len(feature.scopes) for feature in FEATURES)
    assert len(set(EVENTS)) == len(EVENTS)


def test_http_manifest_names_every_address() -> None:
    """Without Socket Mode each command, the events and the presses carry the address that Slack calls."""
    made = manifest(Way("https://news.example", http=True, rotate=True))
    called = [command["url"] for command in made["features"]["slash_commands"]]
    settings = made["settings"]
    called += [settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]]
    assert set(called) == {f"https://news.example/slack/{name}" for name in ("commands", "events", "interactivity")}
    assert made["oauth_config"]["redirect_urls"] == ["https://news.example/slack/oauth_redirect"]
    assert (settings["socket_mode_enabled"], settings["token_rotation_enabled"]) == (False, True)


def test_socket_manifest_names_no_address() -> None:
    """One workspace over Socket Mode needs no public address, so none stands in its manifest."""
    assert "/slack/" not in manifest_json().replace("/brief", "").replace("/ask", "")


def test_yaml_says_what_json_says() -> None:
    """Every value of the manifest stands in the YAML as it stands in the JSON."""
    yaml = manifest_yaml()
    values = [line.strip().rstrip(",") for line in manifest_json().splitlines() if '": ' in line]
    told = [value.partition(": ")[::2] for value in values if not value.endswith(("{", "["))]
    assert [key for key, value in told if f"{key.strip(chr(34))}: {value}" not in yaml] == []
