"""Posting: each message once and in order, through lost answers, restarts, refusals and waits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import IT_IS_THERE, POST_AGAIN, DeliveryError, Limits, State
from bot.delivery.pacing import Budget, Pace, Rate
from bot.delivery.turns import due_posts
from bot.storage.editions import Edition
from bot.storage.tables import Delivery, Subscription
from tests.fakes import platform as fake
from tests.fakes.newsroom import DAY, HERE, HOUR, MORNING, THERE, World, load, newsroom

QUICK = Limits(send=0.05, lease=60, settle=10, backoff=2)


@pytest.fixture
async def world(home: Path) -> AsyncIterator[World]:
    async with newsroom(home) as made:
        yield made


async def owe(world: World, *, times: int = 1) -> None:
    """A subscription, and the clock at its first slot."""
    await world.subscribe()
    world.clock.forward(HOUR)
    await world.outbox.tick(world.clock())


async def restart(world: World) -> None:
    """Another process takes over, alone on the database."""
    await world.outbox.drain(0)
    world.outbox = world.new_outbox()
    await world.outbox.recover()


async def test_a_due_brief_is_posted_and_recorded(world: World) -> None:
    """The message is there, and the delivery knows its id, its revision and its time."""
    await owe(world)
    await world.outbox.deliver_due()
    (delivery,), (part,) = await world.deliveries(), await world.parts()
    assert world.platform.texts == ["The pier opens."]
    assert (delivery.state, delivery.revision_id, delivery.posted) == ("posted", 1, world.clock())
    assert (part.message, part.posted) == (world.platform.messages[0].id, world.clock())


async def test_a_posted_brief_is_not_posted_again(world: World) -> None:
    """Neither by the next tick nor by a restart."""
    await owe(world)
    await world.run()
    await restart(world)
    await world.run()
    assert world.platform.asked("post") == 1


async def test_parts_go_out_in_order(world: World) -> None:
    """A long brief is several messages, each with a name of its own."""
    world.platform.lines_a_message = 1
    await world.publish("one", "two", "three")
    await owe(world)
    await world.outbox.deliver_due()
    assert world.platform.texts == ["one", "two", "three"]
    assert len({message.part for message in world.platform.messages}) == 3


async def test_a_lost_answer_is_looked_for(world: World) -> None:
    """Posted, but the answer was lost: it is found in the history and not repeated."""
    world.platform.next("post", fake.lose_answer)
    await owe(world)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "retrying"
    world.clock.forward(20)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "posted"
    assert world.platform.texts == ["The pier opens."]
    assert [kind for kind, _ in world.platform.log] == ["post", "find"]


async def test_a_lost_request_is_repeated(world: World) -> None:
    """Not posted and not found: it is sent again under the same name, with the same text."""
    world.platform.next("post", fake.lose_request)
    await owe(world)
    await world.outbox.deliver_due()
    world.clock.forward(20)
    await world.publish("The pier opens late.")
    await world.outbox.deliver_due()
    assert [kind for kind, _ in world.platform.log] == ["post", "find", "post"]
    assert len({part for _, part in world.platform.log}) == 1
    assert world.platform.texts == ["The pier opens."]


async def test_a_message_may_still_arrive_after_the_look(world: World) -> None:
    """Right after an attempt “not there” means nothing: the repeat waits until the message would have arrived."""
    world.platform.next("post", fake.lose_request)
    await owe(world)
    await world.outbox.deliver_due()
    await restart(world)
    world.clock.forward(3)
    async with world.database.sessions.begin() as session:
        (await session.get_one(Delivery, 1)).retry_at = None
    await world.outbox.deliver_due()
    assert (await world.last()).reason == "The answer was lost; the message may still arrive."
    assert world.platform.asked("post") == 1
    world.clock.forward(7)
    await world.outbox.deliver_due()
    assert world.platform.texts == ["The pier opens."]


async def test_a_call_without_end_counts_as_a_lost_answer(home: Path) -> None:
    """Every call is bounded in time; what it did is found out by looking."""
    async with newsroom(home, limits=QUICK) as world:
        world.platform.next("post", fake.hang_after)
        await owe(world)
        await world.outbox.deliver_due()
        world.clock.forward(20)
        await world.outbox.deliver_due()
        assert world.platform.texts == ["The pier opens."]
        assert (await world.last()).state == "posted"


async def test_a_claim_of_a_dead_process_is_taken_over(world: World) -> None:
    """Cut off after the platform took it: the next process finds the message and records it."""
    world.platform.next("post", fake.hang_after)
    await owe(world)
    await world.outbox.start_due()
    await until(lambda: world.platform.asked("post") == 1)
    await restart(world)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "posted"
    assert world.platform.texts == ["The pier opens."]


async def test_a_claim_lapses_by_itself(world: World) -> None:
    """Where others share the database nobody may drop a claim; it ends with its lease."""
    world.platform.next("post", fake.hang_after)
    await owe(world)
    await world.outbox.start_due()
    await until(lambda: world.platform.asked("post") == 1)
    await world.outbox.drain(0)
    world.outbox = world.new_outbox()
    world.clock.forward(59)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "claimed"
    world.clock.forward(2)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "posted"
    assert world.platform.texts == ["The pier opens."]


async def test_two_processes_post_once(world: World) -> None:
    """Both see it due; one claims it."""
    await owe(world)
    other = world.new_outbox()
    await asyncio.gather(world.outbox.deliver_due(), other.deliver_due(), world.outbox.deliver(1), other.deliver(1))
    assert world.platform.asked("post") == 1


async def test_a_claim_set_before_the_clock_stepped_back_lapses(world: World) -> None:
    """A lease that ends an hour ahead was made by a clock that was wrong."""
    world.platform.next("post", fake.hang_after)
    await owe(world)
    await world.outbox.start_due()
    await until(lambda: world.platform.asked("post") == 1)
    await world.outbox.drain(0)
    world.outbox = world.new_outbox()
    world.clock.forward(-HOUR)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "posted"


async def test_busy_waits_as_long_as_it_is_told(world: World) -> None:
    """Certainly not posted: no look is needed, and the reason is kept meanwhile."""
    world.platform.next("post", fake.be_busy)
    await owe(world)
    await world.outbox.deliver_due()
    delivery = await world.last()
    assert (delivery.state, delivery.reason) == ("retrying", "Slow down.")
    world.clock.forward(6.9)
    await world.outbox.deliver_due()
    assert world.platform.asked("post") == 1
    world.clock.forward(0.2)
    await world.outbox.deliver_due()
    assert [kind for kind, _ in world.platform.log] == ["post", "post"]


async def test_busy_after_a_lost_answer_is_still_looked_for(world: World) -> None:
    """The second attempt certainly posted nothing; the first may have."""
    world.platform.next("post", fake.lose_request, fake.be_busy)
    await owe(world)
    for _ in range(3):
        await world.outbox.deliver_due()
        world.clock.forward(30)
    assert [kind for kind, _ in world.platform.log] == ["post", "find", "post", "find", "post"]


async def test_repeats_lie_further_and_further_apart(world: World) -> None:
    """Each pause is longer than the one before, up to a limit."""
    world.platform.next("post", *[fake.lose_request] * 6)
    await owe(world)
    pauses = []
    for _ in range(6):
        await world.outbox.deliver_due()
        delivery = await world.last()
        assert delivery.retry_at is not None
        pauses.append((delivery.retry_at - world.clock()).total_seconds())
        world.clock.now = delivery.retry_at
    assert pauses[3:] == sorted(pauses[3:])
    assert 40 <= pauses[-1] <= 80


async def test_a_refusal_stops_the_subscription(world: World) -> None:
    """A channel that is gone is asked once; its subscription stops and says why, in the audit too."""
    world.platform.next("post", fake.refuse)
    await owe(world)
    await world.outbox.deliver_due()
    world.clock.forward(DAY)
    await world.run()
    (subscription,) = await world.outbox.subscriptions()
    assert (subscription.state, subscription.reason) == ("stopped", "The channel is gone.")
    assert [row.state for row in await world.deliveries()] == ["refused"]
    assert world.platform.asked("post") == 1


async def test_a_refusal_stops_only_its_own_subscription(world: World) -> None:
    """The others go on."""
    await world.subscribe(THERE)
    world.platform.next("post", fake.refuse)
    await owe(world)
    await world.outbox.deliver_due()
    assert sorted(row.state for row in await world.deliveries()) == ["posted", "refused"]


async def test_without_history_a_person_is_asked(world: World) -> None:
    """Whether it was posted cannot be known: it is neither repeated nor forgotten, and says the two ways out."""
    world.platform.next("post", fake.lose_answer)
    world.platform.next("find", fake.be_blind)
    await owe(world)
    await world.outbox.deliver_due()
    world.clock.forward(20)
    await world.outbox.deliver_due()
    delivery = await world.last()
    assert delivery.state == State.UNCONFIRMED
    assert "may not read the history there" in delivery.reason
    assert "“post again” or “it is there”" in delivery.reason


async def unconfirmed(world: World, *, parts: int = 1) -> None:
    world.platform.lines_a_message = 1
    await world.publish(*(f"part {n}" for n in range(1, parts + 1)))
    world.platform.next("post", fake.lose_answer)
    world.platform.next("find", fake.be_blind)
    await owe(world)
    await world.outbox.deliver_due()
    world.clock.forward(20)
    await world.outbox.deliver_due()


async def test_a_person_says_it_is_there(world: World) -> None:
    """It counts as posted, and the parts that follow are posted."""
    await unconfirmed(world, parts=2)
    await world.outbox.resolve(1, IT_IS_THERE)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "posted"
    assert world.platform.texts == ["part 1", "part 2"]


async def test_a_person_says_post_again(world: World) -> None:
    """Also a day later: who says so wants it."""
    await unconfirmed(world)
    world.platform.messages.clear()
    world.clock.forward(DAY)
    await world.outbox.resolve(1, POST_AGAIN)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "posted"
    assert world.platform.texts == ["part 1"]


@pytest.mark.parametrize(("delivery", "answer"), [(1, "whatever"), (2, POST_AGAIN)])
async def test_only_what_waits_for_an_answer_takes_one(world: World, delivery: int, answer: str) -> None:
    """Anything else is a sentence."""
    await unconfirmed(world)
    with pytest.raises(DeliveryError, match=r"\.$"):
        await world.outbox.resolve(delivery, answer)


async def test_what_was_never_sent_is_not_there(world: World) -> None:
    """A fault of Readout's own may hand over a post without any message: it can be posted again, not be there."""
    await owe(world)
    async with world.database.sessions.begin() as session:
        await session.execute(update(Delivery).values(state=State.UNCONFIRMED))
    with pytest.raises(DeliveryError, match="Nothing of delivery 1 was sent yet"):
        await world.outbox.resolve(1, IT_IS_THERE)
    await world.outbox.resolve(1, POST_AGAIN)
    await world.outbox.deliver_due()
    assert (await world.last()).state == "posted"


