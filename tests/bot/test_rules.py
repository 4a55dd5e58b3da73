"""Rules: one slot for each local date and time, whatever clocks do; and what people type is read or answered."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import (
    DAILY,
    WEEKDAYS,
    Quiet,
    Rule,
    RuleError,
    Slot,
    describe_days,
    next_slots,
    parse_days,
    parse_times,
    parse_zone,
    zones_like,
)

NINE = time(9)
NIGHT = time(2, 30)


def local(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone))  # type: ignore[arg-type,misc]


def following(rule: Rule, after: datetime) -> Slot:
    slot = rule.next_slot(after)
    assert slot is not None
    return slot


def keys(rule: Rule, after: datetime, count: int) -> list[str]:
    return [slot.key for slot in next_slots(rule, after, count)]


def test_a_slot_is_the_local_date_and_time() -> None:
    """The key is what the clock on the wall shows, the instant is in UTC."""
    slot = following(Rule((NINE,), "Europe/Paris"), local("Europe/Paris", 2026, 11, 23, 8))
    expected = ("2026-11-23T09:00", datetime(2026, 11, 23, 8, tzinfo=UTC), date(2026, 11, 23))
    assert (slot.key, slot.due, slot.day) == expected


def test_a_slot_lies_later_than_the_moment_given() -> None:
    """The tick that finds a slot due asks for the one after it."""
    rule = Rule((NINE,), "UTC")
    assert following(rule, datetime(2026, 11, 23, 9, tzinfo=UTC)).key == "2026-11-24T09:00"


def test_clocks_going_back_give_one_slot() -> None:
    """02:30 comes twice on the last Sunday of October in Paris; the brief comes once, the first time."""
    slots = next_slots(Rule((NIGHT,), "Europe/Paris"), local("Europe/Paris", 2026, 10, 24, 12), 2)
    assert [slot.key for slot in slots] == ["2026-10-25T02:30", "2026-10-26T02:30"]
    assert slots[0].due == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_clocks_going_forward_lose_no_slot() -> None:
    """02:30 does not exist on that Sunday of March; its brief comes when the wall shows 03:30, under its own key."""
    slots = next_slots(Rule((NIGHT,), "Europe/Paris"), local("Europe/Paris", 2026, 3, 28, 12), 2)
    assert [slot.key for slot in slots] == ["2026-03-29T02:30", "2026-03-30T02:30"]
    assert slots[0].due == local("Europe/Paris", 2026, 3, 29, 3, 30)


def test_times_that_fall_together_are_one_slot() -> None:
    """Where 02:30 becomes 03:30, a rule with both posts once."""
    rule = Rule((NIGHT, time(3, 30)), "Europe/Paris")
    keys = [slot.key for slot in next_slots(rule, local("Europe/Paris", 2026, 3, 29, 1), 3)]
    assert keys == ["2026-03-29T02:30", "2026-03-30T02:30", "2026-03-30T03:30"]


def test_a_day_that_a_zone_skipped() -> None:
    """Samoa had no 30 December 2011: its slot falls together with that of the 31st."""
    slots = next_slots(Rule((NINE,), "Pacific/Apia"), local("Pacific/Apia", 2011, 12, 29, 12), 2)
    assert [slot.due.astimezone(ZoneInfo("Pacific/Apia")).day for slot in slots] == [31, 1]


def test_only_the_weekdays_asked_for() -> None:
    """After Friday's comes Monday's."""
    rule = Rule((NINE,), "UTC", WEEKDAYS)
    assert following(rule, datetime(2026, 11, 27, 10, tzinfo=UTC)).key == "2026-11-30T09:00"


def test_a_day_can_be_used_up() -> None:
    """`from_day` leaves out the rest of today, by the zone's own date."""
    rule = Rule((NINE, time(18)), "Asia/Tokyo")
    now = local("Asia/Tokyo", 2026, 11, 23, 8)
    assert [slot.key for slot in next_slots(rule, now, 1, from_day=date(2026, 11, 24))] == ["2026-11-24T09:00"]


