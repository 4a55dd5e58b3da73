"""Dates, hours apart, quiet hours and lateness as people write them, read or answered with what to write."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import RuleError, is_published, parse_date, parse_late, parse_quiet, parse_skipped, parse_times

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("every 2 hours between 08:00 and 14:00", "08:00 10:00 12:00 14:00"),
        ("every two hours from 8am to 1 pm", "08:00 10:00 12:00"),
        ("every 5h 8:30-19", "08:30 13:30 18:30"),
        ("every other hour between 20:00 and 02:00", "00:00 02:00 20:00 22:00"),
        ("every 6 hours", "00:00 06:00 12:00 18:00"),
        ("hourly between 9 and 11", "09:00 10:00 11:00"),
    ],
)
def test_so_many_hours_apart(typed: str, expected: str) -> None:
    """From the first time on, over midnight too; without “between” around the clock."""
    assert " ".join(f"{at:%H:%M}" for at in parse_times(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("every 30 minutes", "whole hours"),
        ("every 13 hours", "1 to 12"),
        ("every 0 hours", "1 to 12"),
        ("every 2 hours between 8", "between 08:00 and 18:00"),
        ("every 2 hours between 8 and 25", "hours go from 0 to 23"),
    ],
)
def test_hours_apart_that_cannot_be_are_a_sentence(typed: str, why: str) -> None:
    """It says what can be written instead."""
    with pytest.raises(RuleError, match=why):
        parse_times(typed)


def test_when_published_is_said_in_several_ways() -> None:
    """Two words, in any case; a time is not taken for it."""
    assert all(is_published(text) for text in ("when published", "On Publication", "whenever published"))
    assert not any(is_published(text) for text in ("published", "09:00", "when", ""))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("24 dec, 2026-12-25", "--12-24 2026-12-25"),
        ("24th of December and Jan 1st", "--01-01 --12-24"),
        ("dec 25, 2026, 1 may", "--05-01 2026-12-25"),
        ("24.12. 1.1.2027", "--12-24 2027-01-01"),
        ("24/12", "--12-24"),
        ("30 dec to 1 jan", "--01-01 --12-30 --12-31"),
        ("24-26 dec", "--12-24 --12-25 --12-26"),
        ("31 dec – 1 jan 2027", "2026-12-31 2027-01-01"),
        ("tomorrow", "2026-11-24"),
        ("29 feb", "--02-29"),
    ],
)
def test_dates_to_leave_out(typed: str, kept: str) -> None:
    """Lists and ranges; a date without a year is every year's."""
    assert " ".join(sorted(parse_skipped(typed, MONDAY))) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("christmas", "not a date to leave out"),
        ("saturdays", "such as mon-fri"),
        ("", "Write the dates"),
        ("5/6", "5 Jun or 6 May"),
        ("30 feb", "no 30 Feb"),
        ("2026-13-01", "no month 13"),
        ("1 jan to 1 dec", "at most 60 days"),
        ("24 dec 2026 to 2 jan", "Write the year of 2 Jan too"),
    ],
)
def test_dates_that_are_not_clear_are_a_sentence(typed: str, why: str) -> None:
    """A date that two readers would read differently is asked about."""
    with pytest.raises(RuleError, match=why):
        parse_skipped(typed, MONDAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20 mar", date(2027, 3, 20)),
        ("23 nov", date(2026, 11, 23)),
        ("2027-01-04", date(2027, 1, 4)),
        ("next monday", date(2026, 11, 30)),
        ("monday", date(2026, 11, 30)),
        ("tomorrow", date(2026, 11, 24)),
        ("29 feb", date(2028, 2, 29)),
    ],
)
def test_a_first_or_last_day(typed: str, day: date) -> None:
    """Without a year it is the next such day."""
    assert parse_date(typed, MONDAY) == day


def test_a_last_day_follows_the_first() -> None:
    """“from 1 dec until 5 jan” ends in January of the next year."""
    assert parse_date("5 jan", MONDAY, after=date(2026, 12, 1)) == date(2027, 1, 5)


@pytest.mark.parametrize("typed", ["", "soon", "2099-01-01", "24 dec and 25 dec"])
def test_what_is_no_one_date_is_a_sentence(typed: str) -> None:
    """Nor is a year that can only be a slip of the hand."""
    with pytest.raises(RuleError):
        parse_date(typed, MONDAY)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("22:00-07:00", "22:00-07:00"), ("10pm to 7 am", "22:00-07:00"), ("22 – 7", "22:00-07:00"), ("off", "None")],
)
def test_quiet_hours_as_people_write_them(typed: str, kept: str) -> None:
    """Over midnight too."""
    assert str(parse_quiet(typed)) == kept


@pytest.mark.parametrize("typed", ["", "22", "22:00-22:00", "late", "22:00-25:00"])
def test_what_are_no_quiet_hours_is_a_sentence(typed: str) -> None:
    """A whole day of quiet is a pause, and called so."""
    with pytest.raises(RuleError):
        parse_quiet(typed)


@pytest.mark.parametrize(("typed", "hours"), [("2h", 2), ("2 hours", 2), ("12", 12), ("never", 0), ("0h", 0)])
def test_how_late_as_people_write_it(typed: str, hours: int) -> None:
    """In whole hours."""
    assert parse_late(typed) == hours


@pytest.mark.parametrize("typed", ["", "30 min", "-1", "73", "two", "1.5h"])
def test_what_is_no_lateness_is_a_sentence(typed: str) -> None:
    """It names the range."""
    with pytest.raises(RuleError, match="late"):
        parse_late(typed)


PARSERS: tuple[Callable[[str], object], ...] = (
    parse_times,
    parse_quiet,
    parse_late,
    lambda text: parse_date(text, MONDAY),
    lambda text: parse_skipped(text, MONDAY),
)
WORDS = st.lists(
    st.sampled_from(
        "every 2 30 24 dec 2026-12-25 5/6 - to and between 8 18:00 until 99 h hours feb 31. 24-26 , off".split()
    )
).map(" ".join)


@given(st.text(max_size=40) | WORDS)
def test_anything_typed_is_read_or_answered(typed: str) -> None:
    """No text raises anything but the sentence."""
    for parse in PARSERS:
        with suppress(RuleError):
            parse(typed)


@given(
    st.dates(date(2026, 1, 1), date(2035, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %b %Y", "%B %d, %Y", "%d.%m.%Y"])
)
def test_a_date_is_read_back_however_it_is_written(day: date, how: str) -> None:
    """Four usual ways name the same day."""
    assert parse_skipped(day.strftime(how), MONDAY) == {day.isoformat()}