async def test_an_unconfirmed_post_does_not_hold_up_the_channel(world: World) -> None:
    """Tomorrow's brief does not wait for an answer that may never come."""
    await unconfirmed(world)
    world.clock.forward(DAY)
    await world.run()
    assert [row.state for row in await world.deliveries()] == ["unconfirmed", "posted"]


async def test_posts_of_one_channel_keep_their_order(world: World) -> None:
    """While the earlier one is repeated the later one waits; another channel does not."""
    await owe(world)
    world.platform.next("post", fake.lose_request)
    await world.outbox.deliver(1)
    await world.outbox.share(HERE, 1, 1, "answer", "Second?")
    await world.outbox.share(THERE, 1, 1, "answer", "Elsewhere?")
    await world.outbox.deliver_due()
    assert world.platform.texts == ["Elsewhere? The pier opens."]
    world.clock.forward(20)
    await world.outbox.deliver_due()
    assert [m.text for m in world.platform.messages if m.channel == "c1"] == [
        "The pier opens.",
        "Second? The pier opens.",
    ]


async def test_nobody_jumps_the_line(world: World) -> None:
    """Asked to deliver the later one at once, it still waits for the earlier one."""
    await owe(world)
    later = await world.outbox.share(HERE, 1, 1, "answer", "Second?")
    outcome = await world.outbox.deliver(later.id)
    assert (outcome.state, world.platform.asked("post")) == (State.DUE, 0)