NOON = datetime(2026, 12, 23, 12, tzinfo=UTC)


def test_dates_are_left_out() -> None:
    """One date once, a date without a year every year."""
    rule = Rule((NINE,), "UTC", skip=frozenset(("--12-24", "2026-12-25")))
    assert keys(rule, NOON, 2) == ["2026-12-26T09:00", "2026-12-27T09:00"]
    a_year_on = next_slots(rule, NOON.replace(year=2027), 2)
    assert [slot.key for slot in a_year_on] == ["2027-12-25T09:00", "2027-12-26T09:00"]


def test_a_rule_begins_and_ends() -> None:
    """On its first and last local date it still posts; after that there is no next slot."""
    rule = Rule((NINE,), "Asia/Tokyo", start=date(2026, 12, 30), end=date(2026, 12, 31))
    assert keys(rule, NOON, 5) == ["2026-12-30T09:00", "2026-12-31T09:00"]
    assert rule.next_slot(local("Asia/Tokyo", 2026, 12, 31, 9)) is None


def test_a_rule_that_is_over_before_it_begins_is_refused() -> None:
    """It would be accepted and never post."""
    with pytest.raises(RuleError, match="over before it begins"):
        Rule((NINE,), "UTC", start=date(2027, 1, 2), end=date(2027, 1, 1))


def test_when_published_has_no_slots() -> None:
    """Its posts come from publications; the tick has nothing to wait for."""
    assert Rule((), "UTC", published=True).next_slot(NOON) is None


def test_a_time_in_quiet_hours_waits_for_their_end() -> None:
    """It keeps its key: 23:00 stays 23:00's post when it comes at 07:00."""
    rule = Rule((time(23),), "Europe/Paris", quiet=Quiet(time(22), time(7)))
    slot = following(rule, NOON)
    assert (slot.key, slot.due) == ("2026-12-23T23:00", local("Europe/Paris", 2026, 12, 24, 7))


def test_of_those_that_wait_only_the_newest_comes() -> None:
    """Every three hours, quiet at night: one post in the morning, not three."""
    rule = Rule(tuple(time(hour) for hour in range(0, 24, 3)), "UTC", quiet=Quiet(time(22), time(7)))
    assert keys(rule, NOON, 4) == ["2026-12-23T15:00", "2026-12-23T18:00", "2026-12-23T21:00", "2026-12-24T06:00"]


def test_quiet_hours_end_once_when_clocks_go_back() -> None:
    """02:30 comes twice that night: from the second 02:00 on it is the second 02:30 that ends them."""
    rule = Rule((NINE,), "Europe/Paris", quiet=Quiet(time(1), time(2, 30)))
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10 for the second time
    assert rule.quiet_until(second) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_outside_quiet_hours_nothing_waits() -> None:
    """Their end is no quiet moment any more, their beginning is one."""
    rule = Rule((NINE,), "UTC", quiet=Quiet(time(12), time(14)))
    assert rule.quiet_until(NOON) == NOON.replace(hour=14)
    assert rule.quiet_until(NOON.replace(hour=14)) is None


ZONES = st.sampled_from(
    [
        "Europe/Paris",
        "America/New_York",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Chatham",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "America/Santiago",
        "Asia/Beirut",
        "Africa/Casablanca",
        "UTC",
    ]
)
CLOCK = st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None))
TIMES = st.lists(CLOCK, min_size=1, max_size=4)
MOMENTS = st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1)).map(lambda d: d.replace(tzinfo=UTC))  # noqa: DTZ001
RULES = st.builds(
    Rule,
    TIMES.map(tuple),
    ZONES,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(st.dates(date(2011, 1, 1), date(2030, 1, 1)).map(lambda d: f"--{d:%m-%d}"), max_size=9),
    quiet=st.none() | st.tuples(CLOCK, CLOCK).filter(lambda ends: ends[0] != ends[1]).map(lambda ends: Quiet(*ends)),
)


