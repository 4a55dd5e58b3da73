"""Schedules: each slot once, through edits, pauses, clocks that change and Readout being away."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.delivery import DeliveryError
from bot.delivery.announcing import published
from bot.rules import WEEKDAYS, Rule, parse_times
from bot.storage.tables import Subscription
from tests.fakes import platform as fake
from tests.fakes.newsroom import DAY, HERE, HOUR, NINE, THERE, World, newsroom

TEN = Rule((time(10),), "Europe/Paris")


@pytest.fixture
async def world(home: Path) -> AsyncIterator[World]:
    async with newsroom(home) as made:
        yield made


async def days(world: World, count: int) -> None:
    """Tick and post every three hours for so many days."""
    for _ in range(count * 8):
        world.clock.forward(3 * HOUR)
        await world.run()


async def slots(world: World) -> list[str]:
    return [row.slot for row in await world.deliveries()]


async def test_a_slot_is_made_once(world: World) -> None:
    """However often, and by however many at once, the tick runs."""
    await world.subscribe()
    world.clock.forward(HOUR)
    other = world.new_outbox()
    now = world.clock()
    await asyncio.gather(*(outbox.tick(now) for outbox in (world.outbox, other, world.outbox)))
    assert await slots(world) == ["2026-11-23T09:00"]


async def test_an_idle_tick_writes_nothing(world: World) -> None:
    """A tick with nothing due does not take the writer's place."""
    await world.subscribe()
    async with world.database.sessions.begin() as busy:
        await busy.execute(text("UPDATE facts SET value = value"))
        assert await asyncio.wait_for(world.outbox.tick(world.clock()), 20) == 0


async def test_many_subscriptions_come_due_together(world: World) -> None:
    """More than one batch: each gets its own, and the next day again."""
    due = NINE.next_slot(world.clock())
    assert due is not None
    made = {"topic_id": 1, "platform": "fake", "rule": NINE.to_json(), "made": world.clock(), "made_by": "Ann Lee"}
    rows = [Subscription(**made, channel=f"c{n}", next_due=due.due, next_slot=due.key) for n in range(1200)]
    async with world.database.sessions.begin() as session:
        session.add_all(rows)
    world.clock.forward(HOUR)
    assert await world.outbox.tick(world.clock()) == 1200
    assert await world.outbox.tick(world.clock()) == 0
    world.clock.forward(DAY)
    assert await world.outbox.tick(world.clock()) == 1200


async def test_the_first_post_takes_the_place_of_todays(world: World) -> None:
    """Set up at eight with a nine o'clock rule: one post today, the next tomorrow."""
    await world.subscribe(first=True)
    await world.run()
    await days(world, 1)
    assert await slots(world) == ["first:2026-11-23"]
    await days(world, 1)
    assert await slots(world) == ["first:2026-11-23", "2026-11-24T09:00"]


async def test_the_first_post_waits_for_something_to_post(world: World) -> None:
    """Set up before anything is published, today's slot is not used up by an empty post."""
    await world.withdraw(1, "It was wrong.")
    made = await world.subscribe(first=True)
    assert (await slots(world), made.next_slot) == ([], "2026-11-23T09:00")


async def test_a_post_on_demand_takes_the_place_of_todays(world: World) -> None:
    """Asked for at eight: not again at nine; its reason says so."""
    await world.subscribe()
    await world.outbox.post_now(1, made_by="Ann Lee")
    await days(world, 1)
    assert await slots(world) == ["demand:2026-11-23:1"]
    assert world.platform.asked("post") == 1


async def test_each_post_on_demand_is_its_own(world: World) -> None:
    """Asked for twice, it comes twice."""
    await world.subscribe()
    for _ in range(2):
        await world.outbox.post_now(1)
    assert await slots(world) == ["demand:2026-11-23:1", "demand:2026-11-23:2"]


async def test_several_times_a_day_lose_only_the_next(world: World) -> None:
    """A post on demand takes the place of one, not of the whole day."""
    rule = Rule((time(9), time(12), time(18)), "Europe/Paris")
    await world.outbox.subscribe(1, HERE, rule, made_by="Ann Lee", first=True)
    await days(world, 1)
    assert await slots(world) == ["first:2026-11-23", "2026-11-23T12:00", "2026-11-23T18:00"]


