"""A Slack of our own on 127.0.0.1, for tests and to look at: `python -m tests.fakes.slack`."""

from __future__ import annotations

from tests.fakes.slack.server import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.fakes.slack.triggers import Gesture
from tests.fakes.slack.workspace import DROPPED, LOST, Channel, Fault, User, buttons, ratelimited

__all__ = [
    "APP_TOKEN",
    "BOT_TOKEN",
    "DROPPED",
    "LOST",
    "Channel",
    "FakeSlack",
    "Fault",
    "Gesture",
    "User",
    "buttons",
    "ratelimited",
]
