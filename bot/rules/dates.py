"""Dates as people write them: “24 Dec”, “December 25th, 2026”, “24-26 dec”, “2026-12-25”, “tomorrow”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.describing import MONTHS, NAMES
from bot.rules.errors import RuleError

LEAP = 2024
"""A year that has every date, to try one without a year on."""
FURTHEST = 10
"""Years ahead; a later date is a slip of the hand."""
LONGEST = 60
"""Days of one range that are left out."""
TO = frozenset(("-", "–", "—", "to", "until", "till", "through"))
_FILLERS = frozenset(("and", "&", "on", "of", "the", "next", "also"))
_ISO = re.compile(r"(20\d\d)-(\d{1,2})-(\d{1,2})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(20\d\d)?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(20\d\d))?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?", re.ASCII)
_YEAR = re.compile(r"20\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written; without a year it is every year's."""

    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        try:
            date(self.year or LEAP, self.month, self.day)
        except ValueError:
            raise RuleError(f"There is no {self}.") from None

    def __str__(self) -> str:
        if not 1 <= self.month <= 12:
            return f"month {self.month}"
        return f"{self.day} {MONTHS[self.month - 1]}{f' {self.year}' if self.year else ''}"

    @property
    def kept(self) -> str:
        """As a rule keeps a date that it leaves out."""
        return f"{self.year}-{self.month:02}-{self.day:02}" if self.year else f"--{self.month:02}-{self.day:02}"

    def on_or_after(self, first: date) -> date:
        """The date itself; without a year the first such one from `first` on."""
        for year in (self.year,) if self.year else range(first.year, first.year + 9):
            try:
                found = date(year, self.month, self.day)
            except ValueError:  # 29 February of a common year
                continue
            if self.year or found >= first:
                return found
        raise RuleError(f"There is no {self} soon.")


def parse_date(text: str, today: date, *, after: date | None = None) -> date:
    """One date; without a year the next such one from `after` (or today) on. Raises `RuleError`."""
    words = dated(text)
    found = read_date(words, 0, today)
    if found is None or found[1] != len(words):
        raise RuleError(f"“{text.strip()[:40]}” is not a date; write one like 24 Dec or 2026-12-24.")
    day = found[0].on_or_after(after or today)
    if day.year > today.year + FURTHEST:
        raise RuleError(f"{found[0]} is more than {FURTHEST} years away; look at the year.")
    return day


def parse_skipped(text: str, today: date) -> frozenset[str]:
    """Dates to leave out, as a rule keeps them: “24 dec, 2026-12-25 and 1-3 may”. Raises `RuleError`."""
    words, at = dated(text), 0
    found: set[str] = set()
    while at < len(words):
        if words[at] in _FILLERS:
            at += 1
            continue
        if weekday(words[at]) or words[at].startswith("weekend"):
            raise RuleError(f"“{words[at]}” comes every week: write the days it posts on instead, such as mon-fri.")
        read = read_range(words, at, today)
        if read is None:
            raise RuleError(f"“{words[at][:40]}” is not a date to leave out; write them like 24 Dec, 2026-12-25.")
        days, at = read
        found.update(day.kept for day in days)
    if not found:
        raise RuleError("Write the dates to leave out, such as 24 Dec or 2026-12-25.")
    return frozenset(found)


def dated(text: str) -> list[str]:
    """The words that dates are read from: lower case, without commas, a dash between two days a word of its own."""
    spaced = re.sub(
        r"(?<![\d-])(\d{1,2}(?:st|nd|rd|th|\.)?)[-–—](?=\d{1,2}(?:st|nd|rd|th|\.)? ?[a-z])", r"\1 - ", text.lower()
    )
    return [word for raw in spaced.replace("–", " - ").replace("—", " - ").split() if (word := raw.strip(",;"))]


def read_range(words: Sequence[str], at: int, today: date) -> tuple[list[Written], int] | None:
    """The date or range that begins at `at`, day by day, and where it ends; None where none does."""
    same_month = _days_of_month(words, at)
    if same_month is not None:
        first, last, end = same_month
        return list(_each(first, last)), end
    found = read_date(words, at, today)
    if found is None:
        return None
    first, end = found
    if end + 1 < len(words) and words[end] in TO:
        second = read_date(words, end + 1, today)
        if second is not None:
            return list(_each(_in_year_of(first, second[0]), second[0])), second[1]
    return [first], end