async def test_retimed_before_todays_post_it_comes_today(world: World) -> None:
    """Nothing was posted yet, so today's comes at the new time."""
    await world.subscribe()
    await world.outbox.retime(1, TEN)
    await days(world, 1)
    assert await slots(world) == ["2026-11-23T10:00"]


async def test_retimed_after_todays_post_it_starts_tomorrow(world: World) -> None:
    """One brief a day, also on the day of the change."""
    await world.subscribe()
    world.clock.forward(HOUR)
    await world.run()
    await world.outbox.retime(1, TEN)
    await days(world, 2)
    assert await slots(world) == ["2026-11-23T09:00", "2026-11-24T10:00"]


HOURLY = Rule(parse_times("every 2 hours between 8 and 18"), "Europe/Paris")


@pytest.mark.parametrize(
    ("changed", "following"),
    [
        (replace(HOURLY, times=parse_times("every 3 hours between 8 and 18")), "2026-11-23T14:00"),
        (replace(HOURLY, times=(time(9), time(17))), "2026-11-24T09:00"),
        (replace(HOURLY, times=(time(9), time(11), time(17))), "2026-11-23T17:00"),
        (replace(HOURLY, times=(time(18),)), "2026-11-24T18:00"),
        (replace(HOURLY, skip=frozenset(("2026-11-24",))), "2026-11-23T12:00"),
    ],
)
async def test_retimed_in_mid_series_each_post_uses_up_one_time(world: World, changed: Rule, following: str) -> None:
    """Two of the day are out (08:00 and 10:00): the first two times of the changed rule are used up with them."""
    world.clock.forward(-HOUR)
    await world.outbox.subscribe(1, HERE, HOURLY, unchanged="repeat", made_by="Ann Lee", first=False)
    world.clock.forward(HOUR)
    for _ in range(3):
        await world.run()
        world.clock.forward(HOUR)
    assert await slots(world) == ["2026-11-23T08:00", "2026-11-23T10:00"]
    assert (await world.outbox.retime(1, changed)).next_slot == following


@pytest.mark.parametrize("on_demand", [False, True], ids=["first", "on demand"])
async def test_what_took_the_place_of_a_time_keeps_it_through_an_edit(world: World, on_demand: bool) -> None:
    """Posted at 15:00 in place of 16:00: a date to skip added later does not bring 16:00 back."""
    world.clock.forward(7 * HOUR)
    made = await world.outbox.subscribe(1, HERE, HOURLY, made_by="Ann Lee", first=not on_demand)
    if on_demand:
        await world.outbox.post_now(1)
    await world.run()
    changed = await world.outbox.retime(1, replace(HOURLY, skip=frozenset(("--12-24",))))
    assert changed.next_slot == "2026-11-23T18:00"
    later = await world.outbox.retime(1, replace(HOURLY, times=(time(8), time(17))))
    assert (made.next_slot[:10], later.next_slot) == ("2026-11-23", "2026-11-24T08:00")