async def test_channels_do_not_wait_for_each_other(world: World) -> None:
    """Posts to different channels are under way together, up to the limit."""
    world.platform.gate = asyncio.Event()
    for number in range(45):
        await world.subscribe(replace(HERE, channel=f"c{number}"))
    world.clock.forward(HOUR)
    await world.outbox.tick(world.clock())
    work = asyncio.create_task(world.outbox.deliver_due())
    await until(lambda: world.platform.at_once == world.limits.at_once)
    world.platform.gate.set()
    await work
    assert len(world.platform.messages) == 45
    assert world.platform.most_at_once == world.limits.at_once


async def test_a_slow_platform_is_given_no_more_than_it_takes_in_time(world: World) -> None:
    """What is claimed long before its turn would have to note its attempt again, while it holds up the others."""
    slow = {"fake": Pace(Rate(10, 1.0), Rate(5, 5.0))}
    outbox = world.new_outbox(budget=Budget(time.monotonic, paces=slow))
    world.platform.gate = asyncio.Event()
    for number in range(30):
        await world.subscribe(replace(HERE, channel=f"c{number}"))
    world.clock.forward(HOUR)
    await outbox.tick(world.clock())
    await outbox.start_due()
    await until(lambda: world.platform.at_once == 10)
    claimed = [row for row in await world.deliveries() if row.state == "claimed"]
    await outbox.drain(0)
    assert len(claimed) == 16


