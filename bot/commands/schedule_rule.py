"""Schedule rules: the arguments that say when a schedule posts, on every platform, and the rule they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.cards import Option
from bot.commands.clauses import NO, YES, date_taken, dates_taken, flag_taken, late_taken, quiet_taken
from bot.commands.context import Context
from bot.commands.declare import Argument, Kind
from bot.desk import DeskError
from bot.rules import (
    NONE,
    PUBLISHED,
    Rule,
    is_published,
    parse_date,
    parse_days,
    parse_quiet,
    parse_skipped,
    parse_times,
    parse_zone,
    zones_like,
)
from bot.rules.home import home_zone

COMMON_ZONES = ("UTC", "Europe/London", "Europe/Paris", "America/New_York", "America/Los_Angeles", "Asia/Tokyo")
COMMON_TIMES = (
    "09:00",
    "07:00",
    "08:00",
    "12:00",
    "18:00",
    "09:00,18:00",
    "every 2 hours between 08:00 and 18:00",
    "every 3 hours between 09:00 and 18:00",
    PUBLISHED,
)
COMMON_DAYS = ("daily", "weekdays", "weekends", "mon-fri", "mon,wed,fri")
COMMON_QUIET = ("22:00-07:00", "23:00-06:00", "20:00-08:00", "off")
COMMON_LATE = ("0h", "1h", "2h", "6h", "12h", "24h")
"""Offered before anything is typed; any other is accepted."""


async def suggest_zones(ctx: Context, typed: str) -> Sequence[Option]:
    if not typed.strip():
        here = default_zone(ctx)[0]
        return [Option(zone, zone) for zone in dict.fromkeys((here, *COMMON_ZONES))]
    return [Option(zone, zone) for zone in zones_like(typed, 25)]


async def suggest_times(ctx: Context, typed: str) -> Sequence[Option]:
    return [Option(text, text) for text in COMMON_TIMES if text.lstrip("0").startswith(typed.lower().lstrip("0"))]


async def suggest_days(ctx: Context, typed: str) -> Sequence[Option]:
    return _beginning(COMMON_DAYS, typed)


async def suggest_dates(ctx: Context, typed: str) -> Sequence[Option]:
    return _beginning(("tomorrow", "24 Dec", "25 Dec", "1 Jan", "none"), typed)


async def suggest_quiet(ctx: Context, typed: str) -> Sequence[Option]:
    return _beginning(COMMON_QUIET, typed)


async def suggest_late(ctx: Context, typed: str) -> Sequence[Option]:
    return _beginning(COMMON_LATE, typed)


def _beginning(known: Sequence[str], typed: str) -> Sequence[Option]:
    return [Option(text, text) for text in known if text.lower().startswith(typed.lower())]


Times = Annotated[
    str | None,
    Argument(
        "09:00 or 9am and 6pm; every 2 hours between 08:00 and 18:00; when published",
        Kind.TIMES,
        limit=100,
        suggest=suggest_times,
    ),
]
Days = Annotated[
    str | None, Argument("daily, weekdays, weekends, mon-fri or mon,wed", Kind.DAYS, limit=100, suggest=suggest_days)
]
Zone = Annotated[
    str | None, Argument("Time zone, such as Asia/Tokyo or Paris", Kind.ZONE, limit=60, suggest=suggest_zones)
]
Skip = Annotated[
    str | None,
    Argument(
        "Dates to leave out, such as 24 Dec, 2026-12-25; or none",
        Kind.CLAUSE,
        limit=300,
        suggest=suggest_dates,
        words=("skip", "except", "skipping", "without", "not"),
        takes=dates_taken,
    ),
]
Start = Annotated[
    str | None,
    Argument(
        "First day, such as 1 Dec, monday or tomorrow",
        Kind.CLAUSE,
        limit=40,
        suggest=suggest_dates,
        words=("from", "starting", "start", "beginning"),
        takes=date_taken,
    ),
]
End = Annotated[
    str | None,
    Argument(
        "Last day, such as 20 Mar 2027; or none",
        Kind.CLAUSE,
        limit=40,
        suggest=suggest_dates,
        words=("until", "till", "ending", "end", "through"),
        takes=date_taken,
    ),
]
QuietHours = Annotated[
    str | None,
    Argument(
        "When nothing is posted, such as 22:00-07:00; or off",
        Kind.CLAUSE,
        limit=40,
        suggest=suggest_quiet,
        words=("quiet",),
        takes=quiet_taken,
    ),
]
Late = Annotated[
    str | None,
    Argument(
        "How late a missed post may come, such as 2h; else it is left out",
        Kind.CLAUSE,
        limit=20,
        suggest=suggest_late,
        words=("late",),
        takes=late_taken,
    ),
]
Plain = Annotated[
    str | None,
    Argument("Plain text instead of a card", Kind.CLAUSE, choices=("yes", "no"), words=("plain",), takes=flag_taken),
]
Silent = Annotated[
    str | None,
    Argument(
        "Without a notification for anybody",
        Kind.CLAUSE,
        choices=("yes", "no"),
        words=("silent", "silently"),
        takes=flag_taken,
    ),
]
Threads = Annotated[
    str | None,
    Argument(
        "A thread of its own under each brief",
        Kind.CLAUSE,
        choices=("yes", "no"),
        words=("threads",),
        takes=flag_taken,
    ),
]

Followers = Annotated[
    str | None,
    Argument(
        "In an announcement channel: publish each brief to its followers, too",
        Kind.CLAUSE,
        choices=("yes", "no"),
        words=("followers",),
        takes=flag_taken,
    ),
]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed of a rule."""

    times: str | None = None
    days: str | None = None
    zone: str | None = None
    skip: str | None = None
    start: str | None = None
    end: str | None = None
    quiet: str | None = None

    def __bool__(self) -> bool:
        return any((self.times, self.days, self.zone, self.skip, self.start, self.end, self.quiet))