async def test_a_series_goes_on_after_an_edit_without_a_second_post(world: World) -> None:
    """Whatever is changed at whatever hour: no local time is posted twice, and no day has more than its rule."""
    await world.outbox.subscribe(1, HERE, HOURLY, unchanged="repeat", made_by="Ann Lee", first=False)
    rules = [replace(HOURLY, zone=zone) for zone in ("Asia/Kolkata", "Australia/Lord_Howe", "Europe/Paris")]
    for hour in range(24):
        world.clock.forward(HOUR)
        await world.run()
        if hour % 5 == 0:
            await world.outbox.retime(1, rules[hour // 5 % 3])
    keys = await slots(world)
    assert len(keys) == len(set(keys))
    assert max(Counter(key[:10] for key in keys).values()) <= len(HOURLY.times)


async def test_a_schedule_that_is_over_posts_no_more(world: World) -> None:
    """After its last day nothing is due, and the tick leaves it alone."""
    last = replace(NINE, end=date(2026, 11, 24))
    await world.outbox.subscribe(1, HERE, last, unchanged="repeat", made_by="Ann Lee", first=False)
    await days(world, 4)
    assert await slots(world) == ["2026-11-23T09:00", "2026-11-24T09:00"]
    (over,) = await world.outbox.subscriptions()
    assert (over.state, over.next_due, over.next_slot) == ("active", None, "")


async def test_a_schedule_that_would_never_post_is_refused(world: World) -> None:
    """Over already, or all its days left out: it is said at once."""
    world.clock.forward(2 * HOUR)
    for rule, why in (
        (replace(NINE, end=date(2026, 11, 23)), "last day of this schedule is 23 Nov 2026"),
        (replace(NINE, start=date(2026, 11, 24), end=date(2026, 11, 24), skip=frozenset(("--11-24",))), "left out"),
    ):
        with pytest.raises(DeliveryError, match=why):
            await world.outbox.subscribe(1, HERE, rule, made_by="Ann Lee")


async def test_re_enabled_after_a_month_nothing_old_is_posted(world: World) -> None:
    """Paused, away for thirty days and resumed: neither a slot nor a publication of that time comes."""
    await world.outbox.subscribe(1, HERE, replace(NINE, times=(), published=True), made_by="Ann Lee", first=False)
    await world.outbox.pause(1)
    number = await world.publish("The pier stays closed.")
    async with world.database.sessions.begin() as session:
        await published(session, 1, number)
    world.clock.forward(30 * DAY)
    await world.outbox.resume(1)
    await world.run()
    assert await slots(world) == []


async def test_retimed_there_and_back_posts_no_slot_twice(world: World) -> None:
    """The key of a slot that was posted is never used again, whatever happens to the rule."""
    await world.subscribe()
    world.clock.forward(HOUR)
    await world.run()
    for zone in ("America/New_York", "Asia/Tokyo", "Europe/Paris"):
        await world.outbox.retime(1, replace(NINE, zone=zone))
        await world.run()
    await days(world, 2)
    keys = await slots(world)
    assert len(keys) == len(set(keys))
    assert keys == ["2026-11-23T09:00", "2026-11-24T09:00", "2026-11-25T09:00"]


async def test_a_move_to_the_west_uses_no_key_twice(world: World) -> None:
    """Tokyo's nine o'clock was the evening before in New York: that key was used, so New York's next day is free."""
    tokyo = replace(NINE, zone="Asia/Tokyo")
    world.clock.forward(-DAY)
    await world.outbox.subscribe(1, HERE, tokyo, made_by="Ann Lee", first=False)
    world.clock.forward(DAY)
    await world.run()
    assert await slots(world) == ["2026-11-23T09:00"]
    changed = await world.outbox.retime(1, replace(NINE, zone="America/New_York"))
    assert changed.next_slot == "2026-11-24T09:00"


async def test_the_same_rule_again_changes_nothing(world: World) -> None:
    """Saving an unchanged rule does not push today's second post to tomorrow."""
    rule = Rule((time(9), time(18)), "Europe/Paris")
    await world.outbox.subscribe(1, HERE, rule, made_by="Ann Lee", first=False)
    world.clock.forward(HOUR)
    await world.run()
    changed = await world.outbox.retime(1, rule, format="short", late_hours=2)
    assert (changed.next_slot, changed.format, changed.late_hours) == ("2026-11-23T18:00", "short", 2)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 10, 24, 12, tzinfo=UTC), ["2026-10-25T02:30", "2026-10-26T02:30"]),
        (datetime(2026, 3, 28, 12, tzinfo=UTC), ["2026-03-29T02:30", "2026-03-30T02:30"]),
    ],
)
async def test_one_brief_when_clocks_change(world: World, now: datetime, expected: list[str]) -> None:
    """02:30 that comes twice, and 02:30 that does not exist: one post each."""
    world.clock.now = now
    await world.outbox.subscribe(1, HERE, Rule((time(2, 30),), "Europe/Paris"), made_by="Ann Lee", first=False)
    await days(world, 2)
    assert await slots(world) == expected
    assert world.platform.asked("post") == 2


async def test_a_clock_that_steps_back_repeats_nothing(world: World) -> None:
    """The hour comes twice, its slot once."""
    await world.subscribe()
    world.clock.forward(HOUR)
    await world.run()
    world.clock.forward(-2 * HOUR)
    await days(world, 1)
    assert await slots(world) == ["2026-11-23T09:00"]
    assert world.platform.asked("post") == 1