async def test_a_wave_reads_its_brief_once(world: World) -> None:
    """Twenty channels, one edition; a minute later it is read again, so that no old name or zone is kept."""
    loads: list[int] = []

    async def counted(session: AsyncSession, revision_id: int) -> Edition:
        loads.append(revision_id)
        return await load(session, revision_id)

    world.outbox = world.new_outbox(load=counted)
    for number in range(20):
        await world.subscribe(replace(HERE, channel=f"c{number}"), first=number > 0)
    await world.outbox.deliver(1)
    await world.run()
    assert (len(world.platform.messages), loads) == (19, [1])
    world.clock.forward(HOUR)
    await world.run()
    assert loads == [1, 1]


async def test_what_fails_inside_is_tried_again_with_a_reason(world: World) -> None:
    """A fault of ours in one delivery stops no other, is kept as the reason, and loses nothing."""
    await world.subscribe(THERE)
    world.platform.next("post", fake.break_down)
    await owe(world)
    await world.outbox.deliver_due()
    failed = next(row for row in await world.deliveries() if row.state == "retrying")
    assert failed.reason == "Readout failed (ZeroDivisionError); its log says where."
    world.clock.forward(20)
    await world.outbox.deliver_due()
    assert len(world.platform.messages) == 2


async def test_a_fault_that_stays_is_handed_to_a_person(world: World) -> None:
    """Our own code fails each time, after an attempt was noted: hours later a person is asked what is there."""
    world.platform.next("post", fake.break_down)
    world.platform.next("find", *[fake.break_down] * 60)
    await owe(world)
    for _ in range(world.limits.failures):
        await world.outbox.deliver_due()
        world.clock.forward(HOUR / 4)
    delivery = await world.last()
    assert delivery.state == State.UNCONFIRMED
    assert "failed 40 times" in delivery.reason


async def test_a_channel_that_is_gone_when_looked_at_is_refused(world: World) -> None:
    """Between the lost answer and the look the channel was deleted."""
    world.platform.next("post", fake.lose_answer)
    world.platform.next("find", fake.refuse)
    await owe(world)
    await world.outbox.deliver_due()
    world.clock.forward(20)
    await world.outbox.deliver_due()
    assert (await world.last()).state == State.REFUSED


