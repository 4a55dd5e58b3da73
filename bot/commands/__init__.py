"""Commands: every command once, for all platforms. Platforms call `run`, `press` and `complete`, and no handler."""

from __future__ import annotations

from bot.commands import (  # noqa: F401 - they register their commands
    answering,
    asking,
    correcting,
    editing,
    entering,
    following,
    homepage,
    inquiring,
    judging,
    keeping,
    lending,
    linking,
    marking,
    passing,
    previewing,
    publishing,
    questions,
    reading,
    scheduling,
    setting_up,
    standing,
    topicking,
)
from bot.commands.context import Caller, Context, Services
from bot.commands.declare import ACTIONS, COMMANDS, SHORTCUTS, Action, Argument, Command, Kind, Shortcut, Values
from bot.commands.homepage import home_cards
from bot.commands.inquiring import opening_questions
from bot.commands.lines import Misread, read_line
from bot.commands.running import complete, complete_line, context_of, press, run, run_line, use_shortcut

__all__ = [
    "ACTIONS",
    "COMMANDS",
    "SHORTCUTS",
    "Action",
    "Argument",
    "Caller",
    "Command",
    "Context",
    "Kind",
    "Misread",
    "Services",
    "Shortcut",
    "Values",
    "complete",
    "complete_line",
    "context_of",
    "home_cards",
    "opening_questions",
    "press",
    "read_line",
    "run",
    "run_line",
    "use_shortcut",
]