def read_date(words: Sequence[str], at: int, today: date) -> tuple[Written, int] | None:
    """The one date that begins at `at`, and where it ends."""
    if at >= len(words):
        return None
    word = words[at]
    near = _near(word, today)
    if near is not None:
        return Written(near.month, near.day, near.year), at + 1
    if word == "next" and at + 1 < len(words):
        return read_date(words, at + 1, today) if _near(words[at + 1], today) else None
    if found := _ISO.fullmatch(word):
        return Written(int(found[2]), int(found[3]), int(found[1])), at + 1
    if found := _DOTTED.fullmatch(word):
        return Written(int(found[2]), int(found[1]), int(found[3]) if found[3] else None), at + 1
    if found := _SLASHED.fullmatch(word):
        return _slashed(word, int(found[1]), int(found[2]), found[3]), at + 1
    return _with_month(words, at)


def _with_month(words: Sequence[str], at: int) -> tuple[Written, int] | None:
    """“24 dec 2026”, “24th of december”, “dec 24, 2026”."""
    rest = [(word, n) for n, word in enumerate(words[at : at + 5], at + 1) if word not in ("of", "the")]
    if len(rest) < 2:
        return None
    (one, _), (two, end), *more = rest
    for day, month in ((one, two), (two, one)):
        number, name = _DAY.fullmatch(day), _month(month)
        if number and name:
            with_year = more and _YEAR.fullmatch(more[0][0])
            year, end = (int(more[0][0]), more[0][1]) if with_year else (None, end)
            return Written(name, int(number[1]), year), end
    return None


def _days_of_month(words: Sequence[str], at: int) -> tuple[Written, Written, int] | None:
    """“24 - 26 dec”, “1 to 3 may 2027”."""
    if at + 3 >= len(words) or words[at + 1] not in TO:
        return None
    number = _DAY.fullmatch(words[at])
    last = _with_month(words, at + 2) if number and _DAY.fullmatch(words[at + 2]) else None
    if number is None or last is None:
        return None
    return Written(last[0].month, int(number[1]), last[0].year), last[0], last[1]


def _each(first: Written, last: Written) -> Iterator[Written]:
    yearly = first.year is None
    start, end = date(first.year or LEAP, first.month, first.day), date(last.year or LEAP, last.month, last.day)
    if yearly and end < start:
        end = date(LEAP + 1, last.month, last.day)
    if not 0 <= (end - start).days < LONGEST:
        raise RuleError(
            f"{first} to {last} is no range of at most {LONGEST} days; `until` and `from` bound a schedule."
        )
    for step in range((end - start).days + 1):
        day = start + timedelta(days=step)
        yield Written(day.month, day.day, None if yearly else day.year)


def _in_year_of(first: Written, last: Written) -> Written:
    """In “24 dec to 2 jan 2027” the year is said once; a first date with a year needs one on the last as well."""
    if first.year is not None and last.year is None:
        raise RuleError(f"Write the year of {last} too.")
    if last.year is None or first.year is not None:
        return first
    earlier = (first.month, first.day) <= (last.month, last.day)
    return Written(first.month, first.day, last.year if earlier else last.year - 1)


def _slashed(word: str, one: int, two: int, year: str | None) -> Written:
    """“24/12/2026” can only be one date; “5/6” is either, depending on who reads it."""
    if one <= 12 and two <= 12 and one != two:
        raise RuleError(
            f"“{word}” may be {one} {MONTHS[two - 1]} or {two} {MONTHS[one - 1]}; write the month's name."
            if one and two
            else f"“{word}” is not a date."
        )
    day, month = (one, two) if two <= 12 else (two, one)
    return Written(month, day, int(year) if year else None)


def weekday(word: str) -> bool:
    """Whether it names a day of the week: “mon”, “monday” or “mondays”."""
    return any(word in (name.lower(), f"{name.lower()}s", name[:3].lower()) for name in NAMES)


def _near(word: str, today: date) -> date | None:
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow")
    for number, name in enumerate(NAMES):
        if word in (name.lower(), name[:3].lower()):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _month(word: str) -> int:
    """1 to 12; 0 for no month's name."""
    plain = word.rstrip(".")
    plain = "sep" if plain == "sept" else plain
    full = (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    )
    found = [n for n, name in enumerate(full, 1) if plain == name or plain == name[:3]]
    return found[0] if found else 0