@given(RULES, MOMENTS)
def test_whatever_the_rule_each_slot_comes_once_and_in_order(rule: Rule, after: datetime) -> None:
    """Later each time, no key twice, on days that the rule runs on, and never in its quiet hours."""
    slots = next_slots(rule, after, 12)
    assert len(slots) == 12
    assert after < slots[0].due
    assert all(a.due < b.due for a, b in pairwise(slots))
    assert len({slot.key for slot in slots}) == len(slots)
    assert all(rule.runs_on(slot.day) and rule.quiet_until(slot.due) is None for slot in slots)


@given(RULES, MOMENTS)
def test_the_tick_walks_every_rule_as_it_is_previewed(rule: Rule, after: datetime) -> None:
    """Whatever the tick asks, slot after slot, is what a preview lists."""
    walked, at = [], after
    for _ in range(6):
        walked.append(following(rule, at))
        at = walked[-1].due
    assert tuple(walked) == next_slots(rule, after, 6)


@given(RULES)
def test_every_rule_survives_storage(rule: Rule) -> None:
    """Equal rules are written alike, since those that are written alike are planned together."""
    again = Rule.from_json(json.loads(json.dumps(rule.to_json())))
    assert again == rule
    assert json.dumps(again.to_json()) == json.dumps(rule.to_json())


@given(ZONES, TIMES, MOMENTS)
def test_slots_go_forward_and_no_key_comes_twice(zone: str, times: list[time], after: datetime) -> None:
    """In every zone slots are strictly later than each other, each key once, and no day is left out."""
    slots = next_slots(Rule(tuple(times), zone), after, 24)
    assert all(a.due < b.due for a, b in pairwise(slots))
    assert len({slot.key for slot in slots}) == len(slots)
    assert all(b.day - a.day <= timedelta(days=1) for a, b in pairwise(slots))


@given(ZONES, TIMES, MOMENTS)
def test_the_cursor_walks_the_same_slots(zone: str, times: list[time], after: datetime) -> None:
    """Asking for the next one after each slot gives what asking for many gives: the tick misses none."""
    rule = Rule(tuple(times), zone)
    walked, at = [], after
    for _ in range(8):
        walked.append(following(rule, at))
        at = walked[-1].due
    assert tuple(walked) == next_slots(rule, after, 8)


def test_a_rule_survives_storage() -> None:
    """What is written as JSON comes back equal."""
    rule = Rule((time(18), NINE), "Europe/Paris", WEEKDAYS)
    assert Rule.from_json(rule.to_json()) == rule
    assert rule.to_json() == {"times": ["09:00", "18:00"], "zone": "Europe/Paris", "days": [0, 1, 2, 3, 4]}


def test_a_rule_says_itself() -> None:
    """As people would say it."""
    assert Rule((NINE, time(18)), "Europe/Paris", WEEKDAYS).describe() == "weekdays at 09:00 and 18:00, Europe/Paris"
    assert Rule((NINE,), "Asia/Tokyo").describe() == "daily at 09:00, Asia/Tokyo"
    told = Rule(
        parse_times("every 2 hours between 8 and 18"),
        "UTC",
        skip=frozenset(("2026-12-25", "--12-24")),
        end=date(2027, 3, 20),
        quiet=Quiet(time(22), time(7)),
    )
    assert told.describe() == (
        "daily every 2 hours between 08:00 and 18:00, UTC, until 20 Mar 2027, not on 24 Dec and 25 Dec 2026, "
        "quiet 22:00-07:00"
    )
    assert Rule((), "UTC", WEEKDAYS, published=True).describe() == "when published on weekdays, UTC"