async def test_missed_by_little_it_comes_late(world: World) -> None:
    """Readout was away for less than the subscription allows."""
    await world.subscribe()
    world.clock.forward(6 * HOUR)
    await world.run()
    assert await world.states() == [("09:00", "posted")]


async def test_missed_by_much_it_is_skipped_with_a_reason(world: World) -> None:
    """Old news is not posted, and it is said why."""
    await world.subscribe()
    world.clock.forward(8 * HOUR)
    await world.run()
    delivery = await world.last()
    assert (delivery.state, delivery.slot) == ("skipped", "2026-11-23T09:00")
    assert delivery.reason == "Missed by 7 hours, with 6 allowed: Readout was not running."


async def test_away_for_long_only_the_newest_may_come(world: World) -> None:
    """Thirty days away and back at ten: today's nine o'clock comes, the others are accounted for in one line."""
    await world.subscribe()
    world.clock.forward(30 * DAY + 2 * HOUR)
    await world.run()
    first, newest = await world.deliveries()
    assert (first.state, newest.state, newest.slot) == ("skipped", "posted", "2026-12-23T09:00")
    assert "until 2026-12-23 09:00" in first.reason
    assert world.platform.asked("post") == 1


async def test_no_lateness_allowed_still_leaves_the_tick_its_second(world: World) -> None:
    """Zero hours late means on time, not never."""
    await world.subscribe()
    await world.outbox.retime(1, late_hours=0)
    world.clock.forward(HOUR + timedelta(seconds=40))
    await world.run()
    assert await world.states() == [("09:00", "posted")]


async def test_paused_nothing_comes_and_resumed_nothing_old(world: World) -> None:
    """Thirty days later the next slot is the next post."""
    await world.subscribe()
    await world.outbox.pause(1)
    await days(world, 2)
    world.clock.forward(28 * DAY)
    resumed = await world.outbox.resume(1)
    await world.run()
    assert await slots(world) == []
    assert (resumed.state, resumed.next_slot) == ("active", "2026-12-23T09:00")


async def test_paused_and_resumed_within_the_hour_loses_nothing(world: World) -> None:
    """The next slot is still ahead, so it stays; and what a post on demand used up stays used up."""
    await world.subscribe()
    await world.outbox.post_now(1)
    await world.outbox.pause(1)
    resumed = await world.outbox.resume(1)
    assert resumed.next_slot == "2026-11-24T09:00"


async def test_a_stopped_schedule_can_be_resumed(world: World) -> None:
    """Once the channel is back, an admin resumes it and the reason is gone."""
    await world.subscribe()
    world.platform.next("post", fake.refuse)
    await days(world, 1)
    resumed = await world.outbox.resume(1)
    assert (resumed.state, resumed.reason, resumed.next_slot) == ("active", "", "2026-11-24T09:00")


async def test_removed_nothing_comes_and_it_can_be_made_anew(world: World) -> None:
    """The place is free again for the same topic and format."""
    await world.subscribe()
    await world.outbox.remove(1)
    await days(world, 1)
    again = await world.subscribe()
    assert (await slots(world), again.id) == ([], 2)
    assert [row.id for row in await world.outbox.subscriptions()] == [2]


async def test_the_same_twice_is_a_sentence(world: World) -> None:
    """One schedule for a topic, channel and format; the answer names it and how to change it."""
    await world.subscribe()
    with pytest.raises(DeliveryError, match=r"Schedule 1 already posts “full” .* daily at 09:00.*`schedule edit 1`"):
        await world.subscribe()
    await world.outbox.pause(1)
    with pytest.raises(DeliveryError, match=r"is paused.*`schedule resume 1`"):
        await world.subscribe()
    assert (await world.subscribe(format="short")).id == 2
    assert (await world.subscribe(THERE)).id == 3
    with pytest.raises(DeliveryError, match="already posts “short”"):
        await world.outbox.retime(1, format="short")


@pytest.mark.parametrize(
    ("wanted", "unchanged", "why"),
    [("poem", "repeat", "no format “poem”"), ("full", "sometimes", "rotate, skip or repeat")],
)
async def test_what_a_schedule_cannot_do_is_a_sentence(world: World, wanted: str, unchanged: str, why: str) -> None:
    """No option is taken that would do nothing."""
    with pytest.raises(DeliveryError, match=why):
        await world.subscribe(format=wanted, unchanged=unchanged)


