"""The referee of what goes over the wire: Discord's own OpenAPI description, and our checks of what it leaves open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.discord.checking import request_problems
from tests.fakes.discord.openapi import PLACE, Referee, referee
from tests.fakes.discord.rest import Call


@pytest.fixture
def judge() -> Referee:
    found = referee()
    if found is None:
        pytest.skip(f"Discord's OpenAPI description is not at {PLACE.parent.name}/{PLACE.name} beside the repository.")
    return found


@pytest.mark.parametrize(
    "call",
    [
        Call("POST", "/channels/1/messages", {}, {"content": "x" * 4001}),
        Call("POST", "/channels/1/messages", {}, {"nonce": "x" * 26}),
        Call("PUT", "/applications/1/commands", {}, [{"name": "x" * 33, "description": "y"}]),
        Call("POST", "/channels/1/letters", {}, {}),
    ],
    ids=["content", "nonce", "command", "path"],
)
def test_referee_sees_what_is_wrong(judge: Referee, call: Call) -> None:
    """The description is really applied: each of these is refused."""
    assert judge.problems(call)


QUIET: Any = {"parse": []}
TEXTS = [{"type": 10, "content": "x" * 3000, "id": n} for n in (1, 2)]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/channels/1/messages", {"content": "x" * 2001, "allowed_mentions": QUIET}),
        ("POST", "/channels/1/messages", {"content": "@everyone"}),
        ("PATCH", "/channels/1/messages/2", {"embeds": [{"description": "x" * 3001}] * 2, "allowed_mentions": QUIET}),
        (
            "PATCH",
            "/webhooks/1/t/messages/@original",
            {"flags": 1 << 15, "components": TEXTS, "allowed_mentions": QUIET},
        ),
        ("POST", "/interactions/1/t/callback", {"type": 8, "data": {"choices": [{"name": "", "value": "x"}]}}),
        ("PUT", "/applications/1/commands", [{"name": "a", "description": "b" * 101}]),
    ],
    ids=["content", "ping", "embeds", "texts", "completion", "description"],
)
def test_our_own_checks_see_what_is_wrong(method: str, path: str, body: Any) -> None:
    """What the description leaves open is looked at in every test, also where it is not at hand."""
    assert request_problems(method, path, body)
