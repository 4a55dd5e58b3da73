"""What follows `/brief` in Slack, as people write it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import COMMANDS, Misread, read_line
from bot.platforms.slack.reading import brief_line
from bot.render.slack_words import escaped

AS_PEOPLE_WRITE = [
    ("", "brief", {}),
    ("short", "brief", {"length": "short"}),
    ("long", "brief", {"length": "full"}),
    ("LONG", "brief", {"length": "full"}),
    ("tl;dr", "brief", {"length": "short"}),
    ("in full", "brief", {"length": "full"}),
    ("the long version please", "brief", {"length": "full"}),
    ("long tokyo", "brief", {"length": "full", "topic": "tokyo"}),
    ("tokyo long", "brief", {"length": "full", "topic": "tokyo"}),
    ("Tokyo summit", "brief", {"topic": "Tokyo summit"}),
    ("show me the brief", "brief", {}),
    ("quotes takaichi", "quotes", {"speaker": "takaichi"}),
    ("Quotes Takaichi", "quotes", {"speaker": "Takaichi"}),
    ("schedule list", "schedule list", {}),
    ("schedules", "schedule list", {}),
    ("help", "help", {}),
    ("commands", "help", {}),
    ("who is Takaichi?", "ask", {"question": "who is Takaichi?"}),
    (
        "schedule add <#C0000001|summit> weekdays 09:00",
        "schedule add",
        {"channel": "<#C0000001|summit>", "days": "weekdays", "times": "09:00"},
    ),
]


@pytest.mark.parametrize(("typed", "name", "values"), AS_PEOPLE_WRITE)
def test_words_after_brief_mean_what_people_mean(typed: str, name: str, values: dict[str, str]) -> None:
    """Lengths and their synonyms, topics, commands and questions are told apart."""
    command, found = read_line(brief_line(typed))
    assert (command.name, found) == (name, values)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("qoutes", "`quotes`"),
        ("shedule list", "`schedule list`"),
        ("schedule ad #summit weekdays 09:00", "`schedule add #summit weekdays 09:00`"),
        ("schedule add #summit weekdys 09:00", "`schedule add #summit weekdays 09:00`"),
    ],
)
def test_slip_gets_the_nearest_right_line(typed: str, nearest: str) -> None:
    """A mistyped word is answered with the whole right line."""
    with pytest.raises(Misread, match="Nearest") as misread:
        read_line(brief_line(typed))
    assert nearest in str(misread.value)


@pytest.mark.parametrize(
    "typed", ["`quotes takaichi`", "`/brief quotes takaichi`", "\u02cb/brief quotes takaichi\u02cb"]
)
def test_line_copied_from_a_reply_is_understood(typed: str) -> None:
    """With the marks that show it as something to type, and without what keeps it from becoming an emoji."""
    command, found = read_line(brief_line(typed))
    assert (command.name, found) == ("quotes", {"speaker": "takaichi"})
    assert brief_line(escaped("`brief topic:Tokyo summit`")) == "brief topic:Tokyo summit"


@given(st.text(max_size=60))
def test_anything_is_a_command_or_a_sentence(typed: str) -> None:
    """Whatever is typed gives a command or says what was not understood."""
    with suppress(Misread):
        command, _ = read_line(brief_line(typed))
        assert command.name in COMMANDS