async def test_what_is_not_there_is_a_sentence(world: World) -> None:
    """A wrong number, or a removed schedule, is told apart from success."""
    await world.subscribe()
    await world.outbox.remove(1)
    for ask in (
        world.outbox.pause,
        world.outbox.resume,
        world.outbox.remove,
        world.outbox.preview,
        world.outbox.post_now,
    ):
        with pytest.raises(DeliveryError, match="There is no schedule 1"):
            await ask(1)
    with pytest.raises(DeliveryError, match="no topic 9"):
        await world.outbox.subscribe(9, HERE, NINE, made_by="Ann Lee")
    with pytest.raises(DeliveryError, match="no delivery 9"):
        await world.outbox.deliver(9)


async def test_on_demand_needs_an_active_schedule_and_a_brief(world: World) -> None:
    """Otherwise it would be accepted and skipped in silence."""
    await world.subscribe()
    await world.outbox.pause(1)
    with pytest.raises(DeliveryError, match="is paused"):
        await world.outbox.post_now(1)
    await world.outbox.resume(1)
    await world.withdraw(1, "It was wrong.")
    with pytest.raises(DeliveryError, match="Nothing is published"):
        await world.outbox.post_now(1)


async def test_a_preview_is_what_comes(world: World) -> None:
    """The card as it would be posted now, the next five moments, and why."""
    await world.subscribe()
    await world.outbox.retime(1, replace(NINE, days=WEEKDAYS), unchanged="repeat")
    preview = await world.outbox.preview(1)
    assert [slot.key for slot in preview.slots] == [f"2026-11-{day}T09:00" for day in (23, 24, 25, 26, 27)]
    assert preview.card is not None
    assert world.platform.render(preview.card)[0]["text"] == "The pier opens."
    assert "newer is published by then" in preview.why


async def test_a_preview_says_why_nothing_comes(world: World) -> None:
    """Unchanged, withdrawn or paused: each has its sentence."""
    await world.subscribe(unchanged="skip", first=True)
    await world.run()
    assert "Nothing changed" in (await world.outbox.preview(1)).why
    await world.withdraw(1, "It was wrong.")
    withdrawn = await world.outbox.preview(1)
    assert "The brief is withdrawn" in withdrawn.why
    assert {coming.state for coming in (*withdrawn.coming, *await world.outbox.week([withdrawn.subscription]))} == {
        "withdrawn"
    }
    await world.outbox.pause(1)
    paused = await world.outbox.preview(1)
    assert (paused.why, paused.slots, paused.card) == ("It is paused.", (), None)


async def test_schedules_are_listed_by_what_is_asked(world: World) -> None:
    """Each filter narrows the list."""
    await world.subscribe()
    await world.subscribe(THERE)
    listed = world.outbox.subscriptions
    assert [row.id for row in await listed(channel="c2")] == [2]
    assert [row.id for row in await listed(newsroom_id=1, topic_id=1, platform="fake", server="s1")] == [1, 2]
    assert await listed(newsroom_id=2) == []


async def test_the_latest_deliveries_come_first(world: World) -> None:
    """With their states, as `status` shows them."""
    await world.subscribe()
    await days(world, 2)
    recent = await world.outbox.recent(subscription_id=1, count=1)
    assert [row.slot for row in recent] == ["2026-11-24T09:00"]


async def test_a_zone_that_is_gone_stops_one_schedule(world: World) -> None:
    """The machine's zone data changed: that schedule says so, and the others go on."""
    await world.subscribe()
    await world.subscribe(THERE)
    async with world.database.sessions.begin() as session:
        (await session.get_one(Subscription, 1)).rule = {"times": ["09:00"], "zone": "Mars/Base", "days": [0]}
    world.clock.forward(HOUR)
    await world.run()
    stopped = (await world.outbox.subscriptions())[0]
    assert (stopped.state, "“Mars/Base” is not a time zone" in stopped.reason) == ("stopped", True)
    assert [message.channel for message in world.platform.messages] == ["c2"]