async def test_too_late_is_not_news(world: World) -> None:
    """Nothing was posted for longer than the subscription allows: it expires with the last reason."""
    world.platform.next("post", fake.be_busy)
    await owe(world)
    await world.outbox.deliver_due()
    world.clock.forward(7 * HOUR)
    await world.outbox.deliver_due()
    delivery = await world.last()
    assert delivery.state == State.EXPIRED
    assert "Slow down." in delivery.reason
    assert world.platform.asked("post") == 1


async def test_half_a_brief_is_completed_however_late(world: World) -> None:
    """Its first message is there, so the second belongs there too."""
    world.platform.lines_a_message = 1
    await world.publish("one", "two")
    await owe(world)
    world.platform.next("post", lambda do: _do(do), fake.be_busy)
    await world.outbox.deliver_due()
    world.clock.forward(7 * HOUR)
    await world.outbox.deliver_due()
    assert world.platform.texts == ["one", "two"]


async def _do(do: object) -> None:
    assert callable(do)
    do()


async def test_nothing_published_is_nothing_posted(world: World) -> None:
    """It is skipped, and says so."""
    await world.withdraw(1, "It was wrong.")
    await owe(world)
    await world.outbox.deliver_due()
    assert (await world.last()).state == State.WITHDRAWN
    assert world.platform.asked("post") == 0


async def test_a_withdrawn_text_is_not_repeated(world: World) -> None:
    """Its first attempt was lost; withdrawn since, it is looked for and never sent again."""
    world.platform.next("post", fake.lose_request)
    await owe(world)
    await world.outbox.deliver_due()
    await world.withdraw(1, "It was wrong.")
    await world.outbox.revise(1, 1)
    world.clock.forward(20)
    await world.outbox.deliver_due()
    assert (await world.last()).state == State.WITHDRAWN
    assert world.platform.messages == []


async def test_a_withdrawn_text_that_was_posted_is_replaced(world: World) -> None:
    """Its answer was lost; withdrawn since, it is found and edited."""
    world.platform.next("post", fake.lose_answer)
    await owe(world)
    await world.outbox.deliver_due()
    await world.withdraw(1, "It was wrong.")
    await world.outbox.revise(1, 1)
    world.clock.forward(20)
    await world.outbox.deliver_due()
    await world.outbox.converge()
    assert world.platform.texts == ["It was wrong."]
    assert (await world.last()).state == State.WITHDRAWN


async def test_a_paused_schedule_posts_nothing_that_is_under_way(world: World) -> None:
    """Paused between tick and post: it is skipped, with the reason."""
    await owe(world)
    await world.outbox.pause(1)
    await world.outbox.deliver_due()
    delivery = await world.last()
    assert (delivery.state, delivery.reason) == ("skipped", "The schedule was paused before this was posted.")


async def test_a_shared_answer_is_a_post_like_others(world: World) -> None:
    """It is found anew for what it was shared from, and recorded with who shared it."""
    shared = await world.outbox.share(HERE, 1, 1, "answer", "When?", made_by="Bo")
    outcome = await world.outbox.deliver(shared.id)
    assert outcome.state == State.POSTED
    assert world.platform.texts == ["When? The pier opens."]


async def test_deliver_tells_why_not(world: World) -> None:
    """Who asked for the post gets the reason at once."""
    world.platform.next("post", fake.refuse)
    shared = await world.outbox.share(HERE, 1, 1, "answer", "When?")
    outcome = await world.outbox.deliver(shared.id)
    assert (outcome.state, outcome.reason) == ("refused", "The channel is gone.")


async def test_a_brief_published_meanwhile_is_the_one_posted(world: World) -> None:
    """The text is chosen at the first attempt, not at the tick."""
    await owe(world)
    await world.publish("The pier opens late.")
    await world.outbox.deliver_due()
    assert world.platform.texts == ["The pier opens late."]