def rule_from(ctx: Context, typed: Typed, was: Rule | None = None) -> Rule:
    """The rule that somebody typed; what is left out stays as it `was`, else 09:00 daily in the zone nearest to them.

    Dates to leave out are added to those there are. Raises `RuleError`.
    """
    was = was or Rule(parse_times("09:00"), default_zone(ctx)[0])
    zone = parse_zone(typed.zone) if typed.zone else was.zone
    published = is_published(typed.times) if typed.times else was.published
    times = parse_times(typed.times) if typed.times and not published else () if published else was.times
    today = ctx.now.astimezone(ZoneInfo(zone)).date()
    start = was.start if typed.start is None else _date(typed.start, today)
    return Rule(
        times,
        zone,
        parse_days(typed.days) if typed.days else was.days,
        was.skip if typed.skip is None else _skipped(typed.skip, was.skip, today),
        start,
        was.end if typed.end is None else _date(typed.end, today, after=start),
        was.quiet if typed.quiet is None else parse_quiet(typed.quiet),
        published,
    )


def _date(typed: str, today: date, after: date | None = None) -> date | None:
    return None if _is_none(typed) else parse_date(typed, today, after=after)


def _skipped(typed: str, was: frozenset[str], today: date) -> frozenset[str]:
    return frozenset() if _is_none(typed) else was | parse_skipped(typed, today)


def _is_none(typed: str) -> bool:
    return typed.strip().lower() in NONE


def yes(flag: str | None) -> bool | None:
    """What a flag says; None where it was not given. Raises `DeskError`."""
    if flag is None:
        return None
    if flag.lower() not in YES | NO:
        raise DeskError(f"“{flag[:40]}” is neither yes nor no.")
    return flag.lower() in YES


def default_zone(ctx: Context) -> tuple[str, str]:
    """The zone of a schedule when none is named, and whose it is."""
    if ctx.caller.zone:
        return ctx.caller.zone, "your zone"
    configured = ctx.services.settings.timezone
    return home_zone(configured), "the newsroom's zone" if configured else "the zone of the machine"


def zone_note(ctx: Context, zone: str | None) -> str:
    """Says where the zone came from, when nobody named it."""
    if zone:
        return ""
    found, whose = default_zone(ctx)
    return f"{found} is {whose}; another one: add it, such as Asia/Tokyo."
