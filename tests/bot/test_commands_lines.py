"""Lines: what people type, read into a command and its arguments, or answered with the nearest right line."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import COMMANDS, Misread, read_line
from bot.commands.lines import LONGEST, looks_like_question, nearest_lines, open_arguments, split_line
from bot.commands.tokens import read_clock


def read(text: str) -> tuple[str, dict[str, str]]:
    command, values = read_line(text)
    return command.name, values


@pytest.mark.parametrize(
    ("line", "name", "values"),
    [
        ("brief", "brief", {}),
        ("/brief short", "brief", {"length": "short"}),
        ("BRIEF Short", "brief", {"length": "short"}),
        ("brief length:full", "brief", {"length": "full"}),
        ("brief short Tokyo summit", "brief", {"length": "short", "topic": "Tokyo summit"}),
        ("quotes takaichi", "quotes", {"speaker": "takaichi"}),
        ("quotes “Sanae Takaichi”", "quotes", {"speaker": "Sanae Takaichi"}),
        ("quotes Trump topic:Tokyo summit", "quotes", {"speaker": "Trump", "topic": "Tokyo summit"}),
        ("quotes topic: Tokyo summit", "quotes", {"topic": "Tokyo summit"}),
        ("changes 2", "changes", {"since": "2"}),
        ("rollback #3", "rollback", {"number": "3"}),
        ("ask What did he say at 9:00?", "ask", {"question": "What did he say at 9:00?"}),
        ("ask Who?  What?", "ask", {"question": "Who?  What?"}),
        ("correct refile A slip", "correct", {"severity": "refile", "note": "A slip"}),
        ("correct The tariff is 15", "correct", {"note": "The tariff is 15"}),
        ("people-roles editor Ann Lee", "people-roles", {"role": "editor", "person": "Ann Lee"}),
        ("topic use server Tokyo summit", "topic use", {"where": "server", "topic": "Tokyo summit"}),
        ("topic add https://a.example/x name:Talks", "topic add", {"url": "https://a.example/x", "name": "Talks"}),
        ("schedule", "schedule list", {}),
        ("schedule 2", "schedule list", {"page": "2"}),
        ("brief quotes trump", "quotes", {"speaker": "trump"}),
        ("brief schedule list", "schedule list", {}),
    ],
)
def test_a_line_is_read_into_its_command(line: str, name: str, values: dict[str, str]) -> None:
    """Each word goes to the argument that it can only mean; the first text takes the rest."""
    assert (name, values) == read(line)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (
            "#channel weekdays 09:00 Asia/Tokyo",
            {"channel": "#channel", "days": "weekdays", "times": "09:00", "zone": "Asia/Tokyo"},
        ),
        ("<#C123|summit> 9am tokyo", {"channel": "<#C123|summit>", "times": "09:00", "zone": "tokyo"}),
        ("<#99> 9:00", {"channel": "<#99>", "times": "09:00"}),
        ("here at 9 am and 6pm New York", {"channel": "here", "times": "09:00,18:00", "zone": "New York"}),
        ("weekdays 7:30 pm and 8.15 am Tokyo time", {"days": "weekdays", "times": "19:30,08:15", "zone": "Tokyo"}),
        ("09.00 every day", {"times": "09:00", "days": "daily"}),
        ("noon mon-fri", {"times": "12:00", "days": "mon-fri"}),
        ("every monday, wednesday and friday at 7:30", {"days": "mon,wed,fri", "times": "07:30"}),
        ("from monday to friday 12am", {"days": "mon-fri", "times": "00:00"}),
        ("times:9am zone:Asia/Tokyo weekdays", {"times": "09:00", "zone": "Asia/Tokyo", "days": "weekdays"}),
        ("short skip 8:00", {"format": "short", "unchanged": "skip", "times": "08:00"}),
        ("9:00 Asia/Tokio", {"times": "09:00", "zone": "Asia/Tokio"}),
        ("9:00 tokyo Harbour plan", {"times": "09:00", "zone": "tokyo", "topic": "Harbour plan"}),
        (
            "#news weekdays 09:00 and 17:00 Europe/Paris figures skip 24 dec",
            {
                "channel": "#news",
                "days": "weekdays",
                "times": "09:00,17:00",
                "zone": "Europe/Paris",
                "format": "figures",
                "skip": "24 dec",
            },
        ),
        (
            "every 2 hours between 8 am and 18:00 from 1 dec until 20 mar 2027 quiet from 22 to 7 late 2 hours plain",
            {
                "times": "every 2 hours between 8 am and 18:00",
                "start": "1 dec",
                "end": "20 mar 2027",
                "quiet": "from 22 to 7",
                "late": "2 hours",
                "plain": "yes",
            },
        ),
        (
            "when published except 24-26 dec, 2027-01-01 and 1 may tokyo Harbour",
            {"times": "when published", "skip": "24-26 dec, 2027-01-01 and 1 may", "zone": "tokyo", "topic": "Harbour"},
        ),
        ("skip:24 dec plain:no late:0h", {"skip": "24 dec", "plain": "no", "late": "0h"}),
        ("at 9 and 17 not on 24 dec", {"times": "9,17", "skip": "on 24 dec"}),
        ("", {}),
    ],
)
def test_a_schedule_is_read_in_any_order(line: str, values: dict[str, str]) -> None:
    """Times, days, zones and channels are recognised by their form, as people and as platforms write them."""
    assert ("schedule add", values) == read(f"schedule add {line}")


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9am", "09:00"),
        ("9:05", "09:05"),
        ("09.00", "09:00"),
        ("9h30", "09:30"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("1:15p.m.", "13:15"),
        ("midnight", "00:00"),
        ("9", ""),
        ("13pm", ""),
        ("9:0", ""),
        ("9a", ""),
        ("nine", ""),
    ],
)
def test_a_time_has_one_spelling(typed: str, clock: str) -> None:
    """However a time is written, it comes out as hours and minutes; a bare number may be anything."""
    assert clock == read_clock(typed)


@pytest.mark.parametrize("text", ["who is Takaichi?", "How high is the tariff", "Takaichi, when elected?"])
def test_a_plain_question_is_asked(text: str) -> None:
    """In a chat nobody types `ask` first."""
    assert ("ask", {"question": text}) == read(text)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("qoutes takaichi", "There is no command “qoutes takaichi”. Nearest: `quotes takaichi`."),
        ("schedule ad 9:00", "There is no command “schedule ad”. Nearest: `schedule add 9:00`."),
        ("schedule pause first", "“first” says nothing to `schedule pause`."),
        ("timeline\nnow", None),
        ("xyzzy", "There is no command “xyzzy”. `help` lists them all; a question may be typed as it is."),
        ("", "Type a command: `brief`, `quotes`, `ask` and a question, or `help` for all of them."),
        ("code editr", "“editr” says nothing to `code`. Nearest: editor."),
        ("schedule add 9:00 late", "“late” needs more: How late a missed post may come"),
        ("schedule add every 2 hours daily between 8 and 18", "Write “between” right behind the hours"),
        ("schedule add 9am plian", "“plian” says nothing to `schedule add`. Nearest: plain."),
        (
            "schedule add weekdys 9:00",
            "“weekdys” says nothing to `schedule add`. Nearest: weekdays. The whole line: `schedule add weekdays 9:0",
        ),
        ("x" * (LONGEST + 1), f"That is {LONGEST + 1:,} characters; a command has at most {LONGEST:,}."),
    ],
)
def test_a_misread_line_gets_the_nearest_right_one(line: str, said: str | None) -> None:
    """Nothing is guessed: a slip is answered with what was not understood and what would be."""
    if said is None:
        read_line(line)
        return
    with pytest.raises(Misread) as misread:
        read_line(line)
    assert str(misread.value).startswith(said)


def test_a_text_that_looks_like_no_question_is_none() -> None:
    """One word, or a plain statement, is not sent to `ask`."""
    assert not looks_like_question("Takaichi?")
    assert not looks_like_question("the tariff is high")


def test_a_slash_and_blanks_do_not_matter() -> None:
    """People copy commands with what stands around them."""
    command, rest = split_line("  / schedule   add   9am ")
    assert command is COMMANDS["schedule add"]
    assert rest == "9am "


def test_every_command_is_offered_for_nothing_typed() -> None:
    """An empty line may become any command."""
    assert set(COMMANDS) <= set(nearest_lines(""))


CLAUSES = {"skip", "start", "end", "quiet", "late", "plain", "followers", "silent", "threads"}


@pytest.mark.parametrize(
    ("line", "open_to"),
    [
        ("quotes ", {"speaker"}),
        ("quotes Sanae tak", {"speaker"}),
        ("quotes topic:tok", {"topic"}),
        ("brief sh", {"length", "topic"}),
        ("brief short to", {"topic"}),
        ("schedule add #x 9:00 to", {"days", "zone", "format", "unchanged", "topic", *CLAUSES}),
        ("schedule add #x 9:00 quiet 22", {"quiet"}),
        ("rollback ", {"number"}),
    ],
)
def test_the_end_of_a_line_belongs_to_what_is_not_said_yet(line: str, open_to: set[str]) -> None:
    """Completion offers only arguments that are still open."""
    command, rest = split_line(line)
    assert command is not None
    assert open_to == {argument.name for argument, _ in open_arguments(command, rest)}


@given(st.text(max_size=200), st.sampled_from(["", "schedule add ", "quotes ", "ask ", "brief ", "correct "]))
def test_any_text_is_read_or_misread(text: str, start: str) -> None:
    """No line breaks the reader, and what it reads are arguments that the command has."""
    try:
        command, values = read_line(start + text)
    except Misread:
        return
    assert set(values) <= {argument.name for argument in command.arguments}


@given(st.text(max_size=120))
def test_any_beginning_can_be_completed(text: str) -> None:
    """Completion looks at lines that are not finished, so it must bear all of them."""
    command, rest = split_line(text)
    if command is not None:
        for _, start in open_arguments(command, rest):
            assert 0 <= start <= len(rest)


WORDS = (
    "#news weekdays mon-fri 09:00 9 am and 17:00 Europe/Paris tokyo figures skip except 24 dec 2026-12-25 to every 2 "
    "hours between from until 20 mar quiet 22:00-07:00 off late 2h plain yes when published rotate , topic: skip: - 3"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_words_of_a_schedule_are_read_or_answered(words: list[str]) -> None:
    """In whatever order they come: a value for an argument, or the sentence; nothing else is raised."""
    with suppress(Misread):
        command, values = read_line(f"schedule add {' '.join(words)}")
        assert set(values) <= {argument.name for argument in command.arguments}