async def test_unchanged_can_be_left_out(world: World) -> None:
    """A subscription with “skip” posts again only when something new was published."""
    await world.subscribe(unchanged="skip")
    for wait in (HOUR, DAY):
        world.clock.forward(wait)
        await world.run()
    await world.publish("The pier opens late.")
    world.clock.forward(DAY)
    await world.run()
    assert world.platform.texts == ["The pier opens.", "The pier opens late."]
    skipped = [row.reason for row in await world.deliveries() if row.state == "skipped"]
    assert skipped == ["Nothing changed since the last post here."]


async def test_stopping_lets_what_is_under_way_finish(world: World) -> None:
    """Nothing new is begun, and what was begun is recorded."""
    world.platform.gate = asyncio.Event()
    await owe(world)
    await world.outbox.start_due()
    await until(lambda: world.platform.at_once == 1)
    stopping = asyncio.create_task(world.outbox.drain(60))
    await asyncio.sleep(0)
    world.platform.gate.set()
    assert await stopping == 0
    assert (await world.last()).state == "posted"
    await world.outbox.share(HERE, 1, 1, "answer", "When?")
    await world.outbox.deliver_due()
    assert world.platform.asked("post") == 1


async def test_a_platform_that_is_not_here_expires(world: World) -> None:
    """What is owed where nobody is connected is given up in time, and says what to do."""
    await world.subscribe(replace(HERE, platform="slack"))
    world.clock.forward(HOUR)
    await world.run()
    assert (await world.last()).state == "due"
    world.clock.forward(7 * HOUR)
    await world.run()
    delivery = await world.last()
    assert delivery.state == State.EXPIRED
    assert "not connected in time" in delivery.reason


async def until(condition: object) -> None:
    """Turn the loop until it holds; the test's own time-out ends a wait in vain."""
    assert callable(condition)
    while not condition():  # noqa: ASYNC110 - the fake has no event for each of its calls
        await asyncio.sleep(0.001)


async def test_every_state_names_its_reason(world: World) -> None:
    """Whatever was not posted says why."""
    await unconfirmed(world)
    async with world.database.sessions.begin() as session:
        (await session.get_one(Subscription, 1)).late_hours = 0
    world.clock.now = MORNING + 3 * DAY
    await world.run()
    assert all(row.reason for row in await world.deliveries() if row.state != "posted")


async def test_a_large_server_does_not_starve_a_small_one(world: World) -> None:
    """Ten thousand due in one server, three in another: the three are among the first two dozen that are taken up."""
    await fill(world, [("large", f"c{n}") for n in range(10_000)] + [("small", f"c{n}") for n in range(3)])
    await world.outbox.start_due()
    await world.outbox.drain(60)
    posted = [row.server for row in await world.deliveries() if row.state == "posted"]
    assert posted.count("small") == 3
    assert len(posted) <= 2 * world.limits.at_once


async def test_servers_take_turns(world: World) -> None:
    """Thirty servers and room for twenty-four: the last six come before any server has its second post."""
    await fill(world, [(f"s{n:02}", f"c{m}") for n in range(30) for m in range(2)])
    async with world.database.sessions() as session:
        first = await due_posts(world.outbox._kit, session, "fake", 24)
        then = await due_posts(
            world.outbox._kit, session, "fake", 24, after=first[-1].place.server, but=[due.id for due in first]
        )
    assert [due.place.server for due in first] == [f"s{n:02}" for n in range(24)]
    assert [due.place.server for due in then[:6]] == [f"s{n}" for n in range(24, 30)]


async def fill(world: World, places: list[tuple[str, str]]) -> None:
    """Posts that are due there, oldest first."""
    rows = [
        {"topic_id": 1, "platform": "fake", "server": server, "channel": channel, "kind": "channel", "name": "",
         "slot": f"shared:{n}", "day": MORNING.date(), "format": "full", "subject": "", "revision_id": 1,
         "state": "due", "reason": "", "due": MORNING, "attempts": 0, "made": MORNING}
        for n, (server, channel) in enumerate(places)
    ]  # fmt: skip
    async with world.database.sessions.begin() as session:
        await session.execute(insert(Delivery), rows)