@pytest.mark.parametrize(
    ("rule", "why"),
    [(((), "UTC"), "at least one time"), (((NINE,), "Mars/Base"), "not a time zone"), (((NINE,), "../etc"), "not a")],
)
def test_a_rule_that_is_never_due_is_refused(rule: tuple[tuple[time, ...], str], why: str) -> None:
    """No time, or an unknown zone, is a sentence at once rather than silence later."""
    with pytest.raises(RuleError, match=why):
        Rule(*rule)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("09:00", [NINE]),
        ("9", [NINE]),
        ("9am", [NINE]),
        ("6:30 pm and 9", [NINE, time(18, 30)]),
        ("18h30,9h", [NINE, time(18, 30)]),
        ("9:05 p.m.", [time(21, 5)]),
        ("12am, 12pm", [time(0), time(12)]),
        ("noon", [time(12)]),
        ("9:00 09:00", [NINE]),
    ],
)
def test_times_as_people_write_them(typed: str, expected: list[time]) -> None:
    """Each usual way of writing a time means what its writer means."""
    assert list(parse_times(typed)) == expected


@pytest.mark.parametrize("typed", ["", "25:00", "9:60", "13pm", "0am", "soon", "09:00:00", "９:00"])
def test_what_is_no_time_is_a_sentence(typed: str) -> None:
    """Nothing is guessed; the sentence names what was typed or what to write."""
    with pytest.raises(RuleError, match="time"):
        parse_times(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("daily", "daily"),
        ("every day", "daily"),
        ("weekdays", "weekdays"),
        ("Mon-Fri", "weekdays"),
        ("monday to friday", "weekdays"),
        ("weekends", "weekends"),
        ("every monday", "Mondays"),
        ("mon,wed and fri", "Mon, Wed and Fri"),
        ("fri–mon", "Mon, Fri, Sat and Sun"),
        ("Saturdays", "Saturdays"),
        ("tues thurs", "Tue and Thu"),
    ],
)
def test_days_as_people_write_them(typed: str, said: str) -> None:
    """Names, lists and ranges, also over the weekend."""
    assert describe_days(parse_days(typed)) == said


@pytest.mark.parametrize("typed", ["", "someday", "t", "mon-", "m-f"])
def test_what_is_no_day_is_a_sentence(typed: str) -> None:
    """“t” may be Tuesday or Thursday: it is asked, not guessed."""
    with pytest.raises(RuleError, match="day"):
        parse_days(typed)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/PARIS", "Europe/Paris"),
        ("tokyo", "Asia/Tokyo"),
        (" new york ", "America/New_York"),
        ("istanbul", "Europe/Istanbul"),
        ("utc", "UTC"),
    ],
)
def test_zones_as_people_write_them(typed: str, zone: str) -> None:
    """Case does not matter and a city is enough."""
    assert parse_zone(typed) == zone


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Tokio", "Asia/Tokyo"),
        ("Europe/Pariss", "Europe/Paris"),
        ("EST", "America/New_York"),
        ("washington", "America/New_York"),
    ],
)
def test_a_mistyped_zone_gets_the_nearest(typed: str, near: str) -> None:
    """An abbreviation is not taken either: the key EST has no summer time, which nobody who types it means."""
    with pytest.raises(RuleError, match=near):
        parse_zone(typed)


@given(st.text(max_size=40))
def test_anything_typed_is_read_or_answered(typed: str) -> None:
    """No text raises anything but the sentence."""
    for parse in (parse_times, parse_days, parse_zone):
        with suppress(RuleError):
            parse(typed)


def test_completion_begins_with_the_likeliest() -> None:
    """What is typed so far, as a city or a region, comes before what merely holds it."""
    assert zones_like("tok")[0] == "Asia/Tokyo"
    assert zones_like("london")[0] == "Europe/London"
    assert all(zone.startswith("Europe/") for zone in zones_like("europe/")[:10])
    assert len(zones_like("")) == 25


def test_daily_is_every_day() -> None:
    """A rule without days is due each day of the week."""
    assert Rule((NINE,), "UTC").days == DAILY
